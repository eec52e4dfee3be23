"""03_claims: source against source, and what the verdicts mean and how often they are right."""

import csv
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from ..tables import SPELLING
from . import thinning
from .claims import VERDICTS, compared
from .displays import Table
from .view import View

_JUDGED = Path(__file__).with_name("claims_judged.csv")


class Judged(NamedTuple):
    """Of one verdict, how many comparisons were read by hand and how many of them were right."""

    judged: int
    right: int


@cache
def judged_by_hand() -> dict[str, Judged]:
    """How often each verdict was right; counted from the readings that the tests keep."""
    with _JUDGED.open(encoding="utf-8", newline="") as rows:
        return {row["verdict"]: Judged(int(row["judged"]), int(row["right"])) for row in csv.DictReader(rows)}


def list_matrix(view: View) -> Table:
    """Grain of a row: one source; a column a source: how their claims came out, by verdict; spellings don't count."""
    stated = [row for row in compared(view) if row.metric_id != SPELLING]
    met = Counter(doc_id for row in stated if len(row.sources) > 1 for doc_id in row.sources)
    chosen = thinning.columns(view, {doc_id: met[doc_id] for doc_id in view.ordered()})
    sources = chosen.shown
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for row in stated:
        for a, b in combinations(sorted({*row.sources} & {*sources}), 2):
            pairs.setdefault((a, b), Counter())[row.verdict] += 1
    title = view.say("claims.matrix.title")
    headers = [view.say("column.source"), *map(view.label, sources)]
    if not pairs:
        return Table(title, view.say("claims.matrix.none"), headers, [], view.lang)
    rows = [
        (view.label(a), *("–" if a == b else _cell(view, pairs.get((min(a, b), max(a, b)))) for b in sources))
        for a in sources
    ]
    signs = ", ".join(f"{_sign(view, v)} {view.say(f'verdict.{v}')}" for v in VERDICTS[:-1])
    caption = thinning.sentences(view.say("claims.matrix.caption", signs=signs), chosen.note(view))
    return Table(title, caption, headers, rows, view.lang)


def _cell(view: View, counts: Counter[str] | None) -> str:
    """The counts of one pair: 2 ✓ 1 ≠."""
    if not counts:
        return ""
    return " ".join(f"{counts[v]}{_sign(view, v)}" for v in VERDICTS if counts[v])


def _sign(view: View, verdict: str) -> str:
    return view.say(f"sign.{verdict}")


def list_glossary(view: View) -> Table:
    """Grain of a row: one verdict: what it means and how often it was right."""
    headers = [view.say(f"column.{c}") for c in ("verdict_reason", "meaning", "right")]
    known = judged_by_hand()
    rows = [
        (view.say(f"verdict.{verdict}"), view.say(f"claims.meaning.{verdict}"), _rate(view, known.get(verdict)))
        for verdict in VERDICTS
    ]
    return Table(view.say("claims.glossary.title"), view.say("claims.glossary.caption"), headers, rows, view.lang)


def _rate(view: View, judged: Judged | None) -> str:
    return view.say("claims.right", right=judged.right, n=judged.judged) if judged else view.say("claims.unjudged")
