"""How a finding and its evidence are made, and what the finders read."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..articles import Article
from ..tables import ChipClaim, Claim, Entity, Finding, FindingEvidence, Mention, Quantity, Quote, Sentence, Timex, say
from ..topic import Topic

Span = tuple[int, int]

_HEADS = frozenset({"title", "heading"})
_DROPPED = frozenset({"boilerplate", "duplicate"})


@dataclass(frozen=True)
class Material:
    """One article with what was extracted from it; what is looked up often is indexed once."""

    article: Article
    mentions: Sequence[Mention]
    timexes: Sequence[Timex]
    quantities: Sequence[Quantity]
    quotes: Sequence[Quote]
    claims: Sequence[Claim]
    chip_claims: Sequence[ChipClaim]
    entities: Mapping[str, Entity]
    topic: Topic

    @cached_property
    def text(self) -> str:
        """The whole article, as it stands: what a word is looked for in before a pattern is tried."""
        return self.article.text

    @cached_property
    def kept(self) -> list[Span]:
        """Where the text was kept."""
        return [(b.start, b.end) for b in self.article.blocks if b.kind not in _DROPPED]

    def is_kept(self, position: int) -> bool:
        """Whether a place lies in text that was kept."""
        at = bisect_right(self.kept, (position, len(self.text) + 1)) - 1
        return at >= 0 and position < self.kept[at][1]

    @cached_property
    def heads(self) -> list[Span]:
        """Title and headings."""
        return [(b.start, b.end) for b in self.article.blocks if b.kind in _HEADS]

    @cached_property
    def body(self) -> str:
        """What stands below title and headings."""
        return "\n".join(self.text[b.start : b.end] for b in self.article.blocks if b.kind not in _HEADS | _DROPPED)

    @cached_property
    def mentions_in(self) -> Mapping[str, list[Mention]]:
        """Mentions by sentence_id."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.sentence_id].append(mention)
        return found

    @cached_property
    def quantities_in(self) -> Mapping[str, list[Quantity]]:
        """Amounts by sentence_id."""
        found: dict[str, list[Quantity]] = defaultdict(list)
        for quantity in self.quantities:
            found[quantity.sentence_id].append(quantity)
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.article.sentences]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that a place lies in."""
        at = bisect_right(self._starts, position) - 1
        sentence = self.article.sentences[at] if at >= 0 else None
        return sentence if sentence and position < sentence.end else None

    def sentences_with(self, *words: str) -> Iterator[Sentence]:
        """The sentences that have one of some words; none is read where the article has no such word."""
        at: set[int] = set()
        for word in words:
            place = self.text.find(word)
            while place >= 0:
                at.add(bisect_right(self._starts, place) - 1)
                place = self.text.find(word, place + 1)
        for n in sorted(at):
            if n >= 0 and any(word in self.article.sentences[n].text for word in words):
                yield self.article.sentences[n]


class Found(NamedTuple):
    """One finding with its evidence."""

    finding: Finding
    evidence: tuple[FindingEvidence, ...]


def found(
    article: Article,
    kind: str,
    span: Span,
    explanation: str,
    expected: str | None = None,
    severity: str = "medium",
    confidence: float = 0.8,
    against: Sequence[Span] = (),
    reference_id: str | None = None,
) -> Found:
    """A finding at a span; `against` are the spans, and `reference_id` the row, that show it."""
    start, end = span
    identity = f"{article.doc_id}#f{kind}{start}"
    finding = Finding(
        article.doc_id, identity, start, end, kind, article.text[start:end], explanation, expected, severity, confidence
    )
    evidence = [FindingEvidence(identity, "says", article.doc_id, start, end, None)]
    evidence += [FindingEvidence(identity, "against", article.doc_id, a, b, None) for a, b in dict.fromkeys(against)]
    if reference_id is not None:
        evidence.append(FindingEvidence(identity, "against", None, None, None, reference_id))
    return Found(finding, tuple(evidence))


def held_against(material: Material, key: str, span: Span, expected: str, reference_id: str, **arguments: str) -> Found:
    """What the topic's dictionary has otherwise: a finding with the entity that shows it."""
    explanation = say(key, expected=expected, **arguments)
    return found(
        material.article, "contradicts-reference", span, explanation, expected, "medium", 0.8, reference_id=reference_id
    )
