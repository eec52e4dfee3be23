"""How a table is declared: a row is a NamedTuple, its annotations are the columns and their docs.

`@table(...)` registers a row class; everything else (empty frames, Arrow schemas, the printed column
dictionary) is derived from that one declaration.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
import pyarrow as pa


class Argument(NamedTuple):
    """One argument of a clause: a role (ガ, ハ, ヲ, ニ, ト, デ, カラ, ヨリ, マデ, head) and its span."""

    role: str
    start: int
    end: int


class Column(NamedTuple):
    name: str
    type: pa.DataType
    nullable: bool
    doc: str


class Table(NamedTuple):
    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    row: type

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])


TABLES: dict[str, Table] = {}
"""Every table by name, in the order of declaration."""

_ARGUMENT = pa.struct([pa.field("role", pa.string()), pa.field("start", pa.int64()), pa.field("end", pa.int64())])
_ARROW: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    tuple[str, ...]: pa.list_(pa.string()),
    tuple[Argument, ...]: pa.list_(_ARGUMENT),
}

R = TypeVar("R", bound=type)

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def table(name: str, *, grain: str, key: tuple[str, ...]) -> Callable[[R], R]:
    """Register a NamedTuple as the row of table `name`: one row is one `grain`, unique by `key`."""

    def register(row: R) -> R:
        hints = get_type_hints(row, include_extras=True)
        TABLES[name] = Table(name, grain, key, tuple(_column(n, h) for n, h in hints.items()), row)
        return row

    return register


def _column(name: str, hint: Any) -> Column:
    doc = ""
    if get_origin(hint) is Annotated:
        hint, doc = get_args(hint)
    nullable = type(None) in get_args(hint) and (get_origin(hint) is Union or "UnionType" in type(hint).__name__)
    if nullable:
        (hint,) = (a for a in get_args(hint) if a is not type(None))
    return Column(name, _ARROW[hint], nullable, doc)


def to_arrow(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Rows of one table as an Arrow table with the declared columns, also when there are none."""
    spec = TABLES[name]
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(spec.columns)
    arrays = [pa.array(_plain(values, c.type), type=c.type) for values, c in zip(columns, spec.columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=spec.schema)


def _plain(values: Sequence[Any], kind: pa.DataType) -> Sequence[Any]:
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return [None if v is None else [a._asdict() for a in v] for v in values]
    return values


def from_arrow(name: str, arrow: pa.Table) -> list[Any]:
    """The rows that `to_arrow` made an Arrow table of."""
    columns = [
        [None if v is None else _items(v) for v in column.to_pylist()]
        if pa.types.is_list(column.type)
        else column.to_pylist()
        for column in arrow.columns
    ]
    return [TABLES[name].row(*values) for values in zip(*columns, strict=True)]


def _items(values: Iterable[Any]) -> tuple[Any, ...]:
    """A cell that holds a list, as a row has it."""
    return tuple(Argument(**v) if isinstance(v, dict) else v for v in values)


def to_frame(arrow: pa.Table) -> pd.DataFrame:
    """An Arrow table as a DataFrame: text as pandas `str`, nullable whole numbers as `Int64`."""
    frame: pd.DataFrame = arrow.to_pandas(date_as_object=False)
    for field in arrow.schema:
        if pa.types.is_integer(field.type) and field.nullable:
            frame[field.name] = frame[field.name].astype("Int64")
        elif pa.types.is_string(field.type):
            frame[field.name] = frame[field.name].astype("str")
    return frame


def to_rows(name: str, frame: pd.DataFrame) -> list[Any]:
    """A frame's rows as they were declared, columns beside those left out: dates as `date`, nulls as None."""
    spec = TABLES[name]
    columns = [[_cell(value) for value in frame[column.name].tolist()] for column in spec.columns]
    return [spec.row(*values) for values in zip(*columns, strict=True)]


def _cell(value: Any) -> Any:
    """One value of a frame as a row has it."""
    if isinstance(value, np.ndarray):
        return _items(value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def empty(name: str) -> pd.DataFrame:
    """A table without rows, with all its columns and dtypes."""
    return to_frame(to_arrow(name, []))


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame itself, after its columns and the uniqueness of its key have been asserted."""
    spec = TABLES[name]
    missing = [c.name for c in spec.columns if c.name not in frame.columns]
    if missing:
        raise AssertionError(f"{name}: columns missing: {', '.join(missing)}")
    if frame.duplicated(list(spec.key)).any():
        raise AssertionError(f"{name}: more than one row for one {spec.grain}")
    return frame


def say(message: str, **arguments: str | int | float | None) -> str:
    """A sentence for people, as stored: a key of the catalogue with its arguments, as JSON."""
    return _encode({"message": message, "arguments": arguments})
