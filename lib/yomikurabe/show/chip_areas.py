"""What the export rules of a day cover, as shaded areas of TPP and performance density."""

from collections.abc import Sequence
from datetime import date
from math import inf
from typing import Any

from ..reference import DENSITY, TPP, Area, areas_of, rules_on
from ..topic.thresholds import parse_threshold
from . import figures
from .chip_values import attribute_name
from .view import View

COLOURS = {"allowed": "#009e73", "licence": "#e69f00", "barred": "#d55e00", "unknown": figures.GREY}
LANE = (-0.4, 2.0)
"""The axis of the lane for chips without a density; their marks stand at 0."""
_FIRM, _FAINT = 0.10, 0.05


def shade_rules(view: View, on: date, across: Sequence[float], up: Sequence[float]) -> list[dict[str, Any]]:
    """What each rule covers, cut off at the edges of the axes.

    What hangs on other attributes too is fainter, and says so when pointed at.
    """
    traces = []
    for rule in reversed(rules_on(view.corpus.topic, on)):
        name = getattr(rule, f"label_{view.lang}")
        shown = False
        for area in areas_of(parse_threshold(rule.threshold)):
            if all(area.get(a, (-inf, inf))[0] == -inf for a in (TPP, DENSITY)):
                continue  # what begins at no performance at all is about something else
            others = {a: bounds for a, bounds in area.items() if a not in (TPP, DENSITY)}
            said = [view.say("chips.rules.where", conditions=_conditions(view, others))] if others else []
            label = view.say("chips.rules.area", rule=name, status=view.say(f"export.{rule.status}"))
            box = {
                "type": "scatter",
                "mode": "lines",
                "name": figures.label(label, 60),
                "legendgroup": rule.rule_id,
                "showlegend": not shown,
                "fill": "toself",
                "fillcolor": figures.escape_label(_faint(COLOURS[rule.status], _FAINT if others else _FIRM)),
                "line": {"width": 1, "color": COLOURS[rule.status], "dash": "dot"},
                "hoveron": "fills",
                "hoverinfo": "text",
                "text": figures.hover(label, *said),
            }
            y = _clipped(area.get(TPP), up)
            x = _clipped(area.get(DENSITY), across)
            if x and y:
                traces.append({**box, **_rectangle(x, y)})
                shown = True
            if y and DENSITY not in area:
                traces.append({**box, **_rectangle(LANE, y), "xaxis": "x2", "showlegend": not shown})
                shown = True
    return traces


def _conditions(view: View, area: Area) -> str:
    attributes = view.corpus.topic.attributes
    said = []
    for name, (low, high) in area.items():
        unit = attributes[name].unit
        label = attribute_name(view, name)
        said += [f"{label} ≥ {low:g} {unit}"] if low > -inf else []
        said += [f"{label} < {high:g} {unit}"] if high < inf else []
    return ", ".join(said)


def _clipped(bounds: tuple[float, float] | None, edges: Sequence[float]) -> tuple[float, float] | None:
    """Bounds within the edges of a log axis; nothing where they lie outside."""
    least, most = 10 ** edges[0], 10 ** edges[1]
    low, high = bounds or (least, most)
    low, high = max(low, least), min(high, most)
    return (low, high) if low < high else None


def _rectangle(x: tuple[float, float], y: tuple[float, float]) -> dict[str, Any]:
    (left, right), (bottom, top) = x, y
    return {
        "x": [float(f"{v:.5g}") for v in (left, right, right, left, left)],
        "y": [float(f"{v:.5g}") for v in (bottom, bottom, top, top, bottom)],
    }


def _faint(colour: str, share: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:.2f})"
