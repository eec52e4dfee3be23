"""A reader page's article: the text as it stood, what was found in it marked, what was cut folded."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from ..markup import Html, element, escape, join
from ..messages import text
from ..words import as_day, records, span
from .protocol import CorpusLike, rows_of
from .reader_marks import find_spans
from .reader_text import Paragraphs, Use

CUT = ("boilerplate", "duplicate")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def about(corpus: CorpusLike, document: Any) -> Html:
    """Label, publisher, author, date, and a link to where the article comes from."""
    lang = corpus.lang
    published = span(as_day(document.published_earliest), as_day(document.published_latest))
    basis = text(f"show.basis.{document.published_basis}", lang)
    said = text("show.source.published", lang, day=published, basis=basis) if published else None
    parts: list[Any] = [document.label, document.publisher, document.author, said or text("show.source.undated", lang)]
    if isinstance(document.url, str) and _WEB.fullmatch(document.url):
        parts.append(element("a", text("show.source.original", lang), href=document.url))
    return join((part for part in parts if isinstance(part, str) and part), " · ")


class Reading(NamedTuple):
    """What a reader page is made with: the rows that use each sentence, and whether all of the text is shown."""

    uses: Mapping[str, Sequence[Use]]
    fulltext: bool = True


def body_of(corpus: CorpusLike, document: Any, reading: Reading) -> Html:
    """The article block by block; sentences have their addresses, cut blocks are folded, findings stand in the margin.

    Without the full text only the title and the sentences that some page uses stay.
    """
    blocks, sentences = (records(rows_of(corpus, table, document.doc_id)) for table in ("blocks", "sentences"))
    by_block = {key: list(group) for key, group in groupby(sentences, key=lambda s: s.block_id)}
    spans = sorted(find_spans(corpus, document.doc_id))
    page = Paragraphs(corpus, document.text, spans, records(rows_of(corpus, "findings", document.doc_id)), reading)
    parts: list[Html] = []
    for kind, group in groupby(blocks, key=lambda b: b.kind):
        if kind in CUT:
            parts.append(_folded(corpus, document.text, kind, list(group), reading.fulltext))
        else:
            for block in group:
                parts += page.of(kind, by_block.get(block.block_id, []))
    return join([*parts, *page.rest()], "\n")


def _folded(corpus: CorpusLike, source: str, kind: str, blocks: list[Any], fulltext: bool) -> Html:
    """Blocks that were cut, behind a line that says what they are."""
    cut = source[blocks[0].start : blocks[-1].end].strip("\n")
    said = text(f"show.kind.{kind}", corpus.lang)
    summary = text("show.source.cut", corpus.lang, kind=said, n=blocks[-1].end - blocks[0].start)
    if not fulltext:
        return element("p", summary, class_="cut note", lang=corpus.lang)
    lines = Html("\n".join(escape(line) for line in cut.splitlines()))
    return element("details", element("summary", summary, lang=corpus.lang), element("p", lines), class_="cut")
