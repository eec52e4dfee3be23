"""HTML that carries articles' words: everything that came from outside is escaped here, in one place."""

import html
import re
import unicodedata
from bisect import insort
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote

_UNSAFE_NAME = re.compile(r"[^\w.-]")
_LONGEST_NAME = 60
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that would act on the page rather than be read: controls, bidirectional marks, surrogates."""


class Html(str):
    """Text that is markup already."""

    __slots__ = ()

    def __html__(self) -> str:
        """What Jinja takes for markup that needs no escaping."""
        return str(self)


def readable(text: str) -> str:
    """Text without characters that act on the page instead of being read; line ends become spaces."""
    if text.isprintable():
        return text
    spaced = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join(c for c in spaced if unicodedata.category(c) not in _INVISIBLE)


def escape(value: Any) -> Html:
    """A value as HTML text; markup of ours stays, null is nothing."""
    if isinstance(value, Html):
        return value
    return Html("" if value is None or value != value else html.escape(readable(str(value))))


def element(tag: str, *content: Any, **attributes: Any) -> Html:
    """One HTML element; `class_` and `data_at` become class and data-at, attributes that are None are left out."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    opened = "".join(f' {name}="{escape(str(value))}"' for name, value in named)
    return Html(f"<{tag}{opened}>{''.join(map(escape, content))}</{tag}>")


def join(parts: Iterable[Any], between: str = "") -> Html:
    """Pieces of HTML or text in a row."""
    return Html(escape(between).join(escape(part) for part in parts))


class Span(NamedTuple):
    """A stretch of an article with the class that its mark gets and what is said when one points at it."""

    start: int
    end: int
    kind: str
    title: str = ""


def mark(text: str, spans: Sequence[Span], offset: int = 0) -> Html:
    """`text`, which begins at `offset`, with its spans in `<mark>`, nested where one lies in another.

    Of two that cross, the one that begins later goes on in a mark of its own where the other ends; what reaches beyond
    the text gives way.
    """
    last = offset + len(text)
    waiting = sorted((s for s in spans if offset <= s.start < s.end <= last), key=_outer)
    pieces: list[str] = []
    opened: list[Span] = []
    position = offset

    def advance(to: int) -> None:
        nonlocal position
        pieces.append(escape(text[position - offset : to - offset]))
        position = to

    while waiting:
        current = waiting.pop(0)
        while opened and opened[-1].end <= current.start:
            advance(opened.pop().end)
            pieces.append("</mark>")
        if opened and current.end > opened[-1].end:
            insort(waiting, current._replace(start=opened[-1].end), key=_outer)
            current = current._replace(end=opened[-1].end)
        advance(current.start)
        title = f' title="{escape(current.title)}"' if current.title else ""
        pieces.append(f'<mark class="{escape(current.kind)}"{title}>')
        opened.append(current)
    while opened:
        advance(opened.pop().end)
        pieces.append("</mark>")
    advance(last)
    return Html("".join(pieces))


def _outer(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def page_name(doc_id: str) -> str:
    """The file name, without folder, of an article's reader page: safe in every file system, one for each id."""
    if not _UNSAFE_NAME.search(doc_id) and not doc_id.startswith(".") and len(doc_id) <= _LONGEST_NAME:
        return f"{doc_id}.html"
    digest = sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{_UNSAFE_NAME.sub('_', doc_id).strip('.')[:_LONGEST_NAME]}-{digest}.html"


def source_address(doc_id: str, sentence_id: str | None = None) -> str:
    """Where a sentence stands, seen from a page of the report."""
    anchor = f"#{sentence_id.rpartition('#')[2]}" if sentence_id else ""
    return f"sources/{quote(page_name(doc_id))}{anchor}"


def place(label: str, doc_id: str, sentence_id: str | None = None) -> Html:
    """An article's short name that a report turns into a link; in JupyterLab it is text."""
    return element("span", label, class_="place", data_at=source_address(doc_id, sentence_id))


def page_link(name: str, notebook: str) -> Html:
    """The name of a page that a report turns into a link."""
    return element("span", name, class_="place", data_at=f"{notebook}.html")
