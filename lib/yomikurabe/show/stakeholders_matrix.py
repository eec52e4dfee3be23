"""The figure of 02_stakeholders: actors against issues."""

from collections import Counter
from typing import Any

import pandas as pd

from ..markup import Html, join
from ..words import records
from . import figures
from .displays import Figure, Nothing, Table
from .stakeholders_positions import (
    COLOURS,
    POLARITIES,
    SYMBOLS,
    camp_name,
    camps,
    issue_name,
    polarity_name,
    stances,
)
from .view import View

_SHIFT = dict(zip(POLARITIES, (-0.27, -0.09, 0.09, 0.27), strict=True))
"""Several positions of one actor on one issue stand beside one another."""
_MOST_ACTORS = 28
_MOST_LINKS = 3


def plot_matrix(view: View) -> Figure | Nothing:
    """Actors by camp against issues: a mark for each position, its size the number of sentences that show it."""
    title, frame = view.say("stakeholders.matrix.title"), stances(view)
    if frame.empty:
        return Nothing(title, view.say("stakeholders.positions.none"))
    actors, issues = _actors(view, frame), _issues(view, frame)
    cells = Counter((r.actor_id, r.issue_id, r.polarity) for r in records(frame))
    traces = [_marks(view, polarity, cells, actors, issues) for polarity in POLARITIES]
    names = [" · ".join(filter(None, (camp_name(view, a), view.name(a)))) for a in actors]
    layout = figures.layout(
        title,
        height=270 + 34 * len(actors),
        xaxis={
            "tickmode": "array",
            "tickvals": list(range(len(issues))),
            "ticktext": [figures.label(issue_name(view, i)) for i in issues],
            "tickangle": -40,
            "range": [-0.6, len(issues) - 0.4],
            "title": {"text": view.say("axis.issue")},
        },
        yaxis=figures.lane_axis(view.say("axis.actor"), names),
    )
    caption = view.say(
        "stakeholders.matrix.caption", n=len(frame), shown=len(actors), actors=frame["actor_id"].nunique()
    )
    return Figure("positions", title, caption, traces, layout, _matrix_table(view, frame, issues, title, caption))


def _actors(view: View, frame: pd.DataFrame) -> list[str]:
    """The actors most told of, by camp in the topic's order, those without one last."""
    counts = frame["actor_id"].value_counts()
    most = sorted(counts.index, key=lambda a: (-int(counts[a]), a))[:_MOST_ACTORS]
    order, camp_of = list(view.sides), camps(view)
    place = {a: order.index(s) if (s := camp_of.get(a, "")) in order else len(order) for a in most}
    return sorted(most, key=lambda a: (place[a], -int(counts[a]), a))


def _issues(view: View, frame: pd.DataFrame) -> list[str]:
    """The issues that are taken a position on, in the topic's order."""
    present = set(frame["issue_id"])
    return [i for i in view.corpus.topic.issues if i in present]


def _marks(
    view: View, polarity: str, cells: Counter[tuple[str, str, str]], actors: list[str], issues: list[str]
) -> dict[str, Any]:
    found = [(x, y, cells[a, i, polarity]) for y, a in enumerate(actors) for x, i in enumerate(issues)]
    found = [cell for cell in found if cell[2]]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": figures.label(polarity_name(view, polarity)),
        "x": [x + _SHIFT[polarity] for x, _, _ in found],
        "y": [y for _, y, _ in found],
        "marker": {
            "symbol": SYMBOLS[polarity],
            "color": COLOURS[polarity],
            "size": [round(9 + 3 * min(n, 9) ** 0.5, 1) for _, _, n in found],
            "line": {"width": 1.5, "color": COLOURS[polarity]},
        },
        "hoverinfo": "text",
        "hovertext": [
            figures.hover(
                view.name(actors[y]),
                issue_name(view, issues[x]),
                view.say("stakeholders.matrix.cell", n=n, polarity=polarity_name(view, polarity)),
            )
            for x, y, n in found
        ],
    }


def _matrix_table(view: View, frame: pd.DataFrame, issues: list[str], title: str, caption: str) -> Table:
    """Grain of a row: one actor; a cell tells the positions on an issue with links to the sentences that show them."""
    headers = [view.say("column.actor"), view.say("column.camp"), *(issue_name(view, i) for i in issues)]
    by_cell: dict[tuple[str, str], list[Any]] = {}
    for row in records(frame):
        by_cell.setdefault((row.actor_id, row.issue_id), []).append(row)
    counts = frame["actor_id"].value_counts()
    actors = sorted(counts.index, key=lambda a: (-int(counts[a]), a))
    rows = [(view.name(a), camp_name(view, a), *(_cell(view, by_cell.get((a, i), [])) for i in issues)) for a in actors]
    return Table(title, caption, headers, rows, view.lang)


def _cell(view: View, rows: list[Any]) -> Html | str:
    parts = []
    for polarity in POLARITIES:
        if own := [r for r in rows if r.polarity == polarity]:
            links = join((view.place(r) for r in own[:_MOST_LINKS]), ", ")
            parts.append(join([polarity_name(view, polarity), links], ": "))
    return join(parts, "; ") if parts else ""
