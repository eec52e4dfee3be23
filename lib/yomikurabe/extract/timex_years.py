"""Years and what lies in them: months, quarters, halves, seasons, fiscal years; and months without their year."""

import re
from datetime import date

from . import calendar as cal
from .calendar import Period
from .numerals import read_integer
from .timex_context import Context, Resolved
from .timex_dates import STATED, from_nearest, month_day
from .timex_nearest import nearest_month, nearest_months
from .timex_patterns import ANAPHORIC_MONTHS, ANAPHORIC_YEARS, EXPLAINED, MONTH_WORDS, YEAR_WORDS

WITH_YEAR = ("day", "week", "month", "quarter", "half", "months", "season", "year", "years")
"""Grains of dates that lie in one year, or begin in one."""

DECEMBER = 12
COMPARED_WITHIN = 5
"""How many sentences back the period may stand that 前年同期 compares with."""

_PERIODS_OF_MONTHS = ("quarter", "half", "months", "season")


def read_date(m: re.Match[str], context: Context) -> Resolved | None:
    """A year, month, quarter, half, season, part or day, as far as they are given."""
    if not m[0]:
        return None
    year, resolved = _year(m, context)
    if resolved:  # a year that counts from publication
        return resolved
    if year is not None:
        return _within(year, m, context)
    if m["month"]:
        return _month(read_integer(m["month"]), m, context)
    if m["month_word"]:
        return _month_word(m, context)
    if m["settled"] or m["season"] or m["part_of_year"] or m["whole"]:
        return None
    return _months(m, context)


def _year(m: re.Match[str], context: Context) -> tuple[tuple[int, Resolved] | None, Resolved | None]:
    """The year that is stated or follows from the text, with how it is known; or all that counts from publication."""
    if m["era"]:
        number = cal.ERAS[m["era"]] + (1 if m["era_year"] == "元" else read_integer(m["era_year"]))
        return (number, Resolved(None, basis=STATED)), None
    if digits := m["year"] or m["fy"] or m["short"]:
        number = read_integer(digits)
        return (number + (2000 if number < 100 else 0), Resolved(None, basis=STATED)), None
    word = m["year_word"]
    if word in ANAPHORIC_YEARS:
        anchor = context.last(*WITH_YEAR)
        if anchor and anchor.first:
            return (anchor.first.year + ANAPHORIC_YEARS[word], context.from_named(anchor, None)), None
        by = ANAPHORIC_YEARS[word]
    elif word:
        by = YEAR_WORDS[word]
    else:
        return None, None
    return None, context.from_publication(lambda d: _in_year(_named_year(d, by, m), m, context))


def _named_year(today: date, by: int, m: re.Match[str]) -> int:
    """The year `by` years away; a Japanese fiscal year (今年度) begins in April."""
    return today.year + by - (m["fiscal"] == "度" and today.month <= cal.APRIL_TO_MARCH)


def _within(year: tuple[int, Resolved], m: re.Match[str], context: Context) -> Resolved | None:
    number, known = year
    if not 1000 <= number < 2200:
        return None
    period = _in_year(number, m, context)
    return known._replace(period=period) if period or m["same"] else None


def _in_year(number: int, m: re.Match[str], context: Context) -> Period | None:
    """What the match says of a year that is known."""
    if m["same"]:
        return _same_part(number, m, context)
    if m["m1"]:
        first, last = read_integer(m["m1"]), read_integer(m["m2"])
        return cal.months(number, first, (last - first) % 12 + 1) if 1 <= first <= 12 and 1 <= last <= 12 else None
    if m["settled"]:
        ends = read_integer(m["settled"])
        return cal.months(*cal.shift_month(number, ends, -11), 12) if 1 <= ends <= 12 else None
    if m["month"]:
        return _in_month(number, read_integer(m["month"]), m)
    if quarter := m["quarter"] or m["q1"] or m["q2"]:
        return _quarter(number, read_integer(quarter), m, context)
    if m["season"]:
        return cal.season(number, m["season"])
    if m["fiscal"] or m["fy"]:
        whole = cal.fiscal_year(number, _fiscal_end(m, context))
        return _half(whole, m["half"]) if m["half"] else whole
    return _half(cal.year(number), m["half"]) if m["half"] else cal.year(number)


def _fiscal_end(m: re.Match[str], context: Context) -> int:
    """Last month of the fiscal year: the company's; else Japan's for 年度, for 会計年度 the American government's where
    the sentence names America, else the calendar's."""
    if known := _year_end(m, context):
        return known
    if m["fiscal"] == "度":
        return cal.APRIL_TO_MARCH
    return cal.OCTOBER_TO_SEPTEMBER if m["fiscal"] and context.sentence and "米" in context.sentence.text else DECEMBER


