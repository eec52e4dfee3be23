"""Thresholds as areas: which values of each attribute a rule covers."""

from itertools import product
from math import inf
from typing import TypeAlias

from ..topic.thresholds import Comparison, Condition, Every

Area: TypeAlias = dict[str, tuple[float, float]]
"""Least and greatest value by attribute; what is not named may have any."""


def areas_of(condition: Condition) -> list[Area]:
    """The areas that together make up a condition; one that nothing can lie in is left out."""
    if isinstance(condition, Comparison):
        below = condition.sign.startswith("<")
        return [{condition.attribute: (-inf, condition.number) if below else (condition.number, inf)}]
    parts = [areas_of(part) for part in condition.parts]
    if not isinstance(condition, Every):
        return [area for areas in parts for area in areas]
    joined = (_overlap(areas) for areas in product(*parts))
    return [area for area in joined if all(low < high for low, high in area.values())]


def _overlap(areas: tuple[Area, ...]) -> Area:
    overlap: Area = {}
    for area in areas:
        for name, (low, high) in area.items():
            least, greatest = overlap.get(name, (-inf, inf))
            overlap[name] = max(low, least), min(high, greatest)
    return overlap
