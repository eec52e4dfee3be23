"""sources.csv beside the articles: what the texts can't tell."""

import calendar
import csv
import io
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from .decode import decode
from .limits import ReadError

NAME = "sources.csv"
COLUMNS = ("file", "label", "publisher", "author", "url", "published", "basis")
REQUIRED = ("file",)

DAY_OR_LESS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")

Interval = tuple[date, date]


class SidecarRow(NamedTuple):
    """One row of sources.csv; an empty cell is None, `published` its first and last day."""

    file: str
    label: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: Interval | None = None
    basis: str | None = None


class Sidecar(NamedTuple):
    """The usable rows of a sources.csv by file, and the first offence in it, if any."""

    rows: dict[str, SidecarRow]
    offence: ReadError | None = None


def read_interval(value: str) -> Interval:
    """First and last day of `2025-07-28`, `2025-07`, `2025` or `2025-07-28/2025-07-31`. Raises ValueError."""
    ends = [DAY_OR_LESS.fullmatch(part.strip()) for part in value.split("/")]
    if not all(ends) or len(ends) > 2:
        raise ValueError(value)
    first, last = _days(ends[0])[0], _days(ends[-1])[1]
    if first > last:
        raise ValueError(value)
    return first, last


def _days(found: re.Match[str] | None) -> Interval:
    if found is None:
        raise ValueError
    year, month, day = (int(part) if part else None for part in found.groups())
    if day and month and year:
        return date(year, month, day), date(year, month, day)
    if month and year:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year or 0, 1, 1), date(year or 0, 12, 31)


def file_key(path: str) -> str:
    """A file's name as it is compared: one Unicode form, / between folders."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").removeprefix("./"))


def read_sidecar(data: bytes) -> Sidecar:
    """The rows of a sources.csv (any encoding and line ends of a spreadsheet).

    A row that breaks a rule is left out and the first such offence kept, with its row and column.
    """
    rows: dict[str, SidecarRow] = {}
    try:
        text = decode(data).text
    except ReadError as error:
        return Sidecar(rows, ReadError("sidecar-unreadable", cause=str(error)))
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = [c for c in REQUIRED if c not in [(name or "").strip() for name in reader.fieldnames or ()]]
        if missing:
            return Sidecar(rows, ReadError("sidecar-column", column=missing[0], allowed=", ".join(COLUMNS)))
        return _read_rows(reader)
    except csv.Error as error:
        return Sidecar(rows, ReadError("sidecar-unreadable", cause=str(error)))


def _read_rows(reader: "csv.DictReader[str]") -> Sidecar:
    rows: dict[str, SidecarRow] = {}
    offence: ReadError | None = None
    for number, cells in enumerate(reader, start=2):
        try:
            row = _row({(k or "").strip(): v.strip() for k, v in cells.items() if isinstance(v, str)}, number)
            if row.file in rows:
                raise ReadError("sidecar-cell", row=number, column="file", value=row.file)
            rows[row.file] = row
        except ReadError as error:
            offence = offence or error
    return Sidecar(rows, offence)


def _row(cells: dict[str, str], number: int) -> SidecarRow:
    name = file_key(cells.get("file", ""))
    if not name:
        raise ReadError("sidecar-cell", row=number, column="file", value="")
    value = cells.get("published", "")
    try:
        published = read_interval(value) if value else None
    except ValueError:
        raise ReadError("sidecar-cell", row=number, column="published", value=value) from None
    plain = {c: cells.get(c) or None for c in ("label", "publisher", "author", "url", "basis")}
    return SidecarRow(name, published=published, **plain)
