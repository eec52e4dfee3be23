"""Whether a value lies in what is stated, read as roughly as it is written."""

from .chip_records import Held, Statement

SAME = (0.99, 1.01)
"""Ratios that are rounding."""
ROUGHLY = 0.15
"""How far about N may be from N."""


def fits_in(statement: Statement, held: Held) -> bool:
    """Whether some value that sources give lies in what is stated, read as roundly as it is written."""
    low, high = stated_range(statement)
    if _is_more(statement):
        return held.high > SAME[1]
    if _is_less(statement):
        return held.low < SAME[0]
    return (low is None or held.high >= low) and (high is None or held.low <= high)


def _is_more(statement: Statement) -> bool:
    return statement.unit == "times" and (statement.low, statement.high) == (1, None)


def _is_less(statement: Statement) -> bool:
    return statement.unit == "times" and (statement.low, statement.high) == (None, 1)


def lies_within(statement: Statement, held: Held) -> bool:
    """Whether all values that sources give lie in what is stated; an attribute that stays the same is no worse."""
    if _is_more(statement) or _is_less(statement):
        return held.low >= SAME[0] if _is_more(statement) else held.high <= SAME[1]
    low, high = stated_range(statement)
    return (low is None or held.low >= low) and (high is None or held.high <= high)


def stated_range(statement: Statement) -> tuple[float | None, float | None]:
    """What a stated figure may mean: half of its last digit either way, more where it is approximate.

    A range or a lower bound means what it says; so does an upper one, but up to N is said to be reached.
    """
    low, high = statement.low, statement.high
    if high is None or not (low == high or statement.reached):
        return low, high
    slack = max(_last_digit(high) / 2, high * ROUGHLY if statement.approx else 0)
    return high - slack, high + slack


def _last_digit(value: float) -> float:
    """What one in the last digit that is written stands for: 1 in 15, 10 in 20, 0.1 in 1.5."""
    digits = f"{value:.6g}"
    if "e" in digits:
        return 10.0 ** int(digits.partition("e")[2])
    if "." in digits:
        return 10.0 ** -len(digits.partition(".")[2])
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))
