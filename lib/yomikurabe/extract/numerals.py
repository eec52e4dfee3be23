"""Numbers as Japanese news prose writes them: 4,500億, 1兆2000億, 3万5000, ２．５, 二〇二五, 十五, 数十億."""

import re
from decimal import Decimal
from typing import NamedTuple

DIGIT = "0-9０-９"
KANJI_DIGITS = "〇零一二三四五六七八九"
_VALUES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}

ARABIC = rf"(?:[{DIGIT}]{{1,3}}(?:[,，][{DIGIT}]{{3}}){{1,6}}|[{DIGIT}]{{1,18}})(?![{DIGIT}])(?:[.．][{DIGIT}]{{1,9}})?"
KANJI = rf"[{KANJI_DIGITS}十百千]{{1,12}}"
LARGE = r"(?:[万億兆]|京(?![都浜阪急成王]))"
VAGUE = r"(?:十数|百数十|数十|数百|数千|数)"
NUMBER = rf"""
(?> {ARABIC} (?: [ 　]?[十百千]?{LARGE} | [十百千](?![万億兆]) )?     # 4,500億, 400 億, 5百万, 3千
    (?: (?<=[万億兆京]) {ARABIC} [十百千]?{LARGE} )*                   # 1兆2000億
    (?: (?<=[万億兆京]) {ARABIC} (?: [十百千](?![万億兆]) )? )?         # 3万5000, 2万8千
  | {VAGUE} {LARGE}?
  | (?: {KANJI} {LARGE}? )+
)
"""
"""A number, for patterns in verbose mode; it may have a space before its power of ten (400 億)."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|\D")
_TO_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,", "")
_DROPPED = str.maketrans("", "", ", 　")


class Number(NamedTuple):
    """A number; a vague one (数十, 十数) lies between two."""

    low: float
    high: float
    vague: bool = False


def read_number(surface: str) -> Number:
    """The number that a surface of `NUMBER` writes.

    数 stands for two to ten of what follows it (数十億 is 20 億 to 100 億), 十数 for ten to twenty.
    """
    text = surface.translate(_TO_ASCII).translate(_DROPPED)
    vague = re.match(r"(十数|百数十)|数", text)
    if not vague:
        value = float(_value(text))
        return Number(value, value)
    rest = text[vague.end() :]
    unit = _value(rest) if rest else Decimal(1)
    low, high = {"十数": (10, 20), "百数十": (100, 200)}.get(vague[0], (2, 10))
    return Number(float(low * unit), float(high * unit), True)


def read_integer(surface: str) -> int:
    """A whole number of a date: 12, ２０２５, 二〇二五, 十二."""
    return int(surface) if surface.isdecimal() else int(_value(surface.translate(_TO_ASCII).translate(_DROPPED)))


def _value(text: str) -> Decimal:
    """Sum of the parts: digits wait until the power that they count; kanji digits in a row are places (二〇二五)."""
    total = section = Decimal(0)
    waiting: Decimal | None = None
    for token in _TOKEN.findall(text):
        if token in _VALUES:
            waiting = (waiting or Decimal(0)) * 10 + _VALUES[token]
        elif token in _SMALL:
            section += (Decimal(1) if waiting is None else waiting) * _SMALL[token]
            waiting = None
        elif token in _LARGE:
            section += waiting or Decimal(0)
            total += (section or Decimal(1)) * _LARGE[token]
            section, waiting = Decimal(0), None
        else:
            waiting = Decimal(token)
    return total + section + (waiting or Decimal(0))
