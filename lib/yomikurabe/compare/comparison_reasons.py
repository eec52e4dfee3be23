"""Why two claims agree or differ: harmless reasons in a fixed order, what contradicts last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..tables import SCOPES, Claim, Document
from ..topic import Topic
from ..topic.metric_rows import MetricRow
from .comparison_values import SAME, interval, is_power_of_ten, meets
from .comparison_verdicts import Step, Tried, Verdict, settled
from .rates import SLACK, rates

MONEY = frozenset({"USD", "EUR", "JPY", "KRW", "CNY", "HKD", "GBP", "TWD"})
FIRM = frozenset({"decided", "approved"})
"""Rungs of the ladder on which something holds already."""
_LATER = 45
"""Days between two articles after which their figures need not be of one time."""
_ZONES = 1
"""Days that time zones put between two dates of one happening."""
_YEAR = range(330, 400)
"""Days between two dates of one happening that are a year apart by a slip."""
_FORESEEN = ({"fact", "forecast"}, {"fact", "plan"})


class Setting(NamedTuple):
    """What verdicts are given by, beside the claims themselves."""

    documents: Mapping[str, Document]
    topic: Topic


def together(claims: Sequence[Claim], metric: MetricRow | None) -> Verdict:
    """The verdict on claims whose values agree: the weakest of what holds between the first and the others."""
    first = claims[0]
    if first.unit is None and first.earliest is None and first.latest is None:
        return settled("agree", "same-answer", claims)
    met = [(meets(first, c, metric.tolerance if metric else None), c.claim_id) for c in claims[1:]]
    steps = tuple(Step(way or "overlap", True, claim_id) for way, claim_id in met)
    ways = {way for way, _ in met} - {SAME}
    spans = {(c.earliest, c.latest) for c in claims} if first.unit is None else set()
    for way in ("bounds", "overlap", "rounding"):
        if way in ways:
            return Verdict("agree" if len(spans) > 1 else "compatible", None if len(spans) > 1 else way, None, steps)
    about = sum(_is_about(c) for c in claims)
    if about > 0 and len(claims) - about == 1:
        return Verdict("compatible", "rounding", None, (*steps, Step("about", True, claims[-1].claim_id)))
    return Verdict("agree", steps=steps)


def _is_about(claim: Claim) -> bool:
    return claim.value_text.startswith(("約", "およそ", "ほぼ"))


def apart(one: Claim, other: Claim, metric: MetricRow, setting: Setting) -> Verdict | None:
    """The verdict on two claims of one metric that differ; nothing where they can't be compared.

    Tried in this order: currency, scope, date, forecast against outcome, base; then the kinds of conflict.
    """
    steps: list[Step] = []
    for tried in _try(one, other, metric, setting):
        steps.append(Step(tried.code, tried.held, other.claim_id))
        if tried.held:
            return tried.verdict and tried.verdict._replace(steps=tuple(steps))
    return None


def _try(one: Claim, other: Claim, metric: MetricRow, setting: Setting) -> Iterator[Tried]:
    """Each reason in its turn; what comes after one that holds is never asked for."""
    if one.unit != other.unit:
        yield Tried("currency", _converts(one, other, setting), Verdict("explained", "currency"))
        return
    column = differing(one, other, metric)
    if metric.kind == "date":
        yield Tried("matter", column is not None, None)  # days of two matters say nothing of one another
        yield from _dates(one, other, metric)
        return
    yield Tried("scope", column is not None, Verdict("explained", "scope", column))
    days = days_apart(one, other, setting.documents)
    if one.polarity is not None:
        yield from _statements(one, other, metric, days)
        return
    if metric.strict and one.doc_id == other.doc_id:
        yield Tried("unit-slip", is_power_of_ten(one, other), Verdict("conflict", "unit-slip"))
    foreseen = {one.modality, other.modality} in _FORESEEN  # an estimate against a figure has another base
    yield Tried("forecast-vs-actual", foreseen, Verdict("explained", "forecast-vs-actual", "modality"))
    if metric.changes:
        later = days != 0 and not is_power_of_ten(one, other)
        yield Tried("changed", later, Verdict("explained", "changed"))
    if one.doc_id != other.doc_id:
        yield from _figures(one, other, metric, days)


def differing(one: Claim, other: Claim, metric: MetricRow) -> str | None:
    """The scope in which two claims differ.

    A chip, deal or place that only one of two articles names sets their figures apart where there is one right value.
    """
    for column in SCOPES:
        if column == "scope_period" and one.unit is None and one.polarity is None:
            continue  # of a date the period is the value itself
        a, b = getattr(one, column), getattr(other, column)
        sided = one.doc_id != other.doc_id and one.unit and metric.strict and not metric.changes
        if a != b and ((a and b) or (sided and column != "scope_period")):
            return column
    return None


def _converts(one: Claim, other: Claim, setting: Setting) -> bool:
    """Whether one amount is the other at the rates of the years in which the articles were written."""
    if one.unit is None or other.unit is None or not {one.unit, other.unit} <= MONEY:
        return False
    dates = [setting.documents[c.doc_id].published_latest for c in (one, other)]
    years = [d.year for d in dates if d]
    known = rates(setting.topic, one.unit, other.unit, range(min(years) - 1, max(years) + 1)) if years else None
    if known is None:
        return False
    (a, b), (c, d) = interval(one), interval(other)
    return a * known[0] * (1 - SLACK) <= d and c <= b * known[1] * (1 + SLACK)


def _dates(one: Claim, other: Claim, metric: MetricRow) -> Iterator[Tried]:
    a, b = one.earliest or one.latest, other.earliest or other.latest
    if a is None or b is None:
        return
    days = abs((a - b).days)
    yield Tried("time-zone", days <= _ZONES, Verdict("explained", "time-zone"))
    if metric.strict and one.doc_id != other.doc_id:
        yield Tried("date", days in _YEAR or _is_alone(metric), Verdict("conflict", "date"))
    yield Tried("period", True, Verdict("explained", "scope", "scope_period"))


def _statements(one: Claim, other: Claim, metric: MetricRow, days: int | None) -> Iterator[Tried]:
    later = bool(metric.changes) and (days is None or days > _ZONES)
    changed = Tried("changed", later, Verdict("explained", "changed"))
    if "open" in (one.polarity, other.polarity):
        yield changed
        yield Tried("open", True, Verdict("compatible", "overlap"))
        return
    foreseen = one.modality != other.modality and "fact" in (one.modality, other.modality)
    yield Tried("forecast-vs-actual", foreseen, Verdict("explained", "forecast-vs-actual", "modality"))
    yield changed
    if one.polarity == other.polarity:
        at_once = bool(metric.changes) and days == 0 and one.doc_id != other.doc_id
        yield Tried("certainty", at_once, Verdict("conflict", "certainty"))
        yield Tried("same-answer", True, Verdict("compatible", "overlap"))
        return
    sure = {one.certainty, other.certainty} <= FIRM
    contradict = bool(metric.strict or metric.changes) and sure and one.doc_id != other.doc_id
    yield Tried("polarity", contradict, Verdict("conflict", "polarity"))


def _figures(one: Claim, other: Claim, metric: MetricRow, days: int | None) -> Iterator[Tried]:
    if metric.strict or metric.kind == "ratio":
        yield Tried("unit-slip", is_power_of_ten(one, other), Verdict("conflict", "unit-slip"))
    told = one.scope_period != other.scope_period or one.modality != other.modality
    yield Tried("baseline", told or _voices_differ(one, other), Verdict("explained", "baseline"))
    tied = (one.scope_period and one.subject_id) or one.scope_chip or one.scope_deal or _is_alone(metric)
    sure = days is not None and days <= _LATER and one.modality == "fact"
    yield Tried("value", bool(metric.strict and tied) and sure, Verdict("conflict", "value"))
    estimated = _is_alone(metric) and one.modality != "fact"
    yield Tried("estimate", estimated, Verdict("explained", "baseline"))


def _is_alone(metric: MetricRow) -> bool:
    """Whether a metric is of one thing in the whole topic: nothing says of what, where or when it is."""
    return not (metric.subject or metric.scope)


def _voices_differ(one: Claim, other: Claim) -> bool:
    """Whether two different people vouch for the values; what an article says itself stands against both."""
    return bool(one.asserted_by and other.asserted_by and one.asserted_by != other.asserted_by)


def days_apart(one: Claim, other: Claim, documents: Mapping[str, Document]) -> int | None:
    """Days between the publications of two claims' articles, where both are known."""
    a, b = (documents[c.doc_id].published_latest for c in (one, other))
    return abs((a - b).days) if a and b else None
