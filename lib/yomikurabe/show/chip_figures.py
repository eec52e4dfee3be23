"""The figures of 04_chips: two attributes against each other, and each attribute against a baseline chip's."""

from typing import Any

import numpy as np

from ..words import number
from . import figures
from .chip_values import (
    attribute_name,
    attributes,
    chosen_parameters,
    credit,
    is_better_higher,
    is_rate,
    named,
    ranked,
    usual_values,
)
from .displays import Figure, Nothing, Table
from .placing import place_names
from .view import View

_MOST_COMPARED = 8
_APART = 0.08
"""How far apart, in lanes, the marks of two chips stand."""


def plot_pair(view: View) -> Figure | Nothing:
    """Two attributes against each other on log axes: `precision`, and the one that most chips share with it."""
    title, usual = view.say("chips.pair.none_title"), usual_values(view)
    order = attributes(usual)
    precision = chosen_parameters(view).precision
    if precision:
        view.require("precision", [precision], order)
    across = precision or _first(order, [a for a in order if is_rate(view, a)])
    having = usual.groupby("attribute")["chip_id"].agg(set)
    shared = {a: len(having[across] & having[a]) for a in order if a != across}
    fitting = [a for a in shared if is_better_higher(view, a) and not is_rate(view, a)]
    up = max(fitting or shared, key=lambda a: (shared[a], -order.index(a)), default="")
    if not up or shared[up] < 2:
        return Nothing(title, view.say("chips.pair.none"))
    axes = {
        a: f"{attribute_name(view, a)} ({usual.loc[usual['attribute'] == a, 'unit'].iloc[0]})" for a in (across, up)
    }
    title = view.say("chips.pair.title", across=attribute_name(view, across), up=attribute_name(view, up))
    title = title[0].upper() + title[1:]
    spread = usual[usual["attribute"].isin((across, up))].groupby(["chip_id", "vendor", "attribute"])["figure"].median()
    points = spread.unstack("attribute").dropna().reset_index().sort_values([across, up, "chip_id"])
    vendors = sorted(set(points["vendor"]), key=lambda v: (-(points["vendor"] == v).sum(), v))
    names = [view.name(chip) for chip in points["chip_id"]]
    sides = dict(zip(points["chip_id"], place_names(names, np.log(points[across]), np.log(points[up])), strict=True))
    traces: list[dict[str, Any]] = []
    for i, vendor in enumerate(vendors):
        rows = points[points["vendor"] == vendor]
        names = [view.name(chip) for chip in rows["chip_id"]]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": figures.label(view.name(vendor) if vendor else view.say("unknown")),
                "x": [float(x) for x in rows[across]],
                "y": [float(y) for y in rows[up]],
                "text": [figures.label(view.name(chip)) if sides[chip] else "" for chip in rows["chip_id"]],
                "textposition": [sides[chip] or "top center" for chip in rows["chip_id"]],
                "textfont": {"size": 11},
                "cliponaxis": False,
                "marker": {"size": 10, "color": figures.colour_of(i), "symbol": figures.symbol_of(i)},
                "hoverinfo": "text",
                "hovertext": [
                    figures.hover(name, f"{axes[across]}: {number(x)}", f"{axes[up]}: {number(y)}")
                    for name, x, y in zip(names, rows[across], rows[up], strict=True)
                ],
            }
        )
    layout = figures.layout(
        title,
        height=480,
        xaxis=figures.log_axis(figures.escape_label(axes[across]), list(points[across]), number),
        yaxis=figures.log_axis(figures.escape_label(axes[up]), list(points[up]), number),
    )
    pairs = zip(points["chip_id"], points["vendor"], points[across], points[up], strict=True)
    rows = [(view.name(chip), view.name(vendor), number(x), number(y)) for chip, vendor, x, y in pairs]
    headers = [view.say("column.chip"), view.say("column.vendor"), axes[across], axes[up]]
    caption = f"{view.say('chips.pair.caption', n=len(points))} {credit(view)}"
    return Figure(
        "pair", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang, frozenset({2, 3}))
    )


def _first(order: list[str], preferred: list[str]) -> str:
    return next(iter([*preferred, *order]), "")


def plot_ratios(view: View) -> Figure | Nothing:
    """Each attribute of the chips that the articles name most, as a multiple of the baseline chip's."""
    title, usual = view.say("chips.ratios.none_title"), usual_values(view)
    table = usual.groupby(["chip_id", "attribute"])["figure"].median().unstack("attribute")
    most = [chip for chip, _ in ranked(named(view)) if chip in table.index]
    chips = [*most, *(chip for chip in table.index if chip not in most)]
    baseline = _baseline(view, chips)
    if baseline is None or len(chips) < 2:
        return Nothing(title, view.say("chips.ratios.none"))
    title = view.say("chips.ratios.title", chip=view.name(baseline))
    ratios = table.div(table.loc[baseline]).dropna(axis="columns", how="all")
    shown = [chip for chip in chips if chip != baseline][:_MOST_COMPARED]
    lanes = [a for a in attributes(usual) if a in ratios.columns and ratios.loc[shown, a].notna().any()]
    traces: list[dict[str, Any]] = []
    for i, chip in enumerate(shown):
        cells = [
            (lane, float(ratios.loc[chip, a]))
            for lane, a in enumerate(lanes)
            if ratios.loc[chip, a] == ratios.loc[chip, a]
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": figures.label(view.name(chip)),
                "x": [float(f"{x:.4g}") for _, x in cells],
                "y": [round(lane + (i - (len(shown) - 1) / 2) * _APART, 3) for lane, _ in cells],
                "marker": {"size": 12, "color": figures.colour_of(i), "symbol": figures.symbol_of(i)},
                "hoverinfo": "text",
                "text": [
                    figures.hover(view.name(chip), f"{attribute_name(view, lanes[lane])}: × {x:.3g}")
                    for lane, x in cells
                ],
            }
        )
    drawn = [x for trace in traces for x in trace["x"]]
    layout = figures.layout(
        title,
        height=190 + 28 * len(lanes),
        xaxis=figures.log_axis(
            view.say("axis.ratio", chip=figures.label(view.name(baseline))), [1.0, *drawn], lambda x: f"× {number(x)}"
        ),
        yaxis=figures.lane_axis(view.say("axis.attribute"), [attribute_name(view, a) for a in lanes]),
        shapes=[
            {
                "type": "line",
                "x0": 1,
                "x1": 1,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": figures.GREY, "width": 1.5, "dash": "dot"},
            }
        ],
    )
    headers = [view.say("column.chip"), *(attribute_name(view, a) for a in lanes)]
    rows = [
        (view.name(c), *(f"{ratios.loc[c, a]:.3g}" if ratios.loc[c, a] == ratios.loc[c, a] else "" for a in lanes))
        for c in shown
    ]
    caption = f"{view.say('chips.ratios.caption', n=len(shown), chip=view.name(baseline))} {credit(view)}"
    numeric = frozenset(range(1, len(headers)))
    return Figure("ratios", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang, numeric))


def _baseline(view: View, chips: list[str]) -> str | None:
    """The chip chosen to compare with, else the one that the articles name most of those with values."""
    chosen = chosen_parameters(view).baseline
    if not chosen:
        return chips[0] if chips else None
    (baseline,) = view.entity_ids("baseline", [chosen])
    view.require("baseline", [baseline], chips)
    return baseline
