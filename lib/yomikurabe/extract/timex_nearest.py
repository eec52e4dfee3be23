"""The nearest day, month or quarter of a name, before or after a day of publication."""

from collections.abc import Callable, Iterator
from datetime import date

from . import calendar as cal
from .calendar import Period

RECENT_MONTHS = 8
"""A month without a year and without a sign of the future is a past one up to so many months ago."""

SOON_DAYS = 20
"""A day without its month lies at most so far ahead, unless it is of this month."""

SOON_MONTHS = 4
"""A quarter or stretch of months without a year begins at most so many months ahead."""


def nearest_day(today: date, number: int, looks: int) -> Period | None:
    """The day of that number nearest before, or, where the sentence looks ahead, after the day of publication.

    Without a sign of either, a day soon to come (a week) is likelier than one of last month, which would be named.
    """
    past = next((d for d in _days(today, number, -1) if d <= today), None)
    coming = next((d for d in _days(today, number, 1) if d >= today), None)
    if not past or not coming:
        return None
    ahead = (coming - today).days
    near = ahead <= SOON_DAYS or coming.month == today.month
    soon = (today - past).days > 14 and ahead <= 7
    return cal.day(coming if (looks > 0 and near) or (looks == 0 and soon) else past)


def _days(today: date, number: int, step: int) -> Iterator[date]:
    """Days of that number, month by month away from `today` (not every month has a 31st)."""
    for n in range(4):
        when = cal.real_date(*cal.shift_month(today.year, today.month, n * step), number)
        if when:
            yield when


def nearest_month(today: date, number: int, looks: int) -> int:
    """The year of the month of that number.

    A month of this calendar year needs no year in print, one of last or next year only where it is near: 12月, said
    in January, is last month; 9月, said in November of what will be, is no month so far off.
    """
    ago, ahead = (today.month - number) % 12, (number - today.month) % 12
    this_year_is_past = number <= today.month
    if this_year_is_past:
        coming = (looks > 0 and 0 < ahead <= RECENT_MONTHS) or (looks == 0 and ago > RECENT_MONTHS)
        return today.year + coming
    past = looks <= 0 and ago <= RECENT_MONTHS
    return today.year - past


def nearest_month_day(today: date, month: int, number: int, looks: int) -> Period | None:
    """That day in the year that the month belongs to."""
    when = cal.real_date(nearest_month(today, month, looks), month, number)
    return cal.day(when) if when else None


def nearest_months(today: date, of_year: Callable[[int], Period | None], looks: int) -> Period | None:
    """The last such months that have ended by publication; where the sentence looks ahead, the first that have not."""
    near = [p for y in range(today.year - 2, today.year + 3) if (p := of_year(y)) and p.last]
    coming = next((p for p in near if p.last and p.last >= today), None)
    if looks > 0 and coming and coming.first and (coming.first - today).days <= SOON_MONTHS * 31:
        return coming
    return next((p for p in reversed(near) if p.last and p.last <= today), None)
