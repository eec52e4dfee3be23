"""Figures and statements that can't stand: conversions, powers of ten, what the reference tables contradict."""

from collections.abc import Iterator
from itertools import combinations

from ..tables import Claim, say
from .comparison_values import is_power_of_ten
from .finding_rows import Found, Material, found
from .rates import SLACK, rates


def find_currency_slips(material: Material) -> Iterator[Found]:
    """Grain: one conversion in brackets that no rate of its years gives."""
    by_id = {q.quantity_id: q for q in material.quantities}
    published = material.article.published
    years = range(published[0].year - 1, published[1].year + 1) if published else range(0)
    for quantity in material.quantities:
        base = by_id.get(quantity.converts or "")
        if base is None or not (base.low and base.low == base.high and quantity.low):
            continue
        known = rates(material.topic, base.unit, quantity.unit, years)
        if known is None:
            continue
        said = quantity.low / base.low
        if not known[0] * (1 - SLACK) <= said <= known[1] * (1 + SLACK):
            expected = f"{base.low * known[0]:.4g}–{base.low * known[1]:.4g} {quantity.unit}"
            explanation = say("finding.currency", one=base.surface, other=quantity.surface, expected=expected)
            span = (quantity.start, quantity.end)
            yield found(
                material.article, "currency-slip", span, explanation, expected, "high", 0.85, [(base.start, base.end)]
            )


def find_unit_slips(material: Material) -> Iterator[Found]:
    """Grain: one figure that the same article has with its decimal point elsewhere."""
    figures = [
        c for c in material.claims if c.low is not None and c.low == c.high and c.metric_id in material.topic.metrics
    ]
    by_key: dict[tuple[object, ...], list[Claim]] = {}
    for claim in figures:
        key = (claim.metric_id, claim.subject_id, claim.unit, claim.scope_chip, claim.scope_place, claim.scope_period)
        by_key.setdefault(key, []).append(claim)
    for claims in by_key.values():
        for one, other in combinations(claims, 2):
            if material.topic.metrics[one.metric_id].strict and is_power_of_ten(one, other):
                explanation = say("finding.unit", one=one.value_text, other=other.value_text)
                span, against = (one.start, one.end), [(other.start, other.end)]
                yield found(material.article, "unit-slip", span, explanation, None, "high", 0.7, against)
                break


def find_reference_contradictions(material: Material) -> Iterator[Found]:
    """Grain: one statement that the chronology or the chips' reference values contradict."""
    published, references = material.article.published, {r.reference_id: r for r in material.topic.chronology}
    for claim in material.claims:
        metric = material.topic.metrics.get(claim.metric_id)
        row = references.get(metric.reference_id or "") if metric else None
        if metric is None or row is None or claim.polarity != "yes" or claim.modality != "fact":
            continue
        early = metric.holds == "yes" and published and row.earliest and published[1] < row.earliest
        if metric.holds == "no" or early:
            explanation = say("finding.reference", said=claim.value_text, event_en=row.event, event_ja=row.event_ja)
            yield found(
                material.article,
                "contradicts-reference",
                (claim.start, claim.end),
                explanation,
                f"{row.earliest}: {row.event}",
                "high",
                0.7,
                reference_id=row.reference_id,
            )
    for chip in material.chip_claims:
        if chip.verdict == "conflict":
            span = (chip.start, chip.end)
            yield found(material.article, "contradicts-reference", span, chip.explanation, None, "high", 0.8)
