"""What a sentence is read into before it becomes rows: phrases with their particles, and predicates on their way."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .clause_reading import Reading
from .clause_words import SPEECH

_ROLES = dict(
    zip(
        "ガハモしヲニトデカヨマヘ",
        ["ガ", "ハ", "モ", "モ", "ヲ", "ニ", "ト", "デ", "カラ", "ヨリ", "マデ", "ヘ"],
        strict=True,
    )
)


class Case(NamedTuple):
    """What the particles of a phrase say."""

    role: str  # blank without one
    topic: bool  # ends in は or も
    post: bool  # ends in a postposition: に対し, によると, として
    subject: bool  # が, は or も, and nothing else
    only: bool  # しか: what is denied is all but this


@lru_cache(maxsize=4_096)
def read_case(symbols: str) -> Case:
    """The role of a phrase from the symbols of its particles."""
    plain = symbols.replace("F", "")
    post = any(mark in plain for mark in "gG依Z共軸")
    if plain[:1] == "ヲ" and post:  # をめぐって, を通じて: no object
        return Case("", False, True, False, False)
    role = _ROLES.get(plain[:1], "")
    return Case(role, plain.endswith(("ハ", "モ")), post, role in ("ハ", "ガ", "モ") and not post, "し" in plain)


PLAIN = read_case("")


class Phrase:
    """One noun phrase, in tokens: `start` to `end` without its particles, `after` past particles and comma; `noun` are
    its symbols, `hangs` the clauses that modify it."""

    __slots__ = ("after", "case", "comma", "end", "hangs", "noun", "start")

    def __init__(
        self, start: int, end: int, after: int, case: Case, comma: bool, noun: str, hangs: "Sequence[Frame]" = ()
    ) -> None:
        self.start, self.end, self.after = start, end, after
        self.case, self.comma, self.noun, self.hangs = case, comma, noun, hangs


class Frame:
    """A predicate on its way to a row, in tokens: `head` its first, `end` past its last, `after` past what joins it,
    `left` where its clause begins."""

    __slots__ = (
        "after", "embedding", "end", "has_report", "head", "joint", "left", "noun", "parent", "phrases", "predicate",
        "reading",
    )  # fmt: skip

    def __init__(self, predicate: str, head: int, end: int, after: int, reading: Reading) -> None:
        self.predicate = predicate
        self.left = self.head = head
        self.end, self.after = end, after
        self.reading, self.joint = reading, reading.joint
        self.parent: Frame | None = None
        self.embedding: str | None = None
        self.phrases: list[Phrase] = []
        self.noun: Phrase | None = None
        self.has_report = False  # と or 「」 before it was its own

    @property
    def reports(self) -> bool:
        return self.predicate in SPEECH


Entry = Phrase | Frame
