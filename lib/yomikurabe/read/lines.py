"""Lines and their features: what cleaning looks at."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .limits import Limits, ReadError

SHORT = 160
"""Longest line, in characters, that can be furniture by its wording; longer ones are prose."""

# A sentence ends here: its mark, and the brackets that close behind it.
FULL_STOP = re.compile(r"[。．]|[a-z0-9)\"”][.!?](?:\s|$)")
PROSE_END = re.compile(r"(?:[。．]|[!?！？]|[a-z)\"”]\.)[」』）)】”\"’]*$")
PIECE = 1_000_000
PROSE_MIN = 25
PROSE_MID = 40
PROSE_LONG = 100
"""A line is prose if it ends a sentence and has PROSE_MIN characters, holds one and has PROSE_MID, or PROSE_LONG."""

BULLET = re.compile(
    r"""(?: [•・･●○◦‣▪▫■□◆◇▶►▷➤➔✓✔✅☑☐※★☆►◎→⇒»]\ufe0f?[\s\u3000]*
          | [-*+–—][\s\u3000]+
          | [(（]?[0-9０-９①-⑳]{1,2}[.)）、．][\s\u3000]*(?=\D)
          | [①-⑳][\s\u3000]*
          | [\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?[\s\u3000]+
        )""",
    re.VERBOSE,
)
MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t\u3000]+")


@dataclass(slots=True)
class Line:
    """One line that is not blank, with the blank lines after it.

    `start` to `end` tile the text; `left` to `right` is what is not white space. `norm` is the text in one form
    (NFKC) to match patterns against, for short lines; longer ones stand as they are. `tag` is the element of a page.
    """

    start: int
    end: int
    left: int
    right: int
    text: str
    norm: str
    prose: bool
    bullet: int
    gap: bool
    tag: str = ""
    kind: str = ""
    reason: str | None = None

    def mark(self, kind: str, reason: str | None = None) -> None:
        """Decide the line's kind, with the code of the rule that did."""
        self.kind, self.reason = kind, reason

    @property
    def open(self) -> bool:
        """Whether no rule has decided yet."""
        return not self.kind


def read_lines(text: str, limits: Limits, tags: dict[int, str] | None = None) -> list[Line]:
    """The lines of a text that are not blank; they tile it. `tags` gives the element by the start of a line.

    Raises ReadError: `too-many-lines`, `long-line`.
    """
    lines: list[Line] = []
    gap = False
    for start, end, raw in _split(text):
        stripped = raw.strip()
        if not stripped:
            if lines:
                lines[-1].end = end
            gap = True
            continue
        if len(stripped) > limits.max_line:
            raise ReadError("long-line", n=len(stripped), limit=limits.max_line)
        if len(lines) >= limits.max_lines:
            raise ReadError("too-many-lines", limit=limits.max_lines)
        left = start if raw[0] == stripped[0] else start + len(raw) - len(raw.lstrip())
        lines.append(_line(start, end, left, stripped, gap))
        gap = False
        if tags:
            lines[-1].tag = tags.get(start, "")
    if lines:
        lines[0].start = 0
    return lines


def _split(text: str) -> Iterator[tuple[int, int, str]]:
    """Lines with their ends and spans. Piece by piece, lest a large file stand in memory twice."""
    start = piece = 0
    while piece < len(text):
        cut = text.find("\n", piece + PIECE) + 1 or len(text)
        for raw in text[piece:cut].splitlines(keepends=True):
            end = start + len(raw)
            yield start, end, raw
            start = end
        piece = cut


def _line(start: int, end: int, left: int, stripped: str, gap: bool) -> Line:
    length = len(stripped)
    norm = stripped
    if length <= SHORT and not stripped.isascii():
        norm = unicodedata.normalize("NFKC", stripped)
    bullet = BULLET.match(stripped) or MARKDOWN_HEADING.match(stripped)
    return Line(
        start=start,
        end=end,
        left=left,
        right=left + length,
        text=stripped,
        norm=norm,
        prose=_is_prose(stripped, length),
        bullet=bullet.end() if bullet and bullet.end() < length else 0,
        gap=gap,
    )


def _is_prose(text: str, length: int) -> bool:
    if length >= PROSE_LONG:
        return True
    if length < PROSE_MIN:
        return False
    if "。" in text[-4:] or (length >= PROSE_MID and "。" in text):
        return True
    return length >= PROSE_MID and bool(FULL_STOP.search(text)) and bool(PROSE_END.search(text))
