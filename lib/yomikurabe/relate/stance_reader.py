"""Reads the positions of one sentence, clause by clause, the innermost first."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Optional

from ..tables import Clause, Quote
from ..topic.position_rows import PositionRow
from .stance_holders import Held, Holders
from .stance_matters import Matters
from .stance_memory import Hit
from .stance_objects import Scene
from .stance_structure import Structure
from .stance_values import Value, apply

_QUESTION = re.compile(r"か[。？?」]*$|[？?]$")
_CANNOT = re.compile(r"できな|できず|できてい|せず|せない|れない|れず|えない|えず")
_NOMINAL = ("deed", "attitude", "warning", "wish", "open", "decision")
"""Kinds of nouns that a name may stand before: 国の承認."""
_MATTERS = frozenset({"trade", "attitude"})
"""Kinds of words that are about something whatever stands beside them."""
_LEANING = frozenset({"agenda", "condition", "decision", "pointer", "subject"})
"""Kinds that may be about what was told before."""
_BARE = frozenset({"deed", "warning", "wish", "scope", "agenda"})
"""Kinds that may have goods for their object without a word of trade."""
_TURNING = _MATTERS | _LEANING | _BARE | {"open", "effect"}
"""Kinds that do or say something about what is at issue."""
_BACK = 2
"""How many sentences back a subject is carried over from."""


class Reader:
    """One sentence, and whom the next one goes on speaking of."""

    def __init__(
        self, scene: Scene, quotes: Sequence[Quote], before: Optional["Reader"], published: date | None
    ) -> None:
        self.scene, self.before, self.text = scene, before, scene.text
        self.quotes, self.published = quotes, published
        if before and before.before:
            before.before.before = None  # no article is kept whole for two sentences
        self.passed: dict[str, list[Value]] = {}
        self.felt: set[str] = set()
        """Clauses that tell a good or bad consequence."""

    @cached_property
    def of(self) -> Structure:
        """The sentence's structure, made only where it is needed."""
        return Structure(self.scene, self.quotes, self.published)

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """The actors that the last clause of the sentence has for its subject."""
        for clause in reversed(self.of.clauses):
            if (
                clause.embedding in (None, "chain")
                and clause.voice != "passive"
                and (found := self.of.subjects(clause))
            ):
                return found
        return ()

    def _carried(self) -> tuple[str, ...]:
        """Whom the sentences before spoke of."""
        reader = self.before
        for _ in range(_BACK):
            if reader is None or reader.topic:
                break
            reader = reader.before
        return reader.topic if reader else ()

    def read(self) -> list[Held]:
        """The positions that the sentence shows; a question shows none."""
        if not self._may_show() or _QUESTION.search(self.text, self.scene.sentence.start, self.scene.sentence.end):
            return []
        of = self.of
        self.matters = Matters(of)
        self.holders = Holders(of, self.matters, self._carried)
        of.people.carried = self._carried
        shared, openers = of.share(), of.lexicon.openers
        things = any(h.thing for h in of.hits)
        for clause in of.clauses:
            own = shared.get(clause.clause_id, [])
            if things and clause.embedding == "adnominal":
                self._of_head(clause, own)
            opened = clause.predicate in openers or any(h.thing or (h.row and h.row.word in openers) for h in own)
            if opened or clause.clause_id in self.passed:
                self._finish(clause, self._fold(clause, own))
        if rest := shared.get(""):
            self._fold(None, rest)
        return self._reserved(self.holders.settle())

    def _may_show(self) -> bool:
        """Whether the sentence has what a position needs: a matter, and something done to it or said of it."""
        hits, nouns = self.scene.hits, self.scene.memory.lexicon.nouns
        kinds = {h.row.kind for h in hits if h.row}
        kinds |= {row.kind for c in self.scene.clauses if (row := nouns.get(c.predicate))}
        if not kinds & _TURNING:
            return False
        if kinds & _MATTERS or any(h.thing for h in hits) or (self.scene.memory.told and kinds & _LEANING):
            return True
        if "goods" in kinds and "warning" in kinds:
            return True
        return bool(kinds & _BARE) and any(m.kind == "chip" for m in self.scene.mentions)

    def _fold(self, clause: Clause | None, hits: Sequence[Hit]) -> list[Value]:
        """Take up what is at issue and turn it by every word that follows, in the order of the text."""
        waiting = sorted(self.passed.pop(clause.clause_id, []), key=lambda v: v.end) if clause else []
        values: list[Value] = []
        for hit in hits:
            while waiting and waiting[0].end <= hit.start:
                values.append(waiting.pop(0))
            if new := self.matters.take(hit, clause, values):
                values += new
            elif hit.row is not None:
                values = self._word(hit, hit.row, clause, values)
        values += waiting
        if clause is None:
            return values
        verb = self.of.verb(clause)
        if verb and not any(h.start >= clause.predicate_start for h in hits):
            at = Hit(clause.predicate_start, clause.end, verb)
            if verb.kind == "trade":
                values += self.scene.trade(at, verb, clause)
            values = self._word(at, verb, clause, values)
        if clause.modality == "wish" and not clause.negated:
            values = [_wished(v, clause) for v in values]
        return [self._denied(v, clause) for v in values] if clause.negated else values

    def _word(self, hit: Hit, row: PositionRow, clause: Clause | None, values: list[Value]) -> list[Value]:
        """Turn the values by one word."""
        spoken = row.kind == "effect" and clause is not None and self.of.is_spoken(clause)
        head = clause is not None and hit.end > clause.predicate_start
        negated = clause is not None and clause.negated and (head or row.kind == "agenda")
        if not values:
            values = self.matters.bare(hit, clause, head, spoken)
        if row.kind == "effect" and values and clause is not None:
            self.felt.add(clause.clause_id)
        turned = (apply(row, negated, v, hit.end, spoken) for v in values)
        values = [v for v in turned if v is not None]
        return values if head or row.kind not in _NOMINAL else self._name(hit, values)

    def _denied(self, value: Value, clause: Clause) -> Value:
        """Not to do a trade is a position (販売しない); not to be able to, for a rule, is a complaint of the rule."""
        turned = value._replace(sign=-value.sign, moved=True, end=clause.end)
        if clause.predicate == "ある" and not value.judged and value.end < clause.predicate_start:
            return turned
        if value.moved:
            return value
        cannot = _CANNOT.search(self.text, clause.predicate_start, clause.end + 2) is not None
        if value.rule and cannot and self.of.is_spoken(clause):
            return turned._replace(judged=True)
        return turned if not value.rule and not cannot and value.start >= clause.predicate_start else value

    def _name(self, hit: Hit, values: list[Value]) -> list[Value]:
        """A deed as a noun, with the name of who does it before it: 国の承認, 省による見直し."""
        moved = [v for v in values if v.moved and not v.owner]
        if not moved:
            return values
        people = self.of.people
        actors = people.before(hit.start) or people.agent(min(v.start for v in moved))
        self.holders.give(actors, moved)
        return [v._replace(owner=actors) if actors and v in moved else v for v in values]

    def _of_head(self, clause: Clause, hits: Sequence[Hit]) -> None:
        """What a clause before a noun does to that noun: 政権が導入した規制."""
        head = next((a for a in clause.arguments if a.role == "head"), None)
        deeds = (h.row for h in hits if h.row and h.start >= clause.predicate_start and h.row.kind == "deed")
        verb = self.of.verb(clause) or next(deeds, None)
        if head is None or verb is None or verb.kind not in ("deed", "report"):
            return
        things = [h for h in self.of.hits if head.start <= h.start and h.end <= head.end and h.thing]
        values = [v for hit in things for v in self.scene.things(hit, head.start)]
        turned = (apply(verb, clause.negated, v, head.end, False) for v in values)
        self.holders.give(self.of.subjects(clause), [v for v in turned if v])

    def _finish(self, clause: Clause, values: list[Value]) -> None:
        """Give what came out to whoever holds it, and hand it on to the clause around it."""
        if not values:
            return
        of, parent = self.of, self.of.parent(clause)
        is_open, felt = of.is_open(clause), clause.clause_id in self.felt
        values = [_in_mood(v, clause, is_open, not felt and of.is_possible(clause)) for v in values]
        hand_on = parent is not None and of.hands_on(clause, parent, values)
        doers, explicit, said = self.holders.find(clause, values, felt, hand_on or of.is_unreal(clause, None))
        if doers and (said or is_open or not of.is_unreal(clause, parent if hand_on else None)):
            values = [self.holders.own(v, doers, clause, explicit) for v in values]
        if hand_on and parent is not None:
            handed = (_handed(v, clause) for v in values)
            self.passed.setdefault(parent.clause_id, []).extend(handed)

    def _reserved(self, held: list[Held]) -> list[Held]:
        """A condition in the sentence limits what it grants; alone, it limits what the sentence before granted."""
        reserves = [h for h in self.of.hits if h.row and h.row.kind == "condition"]
        if not reserves:
            return held
        if held:
            return [Held(h.actor, _limited(h.value, reserves[-1].start)) for h in held]
        at = reserves[0]
        granted = [v for v in self.matters.told() if v.trade and v.sign > 0 and not v.judged]
        limited = [v._replace(start=at.start, end=at.end, mode="conditional", owner=v.owner) for v in granted]
        return [Held(actor, v) for v in limited for actor in v.owner]


def _in_mood(value: Value, clause: Clause, is_open: bool, possible: bool) -> Value:
    """A value in the mood of its clause: open where it is asked or only possible, an opinion where it ought to be."""
    if is_open:
        return value._replace(mode="undecided", moved=True, owner=())
    if possible and value.moved and not value.judged:
        value = value._replace(mode=value.mode or "undecided")
    return value._replace(judged=True) if clause.modality == "obligation" and value.moved else value


def _wished(value: Value, clause: Clause) -> Value:
    """To want to do a trade is a position: 売りたい."""
    wanted = not value.moved and not value.rule and value.start >= clause.predicate_start
    return value._replace(moved=True, judged=True, end=clause.end) if wanted else value


def _handed(value: Value, clause: Clause) -> Value:
    """A value as the clause around its clause takes it up."""
    said = value.said or clause.embedding in ("to", "quote")
    judged = value.judged or (clause.embedding == "you" and value.moved)
    return value._replace(said=said, judged=judged, end=max(value.end, clause.end))


def _limited(value: Value, last: int) -> Value:
    grants = value.trade == "sell" and value.sign > 0 and not value.mode and not value.rule
    return value._replace(mode="conditional") if grants and (not value.judged or last > value.end) else value
