"""One CSV of a topic as rows; an offence is told by file, row and column.

What Excel does to a CSV (a byte-order mark, CRLF line ends) is no offence. A row whose first cell begins with # is a
comment.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..errors import TopicError
from .fields import IN_WORDS, Row

COMMENT = "#"
"""What the first cell of a row begins with that is only for people."""


def read_rows(path: Path, data: bytes, kind: type[Row]) -> Iterator[tuple[int, Row]]:
    """(line number, row) for each row of one CSV. Raises TopicError with file, row and column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TopicError(f"byte {error.start} is not UTF-8", where=str(path), mend="save it as CSV UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _check_header(path, reader.fieldnames or [], kind)
    for values in reader:
        line = reader.line_num
        if (next(iter(values.values())) or "").startswith(COMMENT):
            _check_comment(path, line, values)
            continue
        if None in values or None in values.values():
            raise TopicError("has another number of cells than the header", where=f"{path}, row {line}")
        if any(values.values()):
            yield line, _parse(path, line, values, kind)


def _check_comment(path: Path, line: int, values: dict[Any, Any]) -> None:
    """An open quotation mark in a comment would hide the rows below it."""
    if any("\n" in cell for cells in values.values() for cell in ([cells] if isinstance(cells, str) else cells or ())):
        raise TopicError(
            "a comment with an open quotation mark", where=f"{path}, row {line}", mend="close it, or take it away"
        )


def _check_header(path: Path, names: Iterable[str], kind: type[Row]) -> None:
    allowed = list(kind.model_fields)
    wanted = [n for n, f in kind.model_fields.items() if f.is_required()]
    for name in names:
        if name not in allowed:
            raise TopicError(f"unknown column {name!r}", where=f"{path}, row 1", allowed=", ".join(allowed))
    for name in wanted:
        if name not in names:
            raise TopicError(f"column {name!r} is missing", where=f"{path}, row 1", mend="add it to the header")


def _parse(path: Path, line: int, values: dict[str, str], kind: type[Row]) -> Row:
    for column, value in values.items():
        if value.startswith(("=", "@", "+=", "-=")):
            raise TopicError(f"{value!r} is a formula", where=f"{path}, row {line}, column {column}")
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0])
        what, allowed = _offence(first)
        where, cell = f"{path}, row {line}, column {column}", repr(values.get(column, ""))
        said = what if what.startswith(cell) else f"{cell}: {what}" if what.startswith("'") else f"{cell} {what}"
        raise TopicError(said, where=where, allowed=allowed) from None


def _offence(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a cell, and what is allowed there."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return "is blank", ""
        case "string_pattern_mismatch":
            return "can't be", IN_WORDS.get(limits["pattern"], limits["pattern"])
        case "literal_error":
            return "can't be", limits["expected"].replace(" or ", ", ").replace("''", "blank").replace("'", "")
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return "is out of range", error["msg"].removeprefix("Input should be ")
        case kind if kind.startswith("int_"):
            return "is no whole number", ""
        case kind if kind.startswith("float_"):
            return "is no number", ""
        case kind if kind.startswith("date_"):
            return "is no day", "YYYY-MM-DD"
    return error["msg"].removeprefix("Value error, "), ""


def unique(path: Path, key: tuple[str, ...], rows: Iterable[tuple[int, Row]]) -> dict[tuple[Any, ...], Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for line, row in rows:
        own = identity(row, key)
        if own in found:
            shown = ", ".join(str(part) for part in own)
            raise TopicError(f"{shown} stands twice", where=f"{path}, row {line}, column {key[0]}")
        found[own] = row
    return found


def identity(row: Row, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, part) for part in key)
