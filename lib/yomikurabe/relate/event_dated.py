"""One thing that a time expression dates, and the arithmetic of periods."""

from datetime import date, timedelta
from typing import NamedTuple

from ..tables import Clause, Timex


class Anchor(NamedTuple):
    """Something dated. `rank`: 0 dated by itself, 1 by a dateline, 2 by a dated occasion, 3 by its dated subject."""

    timex: Timex
    clause: Clause
    start: int
    end: int
    predicate: str
    predicate_start: int
    earliest: date
    latest: date
    rank: int = 0
    noun: bool = False
    planned: bool = False
    occasion: bool = False
    basis: str = "event.dated"


def days_of(timex: Timex) -> tuple[date, date]:
    """Its first and last day; only expressions that have both date anything."""
    if timex.earliest is None or timex.latest is None:
        raise ValueError("an open interval dates nothing")
    return timex.earliest, timex.latest


def of_clause(clause: Clause, timex: Timex) -> Anchor:
    """The clause itself, as dated by an expression."""
    return Anchor(timex, clause, clause.start, clause.end, clause.predicate, clause.predicate_start, *days_of(timex))


def a_year_later(day: date) -> date:
    """The same day of the next year; the end of February stays its end."""
    last = day.month == 2 and day.day >= 28
    first_next = date(day.year + 1, 3, 1)
    return first_next - timedelta(1) if last else day.replace(year=day.year + 1)


def period_after(earliest: date, latest: date) -> tuple[date, date]:
    """The period of the same length after one: months to months, days to days."""
    months = (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    first = latest + timedelta(1)
    if earliest.day != 1 or first.day != 1:
        return first, first + (latest - earliest)
    turn = first.month - 1 + months
    return first, date(first.year + turn // 12, turn % 12 + 1, 1) - timedelta(1)
