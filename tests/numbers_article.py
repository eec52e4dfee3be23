"""A text as an article of plain sentences, for tests of time expressions and amounts."""

import re
from datetime import date

from yomikurabe.articles import Article
from yomikurabe.tables import Block, Document, Sentence

SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")


def interval(published: str) -> tuple[date, date] | None:
    """The first and last day of a day or an interval of days; nothing of an empty text."""
    days = [date.fromisoformat(day) for day in published.split("/")] if published else []
    return (days[0], days[-1]) if days else None


def article_of(text: str, published: str = "2025-11-23", kind: str = "body") -> Article:
    """One block of a kind, cut into sentences at 。 and line ends."""
    first, last = interval(published) or (None, None)
    document = Document(
        doc_id="a",
        path="a.txt",
        sha256="",
        encoding="utf-8",
        title=None,
        publisher=None,
        author=None,
        url=None,
        label="a",
        published=first if first == last else None,
        published_earliest=first,
        published_latest=last,
        published_basis="sidecar" if first else "unknown",
        basis=None,
        lang="ja",
        n_chars=len(text),
        n_body_chars=len(text),
        text=text,
    )
    block = Block("a", "a#b0", 0, len(text), kind, None, None)
    sentences = tuple(
        Sentence("a", f"a#s{m.start()}", "a#b0", m.start(), m.end(), m[0])
        for m in SENTENCE.finditer(text)
        if m[0].strip()
    )
    return Article(document, (block,), sentences)
