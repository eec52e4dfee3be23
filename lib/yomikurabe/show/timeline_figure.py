"""The figure of 01_timeline: happenings as bars on a time axis, with the days on which the articles came out."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd

from ..markup import source_address
from ..words import as_day, listed, records, span
from . import figures, thinning
from .displays import Figure, Nothing, Table
from .lanes import Lanes, pack
from .timeline import happenings, in_order
from .view import View, title_of

_STATUS_COLOURS = dict(zip(figures.STATUS_SYMBOLS, figures.PALETTE, strict=False))
_MOST_LANES = 9
_BEFORE, _AFTER = timedelta(days=730), timedelta(days=365)
"""How far before the first article and after the last one the first view reaches."""
_SHORT = 60
"""Columns of a happening's words in the table of the figure's data."""


def plot_timeline(view: View) -> Figure | Nothing:
    """Happenings as bars on a time axis, a lane for each of the actors that most is told of."""
    title, frame = view.say("timeline.figure.title"), happenings(view)
    if frame.empty:
        return Nothing(title, view.say("timeline.none"))
    drawn = _most_told(frame)
    lane_of, names = _lanes(view, drawn)
    first, last, outside = _first_view(view, drawn)
    bars = [(lane, row.earliest.date(), row.latest.date()) for lane, row in zip(lane_of, records(drawn), strict=True)]
    (published, unmarked), reference = _published(view), _reference(view)
    extra = [view.say("timeline.lane.reference")] * bool(reference) + [view.say("timeline.lane.published")]
    lanes = pack([*extra, *names], bars, gap=max(1, (last - first).days // 30))
    traces = [t for status in figures.STATUS_SYMBOLS for t in _drawn(view, drawn, lanes, status)]
    traces += [
        _marks(view, published, len(extra) - 1.0, "published"),
        *([_marks(view, reference, 0.0, "reference")] if reference else []),
    ]
    rules = _rules(view)
    traces += [_rule_names(rules, lanes.rows - 0.6)] if rules else []
    slider = {"visible": True, "thickness": 0.05, "bordercolor": figures.GREY, "borderwidth": 1}
    layout = figures.layout(
        title,
        height=min(270 + 17 * lanes.rows, 1400),
        margin={"l": 8, "r": 12, "t": 64, "b": 56},  # the axis title stands below the slider
        xaxis={**figures.time_axis(view.say("axis.date"), view.lang, first, last), "rangeslider": slider},
        yaxis=lanes.axis(view.say("axis.actor")),
        shapes=[*lanes.borders(), *(_line(day) for day, _ in rules)],
    )
    caption = thinning.sentences(
        view.say("timeline.figure.caption", n=len(frame)),
        view.say("timeline.figure.outside", n=outside) if outside else "",
        thinning.left_out(view, "happenings", len(drawn), len(frame)),
        thinning.left_out(view, "published", len(published), len(published) + unmarked),
    )
    headers = [view.say(f"column.{c}") for c in ("date", "told", "status", "sources")]
    rows = [
        (
            view.dates(row.earliest, row.latest),
            figures.shortened(row.summary, _SHORT),
            view.say(f"status.{row.status}"),
            thinning.labels(view, row.sources),
        )
        for row in in_order(frame)
    ]
    return Figure("timeline", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang))


def _most_told(frame: pd.DataFrame) -> pd.DataFrame:
    """The happenings that a figure can hold: those that most sources tell, among these the newest."""
    rows = enumerate(records(frame))
    order = sorted(rows, key=lambda item: (-len(item[1].sources), -item[1].latest.toordinal(), item[0]))
    return frame.iloc[sorted(position for position, _ in order[: thinning.MOST_MARKS])]


def _lanes(view: View, frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """For each happening its lane: the one of its actors that most is told of; and the lanes, fullest first."""
    counts = Counter(actor for actors in frame["actors"] for actor in actors)
    most = sorted(counts, key=lambda actor: (-counts[actor], actor))[:_MOST_LANES]
    others = view.say("timeline.lane.others")
    lane_of = [
        view.name(min(own, key=most.index)) if (own := set(actors) & set(most)) else others
        for actors in frame["actors"]
    ]
    names = [view.name(actor) for actor in most if view.name(actor) in lane_of]
    return lane_of, [*dict.fromkeys(names), *([others] if others in lane_of else [])]


def _first_view(view: View, frame: pd.DataFrame) -> tuple[date, date, int]:
    """What the axis shows at first: the years around the articles; and how many happenings lie outside."""
    first, last = frame["earliest"].min().date(), frame["latest"].max().date()
    if period := view.period():
        first, last = max(first, period[0] - _BEFORE), min(last, period[1] + _AFTER)
    if first >= last:
        first, last = frame["earliest"].min().date(), frame["latest"].max().date()
    margin = max(timedelta(days=10), (last - first) * 0.03)
    first, last = first - margin, last + margin
    outside = int(((frame["latest"].dt.date < first) | (frame["earliest"].dt.date > last)).sum())
    return first, last, outside


def _drawn(view: View, frame: pd.DataFrame, lanes: Lanes, status: str) -> list[dict[str, Any]]:
    """The marks of one status, and under them the bars of those whose day is not known."""
    rows = [(row, y) for row, y in zip(records(frame), lanes.heights, strict=True) if row.status == status]
    if not rows:
        return []
    colour, name = _STATUS_COLOURS[status], view.say(f"status.{status}")
    ends = [day for row, _ in rows for day in (f"{row.earliest:%Y-%m-%d}", f"{row.latest:%Y-%m-%d}", None)]
    bars = {
        "type": "scatter",
        "mode": "lines",
        "x": ends,
        "y": [height for _, y in rows for height in (y, y, None)],
        "line": {"color": colour, "width": 5},
        "opacity": 0.35,
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": status,
    }
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": figures.label(name),
        "legendgroup": status,
        "x": [f"{row.earliest + (row.latest - row.earliest) / 2:%Y-%m-%d}" for row, _ in rows],
        "y": [y for _, y in rows],
        "marker": {
            "symbol": figures.STATUS_SYMBOLS[status],
            "color": colour,
            "size": [min(8 + 3 * len(row.sources), 20) for row, _ in rows],
            "line": {"width": 1.5, "color": colour},
        },
        "hoverinfo": "text",
        "text": [_hover(view, row) for row, _ in rows],
        "customdata": [source_address(row.told[0].doc_id, row.told[0].sentence_id) for row, _ in rows],
    }
    return [bars, marks] if any(row.earliest != row.latest for row, _ in rows) else [marks]


def _hover(view: View, row: Any) -> str:
    when = span(as_day(row.earliest), as_day(row.latest))
    return figures.hover(
        f"{when} · {view.say(f'status.{row.status}')}", row.summary, thinning.labels(view, row.sources)
    )


def _published(view: View) -> tuple[list[tuple[date, str, str, str]], int]:
    """Day, what is said, colour and address of each article whose date of publication is known; how many more are."""
    dated = view.sources.dropna(subset=["published_earliest", "published_latest"])
    in_time = records(dated.sort_values(["published_latest", "doc_id"]))
    marked = sorted(thinning.spread(in_time, thinning.MOST_MARKS), key=lambda row: str(row.doc_id))
    marks = [
        (
            row.published_latest.date(),
            figures.hover(
                view.say("timeline.published", label=row.label),
                title_of(row),
                span(as_day(row.published_earliest), as_day(row.published_latest)),
            ),
            view.colour(row.doc_id),
            source_address(row.doc_id),
        )
        for row in marked
    ]
    return marks, len(dated) - len(marked)


def _reference(view: View) -> list[tuple[date, str, str, str]]:
    """The same for the reference chronology, where it is asked for."""
    chosen = view.parameters
    if not getattr(chosen, "show_reference", False):
        return []
    rows = view.within(view.corpus.chronology.dropna(subset=["earliest"]), "earliest", "latest")
    column = "event_ja" if view.lang == "ja" else "event"
    return [
        (
            row.earliest.date(),
            figures.hover(span(as_day(row.earliest), as_day(row.latest)), getattr(row, column)),
            figures.GREY,
            "",
        )
        for row in records(rows)
    ]


def _rules(view: View) -> list[tuple[date, str]]:
    """The day from which each rule of the topic is in force, and what is said of it."""
    rows = view.within(view.corpus.export_rules.dropna(subset=["starts"]), "starts", "starts")
    label = f"label_{view.lang}"
    said: dict[date, list[str]] = {}
    for row in records(rows.sort_values(["starts", "rule_id"])):
        said.setdefault(row.starts.date(), []).append(getattr(row, label))
    return [
        (day, view.say("timeline.rule", label=listed(labels, view.lang), day=day.isoformat()))
        for day, labels in said.items()
    ]


def _line(day: date) -> dict[str, Any]:
    """A dotted line through all lanes."""
    at = {"x0": day.isoformat(), "x1": day.isoformat(), "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "layer": "below", "line": {"color": figures.GREY, "width": 1, "dash": "dot"}, **at}


def _rule_names(rules: list[tuple[date, str]], height: float) -> dict[str, Any]:
    """Small marks at the foot of the lines, to point at."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat() for day, _ in rules],
        "y": [height] * len(rules),
        "marker": {"symbol": "line-ns-open", "size": 12, "color": figures.GREY},
        "hoverinfo": "text",
        "text": [figures.hover(said) for _, said in rules],
        "showlegend": False,
    }


def _marks(view: View, found: list[tuple[date, str, str, str]], height: float, kind: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": view.say(f"timeline.lane.{kind}"),
        "x": [day.isoformat() for day, *_ in found],
        "y": [height] * len(found),
        "marker": {
            "symbol": "triangle-down" if kind == "published" else "diamond",
            "size": 11,
            "color": [c for *_, c, _ in found],
        },
        "hoverinfo": "text",
        "text": [said for _, said, *_ in found],
        "customdata": [address for *_, address in found],
        "showlegend": False,
    }
