"""How every answer is laid out, once as text and once as HTML: a title, a few lines on it, parts, what to do next.

Text of articles is escaped here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..markup import Html, element, join, readable
from ..messages import text
from .protocol import CorpusLike

SHOWN = 5
"""Rows of one part that an answer lays out; its tables have them all."""


@dataclass(frozen=True, repr=False)
class Evidence:
    """A stretch of an article with what matters in it marked; text from articles is escaped.

    `label` is the article's short name; `sentence_id` is null where the stretch lies in no kept sentence.
    """

    label: str
    before: str
    marked: str
    after: str
    sentence_id: str | None = None

    @property
    def place(self) -> str:
        """The article's short name and the sentence's part of its id: 003 s41."""
        anchor = self.sentence_id.rpartition("#")[2] if self.sentence_id else ""
        return f"{self.label} {anchor}".rstrip()

    def __str__(self) -> str:
        before, marked, after = (readable(part) for part in (self.before, self.marked, self.after))
        return f"{readable(self.place)}: {before}【{marked}】{after}"

    def __repr__(self) -> str:
        return str(self)

    def html(self) -> Html:
        """The stretch with its place, its span in `<mark>`."""
        return join([element("b", self.place), " ", self.before, element("mark", self.marked), self.after])

    def _repr_html_(self) -> str:
        return element("p", self.html())


class Line(NamedTuple):
    """One line of a part: what it says, and the sentence that shows it."""

    words: str
    evidence: Evidence | None = None


class Part(NamedTuple):
    """Lines under a heading; `left` rows more are in the table."""

    title: str
    lines: Sequence[Line] = ()
    left: int = 0


class Told(NamedTuple):
    """What an answer says."""

    title: str
    about: Sequence[str]
    parts: Sequence[Part]
    hint: str = ""


class Readable:
    """An answer that is read as text in a terminal and as HTML in JupyterLab."""

    lang: str

    def told(self) -> Told:
        """What is laid out."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Sequence[str]:
        told = self.told()
        lines = [readable(told.title), *map(readable, told.about)]
        for part in told.parts:
            lines += ["", readable(part.title)] if part.title else []
            for line in part.lines:
                shown = [readable(line.words)] if line.words else []
                lines.append("  " + " · ".join([*shown, *([str(line.evidence)] if line.evidence else [])]))
            lines += [f"  {self._left(part)}"] if part.left else []
        return [*lines, *(["", told.hint] if told.hint else [])]

    def _left(self, part: Part) -> str:
        return text("explore.left", self.lang, n=part.left)

    def _repr_html_(self) -> str:
        told = self.told()
        about = [element("p", line) for line in told.about]
        hint = [element("p", element("small", told.hint))] if told.hint else []
        return element("section", element("h3", told.title), *about, *map(self._part, told.parts), *hint)

    def _part(self, part: Part) -> Html:
        rows = [element("li", *_pieces(line)) for line in part.lines]
        rows += [element("li", element("small", self._left(part)))] if part.left else []
        return join([element("h4", part.title) if part.title else "", element("ul", *rows) if rows else ""])


class OfCorpus(Readable):
    """An answer in the language of the corpus that it comes from."""

    corpus: CorpusLike

    @property
    def lang(self) -> str:  # type: ignore[override]
        """The corpus's language."""
        return self.corpus.lang


def _pieces(line: Line) -> list[Html | str]:
    shown = line.evidence.html() if line.evidence else ""
    return [line.words, " · " if line.words and shown else "", shown]
