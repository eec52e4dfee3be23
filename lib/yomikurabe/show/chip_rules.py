"""TPP against performance density, with what the export rules of the chosen day cover."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import inf, log10
from typing import Any

import pandas as pd

from ..messages import render
from ..reference import DENSITY, TPP, density, export_status, tpp
from ..words import as_day, day, listed, number, records
from . import figures
from .chip_areas import COLOURS, LANE, shade_rules
from .chip_values import attribute_name, chosen_parameters, credit, specs
from .displays import Figure, Nothing, Table
from .placing import place_names
from .view import View

STATUSES = ("allowed", "licence", "barred", "unknown")
"""What the rules say of a chip, as a legend lists it."""
_SYMBOLS = {"allowed": "circle", "licence": "diamond", "barred": "square", "unknown": "cross"}
_LANE, _PLOT = (0.0, 0.2), (0.23, 1.0)
"""Shares of the width for chips without a density, and for the others."""
_APART = 0.035
"""Share of the height that the names in the lane stand apart at least; for others there is the pointer."""
_MARGIN = {"l": 8, "r": 12, "t": 140, "b": 8}
_COLUMNS = ["chip_id", "tpp_low", "tpp_high", "density_low", "density_high", "rumoured", "status", "explanation"]


def day_of(view: View) -> date | None:
    """The chosen day: `as_of`, else that of the newest article."""
    newest = as_day(view.documents["published_latest"].max()) if len(view.documents) else None
    return chosen_parameters(view).as_of or newest


def placed(view: View, on: date) -> pd.DataFrame:
    """Grain: one chosen chip with a TPP: its range, that of its density (null without a die area), its status.

    Columns: chip_id, tpp_low, tpp_high, density_low, density_high, rumoured, status, explanation.
    """
    topic, rows = view.corpus.topic, []
    for chip in dict.fromkeys(specs(view)["chip_id"]):
        value, by_area = tpp(topic, chip), density(topic, chip)
        if value is None:
            continue
        status = export_status(topic, chip, on)
        bounds = (by_area.low, by_area.high) if by_area else (None, None)
        said = render(status.explanation, view.lang)
        rows.append((chip, value.low, value.high, *bounds, value.is_rumoured, status.status, said))
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.astype({"density_low": "float64", "density_high": "float64"})


def plot_rules(view: View) -> Figure | Nothing:
    """Each chip by TPP and density on log axes; what each rule in force covers is shaded."""
    on = day_of(view)
    frame = placed(view, on) if on else pd.DataFrame(columns=_COLUMNS)
    title = view.say("chips.rules.title", day=day(on, view.lang) if on else "–")
    if on is None or frame.empty:
        return Nothing(title, view.say("chips.rules.none"))
    beside = frame[frame["density_low"].isna()]
    within = frame.drop(beside.index)
    across = [*within["density_low"], *within["density_high"], 1.0, 10.0]
    xaxis = figures.log_axis(_axis_title(view, DENSITY), across, number)
    yaxis = figures.log_axis(_axis_title(view, TPP), [*frame["tpp_low"], *frame["tpp_high"]], number)
    traces = shade_rules(view, on, xaxis["range"], yaxis["range"])
    sides = {**_spread(beside, yaxis["range"]), **_around(view, within)}
    for status in (s for s in STATUSES if s in set(frame["status"])):
        points = _marks(view, within[within["status"] == status], status, sides)
        aside = _marks(view, beside[beside["status"] == status], status, sides)
        traces += [points] if points else []
        traces += [{**aside, "xaxis": "x2", "showlegend": not points}] if aside else []
    lane = {
        "domain": list(_LANE),
        "range": list(LANE),
        "tickvals": [0],
        "ticktext": [view.say("chips.rules.no_density")],
        "showgrid": False,
        "fixedrange": True,
    }
    axes = {"xaxis": {**xaxis, "domain": list(_PLOT)}, "xaxis2": lane, "yaxis": {**yaxis, "anchor": "x2"}}
    layout = figures.layout(title, height=620, margin=_MARGIN, **axes)
    counts = counted(view, frame["status"], "export", STATUSES)
    caption = view.say("chips.rules.caption", n=len(frame), lane=len(beside), day=day(on, view.lang), counts=counts)
    caption += f" {credit(view)}"
    return Figure("rules", title, caption, traces, layout, _listing(view, title, caption, frame))


def counted(view: View, values: Any, area: str, order: Sequence[str]) -> str:
    """How often each of some codes stands, in words, in their order."""
    counts = Counter(values)
    return listed([f"{view.say(f'{area}.{code}')} {counts[code]}" for code in order if counts[code]], view.lang)


def _axis_title(view: View, attribute: str) -> str:
    return f"{attribute_name(view, attribute)} ({view.corpus.topic.attributes[attribute].unit})"


def _around(view: View, frame: pd.DataFrame) -> dict[str, str | None]:
    """The side on which each chip's name stands, None where there is no room."""
    if frame.empty:
        return {}
    across = [log10(_middle(r.density_low, r.density_high)) for r in records(frame)]
    up = [log10(_middle(r.tpp_low, r.tpp_high)) for r in records(frame)]
    sides = place_names([view.name(chip) for chip in frame["chip_id"]], across, up)
    return dict(zip(frame["chip_id"], sides, strict=True))


