"""What the answers need of a corpus: its tables, its dictionary, its language."""

from collections.abc import Collection
from typing import Protocol

import pandas as pd

from ..topic import Topic


class CorpusLike(Protocol):
    """A `Corpus`, as far as what it is asked is concerned."""

    @property
    def topic(self) -> Topic: ...

    @property
    def lang(self) -> str: ...

    @property
    def articles(self) -> pd.DataFrame: ...

    def table(self, name: str) -> pd.DataFrame: ...

    def rows(self, table: str, doc_ids: Collection[str]) -> pd.DataFrame: ...

    def count(self, table: str) -> int: ...

    def label(self, doc_id: str) -> str: ...

    def name(self, entity_id: str) -> str: ...


def rows_of(corpus: CorpusLike, table: str, doc_id: str) -> pd.DataFrame:
    """The rows of a table that come from one article, in the order of its text."""
    return corpus.rows(table, [doc_id]).sort_values("start", kind="stable")
