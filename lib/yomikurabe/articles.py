"""One article as it travels from read to relate."""

from datetime import date
from typing import NamedTuple

from .tables import Block, Document, Finding, Sentence


class Article(NamedTuple):
    """A document with its blocks (which tile its text), the sentences of those that are kept, and what is wrong with
    how it was delivered (its own date line against sources.csv)."""

    document: Document
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def doc_id(self) -> str:
        return self.document.doc_id

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def published(self) -> tuple[date, date] | None:
        """First and last day of publication, or nothing where unknown."""
        first, last = self.document.published_earliest, self.document.published_latest
        return (first, last) if first and last else None
