"""03_claims: the amounts that articles state, side by side, and what is compared of them."""

from collections import Counter
from functools import partial
from typing import Any

import pandas as pd

from ..parameters import Claims
from . import figures
from .displays import Answer, Figure, Nothing, Table
from .markup import Html, element, join, place, source_address
from .view import View
from .words import amount, listed, records

_MOST_AXES = 4
_FEWEST = 3
"""Amounts that a unit must have for an axis of its own."""
_COUNT = "count"
_ROW = 24
"""Height of a lane, in pixels."""
_AROUND = 84
"""Height that an axis takes beside its lanes: ticks, title, the gap to the next."""
_STEP = 0.13
"""How far apart, in lanes, equal amounts of one source stand."""


def amounts(view: View) -> pd.DataFrame:
    """Grain: one amount of a chosen article and unit. `scale` is its unit, for counts what is counted."""
    frame = view.rows("quantities")
    counted = frame["counter"].where(frame["unit"] == _COUNT)
    frame = frame.assign(scale=counted.fillna(frame["unit"]))
    wanted = view.parameters.units if isinstance(view.parameters, Claims) else ()
    view.require("units", wanted, set(view.corpus.quantities["unit"]) | set(frame["scale"]))
    if wanted:
        frame = frame[frame["unit"].isin(wanted) | frame["scale"].isin(wanted)]
    return frame.sort_values(["scale", "low", "high", "doc_id", "start"], na_position="last", ignore_index=True)


def answer(view: View) -> Answer:
    """How many amounts there are, which are stated by several sources, and what is compared."""
    question, frame = view.say("claims.question"), amounts(view)
    if frame.empty:
        return Answer(question, [view.say("claims.none")], view.notes)
    units = Counter(frame["scale"]).most_common()
    most = sorted(units, key=lambda u: (-u[1], u[0]))[:_MOST_AXES]
    named = listed([f"{view.unit(unit)} ({n})" for unit, n in most], view.lang)
    shared = _shared(frame)
    said = [view.say("claims.count", n=len(frame), sources=frame["doc_id"].nunique(), units=named)]
    if shared:
        best = shared[0][0]
        value = amount(best.low, best.high, best.unit, view.lang) + _counter(best)
        said.append(view.say("claims.shared", n=len(shared), value=value, sources=len({r.doc_id for r in shared[0]})))
    return Answer(question, [*said, _compared(view)], view.notes)


def _compared(view: View) -> str:
    """What the comparisons say, or that there are none."""
    verdicts = Counter(view.corpus.comparisons["verdict"])
    if not verdicts:
        return view.say("claims.uncompared")
    ordered = sorted(verdicts.items(), key=lambda v: (-v[1], v[0]))
    counts = ", ".join(f"{view.say(f'verdict.{verdict}')} {n}" for verdict, n in ordered)
    return view.say("claims.compared", n=sum(verdicts.values()), verdicts=counts)


def _counter(row: Any) -> str:
    return f" {row.scale}" if row.unit == _COUNT and row.scale != _COUNT else ""


def _whole(said: str) -> Html:
    """An amount that is not broken at a line's end."""
    return element("span", said, class_="whole")


