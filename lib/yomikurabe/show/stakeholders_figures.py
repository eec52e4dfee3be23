"""02_stakeholders: who is quoted and which camps are named, by source."""

from collections import Counter

from . import figures, thinning
from .displays import Figure, Nothing, Table
from .stakeholders import mentions, quotes, ranked, speaker_name
from .view import View

_MOST_SPEAKERS = 18
_OTHERS = ""
"""Stands for the articles that have no place of their own."""


def plot_quoted(view: View) -> Figure | Nothing:
    """Speakers against sources: a disc for each pair, its area the number of quotes."""
    title, said = view.say("stakeholders.quoted.title"), quotes(view)
    if said.empty:
        return Nothing(title, view.say("stakeholders.none"))
    chosen = thinning.columns(view, Counter(said["doc_id"]))
    sources = chosen.shown
    quoted = ranked(said["speaker"])
    speakers = [speaker for speaker, _ in quoted[:_MOST_SPEAKERS]]
    counts = Counter(zip(said["doc_id"], said["speaker"], strict=True))
    traces = []
    for x, doc_id in enumerate(sources):
        cells = [(y, counts[doc_id, s]) for y, s in enumerate(speakers)]
        cells = [(y, n) for y, n in cells if n]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [x] * len(cells),
                "y": [y for y, _ in cells],
                "text": [str(n) for _, n in cells],
                "textfont": {"color": figures.ink_on(view.colour(doc_id)), "size": 12},
                "marker": {
                    "size": [round(15 + 6 * n**0.5, 1) for _, n in cells],
                    "color": view.colour(doc_id),
                    "opacity": 1,
                },
                "hoverinfo": "text",
                "hovertext": [
                    figures.hover(
                        speaker_name(view, speakers[y]),
                        view.say("stakeholders.quoted.cell", n=n, label=view.label(doc_id)),
                    )
                    for y, n in cells
                ],
                "showlegend": False,
                "cliponaxis": False,
            }
        )
    names = [speaker_name(view, speaker) for speaker in speakers]
    layout = figures.layout(
        title,
        height=150 + 30 * len(speakers),
        xaxis={
            **figures.lane_axis(view.say("axis.source"), [view.label(d) for d in sources]),
            "range": [-0.6, len(sources) - 0.4],
        },
        yaxis=figures.lane_axis(view.say("axis.speaker"), names),
    )
    caption = view.say("stakeholders.quoted.caption", n=len(said), shown=len(speakers), speakers=len(quoted))
    caption = thinning.sentences(caption, chosen.note(view))
    headers = [view.say("column.speaker"), *map(view.label, sources), view.say("column.all")]
    rows = [(speaker_name(view, s), *(counts[d, s] for d in sources), n) for s, n in quoted]
    table = Table(title, caption, headers, rows, view.lang, frozenset(range(1, len(headers))))
    return Figure("quoted", title, caption, traces, layout, table)


def plot_camps(view: View) -> Figure | Nothing:
    """How often each camp is named, by source."""
    title, found = view.say("stakeholders.camps.title"), mentions(view)
    found = found.assign(side=found["entity_id"].map(view.side_of)).dropna(subset=["side"])
    if found.empty:
        return Nothing(title, view.say("stakeholders.camps.none"))
    sides = [side for side in view.sides if side in set(found["side"])]
    chosen = thinning.columns(view, Counter(found["doc_id"]))
    others = view.say("thinned.other_sources", n=chosen.left_out)
    names = {d: view.label(d) for d in chosen.shown} | ({_OTHERS: others} if chosen.left_out else {})
    sources = found["doc_id"].where(found["doc_id"].isin(names), _OTHERS)
    counts = Counter(zip(sources, found["side"], strict=True))
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": figures.label(name),
            "y": list(range(len(sides))),
            "x": [counts[doc_id, side] for side in sides],
            "marker": {"color": figures.GREY if doc_id == _OTHERS else view.colour(doc_id)},
            "hoverinfo": "text",
            "hovertext": [
                figures.hover(view.sides[s], view.say("stakeholders.camps.cell", n=counts[doc_id, s], label=name))
                for s in sides
            ],
            "textposition": "none",
        }
        for doc_id, name in names.items()
    ]
    layout = figures.layout(
        title,
        height=190 + 30 * len(sides),
        barmode="stack",
        bargap=0.35,
        xaxis={"title": {"text": view.say("axis.mentions")}, "rangemode": "tozero"},
        yaxis={**figures.lane_axis(view.say("axis.camp"), [view.sides[s] for s in sides]), "showgrid": False},
    )
    caption = view.say("stakeholders.camps.caption", n=len(found))
    headers = [view.say("column.camp"), *names.values(), view.say("column.all")]
    rows = [(view.sides[s], *(values := [counts[d, s] for d in names]), sum(values)) for s in sides]
    table = Table(title, caption, headers, rows, view.lang, frozenset(range(1, len(headers))))
    return Figure("camps", title, caption, traces, layout, table)
