"""03_claims: what is wrong inside one article, or against the reference, with the evidence on every side."""

from typing import Any

from ..markup import Html, Span, element, join, mark, place
from ..words import records
from .claims import findings
from .displays import Table
from .view import View


def list_findings(view: View) -> Table:
    """Grain of a row: one finding: where, what, what would be right, and what shows it."""
    title, frame = view.say("claims.findings.title"), findings(view)
    headers = [view.say(f"column.{c}") for c in ("source", "kind", "why", "expected", "evidence")]
    if frame.empty:
        return Table(title, view.say("claims.findings.none"), headers, [], view.lang)
    evidence: dict[str, list[Any]] = {}
    for row in records(view.corpus.finding_evidence):
        evidence.setdefault(row.finding_id, []).append(row)
    rows = [
        (
            place(view.label(f.doc_id), f.doc_id, _sentence_id(view, f.doc_id, f.start)),
            join([view.say(f"finding.{f.kind}"), element("small", view.say(f"severity.{f.severity}"))], " "),
            f.explanation,
            f.expected if isinstance(f.expected, str) else "",
            element("ul", *(_shown(view, e) for e in evidence[f.finding_id]), class_="said"),
        )
        for f in records(frame)
    ]
    caption = view.say("claims.findings.caption", n=len(rows), articles=frame["doc_id"].nunique())
    return Table(title, caption, headers, rows, view.lang)


def _shown(view: View, evidence: Any) -> Html:
    """One piece of evidence: a stretch of an article in its sentence, or a row of the reference."""
    if not isinstance(evidence.doc_id, str):
        return element("li", _reference(view, evidence.reference_id))
    start, end = int(evidence.start), int(evidence.end)
    sentence = view.sentence_at(evidence.doc_id, start)
    if sentence is None:
        return element("li", place(view.label(evidence.doc_id), evidence.doc_id))
    words = mark(sentence.text, [Span(start, min(end, sentence.end), "found")], sentence.start)
    link = place(view.label(evidence.doc_id), evidence.doc_id, sentence.sentence_id)
    return element("li", link, " ", element("span", words, lang="ja"))


def _reference(view: View, reference_id: str) -> Html:
    frame = view.corpus.chronology
    (row,) = records(frame[frame["reference_id"] == reference_id]) or (None,)
    if row is None:
        return join([reference_id])
    told = row.event_ja if view.lang == "ja" else row.event
    linked = isinstance(row.source_url, str) and row.source_url.startswith("https://")
    source = element("a", view.say("claims.reference"), href=row.source_url, class_="out")
    return join([view.dates(row.earliest, row.latest), " ", told, " ", source if linked else ""])


def _sentence_id(view: View, doc_id: str, position: int) -> str | None:
    sentence = view.sentence_at(doc_id, position)
    return sentence.sentence_id if sentence is not None else None