def _shared(frame: pd.DataFrame) -> list[list[Any]]:
    """Amounts that stand in several sources with the same bounds, those of most sources first."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in records(frame):
        groups.setdefault((row.scale, str(row.low), str(row.high)), []).append(row)
    several = [rows for rows in groups.values() if len({row.doc_id for row in rows}) > 1]
    return sorted(several, key=lambda rows: (-len({row.doc_id for row in rows}), -len(rows), rows[0].quantity_id))


def plot_amounts(view: View) -> Figure | Nothing:
    """An axis for each unit that is used most, a lane for each source: dots for amounts, bars for intervals."""
    title, frame = view.say("claims.figure.title"), amounts(view)
    drawn = frame[(frame["low"].fillna(frame["high"]) > 0) & (frame["high"].fillna(frame["low"]) > 0)]
    counts = drawn.groupby("scale").agg(n=("doc_id", "size"), sources=("doc_id", "nunique")).reset_index()
    counts = counts[counts["n"] >= _FEWEST].sort_values(["sources", "n", "scale"], ascending=[False, False, True])
    scales = list(counts["scale"][:_MOST_AXES])
    if not scales:
        return Nothing(title, view.say("claims.figure.none"))
    sources = [d for d in view.ordered() if d in set(drawn["doc_id"])]
    each = _ROW * len(sources) + _AROUND
    height = each * len(scales) + 60
    traces: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for i, scale in enumerate(scales):
        number = str(i + 1) if i else ""
        rows = records(drawn[drawn["scale"] == scale])
        traces += _dots(view, rows, sources, number)
        top = 1 - i / len(scales)
        axes[f"xaxis{number}"] = {
            **figures.log_axis(
                view.say("axis.amount", unit=view.unit(scale)),
                [bound for row in rows for bound in (row.low, row.high) if bound > 0],
                partial(_tick, rows[0].unit, view.lang),
            ),
            "anchor": f"y{number}",
        }
        axes[f"yaxis{number}"] = {
            **figures.lane_axis(view.say("axis.source") if not i else "", [view.label(d) for d in sources]),
            "domain": [top - _ROW * len(sources) / (each * len(scales)), top],
        }
    caption = view.say("claims.figure.caption", n=int(drawn["scale"].isin(scales).sum()), units=len(scales))
    layout = figures.layout(title, height=height, margin={"l": 8, "r": 12, "t": 60, "b": 8}, **axes)
    headers = [view.say(f"column.{c}") for c in ("source", "amount", "unit", "as_written")]
    rows = [
        (view.place(r), amount(r.low, r.high, r.unit, view.lang), view.unit(r.scale), r.surface)
        for r in records(drawn[drawn["scale"].isin(scales)])
    ]
    return Figure("amounts", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang))


def _dots(view: View, found: list[Any], sources: list[str], number: str) -> list[dict[str, Any]]:
    """For each source the amounts of one unit; equal ones stand above one another."""
    traces: list[dict[str, Any]] = []
    for lane, doc_id in enumerate(sources):
        rows = [row for row in found if row.doc_id == doc_id]
        if not rows:
            continue
        shared = {"type": "scatter", "xaxis": f"x{number}", "yaxis": f"y{number}", "showlegend": False}
        seen: Counter[float] = Counter()
        heights = []
        for row in rows:
            here = _middle(row)
            heights.append(lane + _STEP * ((seen[here] + 1) // 2) * (1 if seen[here] % 2 else -1))
            seen[here] = min(seen[here] + 1, 6)
        bars = [(row, y) for row, y in zip(rows, heights, strict=True) if row.low < row.high]
        if bars:
            traces.append(
                shared
                | {
                    "mode": "lines",
                    "x": [x for row, _ in bars for x in (row.low, row.high, None)],
                    "y": [at for _, y in bars for at in (y, y, None)],
                    "line": {"color": view.colour(doc_id), "width": 3},
                    "opacity": 0.5,
                    "hoverinfo": "skip",
                }
            )
        traces.append(
            shared
            | {
                "mode": "markers",
                "x": [_middle(row) for row in rows],
                "y": [round(y, 2) for y in heights],
                "marker": {"size": 9, "color": view.colour(doc_id), "symbol": [_symbol(row) for row in rows]},
                "hoverinfo": "text",
                "text": [_hover(view, row) for row in rows],
                "customdata": [source_address(row.doc_id, row.sentence_id) for row in rows],
            }
        )
    return traces


def _tick(unit: str, lang: str, value: float) -> str:
    return amount(value, value, unit, lang)


def _middle(row: Any) -> float:
    """Where an amount stands on a log axis: between its bounds, or at the one that is known."""
    if row.low != row.low or row.high != row.high:
        return float(row.high if row.low != row.low else row.low)
    return float(f"{(row.low * row.high) ** 0.5:.6g}")


def _symbol(row: Any) -> str:
    shape = "triangle-right" if row.high != row.high else "triangle-left" if row.low != row.low else "circle"
    return f"{shape}-open" if row.approx else shape


def _hover(view: View, row: Any) -> str:
    value = amount(row.low, row.high, row.unit, view.lang) + _counter(row)
    return figures.hover(f"{row.surface} · {value}", view.sentence(row.sentence_id), view.label(row.doc_id))


def list_amounts(view: View) -> Table:
    """Grain of a row: one amount with the sentence that states it, by unit and size."""
    title, frame = view.say("claims.table.title"), amounts(view)
    headers = [view.say(f"column.{c}") for c in ("amount", "unit", "told", "source")]
    rows = [
        (_whole(amount(r.low, r.high, r.unit, view.lang)), view.unit(r.scale), view.evidence(r), view.place(r))
        for r in records(frame)
    ]
    caption = view.say("claims.table.caption", n=len(rows)) if rows else view.say("claims.none")
    return Table(title, caption, headers, rows, view.lang)


def list_shared(view: View) -> Table:
    """Grain of a row: one amount that several sources state; whether of the same thing, the sentences show."""
    title = view.say("claims.same.title")
    headers = [view.say(f"column.{c}") for c in ("amount", "sources", "told")]
    rows = []
    for group in _shared(amounts(view)):
        firsts = list({row.doc_id: row for row in reversed(group)}.values())[::-1]
        value = amount(group[0].low, group[0].high, group[0].unit, view.lang) + _counter(group[0])
        links = join((place(view.label(row.doc_id), row.doc_id, row.sentence_id) for row in firsts), ", ")
        rows.append((_whole(value), links, join((view.evidence(row) for row in firsts), " ／ ")))
    caption = view.say("claims.same.caption", n=len(rows)) if rows else view.say("claims.same.none")
    return Table(title, caption, headers, rows, view.lang)
