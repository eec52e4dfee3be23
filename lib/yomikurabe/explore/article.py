"""One article as it stood, what was found in it marked, what was cut folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import groupby
from typing import Any

import pandas as pd

from ..errors import InputError
from ..markup import Html, Span, element, join, readable
from ..messages import text
from ..words import records
from .protocol import CorpusLike, rows_of
from .reader import CUT, Reading, about, body_of
from .reader_marks import KINDS, find_spans

_BRACKETED = ("mention", "timex", "quantity")
"""What stands in 【】 where nothing can be coloured."""
_BEGINNING = 8
"""Paragraphs that a terminal shows unasked."""
_LISTED = 20
"""Articles that a message lists."""
_TINTS = dict(zip(KINDS[:4], ("#3b82f640", "#f59e0b40", "#10b98140", "#8b5cf633"), strict=True))
_LINES = dict(zip(KINDS[4:], ("#3b82f6", "#10b981", "#ef4444"), strict=True))
_STYLE = Html(
    "<style>.yk-article mark{color:inherit;background:none}"
    + "".join(f".yk-article mark.{kind}{{background:{tint}}}" for kind, tint in _TINTS.items())
    + "".join(f".yk-article mark.{kind}{{border-bottom:2px solid {tint}}}" for kind, tint in _LINES.items())
    + ".yk-article{max-width:48em;max-height:36em;overflow:auto;line-height:1.7}"
    + ".yk-article aside{margin-left:2em;font-size:.9em}</style>"
)
"""Quiet enough for light and dark; a notebook that isn't trusted loses it and keeps the marks."""


@dataclass(frozen=True, repr=False)
class ShownArticle:
    """One article with what was found in it; `table(name)` has the rows that come from it."""

    doc_id: str
    corpus: CorpusLike = field(repr=False)

    def table(self, name: str) -> pd.DataFrame:
        """The rows of a table (`quotes`, `events` …) that come from this article, in the order of its text."""
        return rows_of(self.corpus, name, self.doc_id)

    @property
    def _document(self) -> Any:
        return records(self.corpus.rows("documents", [self.doc_id]))[0]

    @property
    def _title(self) -> str:
        document = self._document
        return readable(document.title if isinstance(document.title, str) else document.doc_id)

    def _say(self, key: str, **arguments: Any) -> str:
        return text(f"explore.show.{key}", self.corpus.lang, **arguments)

    def __str__(self) -> str:
        return self._text([*self._paragraphs()])

    def __repr__(self) -> str:
        paragraphs = [*self._paragraphs()]
        left = len(paragraphs) - _BEGINNING
        more = [self._say("more", n=left)] if left > 0 else []
        return self._text([*paragraphs[:_BEGINNING], *more])

    def _text(self, paragraphs: Sequence[str]) -> str:
        head = readable(f"{self.corpus.label(self.doc_id)} · {self._title}")
        return "\n".join([head, self._legend(), "", *paragraphs, "", self._say("hint")])

    def _legend(self) -> str:
        """What is marked, and how often."""
        kinds = [span.kind for span in find_spans(self.corpus, self.doc_id)]
        return " · ".join(f"{text(f'show.source.{k}', self.corpus.lang)} {kinds.count(k)}" for k in KINDS if k in kinds)

    def _paragraphs(self) -> Iterator[str]:
        spans = sorted(span for span in find_spans(self.corpus, self.doc_id) if span.kind in _BRACKETED)
        inside = groupby(records(self.table("sentences")), key=lambda sentence: sentence.block_id)
        by_block = {key: list(group) for key, group in inside}
        for kind, group in groupby(records(self.table("blocks")), key=lambda block: block.kind):
            blocks = list(group)
            if kind in CUT:
                said = text(f"show.kind.{kind}", self.corpus.lang)
                n = blocks[-1].end - blocks[0].start
                yield f"[{text('show.source.cut', self.corpus.lang, kind=said, n=n)}]"
            for block in () if kind in CUT else blocks:
                yield "".join(_bracketed(sentence, spans) for sentence in by_block.get(block.block_id, []))

    def _repr_html_(self) -> str:
        document = self._document
        legend = join((element("mark", text(f"show.source.{k}", self.corpus.lang), class_=k) for k in KINDS), " ")
        return element(
            "div",
            _STYLE,
            element("h3", self._title),
            element("p", about(self.corpus, document)),
            element("p", legend),
            body_of(self.corpus, document, Reading({})),
            element("p", element("small", self._say("hint"))),
            class_="yk-article",
        )


def show_article(corpus: CorpusLike, name: str | None) -> ShownArticle:
    """The article that a label or a doc_id names; without one, the newest. Raises InputError."""
    return ShownArticle(resolve_article(corpus, name) if name is not None else newest_article(corpus), corpus)


def newest_article(corpus: CorpusLike) -> str:
    """The doc_id of the article published last; of undated ones, the last in the corpus."""
    dated = corpus.articles.sort_values(["published_latest", "doc_id"], na_position="first")
    return str(dated["doc_id"].iloc[-1])


def resolve_article(corpus: CorpusLike, name: str) -> str:
    """The doc_id that a label or a doc_id means. Raises InputError for none and for a label of several."""
    documents = corpus.articles
    if (documents["doc_id"] == name).any():
        return name
    found = list(documents.loc[documents["label"] == name, "doc_id"])
    if len(found) == 1:
        return str(found[0])
    if found:
        raise InputError(f"several articles have the label {name!r}", allowed=_some(found), mend="give a doc_id")
    labels = list(documents["label"])
    near = get_close_matches(str(name), [*labels, *documents["doc_id"]], n=_LISTED)
    raise InputError(f"there is no article {name!r}", allowed=_some(list(dict.fromkeys([*near, *labels]))))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (f" … ({len(names)} in all)" if len(names) > _LISTED else "")


def _bracketed(sentence: Any, spans: Sequence[Span]) -> str:
    """A sentence with what is marked in brackets; of two that overlap the first."""
    pieces, at = [], sentence.start
    for span in spans:
        if at <= span.start and span.end <= sentence.end:
            first, start, end = (n - sentence.start for n in (at, span.start, span.end))
            pieces.append(f"{sentence.text[first:start]}【{sentence.text[start:end]}】")
            at = span.end
    return readable("".join([*pieces, sentence.text[at - sentence.start :]]))
