"""03_claims: the figures that sources give for one thing as intervals on one axis, an axis a unit."""

from collections import Counter
from functools import partial
from typing import Any

from ..markup import source_address
from ..words import amount
from . import figures, thinning
from .claims import Compared, compared, metric_name
from .displays import Figure, Nothing, Table
from .view import View

_MOST_AXES = 3
_MOST_LANES = 12
_MOST_CLAIMS = 16
"""Figures of one comparison that are drawn."""
_ROW = 40
"""Height of a lane, in pixels: its name takes two lines."""
_AROUND = 84
"""Height that an axis takes beside its lanes: ticks, title, the gap to the next."""
_STEP = 0.16
"""How far apart, in lanes, the sources of one comparison stand."""


def plot_compared(view: View) -> Figure | Nothing:
    """A lane for each comparison of figures, an axis for each unit: dots for amounts, bars for intervals.

    A triangle points to the side on which a bound is open.
    """
    title = view.say("claims.figure.title")
    by_unit: dict[str, list[Compared]] = {}
    for row in compared(view):
        if row.verdict != "single" and (unit := _unit(row)):
            by_unit.setdefault(unit, []).append(row)
    units = sorted(by_unit, key=lambda u: (-len(by_unit[u]), u))[:_MOST_AXES]
    if not units:
        return Nothing(title, view.say("claims.figure.none"))
    chosen = [row for unit in units for row in by_unit[unit][:_MOST_LANES]]
    lanes = {unit: [_thinned(row) for row in by_unit[unit][:_MOST_LANES]] for unit in units}
    sources = [
        d for d in view.ordered() if any(c.doc_id == d for rows in lanes.values() for r in rows for c in r.claims)
    ]
    rooms = [_ROW * len(lanes[unit]) + _AROUND for unit in units]
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    top = 1.0
    named: set[str] = set()
    for i, (unit, room) in enumerate(zip(units, rooms, strict=True)):
        number = str(i + 1) if i else ""
        traces += _traces(view, lanes[unit], unit, sources, number, named)
        axes |= _axes(view, unit, lanes[unit], number, (top - _ROW * len(lanes[unit]) / sum(rooms), top))
        top -= room / sum(rooms)
    n = sum(len(row.claims) for row in chosen) - sum(len(row.claims) for rows in lanes.values() for row in rows)
    caption = thinning.sentences(
        view.say("claims.figure.caption", n=len(chosen)),
        thinning.left_out(view, "comparisons", len(chosen), sum(map(len, by_unit.values()))),
        view.say("thinned.claims", shown=_MOST_CLAIMS, n=n) if n else "",
    )
    axes |= {} if len(sources) <= thinning.MOST_COLUMNS else {"showlegend": False}
    layout = figures.layout(title, height=sum(rooms) + 70, margin={"l": 8, "r": 12, "t": 70, "b": 8}, **axes)
    headers = [view.say(f"column.{c}") for c in ("compared", "source", "amount", "as_written")]
    cells = [
        (metric_name(view, row.metric_id), view.place(c), amount(c.low, c.high, c.unit, view.lang), c.value_text)
        for rows in lanes.values()
        for row in rows
        for c in _drawn(row, None)
    ]
    return Figure("compared", title, caption, traces, layout, Table(title, caption, headers, cells, view.lang))


def _thinned(row: Compared) -> Compared:
    """A comparison with as many of its claims as a lane has room for."""
    return row._replace(claims=tuple(thinning.leading_claims(row.claims, _MOST_CLAIMS)))


def _unit(row: Compared) -> str | None:
    """The unit that most of a comparison's figures have."""
    units = Counter(c.unit for c in _drawn(row, None))
    return units.most_common(1)[0][0] if units else None


def _drawn(row: Compared, unit: str | None) -> list[Any]:
    """The claims of a comparison that an axis can show: figures above nothing, in a unit."""
    figured = [c for c in row.claims if isinstance(c.unit, str) and unit in (None, c.unit)]
    return [c for c in figured if min(b for b in (c.low, c.high) if b == b) > 0]


