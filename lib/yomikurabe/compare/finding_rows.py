"""How a finding and its evidence are made, and what the finders read."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..articles import Article
from ..tables import ChipClaim, Claim, Entity, Finding, FindingEvidence, Mention, Quantity, Quote
from ..topic import Topic

Span = tuple[int, int]


class Material(NamedTuple):
    """One article with what was extracted from it."""

    article: Article
    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    quotes: Sequence[Quote]
    claims: Sequence[Claim]
    chip_claims: Sequence[ChipClaim]
    entities: Mapping[str, Entity]
    topic: Topic


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
