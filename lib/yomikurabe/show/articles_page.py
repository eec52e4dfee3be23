"""The list of all articles by month, where the index can't hold it."""

from itertools import groupby
from typing import Any

from ..markup import Html, element, join, source_address
from ..words import as_day, month, records
from .view import View, title_of


def list_by_month(view: View) -> Html:
    """Every article with its day and its headline, folded by month, the newest first, undated ones last."""
    documents = view.corpus.articles.sort_values(
        ["published_latest", "doc_id"], ascending=[False, True], na_position="last"
    )
    parts = []
    for said, group in groupby(records(documents), key=lambda row: _month(view, row)):
        rows = [element("li", _entry(view, row)) for row in group]
        summary = element("summary", f"{said} ({len(rows):,})")
        parts.append(element("details", summary, element("ul", *rows, class_="articles")))
    return join(parts, "\n")


def _month(view: View, row: Any) -> str:
    day = as_day(row.published_latest)
    return month(day, view.lang) if day else view.say("articles.undated")


def _entry(view: View, row: Any) -> Html:
    lang = row.lang if isinstance(row.lang, str) and row.lang != view.lang else None
    link = element("a", title_of(row), href=source_address(row.doc_id), lang=lang)
    day = as_day(row.published_latest)
    return join([element("time", day.isoformat()) if day else "", link, element("small", row.label)], " ")
