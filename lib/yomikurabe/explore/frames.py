"""The tables as an explorer meets them: DataFrames that say what a row is, how many there are, what to do next."""

from typing import Any

import pandas as pd

from ..dictionary import list_columns
from ..markup import element, readable
from ..messages import text
from ..tables import TABLES
from ..words import as_day

_DATES = (("earliest", "latest"), ("published_earliest", "published_latest"))
_NEXT = {
    "documents": "show",
    "blocks": "show",
    "comparisons": "explain",
    "comparison_claims": "explain",
    "entities": "find",
    "mentions": "find",
}
"""What is worth asking of a table's rows, beside their evidence."""


_ROWS, _COLUMNS, _NARROW, _WIDE = 10, 8, 18, 140
"""Rows, columns, characters of a cell and of a line that a table's text shows."""
_LONG = 200
"""Characters of a cell that a table in JupyterLab shows: a whole sentence, not a whole article."""


class TableFrame(pd.DataFrame):
    """A whole table of a corpus: a DataFrame with a line above it.

    Whatever is taken from it (rows, columns, copies, joins) is a plain DataFrame.
    """

    _metadata = ["table_name", "lang"]  # noqa: RUF012 - pandas reads it as a list
    table_name: str
    lang: str

    @classmethod
    def of(cls, name: str, frame: pd.DataFrame, lang: str) -> "TableFrame":
        """The table `name` with its line in `lang`."""
        made = cls(frame)
        made.table_name, made.lang = name, lang
        return made

    def __repr__(self) -> str:
        rows = self.to_string(max_rows=_ROWS, max_cols=_COLUMNS, max_colwidth=_NARROW, show_dimensions=True)
        return "\n".join([*self._said(), "", rows])

    def _repr_html_(self) -> str | None:
        told = "".join(element("p", line) for line in self._said())
        with pd.option_context("display.max_colwidth", _LONG):
            rows: str | None = super()._repr_html_()  # type: ignore[misc]
        return told + "\n".join(map(readable, rows.splitlines())) if rows is not None else None

    def _said(self) -> list[str]:
        """What a row is, how many there are, from how many articles and when; what to do next."""
        name = self.table_name
        said = [text("explore.rows", self.lang, table=name, n=len(self), grain=grain_of(name, self.lang))]
        if "doc_id" in self.columns and name != "documents":
            said.append(text("explore.articles", self.lang, n=int(self["doc_id"].nunique())))
        said += [f"{days[0]} – {days[1]}"] if (days := self._days()) else []
        hints = [text("explore.next.columns", self.lang, table=name)]
        hints += [text(f"explore.next.{_NEXT[name]}", self.lang)] if name in _NEXT else []
        hints += [text("explore.next.evidence", self.lang, table=name)] if {"start", "end"} <= {*self.columns} else []
        return [" · ".join(said), " · ".join(hints)]

    def _days(self) -> tuple[Any, Any] | None:
        """First and last day of the rows that bear one."""
        for first, last in _DATES:
            if {first, last} <= {*self.columns}:
                days = as_day(self[first].min()), as_day(self[last].max())
                return days if all(days) else None
        return None


class ColumnFrame(pd.DataFrame):
    """The columns of one table, each with its type and what it is, laid out in full."""

    _metadata = ["title"]  # noqa: RUF012 - pandas reads it as a list
    title: str

    def __repr__(self) -> str:
        with _in_full():
            return f"{self.title}\n\n{super().__repr__()}"

    def _repr_html_(self) -> str | None:
        with _in_full():
            rows: str | None = super()._repr_html_()  # type: ignore[misc]
        return f"{element('p', self.title)}{rows}" if rows is not None else None


def describe_columns(name: str, lang: str) -> ColumnFrame:
    """The column dictionary of one table. Grain of a row: one column, by its name; columns: type, meaning."""
    made = ColumnFrame(list_columns(name))
    made.title = text("explore.columns", lang, table=name, grain=grain_of(name, lang), keys=", ".join(TABLES[name].key))
    return made


def grain_of(name: str, lang: str) -> str:
    """What one row of a table is."""
    return text(f"explore.grain.{name}", lang)


def _in_full() -> Any:
    return pd.option_context("display.max_colwidth", None, "display.max_rows", None, "display.width", _WIDE)
