"""Happenings: which events of several articles, or of one, tell the same.

Events are blocked by day, by what their actors belong to, and by what they tell of; each is held against the happenings
found last in its blocks (their first few tellings), so the work grows with the number of events. Only what is
compatible in days, actors, deed and object is joined: two happenings of one day stay apart where the words don't show
that they are one.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from ..tables import Event, EventCluster
from .date_signatures import Signature, Signer
from .happenings import VAGUE, Blocks, Happening, month_of

_ENOUGH = 3.0
"""Evidence that two tellings are one happening."""
_HELD = 4
"""Tellings of a happening that a new one is held against."""
_ZONE = 1.5
"""What more it takes where they lie a day apart."""


class Likeness(NamedTuple):
    """How far two tellings show one happening."""

    score: float
    words: int


def build_clusters(happenings: Sequence[Happening]) -> list[EventCluster]:
    """Grain: one event in one happening; every event has a row. `reference_id` is a row of the chronology."""
    rows = []
    for happening in happenings:
        if not happening.tellings:
            continue
        keys = sorted(t.key for t in happening.tellings)
        cluster_id = "happening:" + hashlib.sha256("\n".join(keys).encode()).hexdigest()[:12]
        earliest, latest = happening.interval()
        rows += [EventCluster(key, cluster_id, earliest, latest, happening.reference) for key in keys]
    return sorted(rows)


def find_happenings(events: Sequence[Event], signer: Signer) -> list[Happening]:
    """The happenings that events tell, each with its row of the chronology."""
    happenings = _join([s for e in events if (s := signer.of_event(e))], signer)
    _link(happenings, signer)
    return [h for h in happenings if h.tellings]


def _join(signed: Sequence[Signature], signer: Signer) -> list[Happening]:
    blocks = Blocks(signer)
    found: list[Happening] = []
    for signature in sorted(signed, key=lambda s: (s.days, s.earliest, s.key)):
        happening = _best(signature, blocks.met(signature), signer)
        if happening is None:
            happening = Happening(signature, len(found))
            found.append(happening)
        else:
            happening.tellings.append(signature)
        blocks.enter(signature, happening)
    return found


def _best(signature: Signature, happenings: Sequence[Happening], signer: Signer) -> Happening | None:
    """The happening that a telling belongs to: the likest, and none where two are equally like a vague one."""
    ranked = []
    for number, happening in enumerate(happenings):
        if not _fits(signature, happening):
            continue
        likest = max((like(signature, t, signer).score for t in happening.tellings[:_HELD]), default=0.0)
        if likest >= _ENOUGH:
            ranked.append((-likest, number))
    ranked.sort()
    if not ranked or (signature.days > 1 and len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return happenings[ranked[0][1]]


def _fits(signature: Signature, happening: Happening) -> bool:
    """Whether its days overlap those of all tellings, or lie a day apart, as time zones make them."""
    return all(days_apart(signature, t) <= 1 for t in (happening.tellings[0], happening.tellings[-1]))


def days_apart(one: Signature, other: Signature) -> int:
    """Days between two intervals, 0 where they overlap."""
    return max((other.earliest - one.latest).days, (one.earliest - other.latest).days, 0)


def like(one: Signature, other: Signature, signer: Signer) -> Likeness:
    """What shows that two tellings are one happening; nothing where something shows that they aren't."""
    if _differ(one, other, signer):
        return Likeness(0.0, 0)
    gap = days_apart(one, other)
    if gap and (one.days > 1 or other.days > 1 or one.doc_id == other.doc_id):
        return Likeness(0.0, 0)
    pairs = {(a, b) for a in one.actors for b in other.actors if signer.related(a, b)}
    if not pairs:
        return Likeness(0.0, 0)
    shared = one.words & other.words
    score = -_ZONE * gap - (1.5 if _other_figures(one, other) else 0.0)
    score += min(0.75 * len(shared) + 1.25 * len(shared & one.figures), 3.5)
    score += 1.0 if one.actors[0] == other.actors[0] else 0.0
    score += 1.0 if len({a for a, _ in pairs}) > 1 and len({b for _, b in pairs}) > 1 else 0.0
    score += 2.0 if one.chips & other.chips else 0.0
    score += 2.0 if one.places & other.places else 0.0
    score += 1.5 if one.actions & other.actions else 0.0
    if not shared and not one.chips & other.chips and not one.places & other.places:
        score = min(score, _ENOUGH - 0.5) if not _same_deed(one, other) else score
    return Likeness(score, len(shared))


def _other_figures(one: Signature, other: Signature) -> bool:
    """Each gives figures, and none is the same."""
    return bool(one.figures and other.figures and not one.figures & other.figures)


def _same_deed(one: Signature, other: Signature) -> bool:
    """One deed, not only words about one."""
    return bool(one.actions & other.actions) and not one.telling and not other.telling


def _differ(one: Signature, other: Signature, signer: Signer) -> bool:
    """Other chips, other places, results against deeds, a denial against a fact."""
    if one.chips and other.chips and not one.chips & other.chips:
        return True
    if one.places and other.places and not any(signer.related(a, b) for a in one.places for b in other.places):
        return True
    if one.money != other.money or (one.status == "denied") != (other.status == "denied"):
        return True
    apart = bool(one.actions and other.actions) and not one.actions & other.actions
    return (
        apart
        and not (one.telling or other.telling)
        and len(one.words & other.words) < 3
        and not one.places & other.places
    )


def _link(happenings: Sequence[Happening], signer: Signer) -> None:
    """Give each happening its row of the chronology; those that tell of one row are one."""
    by_row: dict[str, Happening] = {}
    months: dict[int, list[Signature]] = defaultdict(list)
    for reference in signer.references:
        ends = (
            reference.earliest - timedelta(1),
            reference.earliest,
            reference.latest,
            reference.latest + timedelta(1),
        )
        for month in {month_of(day) for day in ends}:
            months[month].append(reference)
    for happening in happenings:
        first, last = happening.interval()
        if (last - first).days >= VAGUE:
            continue
        near = {r.key: r for m in (month_of(first), month_of(last)) for r in months.get(m, ())}.values()
        row = _nearest(happening, near, signer)
        if row is None:
            continue
        happening.reference = row.key
        kept = by_row.setdefault(row.key, happening)
        if kept is not happening:
            kept.take(happening)


def _nearest(happening: Happening, references: Iterable[Signature], signer: Signer) -> Signature | None:
    found: dict[str, tuple[float, Signature]] = {}
    for reference in references:
        for telling in happening.tellings[:_HELD]:
            if days_apart(telling, reference) <= 1:
                score = like(telling, reference, signer).score
                if score >= _ENOUGH and score > found.get(reference.key, (0.0, reference))[0]:
                    found[reference.key] = (score, reference)
    ranked = sorted(found.values(), key=lambda f: (-f[0], f[1].key))
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]
