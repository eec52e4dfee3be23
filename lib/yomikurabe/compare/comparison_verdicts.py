"""What comes out of holding claims against one another: a verdict, and what was tried until one held."""

from collections.abc import Sequence
from typing import NamedTuple

from ..tables import Claim


class Step(NamedTuple):
    """One thing that was tried on the first claim and another one, and whether it held."""

    code: str
    held: bool
    claim_id: str


class Verdict(NamedTuple):
    """Verdict and reason, the column of `claims` in which the two sides differ, where one tells it, and what was tried
    in turn until it held."""

    verdict: str
    reason: str | None = None
    column: str | None = None
    steps: tuple[Step, ...] = ()


class Tried(NamedTuple):
    """One reason, whether it holds for two claims, and the verdict that it gives: none where they can't be compared."""

    code: str
    held: bool
    verdict: Verdict | None


def settled(
    verdict: str, code: str, claims: Sequence[Claim], reason: str | None = None, column: str | None = None
) -> Verdict:
    """A verdict that one thing settles for all claims of a set."""
    return Verdict(verdict, reason, column, (Step(code, True, claims[-1].claim_id),))
