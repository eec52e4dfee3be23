"""The paragraphs of a reader page: marked sentences with their addresses and users, findings beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..markup import Html, Span, element, join, mark
from ..messages import text
from .protocol import CorpusLike

if TYPE_CHECKING:
    from .reader import Reading

_SMALL = ("byline", "dateline", "caption")
_TITLE = "title"
_HEADINGS = (_TITLE, "heading")


class Use(NamedTuple):
    """Where a page uses a sentence: the page, the first row's address, and how many rows there are."""

    href: str
    name: str
    anchor: str
    n: int


class Paragraphs:
    """The text of one article as it is written, in its order."""

    def __init__(
        self, corpus: CorpusLike, source: str, spans: Sequence[Span], findings: Sequence[Any], reading: "Reading"
    ) -> None:
        self.lang, self.source, self.spans, self.reading = corpus.lang, source, spans, reading
        self.waiting, self.left_out = list(findings), False

    def of(self, kind: str, sentences: Sequence[Any]) -> Iterator[Html]:
        """The sentences of one block; a line end between two of them begins a new paragraph."""
        pieces: list[Html] = []
        end = 0
        for sentence in sentences:
            if pieces and "\n" in self.source[end : sentence.start]:
                yield from self._paragraph(kind, pieces, end)
                pieces = []
            if self._is_shown(kind, sentence):
                pieces.append(self._sentence(sentence))
                self.left_out = False
            elif not self.left_out:  # one sign for all that is left out in a row
                pieces.append(element("span", "…", class_="left-out", title=self._say("left_out"), lang=self.lang))
                self.left_out = True
            end = sentence.end
        if pieces:
            yield from self._paragraph("body" if self.left_out and len(pieces) == 1 else kind, pieces, end)

    def rest(self) -> Iterator[Html]:
        """Findings on what stands in no paragraph."""
        while self.waiting:
            yield self._note(self.waiting.pop(0))

    def _is_shown(self, kind: str, sentence: Any) -> bool:
        return self.reading.fulltext or kind == _TITLE or _anchor(sentence) in self.reading.uses

    def _paragraph(self, kind: str, pieces: Sequence[Html], end: int) -> Iterator[Html]:
        """One paragraph, after it what was found in it: beside it where the screen is wide."""
        yield element("h2" if kind in _HEADINGS else "p", *pieces, class_="small" if kind in _SMALL else kind)
        while self.waiting and self.waiting[0].start < end:
            yield self._note(self.waiting.pop(0))

    def _note(self, finding: Any) -> Html:
        kind = element("strong", text(f"show.finding.{finding.kind}", self.lang))
        expected = finding.expected if isinstance(finding.expected, str) else ""
        told = element("small", self._say("expected", expected=expected)) if expected else ""
        return element("aside", kind, " ", finding.explanation, " ", told, class_="found-here", lang=self.lang)

    def _sentence(self, sentence: Any) -> Html:
        inside = [
            Span(max(s.start, sentence.start), min(s.end, sentence.end), s.kind, s.title)
            for s in self.spans
            if s.start < sentence.end and s.end > sentence.start
        ]
        anchor = _anchor(sentence)
        words = element("span", mark(sentence.text, inside, sentence.start), class_="s", id=anchor)
        return join([words, self._back(self.reading.uses.get(anchor, ()))])

    def _back(self, uses: Sequence[Use]) -> Html:
        """Links to the rows that use a sentence."""
        if not uses:
            return Html("")
        links = (
            element("a", use.name + (f" ×{use.n}" if use.n > 1 else ""), href=f"../{use.href}#{use.anchor}")
            for use in uses
        )
        return join([" ", element("span", "↩ ", join(links, " · "), class_="back", lang=self.lang), " "])

    def _say(self, key: str, **arguments: Mapping[str, Any] | str) -> str:
        return text(f"show.source.{key}", self.lang, **arguments)


def _anchor(sentence: Any) -> str:
    return str(sentence.sentence_id.rpartition("#")[2])
