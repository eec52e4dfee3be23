"""A change in words: what it is about, what differs, and the sentences that show it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..changes import Change
from ..markup import readable
from ..words import as_day, listed, records, span
from .changes_found import Found
from .figures import shortened
from .stakeholders_positions import issue_name, polarity_name
from .view import View, title_of

_SURFACE = 80
"""Columns of what a finding is about."""


def headline(found: Found, change: Change) -> str:
    """What a change is about, as plain text without line ends."""
    view, row = (found.old, change.old) if change.new is None else (found.new, change.new)
    return readable(_HEADLINES[change.kind](view, row))


def _article(view: View, row: Any) -> str:
    outlet = [row.publisher] if isinstance(row.publisher, str) else []
    about = ", ".join([*outlet, *([day] if (day := _days((row.published_earliest, row.published_latest))) else [])])
    return f"{row.label}: {title_of(row)}" + (f" ({about})" if about else "")


def _event(view: View, row: Any) -> str:
    day = _days((row.earliest, row.latest))
    return f"{day}: {row.summary}" if day else str(row.summary)


def _position(view: View, row: Any) -> str:
    names = {"actor": view.name(row.actor_id), "issue": issue_name(view, row.issue_id)}
    return view.say("changes.position", position=polarity_name(view, row.polarity), **names)


def _conflict(view: View, row: Any) -> str:
    return str(row.explanation)


def _finding(view: View, row: Any) -> str:
    kind, surface = view.say(f"finding.{row.kind}"), shortened(row.surface, _SURFACE)
    return f"{view.label(row.doc_id)}: " + view.say(
        "changes.finding", kind=kind, surface=surface, explanation=row.explanation
    )


_HEADLINES = {
    "article": _article,
    "event": _event,
    "position": _position,
    "conflict": _conflict,
    "finding": _finding,
}


def details(found: Found, change: Change) -> list[str]:
    """What differs, each as plain text: facts as they were and are, who tells it now and who no longer does."""
    told = [_fact(found, name, was, now) for name, (was, now) in change.facts.items()]
    if change.kind == "article":
        return [readable(text) for text in (*told, *_of_article(found, change))]
    if change.kind == "position" and change.news == "new":
        told += _held_before(found, change.new)
    if change.old is not None and change.new is not None:
        told += _tellers(found, change)
    return [readable(text) for text in told]


def _of_article(found: Found, change: Change) -> Iterator[str]:
    say = found.new.say
    if change.gained or change.lost:
        yield say("changes.sentences", gained=len(change.gained), lost=len(change.lost))
    if change.news == "gone":
        ingest = found.new.corpus.ingest
        refused = records(ingest[(ingest["path"] == change.old.path) & (ingest["status"] == "rejected")])
        yield from (
            say("changes.refused", note=row.note if isinstance(row.note, str) else row.reason) for row in refused
        )


def _held_before(found: Found, row: Any) -> list[str]:
    """What the earlier run knew of the same actor on the same issue."""
    frame = found.old.corpus.stances
    same = frame[(frame["actor_id"] == row.actor_id) & (frame["issue_id"] == row.issue_id)]
    names = [polarity_name(found.new, polarity) for polarity in dict.fromkeys(same["polarity"])]
    return [found.new.say("changes.held", positions=listed(names, found.new.lang))] if names else []


def _tellers(found: Found, change: Change) -> Iterator[str]:
    """Who tells it now, no longer, or in other words."""
    now, was = (
        [view.label(r.doc_id) for r in rows] for view, rows in ((found.new, change.gained), (found.old, change.lost))
    )
    groups = {
        "gained": [label for label in now if label not in was],
        "lost": [label for label in was if label not in now],
        "reworded": [label for label in now if label in was] if not change.facts else [],
    }
    for key, labels in groups.items():
        if labels:
            yield found.new.say(f"changes.{key}", names=listed(dict.fromkeys(labels), found.new.lang))


def _fact(found: Found, name: str, was: Any, now: Any) -> str:
    if name == "copy":
        return found.new.say("changes.copy" if now else "changes.no_copy")
    if name == "repeats":
        return found.new.say("changes.repeats", label=found.new.label(now))
    what = found.new.say(f"changes.fact.{name}")
    return found.new.say(
        "changes.differs", what=what, was=_value(found.old, name, was), now=_value(found.new, name, now)
    )


def _value(view: View, name: str, value: Any) -> str:
    """A fact as people write it; a dash where there is none."""
    if value is None or value == frozenset():
        return view.say("missing")
    if name in ("date", "published"):
        return _days(value) or view.say("missing")
    if name == "actors":
        return listed(sorted(map(view.name, value)), view.lang)
    keys = {"status": "status", "verdict": "verdict", "reason": "reason_why", "severity": "severity"}
    return view.say(f"{keys[name]}.{value}") if name in keys else str(value)


def _days(interval: tuple[Any, Any]) -> str:
    return span(as_day(interval[0]), as_day(interval[1]))


class Shown(NamedTuple):
    """A stretch of a sentence that shows a change."""

    doc_id: str
    sentence_id: str
    start: int
    end: int


def in_sentence(view: View, row: Any) -> Shown | None:
    """Where a row stands; nothing for an article as a whole, and where its sentence was cut."""
    if not hasattr(row, "start"):
        return None
    sentence_id = getattr(row, "sentence_id", None)
    if sentence_id is None:
        sentence = view.sentence_at(row.doc_id, row.start)
        sentence_id = sentence.sentence_id if sentence is not None else None
    return Shown(row.doc_id, sentence_id, row.start, row.end) if sentence_id else None
