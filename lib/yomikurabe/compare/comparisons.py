"""Claims about the same thing side by side: verdict and reason, every harmless reason before a conflict."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from ..tables import SPELLING, Claim, Comparison, ComparisonClaim, Document
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


def build_comparisons(
    matters: Iterable[Sequence[Claim]], converted: Set[str], documents: Sequence[Document], topic: Topic
) -> Compared:
    """Grain: one set of claims about the same thing. Two claims stand together in at most one.

    `matters` are the claims of one metric and subject each, in the order of these; `converted` are those of them that
    `find_converted` finds. Within a matter claims are blocked by kind of value and scope. Within a block those that say
    the same are one comparison; of those that differ, pairs are. A known metric with a single claim is `single`.
    """
    setting = Setting({d.doc_id: d for d in documents}, topic)
    compared = Compared([], [])
    for matter in matters:
        _compare(block_claims(matter, topic, converted), setting, compared)
    return compared


def compare_blocks(blocks: Blocks, documents: Sequence[Document], topic: Topic) -> Compared:
    """The comparisons of whole blocks; `documents` are those of their claims, or more."""
    compared = Compared([], [])
    _compare(blocks, Setting({d.doc_id: d for d in documents}, topic), compared)
    return compared


def _compare(blocks: Blocks, setting: Setting, into: Compared) -> None:
    for judged in judge(blocks, setting):
        _add(into, judged, setting)


def find_converted(claims: Iterable[Claim]) -> set[str]:
    """Ids of claims that only say another currency for the amount just before them, among all of some articles."""
    found: set[str] = set()
    ordered = sorted((c for c in claims if c.metric_id != SPELLING), key=lambda c: (c.doc_id, c.start))
    for before, claim in pairwise(ordered):
        beside = before.doc_id == claim.doc_id and before.end <= claim.start <= before.end + _BRACKET
        if beside and before.metric_id == claim.metric_id and before.unit != claim.unit:
            found.add(claim.claim_id)
    return found


def block_claims(claims: Sequence[Claim], topic: Topic, converted: Set[str] | None = None) -> Blocks:
    """Claims by block. Blocks of several parts of a corpus may be joined by key.

    Without `converted`, those that `find_converted` finds among all claims of their articles, these are all.
    """
    blocks: Blocks = defaultdict(list)
    converted = find_converted(claims) if converted is None else converted
    for claim in claims:
        if claim.metric_id == SPELLING:
            key: tuple[str, ...] = (_LAST, claim.subject_id or "")
        else:
            key = _key(claim, topic.metrics.get(claim.metric_id), claim.claim_id in converted)
        blocks[key].append(claim)
    return blocks


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
