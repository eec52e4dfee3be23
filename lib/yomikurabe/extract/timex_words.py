"""Weeks, days, seasons and spans of years that are named by words, and distances (3日前)."""

import re
from datetime import date, timedelta

from ..tables import say
from . import calendar as cal
from .calendar import Period
from .numerals import read_integer
from .timex_context import Context, Resolved
from .timex_dates import STATED, month_day
from .timex_patterns import (
    ANAPHORIC_DAYS,
    ANAPHORIC_QUARTERS,
    ANAPHORIC_WEEKS,
    DAY_WORDS,
    QUARTER_WORDS,
    UPCOMING_DAY,
    WEEK_WORDS,
)

WEEKDAYS = "月火水木金土日"
VAGUE_ANAPHORS = (
    "その日",
    "次の日",
    "翌日",
    "翌朝",
    "翌晩",
    "その翌日",
    "翌々日",
    "前夜",
    "前の晩",
    "前の夜",
    "前の日",
    "同夜",
)
"""Words that mean a date only close behind one (翌日配達, その日の気分 otherwise)."""

CLOSE = 2
"""How many sentences back such a word reaches."""


def read_week(m: re.Match[str], context: Context) -> Resolved | None:
    """先週, 今週末, 来週の火曜日, 火曜日, 週明け."""
    looks = context.looks(m.end())
    if m["lone"]:
        weekday = WEEKDAYS.index(m["lone"][0])
        return context.from_publication(lambda d: cal.day(_nearest_weekday(d, weekday, looks)))
    if m["edge"]:
        return context.from_publication(lambda d: _edge_of_week(d, m["edge"], looks))
    weekday = WEEKDAYS.index(m["weekday"][0]) if m["weekday"] else -1
    word = m["word"]
    if word in WEEK_WORDS:
        return context.from_publication(lambda d: _in_week(d + timedelta(7 * WEEK_WORDS[word]), weekday))
    by = timedelta(7 * ANAPHORIC_WEEKS[word])
    anchor = context.last("day", "week", within=1)
    if anchor and anchor.first:
        return context.from_named(anchor, _in_week(anchor.first + by, weekday))
    return context.from_publication(lambda d: _in_week(d + by, weekday)) if by <= timedelta(0) else None


def _in_week(when: date, weekday: int) -> Period:
    if weekday < 0:
        return cal.week(when)
    return cal.day(when - timedelta(when.weekday() - weekday))


def _nearest_weekday(today: date, weekday: int, looks: int) -> date:
    """The nearest such day before publication (the day itself counts), or after where the sentence looks ahead."""
    ago = (today.weekday() - weekday) % 7
    return today + timedelta(-ago % 7) if looks > 0 else today - timedelta(ago)


def _edge_of_week(today: date, word: str, looks: int) -> Period:
    monday = today - timedelta(today.weekday())
    if word.startswith("週初"):
        return cal.day(monday)
    if word == "週明け":
        return cal.day(monday if looks < 0 else monday + timedelta(7))
    saturday = monday + timedelta(5 - (7 if looks < 0 and today.weekday() < 5 else 0))
    return cal.join(cal.day(saturday), cal.day(saturday + timedelta(1)))


def read_word(m: re.Match[str], context: Context) -> Resolved | None:
    """昨日, 同日, 前夜, 前の四半期, 年内, 来春."""
    word = m[0] if not m["open"] else m[0][: m.start("open") - m.start()].rstrip("の")
    if word in DAY_WORDS:
        return context.from_publication(lambda d: cal.day(d + timedelta(DAY_WORDS[word])))
    if m["day"]:
        return _anaphoric_day(word, m, context)
    if m["quarter"]:
        return _quarter_word(word, context)
    if m["season"]:
        return context.from_publication(lambda d: cal.season(_season_year(d, word), word[1]))
    return context.from_publication(lambda d: _edge(d, word, context.looks(m.end())))


def _anaphoric_day(word: str, m: re.Match[str], context: Context) -> Resolved | None:
    vague = word in VAGUE_ANAPHORS
    by = timedelta(ANAPHORIC_DAYS[word])
    anchor = context.last("day", within=CLOSE if vague or word == "前日" else 10**6)
    if anchor and anchor.first:
        return context.from_named(anchor, cal.day(anchor.first + by))
    if by < timedelta(0) and (after := _upcoming_day(m.end(), context)):
        return context.from_named(after, cal.day(after.first + by) if after.first else None)
    if vague or context.text[m.start() - 1 : m.start()] == "の":
        return None
    return context.from_publication(lambda d: cal.day(d + by))


