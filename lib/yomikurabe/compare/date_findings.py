"""Findings about dates that can't be right, held against the chronology and other articles."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..relate.event_checks import impossible_date
from ..tables import Document, Event, EventCluster, Finding, FindingEvidence, Timex, say
from ..topic import Topic
from .clusters import build_clusters, find_happenings, like
from .date_signatures import Signature, Signer
from .date_slips import Slip, find_slips, is_yearly, timex_surfaces
from .happenings import Happening

_FEWEST, _MOST = 2, 10
"""Days apart between which one happening is dated differently: nearer may be a time zone, farther another happening."""
_SURE = 6.5
"""Evidence that two tellings on different days are one happening."""


class Compared(NamedTuple):
    """What comparing the events of all articles yields."""

    clusters: list[EventCluster]
    findings: list[Finding]
    evidence: list[FindingEvidence]


def compare_events(
    documents: Sequence[Document], events: Sequence[Event], timexes: Sequence[Timex], topic: Topic
) -> Compared:
    """Happenings with their rows of the chronology, and the dates among them that can't be right.

    Findings are of kind impossible-date: a year that contradicts the chronology or other articles by exactly one, and a
    day that differs from the chronology's by more than time zones explain. The evidence of each is the telling, and the
    row or the telling that it contradicts.
    """
    signer = Signer(topic)
    by_id = {e.event_id: e for e in events}
    happenings = find_happenings(events, signer)
    surfaces = timex_surfaces(timexes, {e.event_id: e.timex_id for e in events})
    lasting = [h for h in happenings if not is_yearly(by_id[h.tellings[0].key].summary)]
    slips = find_slips(lasting, documents, surfaces, signer)
    happenings = [h for h in happenings if h.tellings]
    findings: list[Finding] = []
    evidence: list[FindingEvidence] = []
    for event, right, finding in (
        *((by_id[s.telling.key], s.right, _of_slip(by_id[s.telling.key], s)) for s in slips),
        *((by_id[t.key], r, _of_day(by_id[t.key], r)) for t, r in _other_days(happenings, signer)),
    ):
        findings.append(finding)
        evidence.append(FindingEvidence(finding.finding_id, "says", event.doc_id, event.start, event.end, None))
        if right.doc_id is None:
            evidence.append(FindingEvidence(finding.finding_id, "contradicts", None, None, None, right.key))
        else:
            other = by_id[right.key]
            evidence.append(
                FindingEvidence(finding.finding_id, "contradicts", other.doc_id, other.start, other.end, None)
            )
    return Compared(build_clusters(happenings), findings, evidence)


def _of_slip(event: Event, slip: Slip) -> Finding:
    moved = slip.telling.moved(slip.years)
    key = "event.finding.year" if slip.right.doc_id is None else "event.finding.year_sources"
    return impossible_date(
        event,
        say(key, said=_period(slip.telling), expected=_period(moved), n=slip.sources),
        _period(moved),
        severity="high",
        confidence=0.8 if slip.right.doc_id is None else 0.7,
    )


def _of_day(event: Event, right: Signature) -> Finding:
    expected = _period(right)
    explanation = say("event.finding.day", said=str(event.earliest), expected=expected)
    return impossible_date(event, explanation, expected, severity="medium", confidence=0.6)


def _period(signature: Signature) -> str:
    """An interval as a day, a month, or its two ends."""
    first, last = signature.earliest, signature.latest
    if first == last:
        return first.isoformat()
    whole = first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28
    return f"{first:%Y-%m}" if whole else f"{first}/{last}"


def _other_days(happenings: Sequence[Happening], signer: Signer) -> list[tuple[Signature, Signature]]:
    """Tellings of a deed that the chronology has on another day near by."""
    months: dict[tuple[int, int], list[Signature]] = {}
    for reference in signer.references:
        if reference.days == 1:
            for month in {_month(reference.earliest), _month(_shift(reference.earliest))}:
                months.setdefault(month, []).append(reference)
    taken = {h.reference for h in happenings}
    found = []
    for happening in happenings:
        telling = happening.tellings[0]
        if happening.reference or telling.days > 1 or telling.money or telling.telling or telling.status != "happened":
            continue
        for right in months.get(_month(telling.earliest), ()):
            apart = abs((telling.earliest - right.earliest).days)
            if _FEWEST <= apart <= _MOST and right.key not in taken and telling.actions & right.actions:
                moved = telling._replace(earliest=right.earliest, latest=right.latest)
                if like(moved, right, signer).score >= _SURE:
                    found.append((telling, right))
                    break
    return found


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _shift(day: date) -> date:
    """A day of the month that is nearest beside the own one."""
    return date.fromordinal(day.toordinal() + (_MOST if day.day > 15 else -_MOST))
