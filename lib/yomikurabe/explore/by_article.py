"""A corpus one article at a time: each table is gone through once, however many articles are asked for."""

from collections.abc import Collection
from functools import cached_property

import pandas as pd

from ..topic import Topic
from .naming import group_name
from .protocol import CorpusLike

_OF_ARTICLES = (
    *("documents", "blocks", "sentences", "mentions", "timexes", "quantities"),
    *("quotes", "events", "claims", "findings"),
)
"""Tables that are cut into articles; of others, each article has the whole."""


class ByArticle:
    """Where each article's rows stand in the tables, and what entities are called."""

    def __init__(self, corpus: CorpusLike) -> None:
        self.corpus = corpus
        self._places = {name: corpus.table(name).groupby("doc_id", sort=False).indices for name in _OF_ARTICLES}
        self._groups: dict[str, str] = {}

    def one(self, doc_id: str) -> "OneArticle":
        """One article with its own rows."""
        return OneArticle(self, doc_id)

    def rows(self, table: str, doc_id: str) -> pd.DataFrame:
        """The rows of a table that come from one article."""
        frame = self.corpus.table(table)
        if table not in self._places:
            return frame
        places = self._places[table].get(doc_id)
        if places is None:
            return frame.iloc[:0]
        first, last = int(places[0]), int(places[-1])
        if last - first == len(places) - 1:  # rows that stand together, as they are written, are cut out much faster
            return frame.iloc[first : last + 1]
        return frame.iloc[places]

    @cached_property
    def _names(self) -> dict[str, str]:
        entities = self.corpus.table("entities")
        return dict(zip(entities["entity_id"], entities[f"name_{self.corpus.lang}"], strict=True))

    def name(self, entity_id: str) -> str:
        """The name of an entity, or of a group of people without one."""
        if entity_id not in self._names and entity_id not in self._groups:
            self._groups[entity_id] = group_name(self.corpus, entity_id)
        return self._names.get(entity_id) or self._groups[entity_id]


class OneArticle:
    """A corpus as far as one of its articles is concerned."""

    def __init__(self, whole: ByArticle, doc_id: str) -> None:
        self._whole, self._doc_id = whole, doc_id

    @property
    def topic(self) -> Topic:
        """The dictionary."""
        return self._whole.corpus.topic

    @property
    def lang(self) -> str:
        """The language of names and sentences."""
        return self._whole.corpus.lang

    def table(self, name: str) -> pd.DataFrame:
        """The article's rows of a table."""
        return self._whole.rows(name, self._doc_id)

    @property
    def articles(self) -> pd.DataFrame:
        """The article's row of documents."""
        return self.table("documents")

    def rows(self, table: str, doc_ids: Collection[str]) -> pd.DataFrame:
        """The article's rows of a table, where it is among those asked for."""
        frame = self.table(table)
        return frame[frame["doc_id"].isin([*doc_ids])]

    def count(self, table: str) -> int:
        """How many of a table's rows are the article's."""
        return len(self.table(table))

    def label(self, doc_id: str) -> str:
        """The short name of an article."""
        return self._whole.corpus.label(doc_id)

    def name(self, entity_id: str) -> str:
        """The name of an entity, or of a group of people without one."""
        return self._whole.name(entity_id)
