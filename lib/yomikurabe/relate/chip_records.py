"""What passes between the steps that lead from a sentence to a chip claim."""

from typing import NamedTuple


class Named(NamedTuple):
    """An attribute, or performance as such, as a sentence names it."""

    start: int
    end: int
    attribute: str | None


class Statement(NamedTuple):
    """One statement about a chip. `low` and `high` are as stated; `unit` is times where two chips are compared."""

    start: int
    end: int
    chip_id: str
    versus_id: str | None
    attribute: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    approx: bool = False
    relation: str | None = None
    named: bool = True
    of_own_cut: bool = False
    reached: bool = False
    """Up to N, so that N itself is claimed; no more than N claims less."""


class Held(NamedTuple):
    """One attribute of the reference beside a statement."""

    attribute: str
    low: float
    high: float
    rumoured: bool = False


class Verdict(NamedTuple):
    """Least and greatest value of the reference, what it makes of the statement, and why in one sentence."""

    low: float | None
    high: float | None
    verdict: str
    explanation: str
