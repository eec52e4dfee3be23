"""Files for other programs: cells that no spreadsheet takes for a formula, and files written into a folder."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import OutputError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula: such a cell gets an apostrophe before it."""


def cell(value: Any) -> str:
    """A value as a cell of CSV; a list is joined by |."""
    if isinstance(value, tuple):
        value = "|".join(value)
    if hasattr(value, "date"):
        return str(value.date())
    text = "" if value is None or value != value else " ".join(str(value).split())
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int | float) else text


def as_rows(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """CSV with a header (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def write_files(folder: str | Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, which is made where it isn't there, each whole or not at all.

    Raises OutputError where that can't be.
    """
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            draft = place / f".{name}.new"
            try:
                draft.write_bytes(data)
                draft.replace(place / name)
            finally:
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError.refused(error, place, "name a folder that can be written") from error
    return [place / name for name in files]
