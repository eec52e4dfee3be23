"""Amounts as they are written: what they can stand for, how far they are rounded, how papers would write them."""

import re
from typing import NamedTuple

from ..tables import Quantity

_DIGITS = re.compile(r"[0-9０-９]+")
_NAMES = {
    "JPY": "円",
    "USD": "ドル",
    "EUR": "ユーロ",
    "CNY": "元",
    "KRW": "ウォン",
    "HKD": "香港ドル",
    "TWD": "台湾ドル",
}
_SHARES = {"percent": "%", "times": "倍", "percent-point": "ポイント"}
_SCALES = ((1e12, "兆"), (1e8, "億"), (1e4, "万"))
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_RANKS = frozenset({"位", "番", "等", "度", "回目"})
_GAP = 0.03
"""Relative distance by which two intervals must be apart: less is a rounding on the way."""
_MOST = 0.1
"""Part of an amount by which a figure of one digit (7億円) may be rounded."""


def rounding(surface: str) -> float:
    """Half of the last written digit, as a part of the amount: 0.5 of 29600 for 2万9600人."""
    written = int("".join(_DIGITS.findall(surface)) or 0)
    return min(0.5 / written, _MOST) if written else 0.05


def amount(value: float, unit: str, counter: str | None = None, digits: int = 3) -> str:
    """An amount with a few significant digits: 6300億円, 1.5倍, 50人."""
    name = counter or _NAMES.get(unit) or _SHARES.get(unit) or ("" if unit == "count" else unit)
    scale, word = next(((s, w) for s, w in _SCALES if value >= s), (1.0, ""))
    whole = len(str(int(value / scale)))
    return f"{round(value / scale, max(0, digits - whole)):.10g}{word}{name}"


class Interval(NamedTuple):
    """Between what a figure can lie."""

    low: float
    high: float


def is_pair(one: Quantity, other: Quantity) -> bool:
    """Two plain figures of one kind."""
    plain = one.low == one.high and other.low == other.high and one.low is not None
    return plain and one.unit == other.unit and one.counter == other.counter and one.counter not in _RANKS


def spread(figure: Quantity) -> tuple[float, float]:
    """A figure with the width of its last digit, twice that where it says 約; open sides stay open."""
    digits = _NUMBER.search(figure.surface)
    value = figure.low if figure.low is not None else figure.high or 0.0
    decimals = len(digits[0].split(".")[1]) if digits and "." in digits[0] else 0
    half: float = 0.6 * 10**-decimals
    if "割" in figure.surface:
        half *= 10
    if figure.unit == "times":
        half = max(half, 0.1 * value) if decimals else max(0.25, 0.1 * value)
    half = max(half, 0.5) if figure.unit == "percent" else half
    if figure.approx:
        half = max(2 * half, 0.1 * value)
    low = 0.0 if figure.low is None else figure.low - half
    high = float("inf") if figure.high is None else figure.high + half
    return low, high


def width(figure: Quantity, value: float) -> Interval:
    """An amount as wide as half of its last written digit."""
    part = max(rounding(figure.surface), 0.05 if figure.approx else 0.0)
    return Interval(value * (1 - part), value * (1 + part))


def quotient(old: Interval, new: Interval) -> Interval:
    """What the new is by the old."""
    return Interval(new.low / old.high, new.high / old.low if old.low > 0 else float("inf"))


def meet(one: Interval, other: Interval) -> bool:
    """Whether two intervals overlap, or nearly."""
    return one.low <= other.high * (1 + _GAP) and other.low <= one.high * (1 + _GAP)
