"""Why two claims agree or differ: harmless reasons in a fixed order, what contradicts last."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..tables import Claim, Document
from ..topic.metric_rows import MetricRow
from .comparison_values import SAME, is_power_of_ten, meets

_CHANGES = 45
"""Days between two articles after which a fact may have changed."""
_ZONES = 1
"""Days that time zones put between two dates of one happening."""
_YEAR = range(330, 400)
"""Days between two dates of one happening that are a year apart by a slip."""


class Verdict(NamedTuple):
    """Verdict and reason, with what differs between the two sides in words."""

    verdict: str
    reason: str | None
    detail_a: str = ""
    detail_b: str = ""


def together(claims: Sequence[Claim], metric: MetricRow | None) -> Verdict:
    """The verdict on claims whose values agree: the weakest of what holds between the first and the others."""
    first = claims[0]
    periods = sorted({c.scope_period for c in claims if c.scope_period and c.scope_period.startswith("P")})
    if len(periods) > 1 or (len({c.metric_id for c in claims}) > 1):
        return Verdict("explained", "scope", *periods[:2])
    if first.unit is None and first.polarity is not None:
        firm = {c.certainty for c in claims}
        return (
            Verdict("compatible", "overlap") if len(firm) > 1 and metric and metric.strict else Verdict("agree", None)
        )
    ways = {meets(first, c, metric.tolerance if metric else None) for c in claims[1:]} - {SAME}
    spans = {(c.earliest, c.latest) for c in claims} if first.unit is None else set()
    for way in ("bounds", "overlap", "rounding"):
        if way in ways:
            return Verdict("agree", None) if len(spans) > 1 else Verdict("compatible", way)
    about = sum(_is_about(c) for c in claims)
    return Verdict("compatible", "rounding") if about > 0 and len(claims) - about == 1 else Verdict("agree", None)


def _is_about(claim: Claim) -> bool:
    return claim.value_text.startswith(("約", "およそ", "ほぼ"))


def apart(one: Claim, other: Claim, metric: MetricRow, documents: Mapping[str, Document]) -> Verdict | None:
    """The verdict on two claims of one metric that differ; nothing where they can't be compared.

    Tried in this order: scope, date, forecast against outcome, base, time zone; then the kinds of conflict.
    """
    if scoped := _scope(one, other):
        return scoped
    if metric.kind == "date":
        return _dates(one, other, metric)
    if metric.kind == "rank":
        return Verdict("explained", "baseline", one.value_text, other.value_text)
    apart_days = _days(one, other, documents)
    if one.modality != other.modality and "fact" in (one.modality, other.modality):
        return Verdict("explained", "forecast-vs-actual", one.modality, other.modality)
    if apart_days is None or apart_days > _CHANGES:
        return Verdict("explained", "changed" if metric.kind == "yes-no" else "baseline")
    if one.polarity is not None:
        return _statements(one, other, metric)
    if one.doc_id == other.doc_id and is_power_of_ten(one, other):
        return Verdict("conflict", "unit-slip") if metric.strict else None
    if one.modality != "fact" or one.asserted_by != other.asserted_by:
        return Verdict("explained", "baseline")
    if metric.strict and one.doc_id != other.doc_id and one.scope_period and one.subject_id:
        return Verdict("conflict", "value")
    return Verdict("explained", "baseline") if one.doc_id != other.doc_id else None


def _scope(one: Claim, other: Claim) -> Verdict | None:
    """Another chip, place or period; a limit that only one side has is one too, where the article is another."""
    for part in ("scope_chip", "scope_place", "scope_period"):
        if part == "scope_period" and one.unit is None:
            continue
        a, b = getattr(one, part), getattr(other, part)
        if a != b and ((a and b) or (one.doc_id != other.doc_id and one.polarity is None)):
            return Verdict("explained", "scope", a or "", b or "")
    return None


def _dates(one: Claim, other: Claim, metric: MetricRow) -> Verdict | None:
    a, b = one.earliest or one.latest, other.earliest or other.latest
    if a is None or b is None:
        return None
    days = abs((a - b).days)
    if days <= _ZONES:
        return Verdict("explained", "time-zone")
    if metric.strict and days in _YEAR and one.doc_id != other.doc_id:
        return Verdict("conflict", "date")
    return Verdict("explained", "scope", one.value_text, other.value_text)


def _statements(one: Claim, other: Claim, metric: MetricRow) -> Verdict | None:
    if "open" in (one.polarity, other.polarity):
        return Verdict("compatible", "overlap")
    if metric.strict and one.doc_id != other.doc_id and one.certainty != "speculated" != other.certainty:
        return Verdict("conflict", "polarity")
    return Verdict("explained", "scope", one.value_text, other.value_text)


def _days(one: Claim, other: Claim, documents: Mapping[str, Document]) -> int | None:
    a, b = (documents[c.doc_id].published_latest for c in (one, other))
    return abs((a - b).days) if a and b else None
