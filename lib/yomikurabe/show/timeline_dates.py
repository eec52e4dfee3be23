"""01_timeline: dates that can't be right, and the reference chronology beside what the sources tell."""

from collections import defaultdict

from ..markup import Html, Span, mark, place
from ..words import listed, records
from . import thinning
from .chip_tables import trust
from .displays import Table
from .timeline import happenings
from .view import View

_SHOWN = "impossible-date"


def list_findings(view: View) -> Table:
    """Grain of a row: one date that can't be right: the sentence, what would be right, and why."""
    title = view.say("timeline.findings.title")
    headers = [view.say(f"column.{c}") for c in ("told", "expected", "why", "source")]
    found = view.rows("findings")
    found = found[found["kind"] == _SHOWN].sort_values(["doc_id", "start"])
    if found.empty:
        return Table(title, view.say("timeline.findings.none"), headers, [], view.lang)
    sentences = [view.sentence_at(f.doc_id, f.start) for f in records(found)]
    rows = [
        (
            mark(row.text, [Span(f.start, min(f.end, row.start + len(row.text)), "found")], row.start),
            f.expected or "",
            f.explanation,
            place(view.label(f.doc_id), f.doc_id, row.sentence_id),
        )
        for f, row in zip(records(found), sentences, strict=True)
    ]
    return Table(title, view.say("timeline.findings.caption", n=len(rows)), headers, rows, view.lang)


def list_reference(view: View) -> Table:
    """Grain of a row: one happening of the reference chronology, with the sources that tell of it."""
    title = view.say("timeline.reference.title")
    headers = [view.say(f"column.{c}") for c in ("date", "reference", "actors", "sources", "confidence")]
    rows = view.within(view.corpus.chronology.dropna(subset=["earliest"]), "earliest", "latest")
    if rows.empty:
        return Table(title, view.say("timeline.reference.none"), headers, [], view.lang)
    clusters = view.corpus.event_clusters.dropna(subset=["reference_id"])
    reference = dict(zip(clusters["cluster_id"], clusters["reference_id"], strict=True))
    told: dict[str, list[Html]] = defaultdict(list)
    for happening in records(happenings(view)):
        if happening.happening_id in reference:
            told[reference[happening.happening_id]] += map(view.place, happening.told)
    column = "event_ja" if view.lang == "ja" else "event"
    cells = [
        (
            view.dates(row.earliest, row.latest),
            getattr(row, column),
            listed(map(view.name, row.actors), view.lang),
            thinning.places(view, told[row.reference_id]),
            trust(view, row.confidence),
        )
        for row in records(rows.sort_values(["earliest", "reference_id"]))
    ]
    n = sum(bool(told[row.reference_id]) for row in records(rows))
    caption = view.say("timeline.reference.caption", n=len(cells), told=n)
    return Table(title, caption, headers, cells, view.lang)
