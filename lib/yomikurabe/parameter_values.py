"""What a parameter may be: values as notebooks, papermill and the command line write them.

A flag may come as text, a year as a number, a list as text with commas; all mean the same.
"""

import calendar
import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

_DAY = re.compile(r"(?P<year>\d{4}) (?: - (?P<month>\d{1,2}) (?: - (?P<day>\d{1,2}) )? )?", re.VERBOSE)
_AGO = re.compile(r"-(\d{1,4})([dwmy])")
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Ago(NamedTuple):
    """So many days, weeks, months or years before the newest article: -30d, -2w, -6m, -1y."""

    number: int
    unit: str

    def before(self, day: date) -> date:
        """The day that is so long before another; of a month that is too short, its last. Raises ValueError."""
        if self.unit in "dw":
            return date.fromordinal(day.toordinal() - self.number * (7 if self.unit == "w" else 1))
        months = day.year * 12 + day.month - 1 - self.number * (12 if self.unit == "y" else 1)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(max(year, 1), month)[1]))

    def __str__(self) -> str:
        return f"-{self.number}{self.unit}"


def _period(value: Any) -> tuple[date, date] | None:
    """First and last day of a year, month or day; nothing for an empty value."""
    if isinstance(value, date):
        return value, value
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else "?"
    if value is None or not text:
        return None
    if not (match := _DAY.fullmatch(text)):
        raise ValueError("is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


def _first_day(value: Any) -> date | None:
    period = _period(value)
    return period[0] if period else None


def _last_day(value: Any) -> date | None:
    period = _period(value)
    return period[1] if period else None


def _ago(value: Any) -> Ago | None:
    """A time before the newest article, nothing for what is none."""
    if isinstance(value, Ago):
        return value
    match = _AGO.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, str) and value.strip().startswith("-") and not match:
        raise ValueError("is no time before the newest article: write -30d, -2w, -6m or -1y")
    return Ago(int(match[1]), match[2]) if match else None


def _since(value: Any) -> date | Ago | None:
    return _ago(value) or _first_day(value)


def _until(value: Any) -> date | Ago | None:
    return _ago(value) or _last_day(value)


def one_name(value: Any) -> str:
    if isinstance(value, int | float):
        raise ValueError("is a number where a name is wanted: papermill's -p reads it so, give it with -r NAME")
    if not isinstance(value, str):
        raise ValueError("is no text")
    return value.strip()


def names(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list | tuple) else ("" if value is None else value,)
    names = (name.strip() for part in parts for name in one_name(part).split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def _flag(value: Any) -> bool:
    flag = value if isinstance(value, bool) else _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None
    if flag is None:
        raise ValueError("is neither true nor false")
    return flag


def _whole(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("is no whole number")
    return value


def _share(value: Any) -> float:
    """A share from 0 to 1; a number in a text is one too."""
    try:
        share = float(value) if not isinstance(value, bool) else -1.0
    except (TypeError, ValueError):
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("is no number from 0 to 1")
    return share


Since = Annotated[date | Ago | None, BeforeValidator(_since)]
Until = Annotated[date | Ago | None, BeforeValidator(_until)]
Day = Annotated[date | None, BeforeValidator(_last_day)]
Name = Annotated[str, BeforeValidator(one_name)]
Names = Annotated[tuple[str, ...], BeforeValidator(names)]
Flag = Annotated[bool, BeforeValidator(_flag)]
AtLeast = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Share = Annotated[float, BeforeValidator(_share)]
Verdict = Literal["conflict", "explained", "compatible", "agree", "single"]
Status = Literal["happened", "planned", "hypothetical", "denied"]
