"""What the words of one sentence are about: what is named in it, and what they take up from before."""

import re
from collections.abc import Sequence

from ..tables import Clause
from .stance_memory import Hit
from .stance_structure import Structure
from .stance_values import Value, apply

_CAUSE = re.compile(r"により|によって|を受け|に伴|で、|のため")
"""A deed that is only the cause of what follows: この動きにより."""
_MEANS = re.compile(r"[^、。はがを]{0,4}(?:こと(?:で|により|によって|は|が)|により|によって)")
"""A trade of which the consequences follow: 販売することで."""
_DONE_TO = ("", "の", "を", "の全面", "の一時")
_BACK = 2
"""How many sentences back what was told is taken up again."""


class Matters:
    """Finds what a word is about."""

    def __init__(self, structure: Structure) -> None:
        self.of, self.scene, self.memory = structure, structure.scene, structure.memory
        self.seen: list[Value] = []
        """What the sentence has put at issue."""

    def take(self, hit: Hit, clause: Clause | None, values: Sequence[Value]) -> list[Value]:
        """What a word puts at issue."""
        new = self._take(hit, clause, values)
        self.seen += new
        return new

    def _take(self, hit: Hit, clause: Clause | None, values: Sequence[Value]) -> list[Value]:
        if hit.thing is not None and not self._is_deed(hit, clause, values):
            inside = [a for a in clause.arguments if a.start <= hit.start and hit.end <= a.end] if clause else []
            first = inside[0].start if inside else self.scene.sentence.start
            return self.scene.things(hit, min(first, hit.start))
        row = hit.row
        if row is None or (row.kind in ("pointer", "subject") and _CAUSE.match(self.of.text, hit.end)):
            return []
        match row.kind:
            case "trade":
                return self.scene.trade(hit, row, clause)
            case "pointer":
                return _again(hit, self.told())
            case "subject":
                return _matter(hit, self.seen or self.told())
            case "decision" if actors := self.of.people.before(hit.start):
                sales = [v for v in self.memory.sales() if set(v.owner) & set(actors)]
                return _again(hit, sales[:1])
        return []

    def _is_deed(self, hit: Hit, clause: Clause | None, values: Sequence[Value]) -> bool:
        """Whether a noun of action (規制) is what is done to a trade before it, and names no rule."""
        if hit.row is None or (hit.thing and hit.thing.strong):
            return False
        follows = bool(values) and self.of.text[values[-1].end : hit.start] in _DONE_TO
        return follows or (clause is not None and hit.start >= clause.predicate_start)

    def told(self) -> list[Value]:
        """The positions told last, where that is not long ago."""
        for number, values in reversed(self.memory.told[-_BACK:]):
            found = [v for v in values if not v.about]
            if found and number >= self.scene.number - _BACK:
                return found
        return []

    def bare(self, hit: Hit, clause: Clause | None, head: bool, spoken: bool) -> list[Value]:
        """What a word without an object of its own is about: the goods of its clause, or the matter told before."""
        row = hit.row
        if row is None:
            return []
        if clause is None:
            return _matter(hit, self.seen) if row.kind == "attitude" else []
        match row.kind:
            case "scope":
                return self.scene.bare(clause, hit, whole=True) if clause.negated else []
            case "wish" if row.trade == "sell" and head:
                return self.scene.bare(clause, hit) if self.scene.places_in(clause.start, clause.end) else []
            case "effect" if spoken:
                return self._caused(clause)
            case "warning" if head:
                return self.scene.bare(clause, hit, whole=True)
            case "attitude" if hit.end + 4 >= clause.predicate_start and self.of.lacks_object(clause):
                return _matter(hit, self.seen or self.told() or self.scene.main(hit))
            case "agenda":
                return self._goods(hit, clause) or (_matter(hit, self.told()) if head else [])
            case "deed" if row.trade == "sell":
                return self._goods(hit, clause)
        return []

    def _goods(self, hit: Hit, clause: Clause) -> list[Value]:
        return self.scene.bare(clause, hit, self.of.topics(clause))

    def _caused(self, clause: Clause) -> list[Value]:
        """The matter whose consequences a clause tells: 規制は…損なうと主張する人もいる."""
        if cause := [v for v in self.seen if not v.moved and _MEANS.match(self.of.text, v.end)]:
            return cause
        topics = self.of.topics(clause)
        values: list[Value] = []
        for hit in self.of.hits:
            if not any(start <= hit.start and hit.end <= end for start, end in topics):
                continue
            if new := self._take(hit, clause, values):
                values += new
            elif row := hit.row:
                values = [v for v in (apply(row, False, v, hit.end, False) for v in values) if v]
        return values


def _again(hit: Hit, values: Sequence[Value]) -> list[Value]:
    """What was told before, taken up by a word that points to it."""
    found = {
        v.issue: v._replace(start=hit.start, end=hit.end, moved=False, judged=False, said=False, mode="", owner=())
        for v in values
    }
    return list(found.values())


def _matter(hit: Hit, values: Sequence[Value]) -> list[Value]:
    """The matter that was told of before, whatever was done to it."""
    return [v._replace(sign=1, rule=not v.trade) for v in _again(hit, values)]
