"""What a page keeps of a corpus that is too large to be shown whole, and how it says what it left out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ..markup import Html, join
from .view import View

MOST_COLUMNS = 24
"""Articles that a table or an axis has a place for."""
MOST_MARKS = 400
"""Marks that a figure draws of one kind."""
MOST_NAMED = 8
"""Articles or sentences that are named in one place."""


class Columns(NamedTuple):
    """The articles that a table or an axis shows, in the page's order, and how many others there are."""

    shown: list[str]
    left_out: int

    def note(self, view: View) -> str:
        """What was left out, as a sentence; nothing where all are shown."""
        return view.say("thinned.sources", shown=len(self.shown), n=self.left_out) if self.left_out else ""


def columns(view: View, counts: Mapping[Any, Any]) -> Columns:
    """Of the articles counted, those with most, among equals the newest."""
    order = [doc_id for doc_id in view.ordered() if doc_id in counts]
    newest_first = reversed(order)
    most = set(sorted(newest_first, key=lambda doc_id: -int(counts[doc_id]))[:MOST_COLUMNS])
    shown = [doc_id for doc_id in order if doc_id in most]
    return Columns(shown, len(order) - len(shown))


def sentences(*parts: str) -> str:
    """Sentences in a row, blank ones left out."""
    return " ".join(part for part in parts if part)


def left_out(view: View, what: str, shown: int, of: int) -> str:
    """What a figure draws and what it leaves out, as a sentence; nothing where it draws all."""
    return view.say(f"thinned.{what}", shown=shown, n=of - shown) if of > shown else ""


def labels(view: View, doc_ids: Iterable[str]) -> str:
    """The short names of articles in a row: the first ones, and how many more there are."""
    return ", ".join(first(view, [view.label(doc_id) for doc_id in doc_ids]))


def places(view: View, links: Iterable[Html]) -> Html:
    """Links in a row: the first ones, and how many more there are."""
    return join(first(view, list(links)), ", ")


def first(view: View, parts: Sequence[Any], of: int = 0) -> list[Any]:
    """The first parts of something, and how many more there are: more than the parts where `of` says so."""
    left_out = max(of, len(parts)) - min(len(parts), MOST_NAMED)
    return [*parts[:MOST_NAMED], *([f"… {view.say('thinned.more', n=left_out)}"] if left_out else [])]


def spread(rows: Sequence[Any], most: int) -> list[Any]:
    """Some of the rows, evenly from the first to the last; all where they are few."""
    if len(rows) <= most:
        return list(rows)
    return [rows[round(i * (len(rows) - 1) / max(1, most - 1))] for i in range(most)]


def leading_claims(claims: Sequence[Any], most: int) -> list[Any]:
    """Claims of one comparison, in their order: where they are too many the first of each value, then others."""
    firsts = {str((c.low, c.high, c.unit, c.polarity, c.certainty)): c for c in reversed(claims)}
    ids = [c.claim_id for c in (*reversed(firsts.values()), *claims)]
    kept = set(list(dict.fromkeys(ids))[:most])
    return [c for c in claims if c.claim_id in kept]
