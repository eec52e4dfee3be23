"""05_changes: what is new, gone or changed since an earlier run, conflicts first, each with what shows it."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ..changes import KINDS, NEWS, Change
from ..markup import Html, element, join, place
from ..words import day, listed
from .changes_found import Found, by_sides
from .changes_words import details, headline, in_sentence
from .displays import Answer, Table, Tables
from .view import View

_MOST = 6
"""Sentences that one row shows."""
_LINES = 20
"""Changes of one sort that the lines for a terminal hold."""


def numbers(view: View, changes: list[Change]) -> str:
    """How many of each kind are new, changed and gone: 2 new articles and 1 event gone."""
    counts = Counter((change.kind, change.news) for change in changes)
    sorts = [(kind, news) for kind in KINDS for news in NEWS if counts[kind, news]]
    return listed([view.say(f"changes.number.{k}.{n}", n=counts[k, n]) for k, n in sorts], view.lang)


def answer(view: View, found: Found | None) -> Answer:
    """How much is new, changed and gone, and the first new conflict."""
    question = view.say("changes.question")
    if found is None:
        return Answer(question, [view.say("changes.no_earlier")], view.notes)
    changes = found.changes
    said = [view.say("changes.count", told=numbers(view, changes)) if changes else view.say("changes.none")]
    alarming = [change for change in changes if (change.kind, change.news) == ("conflict", "new")]
    said += [view.say("changes.first", what=headline(found, alarming[0]))] if alarming else []
    if period := found.old.period():
        said.append(view.say("changes.earlier", n=len(found.old.documents), day=day(period[1], view.lang)))
    return Answer(question, said, view.notes)


def list_changes(view: View, found: Found | None) -> Tables:
    """A table for each kind of which something changed. Grain of a row: one thing that is new, changed or gone."""
    kinds = groupby(found.changes if found else [], key=lambda change: change.kind)
    return Tables([_list(found, kind, list(changes)) for kind, changes in kinds if found])


def _list(found: Found, kind: str, changes: list[Change]) -> Table:
    view = found.new
    headers = [view.say(f"column.{c}") for c in ("what", "news", "details", "shown_by")]
    rows = [
        (
            headline(found, change),
            element("strong", view.say(f"changes.news.{change.news}"), class_=f"news {change.news}"),
            join(details(found, change), "; "),
            element("ul", *(element("li", shown) for shown in _evidence(found, change)), class_="said"),
        )
        for change in changes
    ]
    return Table(
        view.say(f"changes.title.{kind}"),
        view.say("changes.caption", told=numbers(view, changes)),
        headers,
        rows,
        view.lang,
    )


def _evidence(found: Found, change: Change) -> Iterator[Html]:
    """The sentences that show a change: those of the new run with their places, those of the old one struck out."""
    new, old = by_sides(change)
    for view, rows in ((found.new, new), (found.old, old)):
        for row in rows[:_MOST]:
            yield _shown(view, row, linked=view is found.new)


def _shown(view: View, row: Any, *, linked: bool) -> Html:
    """A sentence with what matters in it marked; the article alone where the row is one, or where it was cut."""
    label, shown = view.label(row.doc_id), in_sentence(view, row)
    head = place(label, row.doc_id, shown.sentence_id if shown else None) if linked else element("span", label)
    if shown is None:
        return head
    words = view.evidence(shown)
    return join([head, words if linked else element("del", words)], " ")


def lines(found: Found) -> list[str]:
    """What a terminal or a mail shows: the numbers, then the changes of each sort, the first of many."""
    view = found.new
    if not found.changes:
        return [view.say("changes.none")]
    said = [view.say("changes.count", told=numbers(view, found.changes))]
    for _, group in groupby(found.changes, key=lambda change: (change.kind, change.news)):
        changes = list(group)
        said += ["", numbers(view, changes)]
        for change in changes[:_LINES]:
            said.append("- " + " | ".join([headline(found, change), *details(found, change)]))
        said += [view.say("changes.more", n=len(changes) - _LINES)] if len(changes) > _LINES else []
    return said
