"""00_overview: what came in, what was cut and why, what was found, and what the other pages answer."""

from collections import Counter
from datetime import timedelta
from itertools import groupby
from operator import itemgetter

import pandas as pd

from ..corpus import Corpus
from ..markup import element, join, place
from ..messages import catalogue
from ..words import as_day, day, number, records, span
from . import figures, thinning
from .displays import MOST_ROWS, Answer, Figure, Nothing, Table
from .view import View, title_of

_CUT = ("boilerplate", "duplicate")
_COUNTED = ("sentences", "mentions", "timexes", "quantities", "clauses", "quotes", "events", "stances", "claims")
_MOST_LANES = 60
"""Articles whose date of publication is drawn."""
_EXAMPLE = 60
"""Columns of an example of what was cut."""


def answer(view: View) -> Answer:
    """What the corpus is, in sentences."""
    documents, question = view.documents, view.say("overview.question")
    if documents.empty:
        return Answer(question, [view.say("no_articles")], view.notes)
    read, kept = int(documents["n_chars"].sum()), int(documents["n_body_chars"].sum())
    said = [view.say("overview.articles", n=len(documents), chars=f"{read:,}", share=number(round(100 * kept / read)))]
    if period := view.period():
        said.append(view.say("overview.published", first=day(period[0], view.lang), last=day(period[1], view.lang)))
    undated = int(documents["published_latest"].isna().sum())
    said += [view.say("overview.undated", n=undated)] if undated else []
    counts = {name: f"{len(view.rows(name)):,}" for name in _COUNTED}
    said.append(view.say("overview.found", **counts))
    rejected = view.corpus.ingest[view.corpus.ingest["status"] == "rejected"]
    said += [view.say("overview.rejected", n=len(rejected), files=", ".join(rejected["path"]))] if len(rejected) else []
    return Answer(question, said, view.notes)


def is_cut_short(corpus: Corpus) -> bool:
    """Whether a list of all articles is longer than a page can hold."""
    return len(corpus.articles) > MOST_ROWS


def list_documents(view: View) -> Table:
    """Grain of a row: one article, those that repeat another one included; more than a page holds, the newest first."""
    repeats = view.corpus.articles[view.corpus.articles["duplicate_of"].isin(view.documents["doc_id"])]
    listed = pd.concat([view.documents, repeats])
    if len(listed) > MOST_ROWS:
        listed = listed.sort_values(["published_latest", "doc_id"], ascending=[False, True])
    rows = []
    for row in records(listed):
        published = view.dates(row.published_earliest, row.published_latest) or view.say("unknown")
        known = row.basis if isinstance(row.basis, str) else view.say(f"basis.{row.published_basis}")
        title = element("span", title_of(row), class_="headline", lang=row.lang if isinstance(row.lang, str) else None)
        if isinstance(row.duplicate_of, str):
            title = join([title, view.say("overview.repeats", label=view.label(row.duplicate_of))], " · ")
        share = round(100 * row.n_body_chars / row.n_chars) if row.n_chars else 0
        rows.append((place(row.label, row.doc_id), title, row.publisher, published, known, row.n_chars, f"{share}%"))
    headers = [view.say(f"column.{c}") for c in ("source", "title", "publisher", "published", "basis", "chars", "kept")]
    caption = view.say("overview.documents.caption", n=len(rows)) if rows else view.say("no_articles")
    return Table(view.say("overview.documents.title"), caption, headers, rows, view.lang, frozenset({5, 6}))


