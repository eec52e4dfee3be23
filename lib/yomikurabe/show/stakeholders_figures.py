"""02_stakeholders: who is quoted and which camps are named, by source."""

from . import figures
from .displays import Figure, Nothing, Table
from .stakeholders import mentions, quotes, ranked, speaker_name
from .view import View

_MOST_SPEAKERS = 18


def plot_quoted(view: View) -> Figure | Nothing:
    """Speakers against sources: a disc for each pair, its area the number of quotes."""
    title, said = view.say("stakeholders.quoted.title"), quotes(view)
    if said.empty:
        return Nothing(title, view.say("stakeholders.none"))
    sources = [d for d in view.ordered() if d in set(said["doc_id"])]
    quoted = ranked(said["speaker"])
    speakers = [speaker for speaker, _ in quoted[:_MOST_SPEAKERS]]
    counts = said.groupby(["doc_id", "speaker"]).size()
    traces = []
    for x, doc_id in enumerate(sources):
        cells = [(y, int(counts.get((doc_id, s), 0))) for y, s in enumerate(speakers)]
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
    headers = [view.say("column.speaker"), *map(view.label, sources), view.say("column.all")]
    rows = [(speaker_name(view, s), *(int(counts.get((d, s), 0)) for d in sources), n) for s, n in quoted]
    table = Table(title, caption, headers, rows, view.lang, frozenset(range(1, len(headers))))
    return Figure("quoted", title, caption, traces, layout, table)


def plot_camps(view: View) -> Figure | Nothing:
    """How often each camp is named, by source."""
    title, found = view.say("stakeholders.camps.title"), mentions(view)
    found = found.assign(side=found["entity_id"].map(view.side_of)).dropna(subset=["side"])
    if found.empty:
        return Nothing(title, view.say("stakeholders.camps.none"))
    sides = [side for side in view.sides if side in set(found["side"])]
    counts = found.groupby(["doc_id", "side"]).size()
    sources = [d for d in view.ordered() if d in set(found["doc_id"])]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": figures.label(view.label(doc_id)),
            "y": list(range(len(sides))),
            "x": [int(counts.get((doc_id, side), 0)) for side in sides],
            "marker": {"color": view.colour(doc_id)},
            "hoverinfo": "text",
            "hovertext": [
                figures.hover(
                    view.sides[s],
                    view.say("stakeholders.camps.cell", n=int(counts.get((doc_id, s), 0)), label=view.label(doc_id)),
                )
                for s in sides
            ],
            "textposition": "none",
        }
        for doc_id in sources
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
    headers = [view.say("column.camp"), *map(view.label, sources), view.say("column.all")]
    rows = [(view.sides[s], *(values := [int(counts.get((d, s), 0)) for d in sources]), sum(values)) for s in sides]
    table = Table(title, caption, headers, rows, view.lang, frozenset(range(1, len(headers))))
    return Figure("camps", title, caption, traces, layout, table)
