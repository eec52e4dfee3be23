"""Claims about the same thing side by side: verdict and reason, every harmless reason before a conflict."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from ..tables import Claim, Comparison, ComparisonClaim, Document, say
from ..topic import Topic
from ..topic.metric_rows import MetricRow
from .comparison_reasons import Verdict, apart, together
from .comparison_spellings import compare_spellings
from .comparison_values import clusters

_MOST = 12
"""Clusters of a block that are held against one another; beyond it each against its neighbour alone."""
_EACH = 2
"""Claims of one article that a comparison shows."""
_BRACKET = 2
"""Characters between an amount and its conversion."""
SPELLING = "spelling"


class Compared(NamedTuple):
    """What comparing the claims of all articles yields."""

    comparisons: list[Comparison]
    members: list[ComparisonClaim]


def build_comparisons(claims: Sequence[Claim], documents: Sequence[Document], topic: Topic) -> Compared:
    """Grain: one set of claims about the same thing. Two claims stand together in at most one.

    Claims are blocked by metric, subject and unit; within a block those whose values agree are one comparison, and of
    two groups that differ one claim each is another. A known metric that a single claim is about is `single`.
    """
    by_doc = {d.doc_id: d for d in documents}
    compared = Compared([], [])
    blocks: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    spelt = [c for c in claims if c.metric_id == SPELLING]
    stated = [c for c in claims if c.metric_id != SPELLING]
    converted = _converted(stated)
    for claim in stated:
        blocks[_key(claim, topic.metrics.get(claim.metric_id), claim.claim_id in converted)].append(claim)
    for _, block in sorted(blocks.items()):
        metric = topic.metrics.get(block[0].metric_id)
        for members, verdict in _judged(block, metric, block[0].claim_id in converted, by_doc):
            _add(compared, members, verdict, metric, by_doc)
    for members, verdict in compare_spellings(spelt):
        _add(compared, members, verdict, None, by_doc)
    return compared


def _key(claim: Claim, metric: MetricRow | None, converted: bool) -> tuple[str, ...]:
    """What claims must share to be compared: figures also what their metric must be limited to."""
    limits = metric.scope if metric and claim.unit is not None else ()
    chip = claim.scope_chip if "chip!" in limits else None
    period = claim.scope_period if "period!" in limits or metric is None else None
    return (
        claim.metric_id,
        claim.subject_id or "",
        claim.unit or "",
        "converted" * converted,
        chip or "",
        period or "",
    )


def _converted(claims: Sequence[Claim]) -> set[str]:
    """Claims that only say another currency for the amount just before them."""
    found: set[str] = set()
    ordered = sorted(claims, key=lambda c: (c.doc_id, c.start))
    for before, claim in pairwise(ordered):
        beside = before.doc_id == claim.doc_id and before.end <= claim.start <= before.end + _BRACKET
        if beside and before.metric_id == claim.metric_id and before.unit != claim.unit:
            found.add(claim.claim_id)
    return found


def _judged(
    block: Sequence[Claim], metric: MetricRow | None, converted: bool, documents: Mapping[str, Document]
) -> Iterator[tuple[list[Claim], Verdict]]:
    """Sets of claims of one block with what they say to one another."""
    groups = _groups(block, metric)
    for group in groups:
        shown = _shown(group)
        if len(shown) > 1:
            yield shown, together(shown, metric)
    if metric is None:
        return
    if metric.kind == "rank" and len(groups) > 1:
        yield [group[0] for group in groups[:_MOST]], Verdict("explained", "baseline")
        return
    paired = False
    for one, other in combinations(groups, 2) if len(groups) <= _MOST else pairwise(groups):
        for a, b in _opposed(one, other, documents):
            verdict = Verdict("explained", "currency") if converted else apart(a, b, metric, documents)
            if verdict is not None:
                paired = True
                yield [a, b], verdict
    if not paired and len(block) == 1 and not converted:
        yield list(block), Verdict("single", None)


def _groups(block: Sequence[Claim], metric: MetricRow | None) -> list[list[Claim]]:
    if metric is None or metric.kind not in ("yes-no", "rank"):
        return clusters(block, metric.tolerance if metric else None)
    found: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in block:
        answer = claim.value_text if metric.kind == "rank" else claim.polarity or ""
        found[(answer, claim.scope_chip or "")].append(claim)
    return [found[key] for key in sorted(found)]


def _shown(group: Sequence[Claim]) -> list[Claim]:
    """Of each article the first few claims."""
    taken: dict[str, int] = defaultdict(int)
    shown = []
    for claim in sorted(group, key=lambda c: (c.doc_id, c.start)):
        taken[claim.doc_id] += 1
        if taken[claim.doc_id] <= _EACH:
            shown.append(claim)
    return shown


def _opposed(
    one: Sequence[Claim], other: Sequence[Claim], documents: Mapping[str, Document]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs across two groups: of each article that is in both, and the two of different articles published nearest."""
    docs = {c.doc_id: c for c in reversed(other)}
    for claim in {c.doc_id: c for c in reversed(one)}.values():
        if claim.doc_id in docs:
            yield claim, docs[claim.doc_id]
    pairs = [(a, b) for a in one[:_MOST] for b in other[:_MOST] if a.doc_id != b.doc_id]
    if pairs:
        yield min(pairs, key=lambda pair: (_days(documents, *pair), pair[0].claim_id, pair[1].claim_id))


def _days(documents: Mapping[str, Document], one: Claim, other: Claim) -> int:
    a, b = (documents[c.doc_id].published_latest for c in (one, other))
    return abs((a - b).days) if a and b else 10_000


def _add(
    compared: Compared,
    members: Sequence[Claim],
    verdict: Verdict,
    metric: MetricRow | None,
    documents: Mapping[str, Document],
) -> None:
    """Add one comparison with its claims and the sentence that explains it."""
    first, last = members[0], members[-1]
    digest = hashlib.sha256("\0".join(c.claim_id for c in members).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    identity = f"{first.metric_id}-{digest}"
    name_en, name_ja = (metric.label_en, metric.label_ja) if metric else (_open(first), _open(first))
    explanation = say(
        f"comparison.{verdict.verdict}.{verdict.reason or 'plain'}",
        metric_en=name_en,
        metric_ja=name_ja,
        n=len({c.doc_id for c in members}),
        a=documents[first.doc_id].label,
        b=documents[last.doc_id].label,
        said_a=first.value_text,
        said_b=last.value_text,
        detail_a=verdict.detail_a,
        detail_b=verdict.detail_b,
    )
    compared.comparisons.append(
        Comparison(identity, first.metric_id, first.subject_id, verdict.verdict, verdict.reason, explanation)
    )
    roles = {first.claim_id: "first"}
    compared.members.extend(ComparisonClaim(identity, c.claim_id, roles.get(c.claim_id, "other")) for c in members)


def _open(claim: Claim) -> str:
    return claim.metric_id.removeprefix("open:").partition("+")[0]
