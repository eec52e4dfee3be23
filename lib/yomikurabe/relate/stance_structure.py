"""How the clauses of one sentence hang together: what reports what, what is only supposed."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from ..extract.clause_words import SPEECH
from ..tables import Clause, Quote
from ..topic.position_rows import PositionRow
from .stance_actors import People, subjects
from .stance_memory import Hit
from .stance_objects import Scene
from .stance_values import Value

_REPORTED = ("to", "koto", "you", "quote")
_FORMAL = re.compile(
    r"""(?:[^のをがは、]{1,6}な|新しい|新)?
        (?:の|こと|規制|法案|規則|命令|制度|方針|考え|意向|計画|決定|措置|案|立場|姿勢|見通し|声|意見|発言|提案|動き|可能性
          |必要|必要性|質問|用意|構え|条件|見方|姿|点|権限|ため|よう)
        (?:を|が|は|に|も|で|だ|の|と|だと)?""",
    re.VERBOSE,
)
"""Nouns that only carry the clause before them: 許可する方針を."""
_WHETHER = re.compile(r"の?か(?:どうか|否か)")
_IF = re.compile(r"場合|なら|ば|たら|際|とき")
_SO_THAT = re.compile(r"よう")
_ADVERBS = re.compile(r"(?:一斉|一様|全面的|強硬|公然|明確|断固|一致)$")
"""Adverbs in に, which are no object: 一斉に反対した."""
_UNREAL = ("wish", "open")
_OPINIONS = ("warning", "attitude")
_START = attrgetter("predicate_start")


class Structure:
    """One sentence: its clauses in the order of their predicates, the words in it, the quotes over it."""

    def __init__(self, scene: Scene, quotes: Sequence[Quote], published: date | None) -> None:
        self.scene, self.quotes, self.text = scene, quotes, scene.text
        self.memory, self.lexicon, self.hits = scene.memory, scene.memory.lexicon, scene.hits
        self.clauses = sorted(scene.clauses, key=_START)
        self.people = People(
            scene.mentions, self.lexicon, self.text, scene.sentence.start, published, self.memory.nations
        )
        self.by_id = {c.clause_id: c for c in self.clauses}
        self._kinds: dict[str, PositionRow | None] = {}

    def share(self) -> dict[str, list[Hit]]:
        """Each word to the clause whose predicate or argument it stands in; those of no clause under a blank."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(self._home(hit), []).append(hit)
        return found

    def _home(self, hit: Hit) -> str:
        best = later = ""
        start, end = hit.start, hit.end
        for clause in self.clauses:
            if start < clause.end and end > clause.predicate_start:
                return clause.clause_id
            for role, first, last in clause.arguments:
                if first <= start and end <= last and role != "head":
                    return clause.clause_id
            if clause.predicate_start >= end:
                best = best or (clause.clause_id if clause.start <= start else "")
                later = later or clause.clause_id
        return best or later

    def verb(self, clause: Clause) -> PositionRow | None:
        """What a predicate means that is a verb of the dictionary."""
        return self.lexicon.nouns.get(clause.predicate)

    def kind(self, clause: Clause) -> PositionRow | None:
        """What a predicate means: its verb, or the last noun in it."""
        if clause.clause_id not in self._kinds:
            inside = (h.row for h in reversed(self.hits) if clause.predicate_start <= h.start and h.end <= clause.end)
            self._kinds[clause.clause_id] = self.verb(clause) or next((row for row in inside if row), None)
        return self._kinds[clause.clause_id]

    def head(self, clause: Clause) -> str:
        """The noun that a clause stands before, or nothing."""
        return next((self.text[a.start : a.end] for a in clause.arguments if a.role == "head"), "")

    def parent(self, clause: Clause) -> Clause | None:
        return self.by_id.get(clause.parent_id or "")

    def above(self, clause: Clause) -> Iterator[Clause]:
        """The clauses around a clause, the nearest first."""
        around = self.parent(clause)
        for _ in self.clauses:
            if around is None:
                return
            yield around
            around = self.parent(around)

    def covering(self, clause: Clause) -> Quote | None:
        """The innermost quote that a predicate stands in."""
        around = [q for q in self.quotes if q.start <= clause.predicate_start < q.end]
        return min(around, key=lambda q: q.end - q.start, default=None)

    def speech(self, clause: Clause) -> Quote | None:
        """The quote that a clause reports."""
        if not self.quotes:
            return None
        told = (self.covering(c) for c in self.clauses if c.parent_id == clause.clause_id)
        return next((q for q in told if q and q.end <= clause.predicate_start), None)

    def subjects(self, clause: Clause) -> tuple[str, ...]:
        """The actors who do what a predicate says."""
        return subjects(clause, self.clauses, self.people, self.speech(clause))

    def topics(self, clause: Clause) -> list[tuple[int, int]]:
        """The topics of the clauses around a clause, before it: AはXだとした."""
        around = [clause, *self.above(clause)]
        topics = ((a.start, a.end) for c in around for a in c.arguments if a.role in ("ハ", "モ"))
        return [(start, end) for start, end in topics if end <= clause.predicate_start]

    def is_spoken(self, clause: Clause) -> bool:
        """Whether somebody says what a clause says."""
        if self.covering(clause):
            return True
        for around in self.above(clause):
            row = self.kind(around)
            if around.predicate in SPEECH or (row and row.kind in _OPINIONS):
                return True
        return False

    def is_for(self, clause: Clause) -> bool:
        """Whether a clause says what the next one is for: 販売できるよう."""
        return self._follows(_SO_THAT, clause)

    def _follows(self, pattern: re.Pattern[str], clause: Clause) -> bool:
        return pattern.search(self.text, max(clause.start, clause.end - 3), clause.end + 3) is not None

    def is_open(self, clause: Clause) -> bool:
        """Whether a matter is put as a question: 許可するかどうか."""
        return _WHETHER.search(self.text, max(clause.predicate_start, clause.end - 4), clause.end + 4) is not None

    def is_possible(self, clause: Clause) -> bool:
        """Whether a deed is only possible: 認める可能性."""
        may = clause.modality == "possibility" and clause.embedding != "chain"
        return may or self.head(clause).startswith("可能性")

    def is_unreal(self, clause: Clause, parent: Clause | None) -> bool:
        """Wished for, thought of or supposed, not done. A chain may have its mood from the clause that ends it."""
        if clause.embedding == "chain":
            return self.is_for(clause) or (clause.modality == "condition" and self._follows(_IF, clause))
        if clause.modality in ("condition", "obligation", "possibility"):
            return True
        row = self.kind(parent) if parent else None
        return row is not None and row.kind in _UNREAL

    def hands_on(self, clause: Clause, parent: Clause, values: Sequence[Value]) -> bool:
        """Whether the clause around a clause goes on from what it says."""
        if clause.embedding in _REPORTED:
            return self.kind(parent) is not None or parent.predicate in SPEECH
        if clause.embedding == "adnominal":
            own = any(v.moved or v.start >= clause.predicate_start for v in values)
            return not own or _FORMAL.fullmatch(self.head(clause)) is not None
        if clause.modality == "condition":
            return self.is_spoken(clause)
        return self.is_for(clause) or (self.kind(clause) is None and not any(v.moved for v in values))

    def lacks_object(self, clause: Clause) -> bool:
        """Whether an opinion has no object in its own clause, so that it is about what was told before."""
        if clause.embedding == "adnominal":
            return False
        last = clause.predicate_start - 1
        objects = (a for a in clause.arguments if a.role == "ヲ" or (a.role == "ニ" and a.end == last))
        return all(_ADVERBS.search(self.text, a.start, a.end) for a in objects)
