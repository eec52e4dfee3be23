"""Who holds what one sentence says: the subject, the speaker, whoever was spoken of before; and who has a say."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..tables import Clause
from .stance_actors import is_elided
from .stance_matters import Matters
from .stance_structure import Structure
from .stance_values import Value

_TOPICAL = re.compile(r"(?:こと|の)[はがも]")
_APART = re.compile(r"ため|ので|から|けれど|[がば]、|たら|場合|一方")
"""What joins clauses that need not share a subject."""
_HAPPENS = ("deed", "open")


class Held(NamedTuple):
    """A position and who holds it."""

    actor: str
    value: Value


class Holders:
    """Gives positions to those who hold them."""

    def __init__(self, structure: Structure, matters: Matters, carried: Callable[[], tuple[str, ...]]) -> None:
        self.of, self.matters, self.carried = structure, matters, carried
        self.lexicon = structure.lexicon
        self.held: list[Held] = []

    def give(self, actors: Sequence[str], values: Sequence[Value]) -> None:
        """Positions to actors who are known, where they can be theirs."""
        self.held += [Held(a, v) for v in values for a in actors if v.moved and self._has_power(a, v)]

    def find(
        self, clause: Clause, values: Sequence[Value], felt: bool, hand_on: bool
    ) -> tuple[tuple[str, ...], bool, bool]:
        """Who holds what a clause says, whether its subject names them, and whether they only say so.

        `felt`: it tells a consequence, which only whoever says so holds. `hand_on`: another clause goes on from it.
        """
        row = self.of.kind(clause)
        received = row is not None and row.kind == "receive"
        doers = () if felt or received else self._doers(clause, values)
        if doers:
            return doers, True, False
        if not felt:
            doers = self._chained(clause)
        quote, parent = self.of.covering(clause), self.of.parent(clause)
        speaker = (quote.speaker_id,) if quote and quote.speaker_id else ()
        leaves = quote is not None and (parent is None or parent.predicate_start >= quote.end)
        said = not doers and bool(speaker) and ((leaves and self._is_plain(parent)) or (felt and not hand_on))
        if said:
            doers = speaker
        elif not (doers or hand_on or felt or received):
            doers = self._fallback(clause, speaker)
        if clause.voice == "passive" and not any(self._has_power(d, v) for d in doers for v in values):
            doers = self._decider()
        return doers, False, said

    def own(self, value: Value, doers: tuple[str, ...], clause: Clause, explicit: bool) -> Value:
        """Give a value to its holders, if it is a position at all."""
        if value.owner:
            if explicit:
                self._second(value, doers)
            return value
        does = explicit and not value.rule and bool(value.trade) and value.start >= clause.predicate_start
        for actor in doers:
            if self._has_power(actor, value) if value.moved else does and self._decides(actor, value):
                self.held.append(Held(actor, value))
        return value._replace(owner=doers) if value.moved else value

    def _doers(self, clause: Clause, values: Sequence[Value]) -> tuple[str, ...]:
        """Who does it; nobody where what is at issue is itself the subject: 出荷が再開した, 一部が支払われる."""
        if clause.voice == "passive" and any(v.trade == "pay" for v in values):
            return ()
        row = self.of.kind(clause)
        if clause.voice == "active" and row and row.kind in _HAPPENS:
            things = [a for a in clause.arguments if a.role == "ガ"]
            if any(a.start <= v.start < a.end for a in things for v in values):
                return ()
        return self.of.subjects(clause)

    def _is_plain(self, parent: Clause | None) -> bool:
        """Whether a report adds no opinion of its own."""
        row = self.of.kind(parent) if parent else None
        return row is None or row.kind == "report"

    def _decides(self, actor: str, value: Value) -> bool:
        """Whether the trade is the actor's to allow."""
        doers = self.lexicon.issues[value.issue].doers
        return "*" in doers or self.lexicon.sides.get(actor, "") in doers

    def _has_power(self, actor: str, value: Value) -> bool:
        """Whether a position can be the actor's: an opinion anybody's, a deed only of those who decide the matter."""
        issues, side = self.lexicon.issues, self.lexicon.sides.get(actor, "")
        opinion = value.judged and value.mode != "undecided"
        if opinion or not issues[value.issue].doers or self._decides(actor, value):
            return True
        return bool(value.trade) and any(side in row.sides for row in issues.values())

    def _second(self, value: Value, doers: tuple[str, ...]) -> None:
        """Who tells what their own side does holds it too: a spokesman, a minister."""
        sides = self.lexicon.sides
        if value.moved and any(sides.get(o) == sides.get(d, "?") for o in value.owner for d in doers):
            self.held += [Held(d, value) for d in doers if d not in value.owner]

    def _fallback(self, clause: Clause, speaker: tuple[str, ...]) -> tuple[str, ...]:
        """Who holds what has no subject: the speaker, the subject of what follows, or of the sentence before."""
        if speaker or clause.voice == "passive":
            return speaker or self._decider()
        if clause.embedding == "koto" and _TOPICAL.match(self.of.text, clause.end):
            return ()  # what is done is itself the subject
        for around in self.of.above(clause):
            if found := self.of.subjects(around):
                return found
        if clause.parent_id is None:
            for later in self.of.clauses:
                if later.predicate_start > clause.predicate_start:
                    return self.of.subjects(later)
        return self.carried() if clause.embedding != "koto" and is_elided(clause, self.of.people) else ()

    def _chained(self, clause: Clause) -> tuple[str, ...]:
        """The subject of the clause before, where this one has none: 会長が面会し、要請した."""
        if clause.voice == "passive" or not is_elided(clause, self.of.people):
            return ()
        for before in self._linked(clause):
            if self.of.covering(before) == self.of.covering(clause) and (found := self.of.subjects(before)):
                return found
        return ()

    def _linked(self, clause: Clause) -> Iterator[Clause]:
        before = [c for c in self.of.clauses if c.predicate_start < clause.predicate_start]
        if clause.embedding == "adnominal" and before and before[-1].embedding == "adnominal":
            row = self.of.kind(before[-1])
            if row and row.kind == "report" and self.of.text.startswith("、", before[-1].end):
                yield before[-1]
        chained = (c for c in before if c.parent_id == clause.clause_id and c.embedding == "chain")
        yield from (c for c in chained if not _APART.search(self.of.text, c.end - 2, c.end + 3))

    def _decider(self) -> tuple[str, ...]:
        """Who decided last, for a deed that nobody is named for."""
        for value in self.matters.told():
            if any(self._decides(a, value) for a in value.owner):
                return value.owner
        return ()

    def settle(self) -> list[Held]:
        """The positions that are told: each once, on the issue that the actor's camp makes of it."""
        found: dict[tuple[str, str, str], Held] = {}
        for one in self.held:
            if fit := self._fit(one):
                found.setdefault((fit.actor, fit.value.issue, fit.value.polarity), fit)
        return list(found.values())

    def _fit(self, held: Held) -> Held | None:
        issues, side = self.lexicon.issues, self.lexicon.sides.get(held.actor, "")
        value = held.value
        if held.actor in self.lexicon.media:
            return None
        if value.trade and not value.rule and side and issues[value.issue].places:
            own = next((r.issue for r in issues.values() if side in r.sides), value.issue)
            value = value._replace(issue=own)
        row = issues[value.issue]
        if (row.sides and side not in row.sides) or (side in row.not_for and value.polarity == "support"):
            return None
        return Held(held.actor, value)
