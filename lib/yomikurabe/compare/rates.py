"""What currencies were worth: the least and highest rate of some years, from rates.csv."""

from ..topic import Topic

SLACK = 0.12
"""How far a conversion may lie outside the years' rates: rounding, the writer's own rate."""
_BASE = "USD"


def rates(topic: Topic, unit: str, into: str, years: range) -> tuple[float, float] | None:
    """Least and highest rate between two currencies over some years, through the dollar where it must be."""
    direct = _direct(topic, unit, into, years)
    if direct or _BASE in (unit, into):
        return direct
    one, other = _direct(topic, unit, _BASE, years), _direct(topic, _BASE, into, years)
    return (one[0] * other[0], one[1] * other[1]) if one and other else None


def _direct(topic: Topic, unit: str, into: str, years: range) -> tuple[float, float] | None:
    rows = [r for r in topic.rates if (r.currency, r.against) == (unit, into) and (not years or r.year in years)]
    if rows:
        return min(r.low for r in rows), max(r.high for r in rows)
    back = [r for r in topic.rates if (r.currency, r.against) == (into, unit) and (not years or r.year in years)]
    return (1 / max(r.high for r in back), 1 / min(r.low for r in back)) if back else None
