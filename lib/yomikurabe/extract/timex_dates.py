"""Days and what is written in figures: dates whose month, day or year may be missing."""

import re
from datetime import date, timedelta

from ..tables import say
from . import calendar as cal
from .calendar import Period
from .numerals import read_integer
from .timex_context import Context, Resolved
from .timex_nearest import nearest_day, nearest_month_day
from .timex_patterns import ENGLISH_MONTHS

STATED = say("timex.stated")


def stated(period: Period | None) -> Resolved | None:
    return Resolved(period, basis=STATED) if period else None


def read_numeric(m: re.Match[str], context: Context) -> Resolved | None:
    """2025/12/09, 8月 4, 2025, 11/24(月)."""
    if m["slash_m"]:
        return month_day(int(m["slash_m"]), int(m["slash_d"]), m, context)
    parts = [m["y"], m["m"], m["d"]] if m["y"] else [m["y_"], m["m_"], m["d_"]]
    when = cal.real_date(*(read_integer(p) for p in parts))
    return stated(cal.day(when)) if when and 1500 < when.year < 2200 else None


def read_english(m: re.Match[str], context: Context) -> Resolved | None:
    """Oct 30, 2025; 30 October 2025."""
    name, number, year = (m["month"], m["day"], m["year"]) if m["month"] else (m["month_"], m["day_"], m["year_"])
    when = cal.real_date(int(year), ENGLISH_MONTHS.index(name[:3].lower()) + 1, int(number))
    return stated(cal.day(when)) if when else None


def read_years(m: re.Match[str], context: Context) -> Resolved | None:
    """2024〜26年, 24〜26年度."""
    first, last = read_integer(m["y1"]), read_integer(m["y2"])
    if first < 100 and not (plausible_short_year(first, context) and plausible_short_year(last, context)):
        return None
    first += 2000 if first < 100 else 0
    last += first // 100 * 100 if last < 100 else 0
    if not 1500 < first < last < 2200:
        return None
    if m["fiscal"]:
        return stated(cal.join(*(cal.fiscal_year(y, cal.APRIL_TO_MARCH) for y in (first, last))))
    return stated(cal.years(first, last))


def read_months(m: re.Match[str], context: Context) -> Resolved | None:
    """11月〜2026年1月期, 2025年11〜26年1月."""
    months = [read_integer(m[g]) for g in ("m1", "m2")]
    last = read_integer(m["y2"])
    first = read_integer(m["y1"]) if m["y1"] else last - (months[0] > months[1])
    begins, ends = (y + (2000 if y < 100 else 0) for y in (first, last))
    if not (
        all(1 <= n <= 12 for n in months) and 1500 < begins <= ends < 2200 and (begins, months[0]) < (ends, months[1])
    ):
        return None
    return stated(cal.join(cal.months(begins, months[0]), cal.months(ends, months[1])))


def plausible_short_year(number: int, context: Context) -> bool:
    """Whether two digits are a year: they lie within six years of publication."""
    return bool(context.published) and abs(2000 + number - context.published[1].year) <= 6  # type: ignore[index]


def month_day(number: int, day: int, m: re.Match[str], context: Context) -> Resolved | None:
    """A month and day without their year."""
    if not cal.real_date(2000, number, day):
        return None
    anchor = context.last("day", "month", within=0)
    if anchor and anchor.first and anchor.first.month <= number and context.year_is_stated:
        when = cal.real_date(anchor.first.year, number, day)
        return context.from_named(anchor, cal.day(when) if when else None)
    looks = context.looks(m.end())
    found = context.from_publication(lambda d: nearest_month_day(d, number, day, looks))
    if found.period and found.period.grain == "day":
        return found
    if near := context.nearest_full_date(m.start()):
        when = cal.real_date(near.year, number, day)
        return from_nearest(near, cal.day(when) if when else None)
    return found


def from_nearest(near: date, period: Period | None) -> Resolved:
    return Resolved(period, near.isoformat(), say("timex.nearest", anchor=near.isoformat()))


def read_day(m: re.Match[str], context: Context) -> Resolved | None:
    """A day without its month: near a day that the sentence has named, else the nearest to publication."""
    first, last = (read_integer(m["d1"]), read_integer(m["d2"])) if m["d1"] else (0, read_integer(m["d"]))
    if not 1 <= last <= 31 or first >= last:
        return None
    found = _one_day(last, m, context)
    if first and found.period and found.period.last:
        begins = found.period.last - timedelta(last - first)
        return found._replace(period=cal.join(cal.day(begins), found.period))
    return found


def _one_day(number: int, m: re.Match[str], context: Context) -> Resolved:
    anchor = context.last("day", within=0 if context.published else 10**6)
    if m["pointer"] in ("同", "翌"):
        anchor = context.last("day", "month") or anchor
    if anchor and anchor.first:
        gap = number - anchor.first.day
        when = cal.real_date(anchor.first.year, anchor.first.month, number)
        if m["pointer"] == "翌" and gap <= 0:
            when = cal.real_date(*cal.shift_month(anchor.first.year, anchor.first.month, 1), number)
        if when and (m["pointer"] in ("同", "翌") or not context.published or 0 < gap <= 10):
            return context.from_named(anchor, cal.day(when))
    looks = {"去る": -1, "来る": 1}.get(m["pointer"] or "", 0) or context.looks(m.end())
    return context.from_publication(lambda d: nearest_day(d, number, looks))
