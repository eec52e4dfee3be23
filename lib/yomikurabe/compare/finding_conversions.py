"""Conversions that don't fit: of currencies at no rate of their years, of measures at no rate at all."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..tables import Quantity, say
from .amounts import amount, rounding
from .finding_rows import Found, Material, found
from .rates import SLACK, rates

_STATED = re.compile(r"1(?P<one>ドル|ユーロ|元|ウォン|人民元)\s?(?:[=＝は]|当たり|あたり)\s?約?(?P<rate>[0-9.]+)円")
_UNITS = {"ドル": "USD", "ユーロ": "EUR", "元": "CNY", "人民元": "CNY", "ウォン": "KRW"}
_STATED_SLACK = 0.04
_MEASURES = {
    ("mile", "km"): 1.609,
    ("ft", "m"): 0.3048,
    ("inch", "cm"): 2.54,
    ("GBP", "kg"): 0.4536,  # ポンド beside a weight is one, and キロ beside it is no distance
    ("GBP", "km"): 0.4536,
    ("oz", "g"): 28.35,
    ("acre", "ha"): 0.4047,
    ("坪", "m2"): 3.306,
    ("nmi", "km"): 1.852,
    ("km", "m"): 1000.0,
    ("kg", "g"): 1000.0,
    ("t", "kg"): 1000.0,
    ("ha", "m2"): 10000.0,
}
_MEASURE_SLACK = 0.12
_BRACKET = re.compile(r"[（(](?:約|およそ)?")
_POWERS = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0, 10000.0, 0.0001)


class _Rate(NamedTuple):
    """Between what a conversion factor lies."""

    low: float
    high: float


def find_wrong_conversions(material: Material) -> Iterator[Found]:
    """Grain: one conversion in brackets that no rate gives."""
    by_id: dict[str, Quantity] | None = None
    stated: dict[str, float] | None = None
    previous: Quantity | None = None
    for quantity in material.quantities:
        if quantity.converts:
            by_id = {q.quantity_id: q for q in material.quantities} if by_id is None else by_id
            stated = _stated(material.text) if stated is None else stated
            base = by_id.get(quantity.converts)
            if base is not None and (rate := _rate(material, base, quantity, stated)):
                yield from _held(material, base, quantity, rate, "currency-slip", "finding.currency")
        elif previous and previous.sentence_id == quantity.sentence_id:
            factor = _measure(previous.unit, quantity.unit)
            if factor and _BRACKET.fullmatch(material.text[previous.end : quantity.start]):
                rate = _Rate(factor * (1 - _MEASURE_SLACK), factor * (1 + _MEASURE_SLACK))
                yield from _held(material, previous, quantity, rate, "unit-slip", "finding.measure")
        previous = quantity


def _stated(text: str) -> dict[str, float]:
    """Rates that the article itself names: 1ドル=150円."""
    if "1ドル" not in text and "1ユーロ" not in text and "元" not in text and "1ウォン" not in text:
        return {}
    return {_UNITS[m["one"]]: float(m["rate"]) for m in _STATED.finditer(text) if m["rate"].strip(".")}


def _rate(material: Material, base: Quantity, quantity: Quantity, stated: dict[str, float]) -> _Rate | None:
    """The rate by which an amount must have been converted: the article's own, or those of its years."""
    if quantity.unit == "JPY" and base.unit in stated and len(stated) == 1:
        rate = stated[base.unit]
        return _Rate(rate * (1 - _STATED_SLACK), rate * (1 + _STATED_SLACK))
    published = material.article.published
    years = range(published[0].year - 1, published[1].year + 1) if published else range(0)
    first = min((r.year for r in material.topic.rates), default=0)
    if any(
        t.sentence_id == quantity.sentence_id and t.latest and t.latest.year < min([first, *years])
        for t in material.timexes
    ):
        return None  # an amount of a time whose rates aren't known
    known = rates(material.topic, base.unit, quantity.unit, years)
    return _Rate(known[0] * (1 - SLACK), known[1] * (1 + SLACK)) if known else None


def _measure(unit: str, other: str) -> float | None:
    if (unit, other) in _MEASURES:
        return _MEASURES[unit, other]
    return 1 / _MEASURES[other, unit] if (other, unit) in _MEASURES else None


def _held(material: Material, base: Quantity, quantity: Quantity, rate: _Rate, kind: str, key: str) -> Iterator[Found]:
    if not base.low or base.low != base.high or not quantity.low or quantity.high is None:
        return
    low = quantity.low / base.low * (1 - rounding(quantity.surface))
    high = quantity.high / base.low * (1 + rounding(quantity.surface))
    if low <= rate.high and rate.low <= high:
        return
    power = next((f for f in _POWERS if low <= rate.high * f and rate.low * f <= high), None)
    least, most = (
        amount(base.low * r, "kg" if base.unit == "GBP" and kind == "unit-slip" else quantity.unit) for r in rate
    )
    expected = least if least == most else f"{least}〜{most}"
    explanation = say(
        "finding.conversion_power" if power else key, one=base.surface, other=quantity.surface, expected=expected
    )
    span, against = (quantity.start, quantity.end), [(base.start, base.end)]
    yield found(material.article, kind, span, explanation, expected, "high", 0.9 if power else 0.85, against)
