"""Whether the chips may be sold: over time, and on the chosen day."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pandas as pd

from ..messages import render
from ..reference import export_status, first_day
from ..words import day, records
from . import figures
from .chip_areas import COLOURS
from .chip_rules import STATUSES, counted, day_of
from .chip_tables import linked, trust
from .chip_values import named, ranked, specs
from .displays import Figure, Nothing, Table
from .view import View

_WIDTHS = {"allowed": 14, "licence": 9, "barred": 14, "unknown": 2}
_BEFORE = timedelta(days=60)
_ROOM = 48
"""Columns of an explanation beside a bar."""
_COLUMNS = ["chip_id", "starts", "ends", "status", "rule_or_fact", "explanation"]


def chosen_chips(view: View) -> list[str]:
    """The chips with reference values or stated facts: those that the articles name most first."""
    values, facts = specs(view), view.corpus.export_status
    most = [chip for chip, _ in ranked(named(view))]
    covered = dict.fromkeys([*values["chip_id"], *(f for f in facts["chip_id"] if f in most)])
    return [*(chip for chip in most if chip in covered), *(chip for chip in covered if chip not in most)]


def history(view: View) -> pd.DataFrame:
    """Grain: one stretch of time in which a chip's export status and its reason stay the same.

    Columns: chip_id, starts, ends (inclusive), status, rule_or_fact, explanation. Stretches of a chip lie end to end.
    """
    topic, until = view.corpus.topic, day_of(view)
    turns = _turns(view, until) if until else []
    rows: list[tuple[Any, ...]] = []
    for chip in chosen_chips(view) if len(turns) > 1 else []:
        begun = len(rows)
        for first, following in pairwise(turns):
            status = export_status(topic, chip, first)
            last, said = following - timedelta(days=1), render(status.explanation, view.lang)
            if len(rows) > begun and rows[-1][3:5] == (status.status, status.rule_or_fact):
                rows[-1] = (*rows[-1][:2], last, *rows[-1][3:])
            else:
                rows.append((chip, first, last, status.status, status.rule_or_fact, said))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _turns(view: View, until: date) -> list[date]:
    """Every day on which something may change, from before the first to after the chosen one."""
    topic = view.corpus.topic
    days = {rule.starts for rule in topic.export_rules} | {fact.starts for fact in topic.export_status}
    days |= {rule.ends + timedelta(days=1) for rule in topic.export_rules if rule.ends}
    found = sorted(d for d in days if d and d <= until)
    known = sorted({d for chip in chosen_chips(view) if (d := first_day(topic, chip)) and d <= until})
    if not found:
        return []
    first = found[0] - _BEFORE
    return sorted({first, *found, *(d for d in known if d > first), until + timedelta(days=1)})


def plot_status(view: View) -> Figure | Nothing:
    """Each chip's status as a bar over time."""
    title, frame = view.say("chips.history.title"), history(view)
    if frame.empty:
        return Nothing(title, view.say("chips.history.none"))
    said = frame[frame["status"] != "unknown"]
    chips = [chip for chip in dict.fromkeys(frame["chip_id"]) if chip in set(said["chip_id"])]
    frame = frame[frame["chip_id"].isin(chips)]
    if not chips:
        return Nothing(title, view.say("chips.history.none"))
    lanes = {chip: lane for lane, chip in enumerate(chips)}
    traces = [t for status in STATUSES if (t := _bars(view, frame[frame["status"] == status], status, lanes))]
    first, last = frame["starts"].min(), frame["ends"].max()
    layout = figures.layout(
        title,
        height=170 + 24 * len(chips),
        xaxis=figures.time_axis(view.say("axis.date"), view.lang, first, last),
        yaxis=figures.lane_axis(view.say("column.chip"), [view.name(chip) for chip in chips]),
    )
    caption = view.say("chips.history.caption", n=len(chips), first=day(first, view.lang), last=day(last, view.lang))
    headers = [view.say(f"column.{c}") for c in ("chip", "since", "until", "status", "by_rule")]
    rows = [
        (view.name(r.chip_id), str(r.starts), str(r.ends), view.say(f"export.{r.status}"), _brief(r.explanation))
        for r in records(frame)
    ]
    return Figure("status", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang))


def _bars(view: View, frame: pd.DataFrame, status: str, lanes: dict[str, int]) -> dict[str, Any] | None:
    rows = records(frame)
    if not rows:
        return None
    words = view.say(f"export.{status}")
    said = [
        figures.hover(f"{view.name(r.chip_id)}: {words}", f"{r.starts} – {r.ends}", _brief(r.explanation)) for r in rows
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words,
        "x": [x for r in rows for x in (str(r.starts), str(r.ends + timedelta(days=1)), None)],
        "y": [y for r in rows for y in (lanes[r.chip_id], lanes[r.chip_id], None)],
        "line": {"color": COLOURS[status], "width": _WIDTHS[status]},
        "connectgaps": False,
        "hoverinfo": "text",
        "text": [t for s in said for t in (s, "", "")],
    }


def _brief(explanation: str | None) -> str:
    """An explanation as far as there is room for it; the list of the chosen day has all of it."""
    return figures.shortened(explanation or "", _ROOM)


def list_export(view: View) -> Table:
    """Grain of a row: one chip with its export status on the chosen day, by which rule or fact, and its source."""
    on = day_of(view)
    title = view.say("chips.export.title", day=day(on, view.lang) if on else "–")
    headers = [view.say(f"column.{c}") for c in ("chip", "status", "by_rule", "confidence")]
    chips = chosen_chips(view) if on else []
    if on is None or not chips:
        return Table(title, view.say("chips.history.none"), headers, [], view.lang)
    found = [(chip, export_status(view.corpus.topic, chip, on)) for chip in chips]
    found.sort(key=lambda pair: STATUSES.index(pair[1].status) == len(STATUSES) - 1)
    rows = [
        (
            view.name(chip),
            view.say(f"export.{status.status}"),
            linked(render(status.explanation, view.lang) or "", status.source_url),
            trust(view, status.confidence) if status.confidence else "",
        )
        for chip, status in found
    ]
    counts = counted(view, [status.status for _, status in found], "export", STATUSES)
    caption = view.say("chips.export.caption", n=len(rows), counts=counts)
    return Table(title, caption, headers, rows, view.lang)
