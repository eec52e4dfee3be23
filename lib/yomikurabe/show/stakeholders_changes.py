"""02_stakeholders: who is for one thing and against another of its kind, or changed from one day to another."""

from datetime import timedelta
from typing import Any

from ..words import as_day, records
from . import figures, thinning
from .displays import Figure, Nothing, Table
from .stakeholders_positions import (
    COLOURS,
    POLARITIES,
    SYMBOLS,
    differing,
    issue_name,
    kinds,
    polarity_name,
    stances,
)
from .view import View

_MOST_LANES = 24
_SAID = 56
"""Columns of a sentence that a mark shows; the list of positions has all of it."""

Lane = tuple[str, str]
"""An actor and an issue."""


def plot_changes(view: View) -> Figure | Nothing:
    """Positions over time of those who differ by issue or by day: a lane for each actor and issue."""
    title, frame = view.say("stakeholders.changes.title"), stances(view)
    rank = {key: i for i, key in enumerate(differing(view, frame))}
    kind, order = kinds(view), list(view.corpus.topic.issues)
    told = [
        r for r in records(frame) if (r.actor_id, kind[r.issue_id]) in rank and as_day(r.earliest) and as_day(r.latest)
    ]
    if not told:
        return Nothing(title, view.say("stakeholders.changes.none"))
    rows = sorted(
        told,
        key=lambda r: (rank[r.actor_id, kind[r.issue_id]], order.index(r.issue_id), r.earliest, r.doc_id, r.start),
    )
    lanes = list(dict.fromkeys((r.actor_id, r.issue_id) for r in rows))[:_MOST_LANES]
    drawn = _thinned([r for r in rows if (r.actor_id, r.issue_id) in lanes])
    first, last = min(r.earliest for r in rows).date(), max(r.latest for r in rows).date()
    margin = max(timedelta(days=10), (last - first) * 0.04)
    layout = figures.layout(
        title,
        height=190 + 34 * len(lanes),
        xaxis=figures.time_axis(view.say("axis.date"), view.lang, first - margin, last + margin),
        yaxis=figures.lane_axis(view.say("axis.actor"), [f"{view.name(a)}: {issue_name(view, i)}" for a, i in lanes]),
    )
    traces = [_dated(view, p, [r for r in drawn if r.polarity == p], lanes) for p in POLARITIES]
    caption = thinning.sentences(
        view.say("stakeholders.changes.caption", n=len({r.actor_id for r in rows})),
        thinning.left_out(view, "positions", len(drawn), len(rows)),
    )
    return Figure("changes", title, caption, traces, layout, _table(view, rows, title, caption))


def _thinned(rows: list[Any]) -> list[Any]:
    """As many positions as a figure holds: of each lane and polarity the first, the last and some between."""
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.actor_id, row.issue_id, row.polarity), []).append(row)
    if len(rows) <= thinning.MOST_MARKS:
        return rows
    most = max(2, thinning.MOST_MARKS // len(groups))
    return [row for group in groups.values() for row in thinning.spread(group, most)]


def _dated(view: View, polarity: str, rows: list[Any], lanes: list[Lane]) -> dict[str, Any]:
    """The marks of one polarity, each in the middle of the days that it is known for."""
    found = [(r, lanes.index((r.actor_id, r.issue_id))) for r in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": figures.label(polarity_name(view, polarity)),
        "x": [f"{r.earliest + (r.latest - r.earliest) / 2:%Y-%m-%d}" for r, _ in found],
        "y": [y for _, y in found],
        "marker": {
            "symbol": SYMBOLS[polarity],
            "color": COLOURS[polarity],
            "size": 12,
            "line": {"width": 1.5, "color": COLOURS[polarity]},
        },
        "hoverinfo": "text",
        "hovertext": [
            figures.hover(
                f"{view.name(r.actor_id)}: {polarity_name(view, polarity)}",
                issue_name(view, r.issue_id),
                f"{as_day(r.earliest)} – {as_day(r.latest)}",
                figures.shortened(view.sentence(r.sentence_id), _SAID),
            )
            for r, _ in found
        ],
    }


def _table(view: View, rows: list[Any], title: str, caption: str) -> Table:
    headers = [view.say(f"column.{c}") for c in ("actor", "issue", "date", "position", "source")]
    told = [
        (
            view.name(r.actor_id),
            issue_name(view, r.issue_id),
            view.dates(r.earliest, r.latest),
            polarity_name(view, r.polarity),
            view.place(r),
        )
        for r in rows
    ]
    return Table(title, caption, headers, told, view.lang)