def plot_published(view: View) -> Figure | Nothing:
    """When the articles were published: a mark a day, a bar where only an interval is known."""
    title = view.say("overview.dates.title")
    dated = view.documents.dropna(subset=["published_earliest", "published_latest"])
    if dated.empty:
        return Nothing(title, view.say("overview.dates.none"))
    dated = dated.sort_values(["published_latest", "doc_id"])
    older, dated = max(0, len(dated) - _MOST_LANES), dated.tail(_MOST_LANES)
    lanes = [view.label(doc_id) for doc_id in dated["doc_id"]]
    traces, rows = [], []
    for lane, row in enumerate(records(dated)):
        first, last = as_day(row.published_earliest), as_day(row.published_latest)
        when, known = span(first, last), view.say(f"basis.{row.published_basis}")
        ends = sorted({str(first), str(last)})
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": ends,
                "y": [lane] * len(ends),
                "line": {"width": 8, "color": view.colour(row.doc_id)},
                "marker": {"size": 11, "color": view.colour(row.doc_id), "symbol": view.symbol(row.doc_id)},
                "hoverinfo": "text",
                "text": [figures.hover(lanes[lane], title_of(row), f"{when} ({known})")] * len(ends),
                "showlegend": False,
            }
        )
        rows.append((place(lanes[lane], row.doc_id), view.dates(first, last), known))
    margin = timedelta(days=14)
    first, last = dated["published_earliest"].min().date(), dated["published_latest"].max().date()
    layout = figures.layout(
        title,
        height=150 + 26 * len(lanes),
        xaxis=figures.time_axis(view.say("axis.published"), view.lang, first - margin, last + margin),
        yaxis=figures.lane_axis(view.say("axis.source"), lanes),
    )
    undated = len(view.documents) - len(rows) - older
    caption = thinning.sentences(
        view.say("overview.dates.caption", n=len(rows) + older),
        thinning.left_out(view, "newest", len(rows), len(rows) + older),
        view.say("overview.dates.undated", n=undated) if undated else "",
    )
    headers = [view.say(f"column.{c}") for c in ("source", "published", "basis")]
    return Figure("published", title, caption, traces, layout, Table(title, caption, headers, rows, view.lang))


def list_cut(view: View) -> Table:
    """Grain of a row: one reason for which text was cut, in one article."""
    title, blocks = view.say("overview.cut.title"), view.rows("blocks")
    told = view.rows("documents")
    texts = dict(zip(told["doc_id"], told["text"], strict=True))
    cut = blocks[blocks["kind"].isin(_CUT)].sort_values(["doc_id", "kind", "reason", "start"])
    pieces = [(r.doc_id, r.kind, _reason(view, r.reason), r.start, r.end) for r in records(cut)]
    rows = []
    for (doc_id, kind, reason), found in groupby(pieces, key=itemgetter(0, 1, 2)):
        spans = [(start, end) for *_, start, end in found]
        start, end = max(spans, key=lambda s: (s[1] - s[0], -s[0]))
        example = element("span", figures.shortened(texts[doc_id][start:end], _EXAMPLE), lang="ja")
        chars = sum(end - start for start, end in spans)
        rows.append((place(view.label(doc_id), doc_id), view.say(f"kind.{kind}"), reason, len(spans), chars, example))
    rows.sort(key=lambda row: (-row[4], str(row[0])))
    headers = [view.say(f"column.{c}") for c in ("source", "kind", "reason", "blocks", "chars", "longest")]
    chars, reasons = sum(row[4] for row in rows), {row[1:3] for row in rows}
    caption = (
        view.say("overview.cut.caption", n=len(reasons), chars=f"{chars:,}") if rows else view.say("overview.cut.none")
    )
    return Table(title, caption, headers, rows, view.lang, frozenset({3, 4}))


def _reason(view: View, code: object) -> str:
    """A reason in words, where the catalogue has some; else its code."""
    if not isinstance(code, str):
        return ""
    key = f"reason.{code}"
    return view.say(key) if f"show.{key}" in catalogue() else code.replace("-", " ")


def list_found(view: View) -> Table:
    """Grain of a row: one table; a column an article."""
    found = {name: Counter(view.rows(name)["doc_id"]) for name in _COUNTED}
    chosen = thinning.columns(view, {d: sum(counts[d] for counts in found.values()) for d in view.ordered()})
    sources = chosen.shown
    rows = [
        (view.say(f"table_name.{name}"), *(counts[d] for d in sources), counts.total())
        for name, counts in found.items()
    ]
    headers = [view.say("column.table"), *map(view.label, sources), view.say("column.all")]
    if not sources:
        return Table(view.say("overview.rows.title"), view.say("no_articles"), headers, [], view.lang)
    numeric = frozenset(range(1, len(headers)))
    caption = thinning.sentences(view.say("overview.rows.caption"), chosen.note(view))
    return Table(view.say("overview.rows.title"), caption, headers, rows, view.lang, numeric)
