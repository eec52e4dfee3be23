"""Lengths of time and what returns: durations and sets in ISO 8601."""

import re
from decimal import Decimal
from itertools import pairwise

from .numerals import read_integer, read_number
from .timex_context import Context
from .timex_dates import plausible_short_year
from .timex_length_patterns import AFTER_LENGTH, LENGTH_PART

_ISO = {"年": "Y", "月": "M", "週": "W", "日": "D", "時": "H", "分": "M", "秒": "S"}
_WORDS = {"半年": "P6M", "半月": "P15D", "半日": "PT12H", "半世紀": "P50Y", "四半世紀": "P25Y"}
_EACH = {"日": "P1D", "朝": "P1D", "晩": "P1D", "夜": "P1D", "週": "P1W", "月": "P1M", "年": "P1Y"} | {
    "時": "PT1H", "分": "PT1M", "秒": "PT1S",
}  # fmt: skip
_ORDER = "世年四月週日時分秒"
_OTHER = {"日": "P2D", "週": "P2W", "月": "P2M", "年": "P2Y"}


def read_length(m: re.Match[str], context: Context) -> str | None:
    """The value of a duration (P3Y, P5Y/P10Y, PT1H40M), or nothing where the match is a date or no length."""
    if m["word"]:
        return _WORDS.get(m["word"], "P3M")
    number, unit = m["n"], m["u"]
    sure = "." in number or bool(m["mark"] or m["half"] or m["more"] or AFTER_LENGTH.match(context.text, m.end()))
    if unit in ("日", "週", "四半期") and not sure:
        return None
    if unit == "年" and not sure and _is_year(number, m, context):
        return None
    if unit == "年" and len(number) == 4 and read_number(number).low >= 1500:
        return None
    if unit == "日" and m["more"] and not m["more"].startswith("と"):
        return None  # 1日8時間 is a rate
    if m["hundredths"]:
        number += "." + m["hundredths"]
    parts = [(number, unit), *LENGTH_PART.findall(m["more"] or "")]
    if any(_ORDER.index(_head(a[1])) >= _ORDER.index(_head(b[1])) for a, b in pairwise(parts)):
        return None  # 8日と9日 are two dates
    return _iso(parts, bool(m["half"]))


NOT_A_YEAR = re.compile(
    r"の(?:歴史|経験|キャリア|伝統|刑|契約|任期|節目|眠り|歳月|付き合い)|に(?:及|わた|も|一度|1度)|。|\Z"
)
SINCE = re.compile(r"(?:から|てから|して|過去|今後|この|ここ|約|およそ|まる|丸)\Z")
"""What makes two digits a length of years, behind them (25年の歴史) and before (震災から30年)."""


def _is_year(number: str, m: re.Match[str], context: Context) -> bool:
    """Two digits near the year of publication are a year (25年の売上高), unless what follows makes them a length."""
    if not re.fullmatch(r"[0-9０-９]{2}|[0-9０-９]{4}", number):
        return False
    if len(number) == 4:
        return 1500 <= read_integer(number) < 2200
    length = NOT_A_YEAR.match(context.text, m.end()) or SINCE.search(context.text, max(0, m.start() - 3), m.start())
    return plausible_short_year(read_integer(number), context) and not length


def read_lengths(m: re.Match[str], context: Context) -> str | None:
    """5〜10年, 5年から7年, 2、3日間."""
    low, high = read_number(m["n1"]).low, read_number(m["n2"]).low
    listed = "、" in m[0]
    if low >= high or (listed and (m["u1"] or high != low + 1)):
        return None
    unit = m["u2"]
    if unit == "年" and (low >= 1500 or (_is_year(m["n1"], m, context) and not m["mark"])):
        return None
    days = unit == "日" and (m["u1"] or not (m["mark"] or AFTER_LENGTH.match(context.text, m.end())))
    if days or (unit in ("週", "四半期") and not m["mark"]):
        return None
    first = _iso([(m["n1"], m["u1"] or unit)], bool(m["half1"]))
    last = _iso([(m["n2"], unit)], bool(m["half2"]))
    return f"{first}/{last}" if first and last else None


def _iso(parts: list[tuple[str, str]], half: bool) -> str | None:
    """ISO 8601 of numbers with their units; a half adds half of the last unit."""
    day_part, time_part = "", ""
    for digits, unit in parts:
        number, letter, timed = _scaled(Decimal(str(read_number(digits).low)), unit)
        if not number:
            return None
        if timed:
            time_part += f"{_plain(number)}{letter}"
        else:
            day_part += f"{_plain(number)}{letter}"
    if half:
        extra = {"年": "6M", "月": "15D", "時": "30M", "分": "30S"}.get(_head(parts[-1][1]))
        if _head(parts[-1][1]) in "時分":
            time_part += extra or ""
        elif extra:
            day_part += extra
        else:
            time_part += "12H"  # 1日半
    return f"P{day_part}" + (f"T{time_part}" if time_part else "")


def _head(unit: str) -> str:
    """The character that tells the unit: 年 of カ年, 月 of カ月, 時 of 時間."""
    return unit[-1] if unit[-1] in "年月" else unit[0]


def _scaled(number: Decimal, unit: str) -> tuple[Decimal, str, bool]:
    """Number, letter and whether it is a time of day's unit; centuries are years, quarters are months."""
    if unit == "世紀":
        return number * 100, "Y", False
    if unit == "四半期":
        return number * 3, "M", False
    return number, _ISO[_head(unit)], _head(unit) in "時分秒"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def read_times(m: re.Match[str], context: Context) -> str | None:
    """The interval at which something returns (毎週 is P1W, 隔月 P2M, 週1回 P1W)."""
    if m["each"]:
        return _EACH[m["each"]]
    if m["other"]:
        return _OTHER[m["other"]]
    if m["quarterly"]:
        return "P3M"
    if m["per"]:
        return _EACH[m["per"][-1]]
    return _iso([(m["n"], m["unit"])], False)
