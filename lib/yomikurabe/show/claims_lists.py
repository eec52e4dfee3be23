"""03_claims: comparisons as lists: contradictions, agreements, what is explained, spellings, what one source says."""

from collections.abc import Iterable

from ..tables import SPELLING
from ..words import records
from . import thinning
from .claims import Compared, compared, metric_name, told_by, verdict_mark
from .displays import Table
from .view import View

_HEADERS = ("explained", "verdict_reason", "said_by")
_OPEN = 8
"""Comparisons that stand open; the others are folded."""
_MOST_ALONE = 60
"""Claims of single sources that are listed; the table `comparisons` has all."""


def list_conflicts(view: View) -> Table:
    """Grain of a row: one contradiction, with what each source says."""
    return _list(view, "conflicts", (row for row in _stated(view) if row.verdict == "conflict"))


def list_agreements(view: View) -> Table:
    """Grain of a row: one set of claims that agree or can hold together, those of most sources first."""
    return _list(view, "agreements", (row for row in _stated(view) if row.verdict in ("agree", "compatible")))


def list_explained(view: View) -> Table:
    """Grain of a row: one difference that has a harmless reason."""
    return _list(view, "explained", (row for row in _stated(view) if row.verdict == "explained"), shown=0)


def _stated(view: View) -> list[Compared]:
    return [row for row in compared(view) if row.metric_id != SPELLING]


def _list(view: View, name: str, rows: Iterable[Compared], shown: int = _OPEN) -> Table:
    title, headers = view.say(f"claims.{name}.title"), [view.say(f"column.{c}") for c in _HEADERS]
    cells = [
        (
            row.explanation,
            verdict_mark(view, row.verdict, row.reason),
            told_by(view, row.claims),
        )
        for row in rows
    ]
    caption = view.say(f"claims.{name}.caption", n=len(cells)) if cells else view.say(f"claims.{name}.none")
    return Table(title, caption, headers, cells, view.lang, shown=shown)


def list_spellings(view: View) -> Table:
    """Grain of a row: one name that articles spell differently, with the spellings and who has them."""
    title, headers = view.say("claims.spellings.title"), [view.say(f"column.{c}") for c in ("name", "spellings")]
    rows = []
    for row in compared(view):
        if row.metric_id == SPELLING:
            forms: dict[str, list[str]] = {}
            for claim in row.claims:
                forms.setdefault(claim.value_text, []).append(claim.doc_id)
            said = "、".join(f"{form}（{thinning.labels(view, dict.fromkeys(ids))}）" for form, ids in forms.items())
            rows.append((view.name(row.subject_id or ""), said))
    caption = view.say("claims.spellings.caption", n=len(rows)) if rows else view.say("claims.spellings.none")
    return Table(title, caption, headers, rows, view.lang)


def list_alone(view: View) -> Table:
    """Grain of a row: one claim under a known metric that no other source makes, by metric."""
    title = view.say("claims.alone.title")
    headers = [view.say(f"column.{c}") for c in ("compared", "as_written", "told", "source")]
    shared = {c.claim_id for row in compared(view) if len(row.sources) > 1 for c in row.claims}
    known = view.corpus.topic.metrics
    rows = [
        (metric_name(view, claim.metric_id), claim.value_text, view.evidence(claim), view.place(claim))
        for claim in records(view.rows("claims").sort_values(["metric_id", "doc_id", "start"]))
        if claim.metric_id in known and claim.claim_id not in shared and isinstance(claim.unit, str)
    ]
    caption = view.say("claims.alone.caption", n=len(rows)) if rows else view.say("claims.alone.none")
    return Table(title, caption, headers, rows[:_MOST_ALONE], view.lang)
