"""02_stakeholders: the discourse network, and the positions as Discourse Network Analyzer reads them.

Two actors are linked where they hold the same position on an issue (the congruence network of Leifeld 2017, "Discourse
network analysis: policy debates as dynamic networks", Oxford Handbook of Political Networks).
"""

from itertools import combinations
from math import cos, pi, sin
from typing import Any, NamedTuple

import pandas as pd

from ..words import listed
from . import figures
from .displays import Figure, Nothing, Table
from .stakeholders_positions import camp_name, camps, issue_name, polarity_name, stances
from .view import View

_MOST_ACTORS = 24
_DECIDED = ("support", "oppose")
_WIDEST = 4


class Pair(NamedTuple):
    """Two actors, the positions that they share, and the issues on which they stand against each other."""

    one: str
    other: str
    shared: tuple[tuple[str, str], ...]
    opposed: tuple[str, ...]


def pairs(view: View) -> list[Pair]:
    """Grain: two actors who share a position; those who share most first. Only being for or against links."""
    frame = stances(view)
    frame = frame[frame["polarity"].isin(_DECIDED)]
    held = {
        str(actor): set(zip(rows["issue_id"], rows["polarity"], strict=True))
        for actor, rows in frame.groupby("actor_id")
    }
    counts = frame["actor_id"].value_counts()
    most = sorted(held, key=lambda a: (-int(counts[a]), a))[:_MOST_ACTORS]
    found = [_pair(a, b, held[a], held[b]) for a, b in combinations(sorted(most), 2)]
    return sorted((p for p in found if p.shared), key=lambda p: (-len(p.shared), len(p.opposed), p.one, p.other))


def _pair(one: str, other: str, first: set[tuple[str, str]], second: set[tuple[str, str]]) -> Pair:
    turned = {(issue, "oppose" if polarity == "support" else "support") for issue, polarity in second}
    return Pair(one, other, tuple(sorted(first & second)), tuple(sorted({issue for issue, _ in first & turned})))


def plot_network(view: View) -> Figure | Nothing:
    """Actors on a circle, by camp; a line for each pair that shares a position, wider the more they share."""
    title, linked = view.say("stakeholders.network.title"), pairs(view)
    if not linked:
        return Nothing(title, view.say("stakeholders.network.none"))
    order, camp_of = list(view.sides), camps(view)
    actors = sorted(
        {a for p in linked for a in (p.one, p.other)},
        key=lambda a: (order.index(s) if (s := camp_of.get(a, "")) in order else len(order), a),
    )
    angles = {a: 2 * pi * i / len(actors) for i, a in enumerate(actors)}
    places = {a: (round(sin(angle), 4), round(cos(angle), 4)) for a, angle in angles.items()}
    widths = sorted({min(len(p.shared), _WIDEST) for p in linked})
    traces = [_lines(linked, places, width) for width in widths]
    present = dict.fromkeys(camp_of.get(a, "") for a in actors)
    traces += [_dots(view, [a for a in actors if camp_of.get(a, "") == side], side, places) for side in present]
    blank = {"visible": False, "range": [-1.7, 1.7], "fixedrange": True}
    layout = figures.layout(title, height=680, xaxis=blank, yaxis={**blank, "range": [-1.25, 1.25]})
    caption = view.say("stakeholders.network.caption", n=len(linked), actors=len(actors))
    return Figure("network", title, caption, traces, layout, _table(view, linked, title, caption))


def _lines(linked: list[Pair], places: dict[str, tuple[float, float]], width: int) -> dict[str, Any]:
    ends = [(places[p.one], places[p.other]) for p in linked if min(len(p.shared), _WIDEST) == width]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for a, b in ends for x in (a[0], b[0], None)],
        "y": [y for a, b in ends for y in (a[1], b[1], None)],
        "line": {"color": figures.GREY, "width": 2 * width - 1},
        "opacity": 0.2 + 0.15 * width,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(view: View, actors: list[str], side: str, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    number = [*view.sides, ""].index(side)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": figures.label(view.sides.get(side, view.say("stakeholders.no_camp"))),
        "x": [places[a][0] for a in actors],
        "y": [places[a][1] for a in actors],
        "text": [figures.label(view.name(a)) for a in actors],
        "textposition": ["middle right" if places[a][0] >= 0 else "middle left" for a in actors],
        "marker": {
            "symbol": figures.symbol_of(number),
            "color": figures.colour_of(number),
            "size": 14,
        },
        "hoverinfo": "text",
        "hovertext": [figures.hover(view.name(a), camp_name(view, a)) for a in actors],
        "cliponaxis": False,
    }


def _table(view: View, linked: list[Pair], title: str, caption: str) -> Table:
    """Grain of a row: two actors, what they agree on and where they stand against each other."""
    headers = [view.say(f"column.{c}") for c in ("actor", "other_actor", "shared", "opposed")]
    rows = [
        (
            view.name(p.one),
            view.name(p.other),
            listed([f"{issue_name(view, i)} ({polarity_name(view, s)})" for i, s in p.shared], view.lang),
            listed([issue_name(view, i) for i in p.opposed], view.lang) if p.opposed else "",
        )
        for p in linked
    ]
    return Table(title, caption, headers, rows, view.lang)


def statements(view: View) -> pd.DataFrame:
    """Grain: one position for or against, as Discourse Network Analyzer takes statements: document, date (as text),
    person, organisation (employer or body), concept, agreement, and the words. `.to_csv(path, index=False)` writes it.
    """
    frame = stances(view)
    frame = frame[frame["polarity"].isin(_DECIDED)].sort_values(["doc_id", "start", "actor_id", "issue_id"])
    entities = view.corpus.entities.set_index("entity_id")
    kinds, employers = entities["kind"].to_dict(), entities["affiliation"].to_dict()
    actors = frame["actor_id"]
    is_person = actors.map(kinds).eq("person")
    bodies = actors.where(~is_person, actors.map(employers))
    return pd.DataFrame(
        {
            "document": frame["doc_id"].map(view.label),
            "date": frame["latest"].dt.strftime("%Y-%m-%d").fillna(""),
            "person": actors.where(is_person).map(view.name, na_action="ignore").fillna(""),
            "organisation": bodies.map(view.name, na_action="ignore").fillna(""),
            "concept": frame["issue_id"].map(lambda issue: issue_name(view, issue)),
            "agreement": frame["polarity"].eq("support"),
            "text": frame["sentence_id"].map(view.sentence),
        }
    ).reset_index(drop=True)
