"""01_timeline: what happened when, who tells it, and how sure the date is."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..parameters import Timeline
from ..words import day, kept, listed, month, records
from . import figures, thinning
from .displays import MOST_ROWS, Answer, Table
from .once import once
from .view import View

_MONTH = 31
"""Days within which a date is near enough for the month it falls into."""
_YEAR = 366
"""Longer spans (a century, a decade) say nothing of when it all began and ended."""
_COLUMNS = ["happening_id", "earliest", "latest", "status", "action", "summary", "actors", "chips", "sources", "told"]


@once
def happenings(view: View) -> pd.DataFrame:
    """Grain: one happening, told by one event or by a cluster of them, with its sources; by date.

    Columns: happening_id, earliest and latest (what the sources agree on), status (the commonest), action, summary (the
    clause with the tightest date), actors, chips, sources (doc_ids), told (rows of `events`).
    """
    chosen = view.parameters
    assert isinstance(chosen, Timeline)  # noqa: S101 - for the type checker
    events = view.events().dropna(subset=["earliest", "latest"])
    if chosen.actors:
        wanted = view.entity_ids("actors", chosen.actors)
        events = kept(events, (not wanted.isdisjoint(actors) for actors in events["actors"]))
    view.require("actions", chosen.actions, view.corpus.topic.actions)
    if chosen.actions:
        events = events[events["action"].isin(chosen.actions)]
    if chosen.status:
        events = events[events["status"].isin(chosen.status)]
    events = events.assign(happening_id=events["cluster_id"].fillna(events["event_id"]))
    clusters = view.corpus.event_clusters.groupby("cluster_id")[["earliest", "latest"]].first()
    agreed = {str(row.Index): (row.earliest, row.latest) for row in clusters.itertuples()}
    told: dict[str, list[Any]] = {}
    for event in records(events):
        told.setdefault(event.happening_id, []).append(event)
    rows = [_merge(key, told[key], agreed) for key in sorted(told)]
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    frame = kept(frame, (len(sources) >= chosen.min_sources for sources in frame["sources"]))
    return frame.sort_values(["earliest", "latest", "happening_id"], ignore_index=True)


def _merge(key: str, told: list[Any], agreed: Mapping[str, tuple[Any, Any]]) -> tuple[Any, ...]:
    rows = sorted(told, key=lambda e: (e.latest - e.earliest, e.doc_id, e.start))
    best = rows[0]
    first, last = agreed.get(key, (best.earliest, best.latest))
    status = Counter(row.status for row in rows).most_common(1)[0][0]
    actors = tuple(dict.fromkeys(actor for row in rows for actor in row.actors))
    chips = tuple(dict.fromkeys(chip for row in rows for chip in row.chips))
    sources = tuple(dict.fromkeys(row.doc_id for row in rows))
    return key, first, last, status, best.action, best.summary, actors, chips, sources, tuple(rows)


def answer(view: View) -> Answer:
    """How much happened, when most of it did, what several sources tell."""
    question, frame = view.say("timeline.question"), happenings(view)
    if frame.empty:
        return Answer(question, [view.say("timeline.none")], view.notes)
    near = frame[(frame["latest"] - frame["earliest"]).dt.days <= _YEAR]
    near = near if len(near) else frame
    first, last = near["earliest"].min().date(), near["latest"].max().date()
    sources = {doc_id for told in frame["sources"] for doc_id in told}
    said = [view.say("timeline.count", n=len(frame), sources=len(sources), first=first.year, last=last.year)]
    exact = frame["earliest"][(frame["latest"] - frame["earliest"]).dt.days < _MONTH]
    months = Counter(d.date().replace(day=1) for d in exact)
    if months:
        first_day, n = min(months.items(), key=lambda item: (-item[1], item[0]))
        said.append(view.say("timeline.busiest", month=month(first_day, view.lang), n=n))
    counts = Counter(frame["status"])
    named = [f"{view.say(f'status.{name}')} {counts[name]}" for name in figures.STATUS_SYMBOLS if counts[name]]
    said.append(view.say("timeline.status", counts=listed(named, view.lang)))
    shared = kept(frame, (len(sources) > 1 for sources in frame["sources"]))
    if len(shared):
        most = max(records(shared), key=lambda row: (len(row.sources), -row.earliest.toordinal()))
        summary = figures.shortened(most.summary, 80)
        said.append(
            view.say("timeline.shared", n=len(shared), summary=summary, day=day(most.earliest.date(), view.lang))
        )
    return Answer(question, said, view.notes)


def in_order(frame: pd.DataFrame) -> list[Any]:
    """The happenings by date; more than a table on a page holds, the newest first."""
    return records(frame if len(frame) <= MOST_ROWS else frame[::-1])


def list_happenings(view: View) -> Table:
    """Grain of a row: one happening, with a link to each sentence that tells it."""
    title, frame = view.say("timeline.table.title"), happenings(view)
    headers = [view.say(f"column.{c}") for c in ("date", "told", "actors", "status", "sources")]
    if frame.empty:
        return Table(title, view.say("timeline.none"), headers, [], view.lang)
    rows = [
        (
            view.dates(row.earliest, row.latest),
            view.evidence(row.told[0]),
            listed(map(view.name, row.actors), view.lang),
            view.say(f"status.{row.status}"),
            thinning.places(view, map(view.place, row.told)),
        )
        for row in in_order(frame)
    ]
    return Table(title, view.say("timeline.table.caption", n=len(rows)), headers, rows, view.lang)
