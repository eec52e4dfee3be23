"""Claims about the same thing side by side: verdict and reason, every harmless reason before a conflict."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..tables import Claim, Comparison, ComparisonClaim, Document
from ..topic import Topic
from ..topic.metric_rows import MetricRow
from .comparison_reasons import MONEY, Setting
from .comparison_sets import Sets, figures, ranks, statements
from .comparison_spellings import compare_spellings
from .comparison_verdicts import Verdict
from .comparison_words import explain

_BRACKET = 2
"""Characters between an amount and its conversion."""
_HEAD = re.compile(r"[一-鿿々]{1,2}$|[ァ-ヴー]+$|[A-Za-z]+$")
"""Head noun of a description: 最大の半導体企業 and 首位の企業 are about rank among 企業."""
SPELLING = "spelling"
_CONVERTED = "converted"
_LAST = "\uffff"
"""Begins the keys of spellings, which come after all metrics."""


class Compared(NamedTuple):
    """What comparing the claims of all articles yields."""

    comparisons: list[Comparison]
    members: list[ComparisonClaim]


Blocks = dict[tuple[str, ...], list[Claim]]
"""Claims that may be about the same thing, by what they share; sorted, the keys are in the order of the comparisons."""


class Judged(NamedTuple):
    """One comparison: its claims, the verdict on them, and the block of claims that share what it is about."""

    comparison_id: str
    members: Sequence[Claim]
    verdict: Verdict
    metric: MetricRow | None
    block: Sequence[Claim]


def build_comparisons(claims: Sequence[Claim], documents: Sequence[Document], topic: Topic) -> Compared:
    """Grain: one set of claims about the same thing. Two claims stand together in at most one.

    Claims are blocked by metric, subject and kind of value. Within a block those that say the same are one comparison;
    of those that differ, pairs are. A known metric that a single claim is about is `single`.
    """
    return compare_blocks(block_claims(claims, topic), documents, topic)


def block_claims(claims: Sequence[Claim], topic: Topic) -> Blocks:
    """The claims of whole articles by block. Blocks of several parts of a corpus may be joined by key."""
    blocks: Blocks = defaultdict(list)
    stated = [c for c in claims if c.metric_id != SPELLING]
    converted = _converted(stated)
    for claim in stated:
        blocks[_key(claim, topic.metrics.get(claim.metric_id), claim.claim_id in converted)].append(claim)
    for claim in claims:
        if claim.metric_id == SPELLING:
            blocks[(_LAST, claim.subject_id or "")].append(claim)
    return blocks


def compare_blocks(blocks: Blocks, documents: Sequence[Document], topic: Topic) -> Compared:
    """The comparisons of whole blocks; `documents` are those of their claims, or more."""
    setting = Setting({d.doc_id: d for d in documents}, topic)
    compared = Compared([], [])
    for judged in judge(blocks, setting):
        _add(compared, judged, setting)
    return compared


def judge(blocks: Blocks, setting: Setting) -> Iterator[Judged]:
    """Every comparison of whole blocks, with the verdict on it and how it came about."""
    for key, block in sorted(blocks.items()):
        metric = setting.topic.metrics.get(block[0].metric_id)
        judged = compare_spellings(block) if key[0] == _LAST else _judged(block, metric, key[3] == _CONVERTED, setting)
        for members, verdict in judged:
            yield Judged(_identity(members), members, verdict, metric, block)


def _key(claim: Claim, metric: MetricRow | None, converted: bool) -> tuple[str, ...]:
    """What claims must share to be compared: figures also what their metric must be limited to."""
    limits = metric.scope if metric and claim.unit is not None else ()
    chip = claim.scope_chip if "chip!" in limits else None
    place = claim.scope_place if "place!" in limits else None
    period = claim.scope_period if "period!" in limits or metric is None else None
    kind = "money" if metric and claim.unit in MONEY and not converted else claim.unit
    head = _HEAD.search(claim.value_text) if metric and metric.kind == "rank" else None
    parts = (claim.subject_id, kind, _CONVERTED * converted, chip, place, period, head and head[0])
    return (claim.metric_id, *(part or "" for part in parts))


def _converted(claims: Sequence[Claim]) -> set[str]:
    """Claims that only say another currency for the amount just before them."""
    found: set[str] = set()
    ordered = sorted(claims, key=lambda c: (c.doc_id, c.start))
    for before, claim in pairwise(ordered):
        beside = before.doc_id == claim.doc_id and before.end <= claim.start <= before.end + _BRACKET
        if beside and before.metric_id == claim.metric_id and before.unit != claim.unit:
            found.add(claim.claim_id)
    return found


def _judged(block: Sequence[Claim], metric: MetricRow | None, converted: bool, setting: Setting) -> Sets:
    """Sets of claims of one block with what they say to one another."""
    if metric is not None and metric.kind == "yes-no":
        return statements(block, metric, setting)
    if metric is not None and metric.kind == "rank":
        return ranks(block)
    return figures(block, metric, converted, setting)


def _identity(members: Sequence[Claim]) -> str:
    """The id of a comparison, from its claims."""
    digest = hashlib.sha256("\0".join(c.claim_id for c in members).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{members[0].metric_id}-{digest}"


def _add(compared: Compared, judged: Judged, setting: Setting) -> None:
    """Add one comparison with its claims and the sentence that explains it."""
    identity, members, verdict, metric, _ = judged
    first = members[0]
    explanation = explain(members, verdict, metric, setting)
    compared.comparisons.append(
        Comparison(identity, first.metric_id, first.subject_id, verdict.verdict, verdict.reason, explanation)
    )
    roles = {first.claim_id: "first"}
    compared.members.extend(ComparisonClaim(identity, c.claim_id, roles.get(c.claim_id, "other")) for c in members)