def _upcoming_day(end: int, context: Context) -> Period | None:
    """The day that is named next: the eve of a meeting may be told before its date."""
    if m := UPCOMING_DAY.search(context.text, end, end + 300):
        if m["year"]:
            when = cal.real_date(*(read_integer(m[g]) for g in ("year", "month", "md")))
            return cal.day(when) if when else None
        found = month_day(read_integer(m["month"]), read_integer(m["md"]), m, context)
        return found.period if found else None
    return None


def _quarter_word(word: str, context: Context) -> Resolved | None:
    if word in QUARTER_WORDS:
        return context.from_publication(lambda d: cal.quarter(d, -QUARTER_WORDS[word]))
    by = ANAPHORIC_QUARTERS[word]
    anchor = context.last("quarter")
    if anchor:
        return context.from_named(anchor, cal.shift(anchor, by))
    return context.from_publication(lambda d: cal.quarter(d, -by)) if by < 0 else None


def _season_year(today: date, word: str) -> int:
    """昨春 is last year's; 今冬 after New Year began in December."""
    by = {"昨": -1, "今": 0, "来": 1}[word[0]]
    return today.year + by - (word[1] == "冬" and today.month <= 2)


def _edge(today: date, word: str, looks: int) -> Period:
    """年内, 年末, 年初, 年明け, 月末 …: the year or month itself, except where the calendar has an edge."""
    if word.startswith("年度"):
        return cal.fiscal_year(today.year - (today.month <= cal.APRIL_TO_MARCH), cal.APRIL_TO_MARCH)
    if word.startswith("月"):
        return cal.month(today)
    if word in ("年初", "年始"):
        return cal.months(today.year, 1)
    if word == "年明け":
        return cal.months(today.year + (today.month > 6 and looks >= 0), 1)
    before = word == "年末" and looks < 0 and today.month <= 6  # 年末に発表した, told in January
    return cal.year(today.year - before)


def read_ago(m: re.Match[str], context: Context) -> Resolved | None:
    """3日前, 2年後: from publication, or from the date that その points to; what counts from an event is refused."""
    by = (-1 if m["way"] == "前" else 1) * (1 if m["n"] == "半" else read_integer(m["n"]))
    lead = context.text[max(0, m.start() - 2) : m.start()]
    if lead == "その":
        anchor = context.last("day", "week", "month", "year", within=CLOSE)
        return context.from_named(anchor, _away(anchor.first, by, m)) if anchor and anchor.first else None
    if by > 0 and context.looks(m.end()) < 0:  # 3カ月後に撤回された: after what was told before
        anchor = context.last("day", "week", "month", "year", within=CLOSE)
        return context.from_named(anchor, _away(anchor.first, by, m)) if anchor and anchor.first else Resolved(None)
    return context.from_publication(lambda d: _away(d, by, m))


def _away(today: date, by: int, m: re.Match[str]) -> Period | None:
    """The day, week, month or year so far away: as fine as the unit that is counted in."""
    unit, half = m["unit"], bool(m["half"])
    if unit == "日":
        return cal.day(today + timedelta(by))
    if unit == "週間":
        return cal.week(today + timedelta(7 * by))
    if unit == "年" and m["n"] != "半" and not half:
        return cal.year(today.year + by) if 1 <= today.year + by <= 9999 else None
    if unit == "月":  # 半月前
        return cal.month(today + timedelta(15 * by))
    size = (12 if unit == "年" else 1) * by + (half and unit == "年") * (6 if by > 0 else -6)
    if m["n"] == "半":
        size = 6 * by
    return cal.months(*cal.shift_month(today.year, today.month, size))


def read_decade(m: re.Match[str], context: Context) -> Resolved | None:
    """1990年代, 90年代, 昭和30年代, 21世紀, 今世紀."""
    if m["century_word"]:
        by = -1 if m["century_word"] == "前世紀" else 0
        return context.from_publication(lambda d: cal.century((d.year - 1) // 100 + 1 + by))
    if m["century"]:
        number = read_integer(m["century"])
        return Resolved(cal.century(number), basis=STATED) if 1 <= number <= 30 else None
    number = read_integer(m["decade"])
    if m["era"]:
        number += cal.ERAS[m["era"]]
    elif number < 100:
        number += 1900 if number >= 40 else 2000
    if not 1000 <= number < 2200:
        return None
    return Resolved(cal.years(number, number + 9, "decade"), basis=STATED)


def part_of(m: re.Match[str]) -> str | None:
    """The part of a period that a match names without a calendar edge (初め, 中旬, 末), as a remark."""
    for name in ("part_of_year", "part_of_month", "part", "part_"):
        if name in m.re.groupindex and m[name]:
            return say("timex.part", part=m[name])
    if "season" in m.re.groupindex and m["season"]:
        return say("timex.season")
    if m[0] in ("年末", "月末", "月初", "月初め", "年度末"):
        return say("timex.part", part=m[0][-1 if m[0][-1] != "め" else -2 :])
    return None
