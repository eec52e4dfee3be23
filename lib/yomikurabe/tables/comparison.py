"""Rows of comparing: clusters, duplicates, comparisons, findings."""

from datetime import date
from typing import Annotated, NamedTuple

from .schema import table


@table("duplicates", grain="article that repeats another", key=("doc_id",))
class Duplicate(NamedTuple):
    """One article that is the same, or nearly the same, as another; joined to documents on load."""

    doc_id: Annotated[str, "article that repeats"]
    duplicate_of: Annotated[str, "article that is counted"]
    similarity: Annotated[float, "share of the text in common, 0 to 1"]


@table("event_clusters", grain="event in one happening", key=("event_id",))
class EventCluster(NamedTuple):
    """One event in the happening that several articles, or several sentences, tell."""

    event_id: Annotated[str, "event"]
    cluster_id: Annotated[str, "happening"]
    earliest: Annotated[date | None, "first day that the sources agree on"]
    latest: Annotated[date | None, "last day that the sources agree on"]
    reference_id: Annotated[str | None, "row of the chronology, if any"]


@table("comparisons", grain="set of claims about the same thing", key=("comparison_id",))
class Comparison(NamedTuple):
    """One set of claims about the same thing, with what they say to one another."""

    comparison_id: Annotated[str, "derived from its claims"]
    metric_id: Annotated[str, "metric"]
    subject_id: Annotated[str | None, "entity they are about"]
    verdict: Annotated[str, "agree, compatible, explained, conflict or single"]
    reason: Annotated[str | None, "code of the reason"]
    explanation: Annotated[str, "verdict in one sentence"]


@table("comparison_claims", grain="claim in one comparison", key=("comparison_id", "claim_id"))
class ComparisonClaim(NamedTuple):
    """One claim in one comparison; two claims stand together in at most one."""

    comparison_id: Annotated[str, "comparison"]
    claim_id: Annotated[str, "claim"]
    role: Annotated[str, "part that it plays"]


@table("findings", grain="thing wrong inside one article or against the reference", key=("finding_id",))
class Finding(NamedTuple):
    """One thing that is wrong inside one article, against its sidecar, or against the reference."""

    doc_id: Annotated[str, "article"]
    finding_id: Annotated[str, "doc_id#f, the kind and the start"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past its last code point"]
    kind: Annotated[str, "impossible-date, internal-conflict, name-slip, spelling-variants, …"]
    surface: Annotated[str, "exactly text[start:end]"]
    explanation: Annotated[str, "what is wrong, in one sentence"]
    expected: Annotated[str | None, "what would be right"]
    severity: Annotated[str, "low, medium or high"]
    confidence: Annotated[float, "0 to 1"]


@table(
    "finding_evidence",
    grain="piece of evidence of a finding",
    key=("finding_id", "role", "doc_id", "start", "reference_id"),
)
class FindingEvidence(NamedTuple):
    """One span of an article, or one row of a reference table, that shows a finding."""

    finding_id: Annotated[str, "finding"]
    role: Annotated[str, "part that it plays"]
    doc_id: Annotated[str | None, "article, null for a reference row"]
    start: Annotated[int | None, "first code point"]
    end: Annotated[int | None, "one past its last code point"]
    reference_id: Annotated[str | None, "row of a reference table"]
