"""Figures and statements that can't stand: powers of ten, one amount for two periods, what is known otherwise."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ..tables import ChipClaim, Claim, Quantity, say
from .comparison_values import is_power_of_ten
from .finding_rows import Found, Material, found

_PERIODS = (
    ("P1Y", re.compile(r"年間|年換算|年に|1年で|毎年|通年|年率")),
    ("P3M", re.compile(r"四半期|3カ月|3か月|3ヶ月|３カ月")),
    ("P1M", re.compile(r"月間|月に|1カ月|1か月|1ヶ月|毎月|月額|月産|月当たり")),
    ("P1W", re.compile(r"週間|週に|毎週|1週")),
    ("P1D", re.compile(r"1日に|1日あたり|1日当たり|日量|毎日|日産(?!自動車|の|が|は|、)")),
)
_BESIDE = 12
"""Characters before an amount in which its period stands."""
_WORD = re.compile(r"[一-鿿々]{2,}|[ァ-ヴー]{3,}|[A-Za-z]{2,}")
_IDLE = frozenset({"年間", "四半期", "月間", "週間", "億円", "億ドル", "万円", "以上", "規模", "可能性", "合計"})
_SHARED = 2
"""Words that two sentences must share to speak of one amount."""


def find_unit_slips(material: Material) -> Iterator[Found]:
    """Grain: one figure that the same article has with its decimal point elsewhere."""
    metrics = material.topic.metrics
    by_key: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in material.claims:
        metric = metrics.get(claim.metric_id)
        if metric is not None and metric.strict and claim.low is not None and claim.low == claim.high:
            key = (claim.metric_id, claim.subject_id, claim.unit, claim.scope_chip, claim.scope_place)
            by_key[(*key, claim.scope_period)].append(claim)
    for claims in by_key.values():
        for one, other in combinations(claims, 2):
            if is_power_of_ten(one, other):
                explanation = say("finding.unit", one=one.value_text, other=other.value_text)
                span, against = (one.start, one.end), [(other.start, other.end)]
                yield found(material.article, "unit-slip", span, explanation, None, "high", 0.7, against)
                break


def find_two_periods(material: Material) -> Iterator[Found]:
    """Grain: one amount that an article gives for a year here and for another period there."""
    told: dict[tuple[object, ...], list[tuple[str, Quantity]]] = defaultdict(list)
    for quantity in material.quantities:
        if quantity.unit not in ("percent", "times") and quantity.low and quantity.low == quantity.high:
            before = material.text[max(0, quantity.start - _BESIDE) : quantity.start]
            before = re.split(r"[。、「」]", before)[-1] or before
            period = next((code for code, pattern in _PERIODS if pattern.search(before)), None)
            if period:
                told[(quantity.low, quantity.unit, quantity.counter)].append((period, quantity))
    for same in told.values():
        for (period, one), (other_period, other) in combinations(same, 2):
            if period != other_period and one.sentence_id != other.sentence_id and _share_matter(material, one, other):
                explanation = say("finding.two_periods", amount=one.surface, one=period, other=other_period)
                span, against = (one.start, one.end), [(other.start, other.end)]
                yield found(material.article, "internal-conflict", span, explanation, None, "medium", 0.7, against)
                break


def _share_matter(material: Material, one: Quantity, other: Quantity) -> bool:
    """Whether two sentences speak of one thing: they share words beside their amounts."""
    first, second = (material.sentence_at(q.start) for q in (one, other))
    if first is None or second is None:
        return False
    shared = set(_WORD.findall(first.text)) & set(_WORD.findall(second.text))
    return len(shared - _IDLE) >= _SHARED


def find_reference_contradictions(material: Material) -> Iterator[Found]:
    """Grain: one statement that the chronology or the chips' reference values contradict."""
    published, references = material.article.published, None
    for claim in material.claims:
        metric = material.topic.metrics.get(claim.metric_id)
        if metric is None or not metric.reference_id or claim.polarity != "yes" or claim.modality != "fact":
            continue
        references = references or {r.reference_id: r for r in material.topic.chronology}
        row = references.get(metric.reference_id)
        if row is None:
            continue
        early = metric.holds == "yes" and published and row.earliest and published[1] < row.earliest
        if metric.holds == "no" or early:
            key = "finding.too_early" if early else "finding.reference"
            day = str(row.earliest)
            explanation = say(key, said=claim.value_text, day=day, event_en=row.event, event_ja=row.event_ja)
            span = (claim.start, claim.end)
            yield found(
                material.article, "contradicts-reference", span, explanation, day if early else None, "high", 0.7,
                reference_id=row.reference_id,
            )  # fmt: skip
    for chip in material.chip_claims:
        if chip.verdict == "conflict":
            span = (chip.start, chip.end)
            yield found(
                material.article, "contradicts-reference", span, chip.explanation, _reference(chip), "high", 0.8,
                reference_id=chip.chip_id,
            )  # fmt: skip


def _reference(chip: ChipClaim) -> str | None:
    """The reference's value or range, in the unit of the statement."""
    low, high = chip.reference_low, chip.reference_high
    if low is None or high is None:
        return None
    unit = "×" if chip.unit == "times" else f" {chip.unit}"
    return f"{low:,.3g}{unit}" if low == high else f"{low:,.3g}–{high:,.3g}{unit}"
