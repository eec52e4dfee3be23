"""Units of measure: which there are, and how one is turned into another of its kind."""

import re

_PREFIXES = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_SCALED = ("bit/s", "FLOPS", "OPS", "B/s", "bit", "Hz", "B", "W")
"""Units that take a prefix."""
_PLAIN = ("TFLOPS*bit", "TFLOPS*bit/mm2", "mm2", "nm", "USD", "times", "1")
"""Units that are written in one way only."""
_UNIT = re.compile(rf"(?P<prefix>[kMGTP]?)(?P<base>{'|'.join(_SCALED)})")


def split_unit(unit: str) -> tuple[str, float]:
    """The base of a unit and how many of it one is: `TB/s` is 1e12 `B/s`. Raises ValueError for an unknown unit."""
    if unit in _PLAIN:
        return unit, 1.0
    if not (match := _UNIT.fullmatch(unit)):
        raise ValueError(f"{unit!r} is no known unit")
    return match["base"], _PREFIXES[match["prefix"]]


def convert(value: float, unit: str, wanted: str) -> float | None:
    """A value in another unit; nothing where the two measure different things.

    Raises ValueError for an unknown unit.
    """
    if unit == wanted:
        return value
    (base, factor), (other, divisor) = split_unit(unit), split_unit(wanted)
    return value * (factor / divisor) if base == other else None
