"""What is followed from run to run, each with the rows that show it: happenings, positions, comparisons, findings."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, NamedTuple

from ..tables import SCOPES, SPELLING
from ..words import records
from .articles import Side, plain
from .tellings import Telling

_VALUE = (*SCOPES, "low", "high", "unit", "polarity", "certainty")
"""What a claim says."""


class Unit(NamedTuple):
    """One thing that is followed: `told` are positions in a list of tellings, `key` what it is the same by."""

    key: tuple[Hashable, ...]
    told: tuple[int, ...]
    facts: Mapping[str, Hashable]
    row: Any
    """The row that names it best: an event, a stance, a comparison, a finding."""


class Followed(NamedTuple):
    """All of one kind in one run."""

    tellings: list[Telling]
    units: list[Unit]


Partners = tuple[dict[int, int], set[int]]
"""New units with the old ones that they go on from, and all old ones that go on."""
Match = Callable[[Followed, Followed, Mapping[int, int]], Partners]
"""Given two runs and their paired tellings."""
Build = Callable[[Side, Mapping[str, str]], Followed]
"""`texts` has the key of every article that is counted."""


def known(value: Any) -> Any:
    """A cell as it is compared: null is None."""
    if isinstance(value, list | tuple) or hasattr(value, "tolist"):
        return tuple(value)
    return None if value != value else value


def _cells(row: Any, columns: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(known(getattr(row, column)) for column in columns)


def happenings(side: Side, texts: Mapping[str, str]) -> Followed:
    """Grain of a unit: one happening, told by one event or by a cluster of them."""
    facts = ("earliest", "latest", "status", "action", "actors", "chips", "place")
    rows = records(side.counted("events"))
    tellings = [Telling(texts[r.doc_id], (r.predicate,), plain(r.summary), _cells(r, facts), r) for r in rows]
    agreed = {r.event_id: (known(r.earliest), known(r.latest)) for r in records(side.corpus.event_clusters)}
    members: dict[Hashable, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        members[row.cluster_id if isinstance(row.cluster_id, str) else row.event_id].append(i)
    return Followed(tellings, [_happening(rows, tuple(told), agreed) for told in members.values()])


def _happening(rows: list[Any], told: tuple[int, ...], agreed: Mapping[str, tuple[Any, Any]]) -> Unit:
    own = [rows[i] for i in told]
    dated = [row for row in own if known(row.earliest) is not None and known(row.latest) is not None]
    best = min(dated, key=lambda row: row.latest - row.earliest) if dated else own[0]
    status = Counter(row.status for row in own).most_common(1)[0][0]
    interval = agreed.get(best.event_id, (known(best.earliest), known(best.latest)))
    actors = frozenset(actor for row in own for actor in row.actors)
    return Unit((), told, {"date": interval, "status": status, "actors": actors}, best)


def positions(side: Side, texts: Mapping[str, str]) -> Followed:
    """Grain of a unit: one position of one actor on one issue, shown by one sentence or by several."""
    rows = records(side.counted("stances"))
    tellings = [
        Telling(texts[r.doc_id], (r.actor_id, r.issue_id), side.words[r.sentence_id], (r.polarity,), r) for r in rows
    ]
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        members[row.actor_id, row.issue_id, row.polarity].append(i)
    return Followed(tellings, [Unit(key, tuple(told), {}, rows[told[0]]) for key, told in members.items()])


def comparisons(side: Side, texts: Mapping[str, str]) -> Followed:
    """Grain of a unit: one set of claims about the same thing with its verdict. Spellings are left out.

    A claim of a copy is that of the article that it repeats; what copies alone bear out, one article says.
    """
    claims = records(side.corpus.claims)
    tellings: list[Telling] = []
    where: dict[str, int] = {}
    first: dict[tuple[Hashable, ...], int] = {}
    for counted in (True, False):
        for row in claims:
            text = side.text_of(row.doc_id)
            if side.is_copy(row.doc_id) is counted:
                continue
            same = (row.metric_id, known(row.subject_id))
            one = Telling(texts[text], same, side.words[row.sentence_id], _cells(row, _VALUE), row)
            if counted:
                where[row.claim_id] = len(tellings)
                first.setdefault(one[:-1], len(tellings))
                tellings.append(one)
            elif one[:-1] in first:
                where[row.claim_id] = first[one[:-1]]
    return Followed(tellings, _compared(side, tellings, where))


def _compared(side: Side, tellings: list[Telling], where: Mapping[str, int]) -> list[Unit]:
    members: dict[str, list[str]] = defaultdict(list)
    for row in records(side.corpus.comparison_claims):
        members[row.comparison_id].append(row.claim_id)
    units = []
    for row in records(side.corpus.comparisons):
        given = members[row.comparison_id]
        told = tuple(dict.fromkeys(where[claim_id] for claim_id in given if claim_id in where))
        if row.metric_id == SPELLING or not told:
            continue
        alone = len(told) == 1
        facts = {"verdict": "single" if alone else row.verdict, "reason": None if alone else known(row.reason)}
        values = frozenset(tellings[i].facts for i in told)
        units.append(Unit((row.metric_id, known(row.subject_id), values), told, facts, row))
    return units


def findings(side: Side, texts: Mapping[str, str]) -> Followed:
    """Grain of a unit: one thing that is wrong inside one article."""
    facts = ("severity", "expected", "explanation")
    tellings: list[Telling] = []
    units: list[Unit] = []
    starts = {doc_id: [s.start for s in rows] for doc_id, rows in side.sentences.items()}
    for row in records(side.counted("findings")):
        at = bisect_right(starts[row.doc_id], row.start) - 1
        sentence = side.sentences[row.doc_id][at] if at >= 0 else None
        words = side.words[sentence.sentence_id] if sentence and row.start < sentence.end else plain(row.surface)
        told = _cells(row, facts)
        tellings.append(Telling(texts[row.doc_id], (row.kind, plain(row.surface)), words, told, row))
        units.append(Unit((), (len(units),), dict(zip(facts, told, strict=True)), row))
    return Followed(tellings, units)
