"""The column dictionary: what a row of each table is, printed from the tables' own declaration."""

from collections.abc import Sequence

import pandas as pd
import pyarrow as pa

from .tables import TABLES, Column

_TYPES = {pa.string(): "text", pa.int64(): "whole number", pa.float64(): "number", pa.bool_(): "yes/no"}


def describe_tables(names: Sequence[str]) -> str:
    """The tables' grain, key and columns as Markdown."""
    return "\n\n".join(_describe(name) for name in names)


def list_columns(name: str) -> pd.DataFrame:
    """The columns of a table. Grain of a row: one column, by its name; columns: type, meaning."""
    rows = {column.name: (_type(column), column.doc) for column in TABLES[name].columns}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["type", "meaning"], dtype="str")
    return frame.rename_axis("column")


def _describe(name: str) -> str:
    table = TABLES[name]
    head = f"### {name}\n\nOne row is one {table.grain}; its key is {', '.join(table.key)}.\n"
    rows = ["| column | type | what it is |", "|---|---|---|"]
    rows += [f"| {c.name} | {_type(c)} | {c.doc} |" for c in table.columns]
    return "\n".join([head, *rows])


def _type(column: Column) -> str:
    if pa.types.is_date(column.type):
        shown = "day"
    elif pa.types.is_list(column.type):
        shown = "list of {role, start, end}" if pa.types.is_struct(column.type.value_type) else "list of text"
    else:
        shown = _TYPES[column.type]
    return f"{shown} or null" if column.nullable else shown
