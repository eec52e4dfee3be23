"""Values side by side: the same, rounded, a bound that the other meets, overlapping, or apart."""

from collections.abc import Sequence
from datetime import date

from ..tables import SCOPES, Claim

SAME, ROUNDED, BOUND, OVERLAP = "same", "rounding", "bounds", "overlap"
_TOLERANCE = 0.02
_INFINITE = float("inf")
_HELD = 6
"""Clusters that a claim is held against: those of the nearest values."""


def interval(claim: Claim) -> tuple[float, float]:
    """A claim's value as a closed interval: of dates their ordinals, of open bounds infinity."""
    if claim.unit is None and claim.earliest is None and claim.latest is None:
        return (0.0, 0.0)
    if claim.unit is None:
        return (float((claim.earliest or date.min).toordinal()), float((claim.latest or date.max).toordinal()))
    low = claim.low if claim.low is not None else -_INFINITE
    return (low, claim.high if claim.high is not None else _INFINITE)


def meets(one: Claim, other: Claim, tolerance: float | None) -> str | None:
    """How two values agree, or nothing where they are apart."""
    (a, b), (c, d) = interval(one), interval(other)
    if (a, b) == (c, d):
        return SAME
    if one.unit is None:
        open_ended = one.earliest is None or one.latest is None or other.earliest is None or other.latest is None
        return OVERLAP if max(a, c) <= min(b, d) and not open_ended else None
    slack = tolerance if tolerance is not None else _TOLERANCE
    if all(_near(x, y, slack) for x, y in ((a, c), (b, d))):
        return ROUNDED
    if max(a, c) > min(b, d):
        return BOUND if _touches(a, b, c, d, slack) else None
    if _is_open(a, b) or _is_open(c, d):
        return BOUND if _near(_edge(a, b), _edge(c, d), 0.5) else None
    return OVERLAP


def _near(x: float, y: float, slack: float) -> bool:
    return x == y or (abs(x) < _INFINITE and abs(y) < _INFINITE and abs(x - y) <= slack * max(abs(x), abs(y)))


def _touches(a: float, b: float, c: float, d: float, slack: float) -> bool:
    return _near(max(a, c), min(b, d), slack)


def _is_open(low: float, high: float) -> bool:
    return low == -_INFINITE or high == _INFINITE


def _edge(low: float, high: float) -> float:
    return high if low == -_INFINITE else low


def is_power_of_ten(one: Claim, other: Claim) -> bool:
    """Whether one value is the other with its decimal point moved by one to four places."""
    (a, b), (c, d) = interval(one), interval(other)
    low, high = sorted(((_edge(a, b), a, b), (_edge(c, d), c, d)))
    if low[0] <= 0 or _INFINITE in (low[0], high[0]):
        return False
    top = low[2] if low[2] < _INFINITE else low[0]
    return any(low[0] * 0.98 <= high[0] / factor <= top * 1.02 for factor in (10.0, 100.0, 1000.0, 10000.0))


def clusters(claims: Sequence[Claim], tolerance: float | None) -> list[list[Claim]]:
    """Claims whose unit, scope and value agree with the first of their cluster; each claim in one."""
    found: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (c.unit or "", interval(c), c.claim_id)):
        home = next((g for g in found[-_HELD:] if _same(g[0], claim, tolerance) and not _apart(g[0], claim)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return found


def _same(one: Claim, other: Claim, tolerance: float | None) -> bool:
    return one.unit == other.unit and meets(one, other, tolerance) is not None


def _apart(one: Claim, other: Claim) -> bool:
    """Whether both are limited, and to different things."""
    dated = one.unit is None  # of a date the period is the value itself
    limits = [(getattr(one, c), getattr(other, c)) for c in SCOPES if not (dated and c == "scope_period")]
    return any(a and b and a != b for a, b in limits)
