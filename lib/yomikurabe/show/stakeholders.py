"""02_stakeholders: who is quoted by whom, who is only spoken about, and what each said."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..markup import Html, join
from ..parameters import Stakeholders
from ..words import listed, records
from . import stakeholders_positions, thinning
from .displays import Answer, Table
from .once import once
from .view import View

_MOST_SILENT = 40
_KINDS = ("person", "org", "company", "media", "think-tank")
"""Kinds of entities that can speak."""
NAMELESS = ""
"""The speaker of quotes whose speaker is not known."""


@once
def quotes(view: View) -> pd.DataFrame:
    """Grain: one quote by a chosen speaker. `speaker` is the speaker's id, empty where the text names none."""
    frame = view.rows("quotes")
    frame = frame.assign(speaker=frame["speaker_id"].fillna(NAMELESS))
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
    spoken = said[said["speaker"] != NAMELESS]
    if spoken.empty:
        return Answer(question, [*standing, view.say("stakeholders.none")], view.notes)
    counts = ranked(spoken["speaker"])
    names = [f"{speaker_name(view, speaker)} ({n})" for speaker, n in counts[:3]]
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


def ranked(ids: pd.Series) -> list[tuple[str, int]]:
    """Ids with their counts, most first, among equals by name."""
    return sorted(((str(k), int(n)) for k, n in ids.value_counts().items()), key=lambda item: (-item[1], item[0]))


def _silent(view: View) -> list[tuple[str, int]]:
    """Actors that are named and never quoted, with how often they are named."""
    quoted = set(view.rows("quotes")["speaker_id"].dropna())
    return [(actor, n) for actor, n in ranked(mentions(view)["entity_id"]) if actor not in quoted]


def speaker_name(view: View, speaker: str) -> str:
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


def list_quotes(view: View) -> Table:
    """Grain of a row: one quote with the sentence that holds it, the most quoted speakers first."""
    title, said = view.say("stakeholders.quotes.title"), quotes(view)
    headers = [view.say(f"column.{c}") for c in ("speaker", "said", "cue", "via", "source")]
    if said.empty:
        return Table(title, view.say("stakeholders.none"), headers, [], view.lang)
    rank = {speaker: i for i, (speaker, _) in enumerate(ranked(said["speaker"]))}
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
    name = speaker_name(view, quote.speaker)
    called = quote.speaker_surface
    return join([name, called], " · ") if isinstance(called, str) and called != name else name


def list_silent(view: View) -> Table:
    """Grain of a row: one actor that is named but never quoted."""
    title, silent = view.say("stakeholders.silent.title"), _silent(view)
    headers = [view.say(f"column.{c}") for c in ("actor", "camp", "mentions", "sources")]
    found = mentions(view)
    told = found.groupby("entity_id")["doc_id"]
    rows = [
        (
            view.name(actor),
            view.sides.get(view.side_of.get(actor, ""), ""),
            n,
            thinning.labels(view, sorted({*told.get_group(actor)})),
        )
        for actor, n in silent[:_MOST_SILENT]
    ]
    caption = view.say("stakeholders.silent.caption", n=len(silent)) if rows else view.say("stakeholders.silent.none")
    return Table(title, caption, headers, rows, view.lang, frozenset({2}))
