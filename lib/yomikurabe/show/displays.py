"""What a notebook cell shows: an answer in sentences, a table, a figure. Each carries its text alternative."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..markup import Html, element, escape, join, readable
from ..messages import text

# Explorers' own plotly figures come out as ours do: data for the front end, no script from elsewhere.
os.environ.setdefault("PLOTLY_RENDERER", "plotly_mimetype")

PLOTLY = "application/vnd.plotly.v1+json"
ROLE = "yomikurabe"
"""Key of the output metadata that says what an output is."""
_SHOWN = 12
"""Rows of a table that stand open where nothing else is said."""
MOST_ROWS = 300
"""Rows of a table that a page holds at all."""
_HEAVIEST = 150_000
"""Characters of markup that they may have together."""

Bundle = tuple[dict[str, Any], dict[str, Any]]
"""One output of a cell: its data by mimetype, and its metadata."""


class Shown:
    """What a cell can end with: it is shown as one or several outputs."""

    def bundles(self) -> list[Bundle]:
        """The outputs."""
        raise NotImplementedError

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for data, metadata in self.bundles():
            display(data, raw=True, metadata=metadata)  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Answer(Shown):
    """A question and the sentences that answer it; the first is the one that other pages quote."""

    question: str
    sentences: Sequence[str]
    notes: Sequence[str] = ()

    def __str__(self) -> str:
        return "\n".join([self.question, *self.sentences, *self.notes])

    def bundles(self) -> list[Bundle]:
        body = element(
            "div",
            element("p", self.question, class_="question"),
            *(element("p", sentence) for sentence in self.sentences),
            *(element("p", note, class_="note") for note in self.notes),
            class_="answer",
        )
        return [({"text/html": str(body), "text/plain": str(self)}, {ROLE: {"answer": self.sentences[0]}})]


@dataclass(frozen=True)
class Results(Shown):
    """Sentences as a list, each with a link to the page it comes from."""

    title: str
    items: Sequence[tuple[str, Html]]

    def html(self) -> Html:
        """The list with its title."""
        rows = (element("li", sentence, " ", link) for sentence, link in self.items)
        return element("section", element("h2", self.title), element("ul", *rows), class_="results")

    def bundles(self) -> list[Bundle]:
        body = self.html()
        plain = "\n".join([self.title, *(f"- {sentence}" for sentence, _ in self.items)])
        return [({"text/html": str(body), "text/plain": plain}, {})]


@dataclass(frozen=True)
class Table(Shown):
    """A table for people. Cells are text, numbers or markup; the first column names the row."""

    title: str
    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]
    lang: str
    numeric: frozenset[int] = field(default_factory=frozenset)
    shown: int = _SHOWN
    """Rows that stand open; the others are folded."""

    @property
    def frame(self) -> pd.DataFrame:
        """The same as a DataFrame."""
        return pd.DataFrame([list(row) for row in self.rows], columns=list(self.headers))

    def __str__(self) -> str:
        rows = [[_plain(cell) for cell in row] for row in self.rows[: self.shown]]
        lines = [self.title, self.caption, *(" | ".join(row) for row in [list(self.headers), *rows])]
        rest = len(self.rows) - self.shown
        return "\n".join([*lines, *([self._say("rest", n=rest)] if rest > 0 else [])])

    def bundles(self) -> list[Bundle]:
        body = element("section", element("h2", self.title), self.html(), class_="listing")
        return [({"text/html": str(body), "text/plain": str(self)}, {})]

    def html(self) -> Html:
        """The table without its title: the first rows open, the others folded."""
        if not self.rows:
            return element("p", self.caption, class_="note")
        held = self._held()
        shown, folded = held[: self.shown], held[self.shown :]
        if len(folded) < self.shown // 3:  # a handful is not worth a fold
            shown, folded = held, []
        parts = [self._grid(shown, self.caption)] if shown else [element("p", self.caption, class_="note")]
        if folded:
            summary = self._say("rest" if shown else "all", n=len(folded))
            parts.append(element("details", element("summary", summary), self._grid(folded, summary), class_="rest"))
        if len(self.rows) > len(held):
            parts.append(element("p", self._say("left_out", n=len(self.rows) - len(held)), class_="note"))
        return join(parts)

    def _held(self) -> list[Html]:
        """The rows that a page holds, as markup: the first, and no more than it can carry."""
        held: list[Html] = []
        size = 0
        for row in map(self._row, self.rows[:MOST_ROWS]):
            size += len(row)
            if held and size > _HEAVIEST:
                break
            held.append(row)
        return held

    def _say(self, key: str, n: int) -> str:
        return text(f"show.table.{key}", self.lang, n=n)

    def _grid(self, rows: Sequence[Html], caption: str) -> Html:
        head = element("tr", *(element("th", h, scope="col", class_=self._kind(i)) for i, h in enumerate(self.headers)))
        table = element(
            "table",
            element("caption", caption),
            element("thead", head),
            element("tbody", *rows),
        )
        return element("div", table, class_="wide", tabindex=0, role="region", aria_label=self.title)

    def _row(self, row: Sequence[Any]) -> Html:
        first, *others = row
        return element(
            "tr",
            element("th", _cell(first), scope="row"),
            *(element("td", _cell(cell), class_=self._kind(i)) for i, cell in enumerate(others, 1)),
        )

    def _kind(self, column: int) -> str | None:
        return "number" if column in self.numeric else None


def _cell(value: Any) -> Html:
    return escape(f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value)


def _plain(value: Any) -> str:
    if isinstance(value, Html):
        return _without_tags(value)
    return "" if value is None or value != value else readable(str(value))


def _without_tags(markup: Html) -> str:
    from html import unescape
    from re import sub

    return unescape(sub(r"<[^>]*>", "", markup))


@dataclass(frozen=True)
class Figure(Shown):
    """A plotly figure as plain data, with its text alternative (the caption) and its data as a table.

    `plotly` makes a `plotly.graph_objects.Figure` of it, to go on with.
    """

    name: str
    title: str
    caption: str
    traces: Sequence[dict[str, Any]]
    layout: dict[str, Any]
    table: Table

    @property
    def plotly(self) -> Any:
        """A plotly Figure of its own."""
        import plotly.graph_objects as go

        return go.Figure(self.as_json())

    def as_json(self) -> dict[str, Any]:
        """What plotly draws: data and layout."""
        return {"data": list(self.traces), "layout": self.layout}

    def bundles(self) -> list[Bundle]:
        role = {ROLE: {"figure": self.name, "title": self.title, "caption": self.caption}}
        summary = element("summary", text("show.figure.data", self.table.lang))
        details = element("details", summary, self.table.html(), class_="figure-data")
        return [
            ({PLOTLY: self.as_json(), "text/plain": f"{self.title}\n{self.caption}"}, role),
            ({"text/html": str(details), "text/plain": str(self.table)}, {}),
        ]


@dataclass(frozen=True)
class Nothing(Shown):
    """A sentence in the place of a figure that would be empty."""

    title: str
    sentence: str

    def bundles(self) -> list[Bundle]:
        body = element("section", element("h2", self.title), element("p", self.sentence, class_="note"))
        return [({"text/html": str(body), "text/plain": f"{self.title}\n{self.sentence}"}, {})]


@dataclass(frozen=True)
class Tables(Shown):
    """Several tables that one cell ends with; none where there is nothing to list."""

    tables: Sequence[Table]

    def bundles(self) -> list[Bundle]:
        return [bundle for table in self.tables for bundle in table.bundles()]