def _year_end(m: re.Match[str], context: Context) -> int | None:
    """Last month of the fiscal year, from the months in brackets behind a quarter or from the company that is named."""
    quarter, months = m["quarter"] or m["q1"] or m["q2"], EXPLAINED.match(context.text, m.end())
    if quarter and months:
        return (read_integer(months["m1"]) - 3 * read_integer(quarter) + 1) % 12 + 1
    return context.fiscal_year_end(m.start())


def _half(whole: Period, name: str) -> Period:
    return cal.part_of_fiscal_year(whole, 0 if name[0] in "上前" else 6, 6)


def _quarter(number: int, quarter: int, m: re.Match[str], context: Context) -> Period | None:
    """A quarter of the fiscal year where the text says so, else the company's quarter that mostly lies in the year."""
    if m["fiscal"] or m["fy"]:
        return cal.part_of_fiscal_year(cal.fiscal_year(number, _fiscal_end(m, context)), 3 * quarter - 3, 3)
    end = _year_end(m, context) or DECEMBER
    middle = (end + 3 * quarter - 2) % 12 + 1
    return cal.months(*cal.shift_month(number, middle, -1), 3)


def _same_part(number: int, m: re.Match[str], context: Context) -> Period | None:
    """前年同期: the months of the period named last, in another year."""
    grains = {"月": ("month",), "日": ("day",)}.get(m["same"][-1], ("days", *_PERIODS_OF_MONTHS))
    anchor = context.last(*grains, within=COMPARED_WITHIN)
    if not anchor or not anchor.first:
        return None
    if m["year_word"] in ANAPHORIC_YEARS:  # a year before the period itself, not before what was named since
        return cal.a_year_before(anchor)
    count = {"month": 1, "quarter": 3, "half": 6, "season": 3}.get(anchor.grain)
    return cal.months(number, anchor.first.month, count) if count else None


def _in_month(year: int, number: int, m: re.Match[str]) -> Period | None:
    if not 1 <= number <= 12:
        return None
    if m["md"]:
        when = cal.real_date(year, number, read_integer(m["md"]))
        return cal.day(when) if when else None
    if m["md1"]:
        first, last = (cal.real_date(year, number, read_integer(m[g])) for g in ("md1", "md2"))
        return cal.join(cal.day(first), cal.day(last)) if first and last and first < last else None
    return cal.months(year, number)


def _month(number: int, m: re.Match[str], context: Context) -> Resolved | None:
    """A month without its year: the year named in the same sentence, else the nearest to publication."""
    if not 1 <= number <= 12:
        return None
    if m["md"]:
        return month_day(number, read_integer(m["md"]), m, context)
    anchor = context.last("day", "month", within=0)
    if anchor and anchor.first and anchor.first.month <= number and context.year_is_stated:
        return context.from_named(anchor, _in_month(anchor.first.year, number, m))
    before = context.listed_after(m.start())
    if before and before.first and before.grain == "month":
        return context.from_named(before, _in_month(before.first.year + (number < before.first.month), number, m))
    if not context.published:
        near = context.nearest_full_date(m.start())
        return from_nearest(near, _in_month(near.year, number, m)) if near else Resolved(None)
    looks = context.looks(m.end())
    return context.from_publication(lambda d: _in_month(nearest_month(d, number, looks), number, m))


def _month_word(m: re.Match[str], context: Context) -> Resolved | None:
    word = m["month_word"]
    if word in MONTH_WORDS:
        return context.from_publication(lambda d: _in_month(*cal.shift_month(d.year, d.month, MONTH_WORDS[word]), m))
    anchor = context.last("day", "week", "month")
    if anchor and anchor.first:
        then = cal.shift_month(anchor.first.year, anchor.first.month, ANAPHORIC_MONTHS[word])
        return context.from_named(anchor, _in_month(*then, m))
    if ANAPHORIC_MONTHS[word] > 0:
        return None
    return context.from_publication(lambda d: _in_month(*cal.shift_month(d.year, d.month, ANAPHORIC_MONTHS[word]), m))


def _months(m: re.Match[str], context: Context) -> Resolved | None:
    """7〜9月期, 第3四半期, 上半期 without a year: the last to have ended, or, looking ahead, the next."""
    if explained := context.explained(m.start()):
        if m["quarter"]:
            return context.from_named(explained, explained)
        year = explained.first.year if explained.first else 0
        months = next(
            (p for y in (year, year - 1, year + 1) if (p := _in_year(y, m, context)) and p == explained), None
        )
        if months:
            return context.from_named(explained, months)
    looks = context.looks(m.end())
    return context.from_publication(lambda d: nearest_months(d, lambda y: _in_year(y, m, context), looks))
