"""Names beside points: where each can stand without covering another, in plotly's words."""

from collections.abc import Sequence

from .figures import width

_AREA = (720.0, 380.0)
"""The plot's size in pixels that the places are chosen for; on narrower pages names are left to the pointer."""
_LETTER, _LINE, _AWAY = 3.4, 14.0, 8.0
"""Half the width of a half-width letter and its height, and how far a name stands from its point, in pixels."""
_SIDES = {
    "top center": (0.0, 1.0),
    "bottom center": (0.0, -1.0),
    "middle right": (1.0, 0.0),
    "middle left": (-1.0, 0.0),
}

Box = tuple[float, float, float, float]


def place_names(names: Sequence[str], across: Sequence[float], up: Sequence[float]) -> list[str | None]:
    """For each point (positions in any unit) the side where its name stands, None where there is no room."""
    points = list(zip(_scaled(across, _AREA[0]), _scaled(up, _AREA[1]), strict=True))
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    sides: list[str | None] = []
    for i, (name, (x, y)) in enumerate(zip(names, points, strict=True)):
        half = width(name) * _LETTER
        boxes = {side: _box(x, y, half, *towards) for side, towards in _SIDES.items()}
        others = [*taken[:i], *taken[i + 1 :]]
        side = next((s for s, box in boxes.items() if _inside(box) and not any(_meet(box, o) for o in others)), None)
        sides.append(side)
        taken += [boxes[side]] if side else []
    return sides


def _scaled(values: Sequence[float], length: float) -> list[float]:
    least, most = min(values), max(values)
    return [length * (value - least) / ((most - least) or 1.0) for value in values]


def _box(x: float, y: float, half: float, right: float, above: float) -> Box:
    x, y = x + right * (half + _AWAY), y + above * (_LINE / 2 + _AWAY)
    return x - half, y - _LINE / 2, x + half, y + _LINE / 2


def _inside(box: Box) -> bool:
    return box[0] > -40 and box[2] < _AREA[0] + 40


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
