"""Date arithmetic on whole periods: days, ISO weeks, months, quarters, fiscal years, decades and centuries."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before each era's first, so that era and number add up to the year of the Common Era."""

APRIL_TO_MARCH = 3
"""Last month of the fiscal year of Japanese companies and public bodies, named by the year in which it begins."""

OCTOBER_TO_SEPTEMBER = 9
"""Last month of the American government's fiscal year."""


class Period(NamedTuple):
    """A stretch of whole days: its EDTF value, first and last day (null where open), and how fine it is."""

    value: str
    first: date | None
    last: date | None
    grain: str


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or nothing where the calendar has no such day."""
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def day(when: date) -> Period:
    return Period(when.isoformat(), when, when, "day")


def week(when: date) -> Period:
    """The ISO week (Monday to Sunday) in which a day lies."""
    year, number, weekday = when.isocalendar()
    first = when - timedelta(weekday - 1)
    return Period(f"{year:04}-W{number:02}", first, first + timedelta(6), "week")


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month, `by` months later."""
    return divmod(year * 12 + month - 1 + by, 12)[0], (month - 1 + by) % 12 + 1


def months(year: int, month: int, count: int = 1, grain: str = "") -> Period:
    """`count` whole months from the one given; three are a quarter, six a half, twelve a year."""
    last_year, last_month = shift_month(year, month, count - 1)
    first = date(year, month, 1)
    last = date(last_year, last_month, monthrange(last_year, last_month)[1])
    if count == 1:
        return Period(f"{year:04}-{month:02}", first, last, "month")
    value = f"{year:04}" if (month, count) == (1, 12) else f"{year:04}-{month:02}/{last_year:04}-{last_month:02}"
    return Period(value, first, last, grain or {3: "quarter", 6: "half", 12: "year"}.get(count, "months"))


def month(when: date) -> Period:
    return months(when.year, when.month)


def year(number: int) -> Period:
    return Period(f"{number:04}", date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int, grain: str = "years") -> Period:
    return Period(f"{first:04}/{last:04}", date(first, 1, 1), date(last, 12, 31), grain)


def century(number: int) -> Period:
    """The 21st century is 2001 to 2100."""
    return years(number * 100 - 99, number * 100, "century")


def season(year_number: int, name: str) -> Period:
    """Three months of meteorology: spring begins in March, winter in December."""
    return months(year_number, {"春": 3, "夏": 6, "秋": 9, "冬": 12}[name], 3, "season")


def fiscal_year(name: int, year_end: int) -> Period:
    """The fiscal year of that name which ends with month `year_end`.

    In Japan it is named by the year in which it begins (April 2025 to March 2026 is 2025年度), elsewhere by the year
    in which it ends.
    """
    ends = name + 1 if year_end == APRIL_TO_MARCH else name
    return months(*shift_month(ends, year_end, -11), 12)


def quarter(when: date, back: int = 0) -> Period:
    """The quarter of the calendar in which a day lies, or the one so many quarters earlier."""
    return months(*shift_month(when.year, (when.month - 1) // 3 * 3 + 1, -3 * back), 3)


def part_of_fiscal_year(whole: Period, skip: int, count: int) -> Period:
    """`count` months of a year, after its first `skip`."""
    first = whole.first or date.min
    return months(*shift_month(first.year, first.month, skip), count)


def shift(period: Period, by: int) -> Period | None:
    """The period of the same length `by` periods later: the day after, the month before; none for ranges."""
    if period.first is None:
        return None
    if period.grain == "day":
        return day(period.first + timedelta(by))
    if period.grain == "week":
        return week(period.first + timedelta(7 * by))
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(period.grain)
    return months(*shift_month(period.first.year, period.first.month, size * by), size) if size else None


def a_year_before(period: Period) -> Period | None:
    """The same months a year earlier."""
    if period.first is None or period.last is None:
        return None
    if period.grain == "day":
        then = real_date(period.first.year - 1, period.first.month, period.first.day)
        return day(then) if then else None
    if period.grain == "days":
        first, last = (real_date(d.year - 1, d.month, d.day) for d in (period.first, period.last))
        return join(day(first), day(last)) if first and last else None
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return months(period.first.year - 1, period.first.month, count)


def join(first: Period, last: Period) -> Period:
    """From the beginning of one to the end of the other."""
    ends = [p.value.split("/") for p in (first, last)]
    grain = "days" if first.grain == last.grain == "day" else "range"
    return Period(f"{ends[0][0]}/{ends[1][-1]}", first.first, last.last, grain)


def onwards(period: Period) -> Period:
    return Period(f"{period.value.split('/')[0]}/..", period.first, None, "range")


def until(period: Period) -> Period:
    return Period(f"../{period.value.split('/')[-1]}", None, period.last, "range")
