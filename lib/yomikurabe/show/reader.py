"""A reader page's article: the text as it stood, what was found in it marked, what was cut folded."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from ..corpus import Corpus
from ..messages import text
from .markup import Html, Span, element, escape, join, mark
from .words import amount, as_day, records, span

_CUT = ("boilerplate", "duplicate")
_SMALL = ("byline", "dateline", "caption")
_HEADINGS = ("title", "heading")
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def about(corpus: Corpus, document: Any) -> Html:
    """Label, publisher, author, date, and a link to where the article comes from."""
    lang = corpus.lang
    published = span(as_day(document.published_earliest), as_day(document.published_latest))
    basis = text(f"show.basis.{document.published_basis}", lang)
    said = text("show.source.published", lang, day=published, basis=basis) if published else None
    parts: list[Any] = [document.label, document.publisher, document.author, said or text("show.source.undated", lang)]
    if isinstance(document.url, str) and _WEB.fullmatch(document.url):
        parts.append(element("a", text("show.source.original", lang), href=document.url, rel="noreferrer"))
    return join((part for part in parts if isinstance(part, str) and part), " · ")


def body_of(corpus: Corpus, document: Any) -> Html:
    """The article block by block; sentences have their addresses, cut blocks are folded."""
    blocks = corpus.blocks[corpus.blocks["doc_id"] == document.doc_id].sort_values("start")
    sentences = records(corpus.sentences[corpus.sentences["doc_id"] == document.doc_id].sort_values("start"))
    by_block = {key: list(group) for key, group in groupby(sentences, key=lambda s: s.block_id)}
    spans = sorted(_spans(corpus, document.doc_id))
    parts: list[Html] = []
    for kind, group in groupby(records(blocks), key=lambda b: b.kind):
        if kind in _CUT:
            parts.append(_folded(corpus, document.text, kind, list(group)))
        else:
            for block in group:
                parts += _paragraphs(document.text, kind, by_block.get(block.block_id, []), spans)
    return join(parts, "\n")


def _spans(corpus: Corpus, doc_id: str) -> Iterator[Span]:
    """Everything that is marked in an article, with what is said when one points at it."""
    names = dict(zip(corpus.entities["entity_id"], corpus.entities[f"name_{corpus.lang}"], strict=True))

    def rows(table: str) -> Iterable[Any]:
        frame = corpus.table(table)
        return records(frame[frame["doc_id"] == doc_id])

    for row in rows("mentions"):
        yield Span(row.start, row.end, "mention", names.get(row.entity_id, row.entity_id))
    for row in rows("timexes"):
        yield Span(row.start, row.end, "timex", row.value if isinstance(row.value, str) else "")
    for row in rows("quantities"):
        yield Span(row.start, row.end, "quantity", amount(row.low, row.high, row.unit, corpus.lang))
    for row in rows("quotes"):
        speaker = row.speaker_id if isinstance(row.speaker_id, str) else ""
        yield Span(row.start, row.end, "quote", names.get(speaker, speaker.replace("-", " ")))


def _folded(corpus: Corpus, source: str, kind: str, blocks: list[Any]) -> Html:
    """Blocks that were cut, behind a line that says what they are."""
    cut = source[blocks[0].start : blocks[-1].end].strip("\n")
    said = text(f"show.kind.{kind}", corpus.lang)
    summary = text("show.source.cut", corpus.lang, kind=said, n=blocks[-1].end - blocks[0].start)
    lines = Html("\n".join(escape(line) for line in cut.splitlines()))
    return element("details", element("summary", summary, lang=corpus.lang), element("p", lines), class_="cut")


def _paragraphs(source: str, kind: str, sentences: list[Any], spans: list[Span]) -> Iterator[Html]:
    """The sentences of one block; a line end between two of them begins a new paragraph."""
    tag = "h2" if kind in _HEADINGS else "p"
    style = "small" if kind in _SMALL else kind
    pieces: list[Html] = []
    end = None
    for sentence in sentences:
        if pieces and "\n" in source[end : sentence.start]:
            yield element(tag, *pieces, class_=style)
            pieces = []
        inside = [
            Span(max(s.start, sentence.start), min(s.end, sentence.end), s.kind, s.title)
            for s in spans
            if s.start < sentence.end and s.end > sentence.start
        ]
        words = mark(sentence.text, inside, sentence.start)
        pieces.append(element("span", words, class_="s", id=sentence.sentence_id.rpartition("#")[2]))
        end = sentence.end
    if pieces:
        yield element(tag, *pieces, class_=style)
