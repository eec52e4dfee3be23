"""What changed for other programs: CSV, and an Atom feed (RFC 4287)."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5
from xml.etree import ElementTree

from ..changes import Change
from ..markup import source_address
from ..tables import TABLES
from ..words import as_day
from .changes_found import Found, by_sides
from .changes_words import details, headline, in_sentence
from .exports import as_rows
from .view import View

FEED = "changes.atom"
"""The file of a report that holds the feed."""
_COLUMNS = ("kind", "news", "what", "details", "sources", "sentences", "change_id")
_TABLE_OF = {
    "article": "documents",
    "event": "events",
    "position": "stances",
    "conflict": "comparisons",
    "finding": "findings",
}
_ATOM = "http://www.w3.org/2005/Atom"
_OURS = UUID("6e2ab7d1-7a2b-5b0c-9c43-0e6cb4c1f0aa")
"""The namespace of our ids."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
_NEVER = date(1970, 1, 1)
"""The day of a feed of articles without dates."""


def change_id(change: Change) -> str:
    """An id that is the same wherever the same two runs are compared: from the ids of the rows and what differs."""
    table = _TABLE_OF[change.kind]
    keys = [[getattr(row, name) for name in TABLES[table].key] for row in (change.old, change.new) if row is not None]
    rows = [
        [row.doc_id, getattr(row, "start", None), getattr(row, "sha256", None)]
        for row in (*change.told, *change.gained, *change.lost)
    ]
    facts = [
        [name, [sorted(v) if isinstance(v, frozenset) else str(v) for v in pair]]
        for name, pair in change.facts.items()
        if name != "explanation"  # it is in the language of the page
    ]
    return uuid5(_OURS, json.dumps([change.kind, change.news, keys, rows, facts])).urn


def as_csv(found: Found) -> str:
    """One row a change; details, sources and sentences are joined by |."""
    rows = (
        (
            *(change.kind, change.news, headline(found, change), tuple(details(found, change))),
            tuple(dict.fromkeys(view.label(row.doc_id) for view, row in _rows(found, change))),
            tuple(_sentences(found, change)),
            change_id(change),
        )
        for change in found.changes
    )
    return as_rows(_COLUMNS, rows)


def as_atom(view: View, found: Found | None, *, linked: bool = False) -> bytes:
    """A feed with an entry for each change, without any where there is no earlier run.

    `linked` entries lead to the reader pages beside the feed.
    No clock goes into it: an entry is of the day on which the newest article that shows it appeared.
    """
    days = dict(zip(view.corpus.articles["doc_id"], view.corpus.articles["published_latest"], strict=True))
    newest = max((day for day in map(as_day, days.values()) if day), default=None)
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": view.lang})
    _add(feed, "title", view.say("changes.feed.title"))
    _add(feed, "id", uuid5(_OURS, view.corpus.topic.name).urn)
    _add(feed, "updated", _instant(newest))
    _add(_add(feed, "author"), "name", "Yomikurabe")
    if linked:
        _add(feed, "link", rel="self", href=FEED)
    if found:
        for change in found.changes:
            own = [day for row in by_sides(change)[0] if (day := as_day(days[row.doc_id]))]
            _add_entry(feed, found, change, max(own, default=newest), linked)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: ElementTree.Element, found: Found, change: Change, day: date | None, linked: bool) -> None:
    entry, rows = _add(feed, "entry"), by_sides(change)[0]
    _add(entry, "title", f"{found.new.say(f'changes.news.{change.news}')}: {headline(found, change)}")
    _add(entry, "id", change_id(change))
    _add(entry, "updated", _instant(day))
    _add(entry, "category", term=f"{change.kind}-{change.news}")
    _add(entry, "content", "\n".join([*details(found, change), *_sentences(found, change)]), type="text")
    if linked and rows:
        shown = in_sentence(found.new, rows[0])
        address = source_address(rows[0].doc_id, shown.sentence_id if shown else None)
        _add(entry, "link", rel="alternate", type="text/html", href=address)


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    child.text = None if text is None else _NO_XML.sub("", text)
    return child


def _instant(day: date | None) -> str:
    return f"{day or _NEVER}T00:00:00Z"


def _rows(found: Found, change: Change) -> Iterator[tuple[View, Any]]:
    for view, rows in zip((found.new, found.old), by_sides(change), strict=True):
        yield from ((view, row) for row in rows)


def _sentences(found: Found, change: Change) -> Iterator[str]:
    """Each sentence that shows a change, after the name of its article."""
    for view, row in _rows(found, change):
        if shown := in_sentence(view, row):
            yield f"{view.label(row.doc_id)}: {' '.join(view.sentence(shown.sentence_id).split())}"
