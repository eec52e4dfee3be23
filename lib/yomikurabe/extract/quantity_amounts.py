"""One amount as it stands, without the words around it: number and unit, ranges, fractions, currency symbols."""

import re
from typing import NamedTuple

from . import quantity_patterns as patterns
from .numerals import Number, read_number
from .quantity_patterns import SCALES, SYMBOLS, UNITS, Unit

PERCENT, TIMES, COUNT = UNITS["%"], UNITS["倍"], UNITS["個"]
BARE = Unit("count", 1.0, "count", True)
KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十百千]+")
DEGREES = re.compile(r"気温|温度|[セ摂華カ]氏|零下|氷点下|マイナス|[南北]緯|[東西]経|角|傾")
OFTEN = re.compile(r"にわた|にも|の|と(?!なる|なった|予)|も")
HEAVY = re.compile(r"体重|重さ|重量|コメ|[米肉豆粉糖魚]\Z")
WEIGHED = re.compile(r"入り|当たり|あたり|袋|級|[0-9０-９約]|の?(?:平均)?(?:小売)?価格|[減増]量|の(?:荷|米|コメ|肉)")
RATE = re.compile(r"[%％]|率|割合")
MOST_TIMES = 5
"""A few 度 are times (2度にわたり), more are degrees, and so are those with a decimal."""


class Found(NamedTuple):
    """One amount before it becomes a row."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: Unit
    approx: bool
    counter: str | None


def read_amount(text: str, at: int, limit: int) -> Found | None:
    """The bare amount that begins here: number and unit, both of a range."""
    if text[at] in SYMBOLS:
        m = patterns.SYMBOL.match(text, at, limit)
        return _symbol(m) if m else None
    if text[at] in "半過倍":
        m = patterns.WORD.match(text, at, limit)
        return _word(m) if m else None
    m = patterns.AMOUNT.match(text, at, limit)
    return _number(m) if m else None


def _word(m: re.Match[str]) -> Found:
    if m["double"]:
        return Found(m.start(), m.end(), 2.0, 2.0, TIMES, False, None)
    if m["majority"]:
        return Found(m.start(), m.end(), 50.0, None, PERCENT, False, None)
    return Found(m.start(), m.end(), 50.0, 50.0, PERCENT, True, None)


def _symbol(m: re.Match[str]) -> Found:
    """$3.5 billion, €20-25 million."""
    unit = Unit(SYMBOLS[m["symbol"]], SCALES.get(m["scale"] or "", 1.0), "money", True)
    first = read_number(m["n1"])
    last = read_number(m["n2"]) if m["n2"] else first
    return _found(m.start(), m.end(), first, last, unit, None)


def _number(m: re.Match[str]) -> Found | None:
    first = read_number(m["n1"])
    if m["part"] or m["one"]:
        return _fraction(m, first)
    if m["n3"]:
        return _distributed(m, first)
    if not m["u1"]:
        known = m["n1"].isdecimal() or m["n1"][-1] in "万億"
        return _found(m.start(), m.end(), first, first, BARE, None) if known else None
    unit = UNITS[m["u1"]]
    if KANJI_NUMBER.fullmatch(m["n1"]) and not unit.kanji:
        return None
    if m["tenth"]:
        tenths = (
            first.low * 10
            + read_number(m["tenth"]).low
            + (read_number(m["hundredth"]).low / 10 if m["hundredth"] else 0)
        )
        return Found(m.start(), m.end(), tenths, tenths, PERCENT, False, None)
    if m["minor"]:
        whole = first.low + read_number(m["minor"]).low / 100
        return Found(m.start(), m.end(), whole, whole, unit, False, None)
    if m["n2"] and UNITS[m["u2"]].unit == unit.unit:
        last = read_number(m["n2"])
        if first.low < last.high and not (m["to1"] == "から" and patterns.MOVED.match(m.string, m.end())):
            return _found(m.start(), m.end(), first, last, unit, m["u1"])
    return _found(m.start(), m.end("u1"), first, first, _in_context(m, unit), m["u1"])


def _in_context(m: re.Match[str], unit: Unit) -> Unit:
    """What 度 (degrees or times), キロ (metres or grams) and ポイント (of a percentage or a score) stand for."""
    before, number = m.string[max(0, m.start() - 8) : m.start()], read_number(m["n1"]).low
    if unit.kind == "degree":
        sure = number != int(number) or number >= MOST_TIMES
        warm = DEGREES.search(before) and not OFTEN.match(m.string, m.end("u1"))
        return unit if sure or warm else COUNT
    if unit.kind == "kilo":
        return UNITS["kg"] if HEAVY.search(before) or WEIGHED.match(m.string, m.end("u1")) else unit
    if m["u1"] == "ポイント" and number < 100 and RATE.search(m.string, max(0, m.start() - 40), m.start()):
        return UNITS["%ポイント"]
    return unit


def _fraction(m: re.Match[str], of: Number) -> Found | None:
    """3分の1, 5人に1人: a share in percent."""
    part = read_number(m["part"] or m["one"])
    share = 100 * part.low / of.low if of.low else 0
    return Found(m.start(), m.end(), share, share, PERCENT, part.vague or of.vague, None) if 0 < share <= 100 else None


def _distributed(m: re.Match[str], first: Number) -> Found | None:
    """20-25%, 5〜10億ドル, 2、3社: the unit, and the power of ten, belong to both."""
    unit, last = UNITS[m["u3"]], read_number(m["n3"])
    if KANJI_NUMBER.fullmatch(m["n1"]) and not unit.kanji:
        return None
    power = patterns.LAST_DIGITS.search(m["n3"])
    if power and not patterns.LAST_DIGITS.search(m["n1"]):
        scale = read_number("1" + power[0]).low
        if first.low < last.low / scale:
            first = Number(first.low * scale, first.high * scale, first.vague)
    listed = m["to2"] == "、"
    if first.low >= last.high or (listed and last.low != first.low + 1):
        return None
    found = _found(m.start(), m.end(), first, last, unit, m["u3"])
    return found._replace(approx=True) if listed else found


def _found(start: int, end: int, first: Number, last: Number, unit: Unit, surface: str | None) -> Found:
    low, high = first.low * unit.factor, last.high * unit.factor
    counter = surface if unit.kind == "count" or (unit is COUNT) else None
    return Found(start, end, low, high, unit, first.vague or last.vague, counter)
