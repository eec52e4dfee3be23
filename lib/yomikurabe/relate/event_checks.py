"""Dates that the article itself shows to be wrong: a plan that lies before the day on which it is told."""

from collections.abc import Sequence
from datetime import date

from ..articles import Article
from ..tables import Clause, Event, Finding, FindingEvidence, say
from . import event_words as words

_YEARS = 2
"""A plan further back than this is history, not a slip."""


def find_stale_plans(
    article: Article, events: Sequence[Event], clauses: Sequence[Clause]
) -> tuple[list[Finding], list[FindingEvidence]]:
    """Grain: one plan (…する予定だ) whose last day lies before the first day on which the article can have appeared.

    A plan of the past (予定だった), and one that somebody told of earlier (…する予定だと1月に述べた), are none.
    """
    published = article.published
    if published is None:
        return [], []
    by_id = {c.clause_id: c for c in clauses}
    by_start = {(c.sentence_id, c.predicate_start): c for c in clauses}
    findings: list[Finding] = []
    evidence: list[FindingEvidence] = []
    seen: set[str | None] = set()
    for event in events:
        clause = by_start.get((event.sentence_id, int(event.event_id.rpartition("#e")[2])))
        if event.latest is None or event.latest >= published[0] or clause is None or clause.modality != "plan":
            continue
        if event.status != "planned" or event.timex_id in seen or _is_of_the_past(article.text, clause, by_id):
            continue
        expected = _next(event, published[0])
        if expected is None:
            continue
        seen.add(event.timex_id)
        findings.append(_stale_plan(event, published[0], expected))
        evidence.append(FindingEvidence(findings[-1].finding_id, "says", event.doc_id, event.start, event.end, None))
    return findings, evidence


def _is_of_the_past(text: str, clause: Clause, by_id: dict[str, Clause]) -> bool:
    """予定だった, or a plan inside what was said, told or done before."""
    if words.RETURNED.search(text, clause.predicate_start, clause.end + 4):
        return True
    root = clause
    while root.parent_id in by_id:
        if root.embedding != "chain":
            return True
        root = by_id[root.parent_id]
    return root.modality == "past"


def _next(event: Event, day: date) -> str | None:
    """The same period in the first year that makes it lie ahead."""
    first, last = event.earliest, event.latest
    if first is None or last is None:
        return None
    for years in range(1, _YEARS + 1):
        if last.replace(day=min(last.day, 28), year=last.year + years) >= day:
            year = first.year + years
            return {"day": f"{year}-{first:%m-%d}", "month": f"{year}-{first:%m}"}.get(event.precision, str(year))
    return None


def _stale_plan(event: Event, published: date, expected: str) -> Finding:
    explanation = say("event.finding.plan", last=str(event.latest), published=str(published), expected=expected)
    return impossible_date(event, explanation, expected, severity="high", confidence=0.9)


def impossible_date(event: Event, explanation: str, expected: str, severity: str, confidence: float) -> Finding:
    """The finding that an event can't have happened when its article says."""
    return Finding(
        doc_id=event.doc_id,
        finding_id=f"{event.doc_id}#fimpossible-date{event.start}",
        start=event.start,
        end=event.end,
        kind="impossible-date",
        surface=event.summary,
        explanation=explanation,
        expected=expected,
        severity=severity,
        confidence=confidence,
    )