def _axes(view: View, unit: str, rows: list[Compared], number: str, domain: tuple[float, float]) -> dict[str, Any]:
    bounds = [b for row in rows for c in _drawn(row, unit) for b in (c.low, c.high) if b == b]
    names = [f"{view.say(f'sign.{row.verdict}')} {metric_name(view, row.metric_id)}" for row in rows]
    tick = partial(_tick, unit, view.lang)
    axis = figures.log_axis(view.say("axis.amount", unit=view.unit(unit)), bounds, tick)
    lanes = figures.lane_axis("", names)
    return {
        f"xaxis{number}": {**axis, "anchor": f"y{number}"},
        f"yaxis{number}": {**lanes, "domain": [round(max(d, 0.0), 4) for d in domain]},
    }


def _tick(unit: str, lang: str, value: float) -> str:
    return amount(value, value, unit, lang)


def _traces(
    view: View, rows: list[Compared], unit: str, sources: list[str], number: str, named: set[str]
) -> list[dict[str, Any]]:
    """For each source its marks on one axis; the first of a source names it in the legend."""
    traces: list[dict[str, Any]] = []
    for doc_id in sources:
        told = [(lane, c, row) for lane, row in enumerate(rows) for c in _drawn(row, unit) if c.doc_id == doc_id]
        if not told:
            continue
        heights = [_height(lane, row, c) for lane, c, row in told]
        shared = {"type": "scatter", "xaxis": f"x{number}", "yaxis": f"y{number}", "legendgroup": doc_id}
        colour = view.colour(doc_id)
        bars = [(c, y) for (_, c, _), y in zip(told, heights, strict=True) if c.low < c.high]
        if bars:
            traces.append(
                shared
                | {
                    "mode": "lines",
                    "x": [x for c, _ in bars for x in (c.low, c.high, None)],
                    "y": [at for _, y in bars for at in (y, y, None)],
                    "line": {"color": colour, "width": 4},
                    "opacity": 0.5,
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
        traces.append(
            shared
            | {
                "mode": "markers",
                "name": figures.label(view.label(doc_id)),
                "showlegend": doc_id not in named,
                "x": [_middle(c) for _, c, _ in told],
                "y": heights,
                "marker": {"size": 11, "color": colour, "symbol": [_symbol(view, c) for _, c, _ in told]},
                "hoverinfo": "text",
                "text": [_hover(view, c) for _, c, _ in told],
                "customdata": [source_address(c.doc_id, c.sentence_id) for _, c, _ in told],
            }
        )
        named.add(doc_id)
    return traces


def _height(lane: int, row: Compared, claim: Any) -> float:
    """Where a claim stands in its lane: the sources of a comparison below one another."""
    place = next(i for i, c in enumerate(row.claims) if c.claim_id == claim.claim_id)
    return round(lane + _STEP * (place - (len(row.claims) - 1) / 2) * min(1.0, 4 / len(row.claims)), 2)


def _middle(claim: Any) -> float:
    """Where an amount stands on a log axis: between its bounds, or at the one that is known."""
    if claim.low != claim.low or claim.high != claim.high:
        return float(claim.high if claim.low != claim.low else claim.low)
    return float(f"{(claim.low * claim.high) ** 0.5:.6g}")


def _symbol(view: View, claim: Any) -> str:
    """A triangle that points to the open side; else the source's own symbol."""
    if claim.high != claim.high:
        return "triangle-right"
    return "triangle-left" if claim.low != claim.low else view.symbol(claim.doc_id)


def _hover(view: View, claim: Any) -> str:
    value = amount(claim.low, claim.high, claim.unit, view.lang)
    return figures.hover(f"{claim.value_text} · {value}", view.sentence(claim.sentence_id), view.label(claim.doc_id))
