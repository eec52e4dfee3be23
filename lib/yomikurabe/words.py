"""Dates, amounts and lists as people write them, in the language of the page."""

from collections import namedtuple
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CURRENCIES = {
    "en": {"USD": "$", "EUR": "€", "JPY": "¥", "KRW": "₩", "CNY": "CN¥", "HKD": "HK$", "GBP": "£", "TWD": "NT$"},
    "ja": {
        "USD": "ドル",
        "EUR": "ユーロ",
        "JPY": "円",
        "KRW": "ウォン",
        "CNY": "人民元",
        "HKD": "香港ドル",
        "GBP": "ポンド",
        "TWD": "台湾ドル",
    },
}
_POWERS = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "ja": ((1e12, "兆"), (1e8, "億"), (1e4, "万")),
}
_UNITS = {
    "en": {"percent": "%", "times": " times", "count": ""},
    "ja": {"percent": "%", "times": "倍", "count": ""},
}


def records(frame: pd.DataFrame) -> list[Any]:
    """The rows of a table as named tuples."""
    row = _row_of(tuple(frame.columns))
    return list(map(row._make, zip(*(frame.iloc[:, i] for i in range(len(frame.columns))), strict=True)))


@cache
def _row_of(columns: tuple[str, ...]) -> Any:
    """The type of a table's rows; made once, since making one takes longer than a short table."""
    return namedtuple("Row", columns, rename=True)


def kept(frame: pd.DataFrame, flags: Iterable[bool]) -> pd.DataFrame:
    """The rows whose flag is set; of an empty table, an empty one with all its columns."""
    return frame[np.fromiter(flags, dtype=bool)]


def as_day(value: Any) -> date | None:
    """A date of a table's cell; null stays null."""
    if value is None or value != value:
        return None
    return value.date() if hasattr(value, "date") else value  # type: ignore[no-any-return]


def day(value: date, lang: str) -> str:
    """8 December 2025, 2025年12月8日."""
    return (
        f"{value.year}年{value.month}月{value.day}日"
        if lang == "ja"
        else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    )


def month(value: date, lang: str) -> str:
    """December 2025, 2025年12月."""
    return f"{value.year}年{value.month}月" if lang == "ja" else f"{_MONTHS[value.month - 1]} {value.year}"


def span(first: date | None, last: date | None) -> str:
    """An interval as tables show it: a day, a whole month or year as such, else both ends; open ends stay open."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"{first or ''} – {last or ''}".strip()
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last.year, last.month) == (first.year, first.month) and _is_month_end(last):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    return f"{first} – {last}"


def _is_month_end(value: date) -> bool:
    return value.toordinal() == date.max.toordinal() or date.fromordinal(value.toordinal() + 1).day == 1


def number(value: float) -> str:
    """A number with no more digits than it needs: 4.8, 1,200, 45."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.1f}"


def scaled(value: float, lang: str) -> str:
    """A number with its power in words: 4.5 billion, 45億."""
    power, word = _power(value, lang)
    return number(round(value / power, 3)) + word


def _power(value: float, lang: str) -> tuple[float, str]:
    return next(((power, word) for power, word in _POWERS[lang] if abs(value) >= power), (1.0, ""))


def _range(low: float, high: float, lang: str) -> str:
    """Two numbers, their power said once where they share it: 2–10 billion."""
    (power, word), other = _power(low, lang), _power(high, lang)
    if word and (power, word) == other:
        return f"{number(round(low / power, 3))}–{number(round(high / power, 3))}{word}"
    return f"{scaled(low, lang)}–{scaled(high, lang)}"


def amount(low: float | None, high: float | None, unit: str, lang: str) -> str:
    """An amount with its bounds: $4.5 billion, ≥ 30%, 20–25%, 141 GB."""
    low, high = _known(low), _known(high)
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        figure = scaled(low, lang) if low == high else _range(low, high, lang)
        return _with_unit(figure, unit, lang)
    bound, sign = (low, "≥ ") if low is not None else (high, "≤ ")
    return sign + _with_unit(scaled(bound or 0.0, lang), unit, lang)


def _with_unit(figure: str, unit: str, lang: str) -> str:
    if unit in _CURRENCIES[lang]:
        return figure + _CURRENCIES[lang][unit] if lang == "ja" else _CURRENCIES[lang][unit] + figure
    return figure + _UNITS[lang].get(unit, f" {unit}")


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)


def listed(parts: Iterable[str], lang: str) -> str:
    """a, b and c; a、b、c."""
    names = list(parts)
    if lang == "ja":
        return "、".join(names)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
