"""02_stakeholders: who is quoted by whom, who is only spoken about, and what each said."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..markup import Html, join
from ..parameters import Stakeholders
from ..words import listed, records
from . import figures, stakeholders_positions
from .displays import Answer, Figure, Nothing, Table
from .once import once
from .view import View

_MOST_SPEAKERS = 18
_MOST_SILENT = 40
_KINDS = ("person", "org", "company", "media", "think-tank")
"""Kinds of entities that can speak."""
_NAMELESS = ""


@once
def quotes(view: View) -> pd.DataFrame:
    """Grain: one quote by a chosen speaker. `speaker` is the speaker's id, empty where the text names none."""
    frame = view.rows("quotes")
    frame = frame.assign(speaker=frame["speaker_id"].fillna(_NAMELESS))
    frame = frame[_mask(frame["speaker"], view)]
    counts = frame["speaker"].value_counts()
    return frame[frame["speaker"].map(counts) >= _chosen(view).min_evidence]


@once
def mentions(view: View) -> pd.DataFrame:
    """Grain: one mention of a chosen actor; places and things can't speak and are left out."""
    frame = view.rows("mentions")
    return frame[frame["kind"].isin(_KINDS) & _mask(frame["entity_id"], view)]


def _chosen(view: View) -> Stakeholders:
    chosen = view.parameters
    assert isinstance(chosen, Stakeholders)  # noqa: S101 - for the type checker
    return chosen


def _mask(ids: pd.Series, view: View) -> pd.Series:
    """Which of the entities are among the chosen actors and camps."""
    chosen = _chosen(view)
    actors = stakeholders_positions.actor_ids(view, chosen)
    kept = pd.Series(True, index=ids.index)
    if actors:
        kept &= ids.isin(actors)
    if chosen.camps:
        kept &= ids.map(view.side_of).isin(chosen.camps)
    return kept


def answer(view: View) -> Answer:
    """Who stands where, who is quoted most, and who is named most without being quoted."""
    question, said = view.say("stakeholders.question"), quotes(view)
    standing = stakeholders_positions.sentences(view)
    spoken = said[said["speaker"] != _NAMELESS]
    if spoken.empty:
        return Answer(question, [*standing, view.say("stakeholders.none")], view.notes)
    counts = _ranked(spoken["speaker"])
    names = [f"{_speaker(view, speaker)} ({n})" for speaker, n in counts[:3]]
    sentences = [
        *standing,
        view.say("stakeholders.most", n=len(spoken), speakers=len(counts), names=listed(names, view.lang)),
        view.say(
            "stakeholders.direct", direct=int(said["direct"].sum()), indirect=int((~said["direct"].astype(bool)).sum())
        ),
    ]
    nameless = len(said) - len(spoken)
    sentences += [view.say("stakeholders.nameless", n=nameless)] if nameless else []
    silent = _silent(view)
    if silent:
        names = [f"{view.name(actor)} ({n})" for actor, n in silent[:3]]
        sentences.append(view.say("stakeholders.silent", n=len(silent), names=listed(names, view.lang)))
    return Answer(question, sentences, view.notes)


def _ranked(ids: pd.Series) -> list[tuple[str, int]]:
    """Ids with their counts, most first, among equals by name."""
    return sorted(((str(k), int(n)) for k, n in ids.value_counts().items()), key=lambda item: (-item[1], item[0]))


def _silent(view: View) -> list[tuple[str, int]]:
    """Actors that are named and never quoted, with how often they are named."""
    quoted = set(view.rows("quotes")["speaker_id"].dropna())
    return [(actor, n) for actor, n in _ranked(mentions(view)["entity_id"]) if actor not in quoted]