def _spread(frame: pd.DataFrame, edges: Sequence[float]) -> dict[str, str | None]:
    """The same for the lane: names beside the marks, the highest first, where they don't touch."""
    sides: dict[str, str | None] = {}
    last = inf
    found = [(log10(_middle(r.tpp_low, r.tpp_high)), r) for r in records(frame)]
    for height, row in sorted(found, key=lambda pair: (-pair[0], pair[1].chip_id)):
        room = last - height >= _APART * (edges[1] - edges[0])
        sides[row.chip_id], last = ("middle right", height) if room else (None, last)
    return sides


def _marks(view: View, frame: pd.DataFrame, status: str, sides: dict[str, str | None]) -> dict[str, Any] | None:
    if frame.empty:
        return None
    rows = records(frame)
    up = [_middle(r.tpp_low, r.tpp_high) for r in rows]
    names = [view.name(r.chip_id) for r in rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": view.say(f"export.{status}"),
        "legendgroup": status,
        "x": [0.0 if r.density_low != r.density_low else _middle(r.density_low, r.density_high) for r in rows],
        "y": up,
        "text": [figures.label(name) if sides[r.chip_id] else "" for name, r in zip(names, rows, strict=True)],
        "textposition": [sides[r.chip_id] or "top center" for r in rows],
        "textfont": {"size": 10},
        "marker": {
            "size": 10,
            "color": COLOURS[status],
            "symbol": [f"{_SYMBOLS[status]}-open" if r.rumoured else _SYMBOLS[status] for r in rows],
            "line": {"width": 2, "color": COLOURS[status]},
        },
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [r.tpp_high - y for r, y in zip(rows, up, strict=True)],
            "arrayminus": [y - r.tpp_low for r, y in zip(rows, up, strict=True)],
            "thickness": 1.2,
            "width": 3,
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [figures.hover(n, *_figures(r), r.explanation) for n, r in zip(names, rows, strict=True)],
    }


def _middle(low: float, high: float) -> float:
    return float(f"{(low * high) ** 0.5:.6g}")


def _figures(row: Any) -> list[str]:
    by_area = _range(row.density_low, row.density_high)
    return [f"{_range(row.tpp_low, row.tpp_high)} TFLOPS*bit", f"{by_area} TFLOPS*bit/mm2" if by_area else ""]


def _range(low: float, high: float) -> str:
    if low != low:
        return ""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def _listing(view: View, title: str, caption: str, frame: pd.DataFrame) -> Table:
    headers = [view.say(f"column.{c}") for c in ("chip", "tpp", "density", "status", "by_rule")]
    rows = [
        (
            view.name(r.chip_id),
            _range(r.tpp_low, r.tpp_high),
            _range(r.density_low, r.density_high) or view.say("missing"),
            view.say(f"export.{r.status}"),
            r.explanation,
        )
        for r in records(frame.sort_values(["tpp_high", "chip_id"], ascending=[False, True]))
    ]
    return Table(title, caption, headers, rows, view.lang, frozenset({1, 2}))