def plot_quoted(view: View) -> Figure | Nothing:
    """Speakers against sources: a disc for each pair, its area the number of quotes."""
    title, said = view.say("stakeholders.quoted.title"), quotes(view)
    if said.empty:
        return Nothing(title, view.say("stakeholders.none"))
    sources = [d for d in view.ordered() if d in set(said["doc_id"])]
    ranked = _ranked(said["speaker"])
    speakers = [speaker for speaker, _ in ranked[:_MOST_SPEAKERS]]
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
                        _speaker(view, speakers[y]), view.say("stakeholders.quoted.cell", n=n, label=view.label(doc_id))
                    )
                    for y, n in cells
                ],
                "showlegend": False,
                "cliponaxis": False,
            }
        )
    names = [_speaker(view, speaker) for speaker in speakers]
    layout = figures.layout(
        title,
        height=150 + 30 * len(speakers),
        xaxis={
            **figures.lane_axis(view.say("axis.source"), [view.label(d) for d in sources]),
            "range": [-0.6, len(sources) - 0.4],
        },
        yaxis=figures.lane_axis(view.say("axis.speaker"), names),
    )
    caption = view.say("stakeholders.quoted.caption", n=len(said), shown=len(speakers), speakers=len(ranked))
    headers = [view.say("column.speaker"), *map(view.label, sources), view.say("column.all")]
    rows = [(_speaker(view, s), *(int(counts.get((d, s), 0)) for d in sources), n) for s, n in ranked]
    table = Table(title, caption, headers, rows, view.lang, frozenset(range(1, len(headers))))
    return Figure("quoted", title, caption, traces, layout, table)


def _speaker(view: View, speaker: str) -> str:
    """A speaker's name; for a source without one, what the articles call it."""
    if not speaker:
        return view.say("stakeholders.unnamed")
    if view.lang == "ja" and not view.is_entity(speaker):
        return _called(view).get(speaker, speaker)
    return view.name(speaker)


@once
def _called(view: View) -> Mapping[str, str]:
    """What articles call each speaker most."""
    said = view.corpus.quotes.dropna(subset=["speaker_id", "speaker_surface"])
    counts: dict[str, Counter[str]] = {}
    for speaker, surface in zip(said["speaker_id"], said["speaker_surface"], strict=True):
        counts.setdefault(speaker, Counter())[surface] += 1
    return {speaker: min(words, key=lambda w: (-words[w], w)) for speaker, words in counts.items()}


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


def list_quotes(view: View) -> Table:
    """Grain of a row: one quote with the sentence that holds it, the most quoted speakers first."""
    title, said = view.say("stakeholders.quotes.title"), quotes(view)
    headers = [view.say(f"column.{c}") for c in ("speaker", "said", "cue", "via", "source")]
    if said.empty:
        return Table(title, view.say("stakeholders.none"), headers, [], view.lang)
    rank = {speaker: i for i, (speaker, _) in enumerate(_ranked(said["speaker"]))}
    ordered = sorted(records(said), key=lambda q: (not q.speaker, rank[q.speaker], q.doc_id, q.start))
    rows = [
        (
            _named(view, q),
            view.evidence(q, "quote"),
            q.cue,
            view.name(q.via_id) if isinstance(q.via_id, str) else "",
            view.place(q),
        )
        for q in ordered
    ]
    return Table(title, view.say("stakeholders.quotes.caption", n=len(rows)), headers, rows, view.lang)


def _named(view: View, quote: Any) -> Html | str:
    """The speaker, with the words that the article calls it by where these differ."""
    name = _speaker(view, quote.speaker)
    called = quote.speaker_surface
    return join([name, called], " · ") if isinstance(called, str) and called != name else name


def list_silent(view: View) -> Table:
    """Grain of a row: one actor that is named but never quoted."""
    title, silent = view.say("stakeholders.silent.title"), _silent(view)
    headers = [view.say(f"column.{c}") for c in ("actor", "camp", "mentions", "sources")]
    found = mentions(view)
    places = found.groupby("entity_id")["doc_id"].agg(lambda ids: ", ".join(map(view.label, sorted(set(ids)))))
    rows = [
        (view.name(actor), view.sides.get(view.side_of.get(actor, ""), ""), n, places[actor])
        for actor, n in silent[:_MOST_SILENT]
    ]
    caption = view.say("stakeholders.silent.caption", n=len(silent)) if rows else view.say("stakeholders.silent.none")
    return Table(title, caption, headers, rows, view.lang, frozenset({2}))
