"""A corpus: all tables of a folder of articles as DataFrames, with what people ask of them."""

import hashlib
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import pandas as pd

from .build import PROJECT, build_cached
from .errors import InputError, ParameterError
from .explore.article import ShownArticle, show_article
from .explore.contents import Contents
from .explore.dossier import Dossier, find_entity
from .explore.evidence import Evidences, find_evidence
from .explore.frames import ColumnFrame, TableFrame, describe_columns
from .explore.layout import Evidence
from .explore.pair import Pair, compare_articles
from .explore.reasoning import Reasoning, explain_comparison
from .messages import LANGUAGES
from .pinned import pinned
from .read import Folder, is_address
from .stored import Stored, holds_tables, settled
from .tables import TABLES
from .topic import Topic, load_topic

_LARGE = 200_000
"""Rows of a table that is not read whole where a few articles are asked for."""


class _Table:
    """A table of a corpus, read when it is first asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self.__doc__ = f"The table `{name}`: one row is one {TABLES[name].grain}."

    @overload
    def __get__(self, corpus: None, owner: type) -> "_Table": ...

    @overload
    def __get__(self, corpus: "Corpus", owner: type) -> pd.DataFrame: ...

    def __get__(self, corpus: "Corpus | None", owner: type) -> "_Table | pd.DataFrame":
        if corpus is None:
            return self
        frame = TableFrame.of(self._name, corpus._stored.frame(self._name, corpus.lang), corpus.lang)
        corpus.__dict__[self._name] = frame
        return frame


class Corpus:
    """Every table of `tables`, by its name, as a DataFrame with its sentences rendered in `lang`.

    `documents` has `duplicate_of` joined to it, `events` has `cluster_id`. A table is read when it is first asked for;
    `rows` reads those of some articles alone.
    """

    documents = _Table()
    ingest = _Table()
    blocks = _Table()
    sentences = _Table()
    entities = _Table()
    mentions = _Table()
    timexes = _Table()
    quantities = _Table()
    clauses = _Table()
    quotes = _Table()
    events = _Table()
    stances = _Table()
    claims = _Table()
    chip_claims = _Table()
    duplicates = _Table()
    event_clusters = _Table()
    comparisons = _Table()
    comparison_claims = _Table()
    findings = _Table()
    finding_evidence = _Table()
    chip_specs = _Table()
    chronology = _Table()
    export_rules = _Table()
    export_status = _Table()

    def __init__(self, topic: Topic, lang: str, stored: Stored) -> None:
        self.topic, self.lang, self._stored = topic, lang, stored

    @cached_property
    def sha256(self) -> str:
        """A digest over all articles, duplicates included."""
        known = self._stored.read("documents", ["doc_id", "sha256"]).sort_by("doc_id")
        return hashlib.sha256("\0".join(known["sha256"].to_pylist()).encode()).hexdigest()

    @cached_property
    def articles(self) -> pd.DataFrame:
        """`documents` without the column `text`, which is most of its weight."""
        whole: pd.DataFrame | None = self.__dict__.get("documents")
        return self._stored.frame("documents", self.lang, text=False) if whole is None else whole.drop(columns="text")

    def rows(self, table: str, doc_ids: Collection[str]) -> pd.DataFrame:
        """The rows of a table that come from some articles: of a large table, they alone are read."""
        if table not in self.__dict__ and self.count(table) > _LARGE and 2 * len(doc_ids) < len(self.articles):
            return self._stored.frame(table, self.lang, doc_ids)
        frame = self.table(table)
        return frame[frame["doc_id"].isin([*doc_ids])]

    def count(self, table: str) -> int:
        """How many rows a table has."""
        whole = self.__dict__.get(table)
        return self._stored.count(table) if whole is None else len(whole)

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name."""
        if name not in TABLES:
            raise InputError(f"there is no table {name!r}", allowed=", ".join(TABLES))
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def label(self, doc_id: str) -> str:
        """The short name of an article for figures and tables."""
        found = self.articles.loc[self.articles["doc_id"] == doc_id, "label"]
        return str(found.iloc[0]) if len(found) else doc_id

    def name(self, entity_id: str) -> str:
        """The name of an entity in the corpus's language; an id that no row explains is shown as it is."""
        found = self.entities.loc[self.entities["entity_id"] == entity_id, f"name_{self.lang}"]
        return str(found.iloc[0]) if len(found) else entity_id

    def columns(self, table: str) -> ColumnFrame:
        """What each column of a table is. Grain of a row: one column, by its name; columns: type, meaning.

        Raises InputError for a table that isn't there.
        """
        self.table(table)
        return describe_columns(table, self.lang)

    def evidence(self, row: Any) -> Evidence | Evidences:
        """The sentence that a row stands in, with the row's span marked; each of them where there are several.

        `row` is a Series, a named tuple, a dict: anything with doc_id, start and end, a row of comparisons,
        comparison_claims, event_clusters or entities; or a DataFrame of such rows. A finding comes with all that shows
        it. Raises InputError for a row without a place.
        """
        return find_evidence(self, row)

    def find(self, name: str | None = None) -> Dossier:
        """All that the articles tell of one entity: what it did, said and wants, what is claimed of it, who names it.

        `name` is an id, a name in Japanese or English, an alias, or a spelling that stands in the text; case, width and
        a title after it don't matter. Without it: the entity that the articles name most. The answer's `events`,
        `quotes`, `stances`, `claims`, `chip_claims` and `mentions` are DataFrames with the columns of these tables.
        Raises InputError for a name that means nobody, or several, with the nearest.
        """
        return find_entity(self, name)

    def show(self, article: str | None = None) -> ShownArticle:
        """An article as it stood, with what was found in it marked and what was cut folded.

        `article` is its label or doc_id; without it, the newest. Raises InputError for one that isn't there.
        """
        return show_article(self, article)

    def compare(self, a: str | None = None, b: str | None = None) -> Pair:
        """Two articles side by side: what both say with its verdict, what only one says or tells, whom each quotes.

        `a` and `b` are labels or doc_ids; one that isn't named is the article with most in common. The answer's
        `comparisons`, `events`, `only_a`, `only_b`, `events_a`, `events_b` and `speakers` are DataFrames.
        Raises InputError for an article that isn't there, or one given twice.
        """
        return compare_articles(self, a, b)

    def explain(self, comparison_id: str | None = None) -> Reasoning:
        """How the verdict of a comparison came about: its claims, what they share, each reason tried until one held.

        `comparison_id` is a row of `comparisons`; without it, one that matters: a conflict where there is one. The
        answer's `claims` and `steps` are DataFrames. Raises InputError for a comparison that isn't there.
        """
        return explain_comparison(self, comparison_id)

    def __repr__(self) -> str:
        return repr(Contents(self))

    def _repr_html_(self) -> str:
        return Contents(self)._repr_html_()


def load(folders: Folder | Sequence[Folder] = "", topic: str = "ai-chips", lang: str = "en") -> Corpus:
    """All tables of the articles in one or several folders, built or taken from the cache; or a folder's own tables.

    A relative path is looked for below the working directory, then below the project's root; "" means the project's own
    `seeds/`; an address (s3://bucket/articles) is opened by fsspec. Raises InputError for a folder that isn't there,
    TopicError for a broken dictionary, ParameterError.
    """
    if lang not in LANGUAGES:
        raise ParameterError(f"there is no language {lang!r}", where="lang", allowed=", ".join(LANGUAGES))
    given: list[Folder] = [folders] if isinstance(folders, str | Path) else list(folders)
    dictionary = load_topic(topic)
    found = [find_folder(f) for f in given]
    tables = pinned(found, dictionary) or find_tables(found) or build_cached(found, dictionary)
    return open_tables(tables, dictionary, lang)


def find_folder(folder: Folder) -> Folder:
    """A folder as given, or below the project's root; an address as given. Raises InputError where there is none."""
    if is_address(folder):
        return folder
    given = Path(folder)
    for path in (given, PROJECT / given) if given.parts else (PROJECT / "seeds",):
        if path.is_dir():
            return path
    raise InputError(f"there is no folder {str(folder)!r}", mend="name a folder with articles")


def find_tables(folders: Sequence[Folder]) -> Folder | None:
    """The folder that holds tables; nothing where they hold articles. Raises InputError for one among several."""
    held = [folder for folder in folders if holds_tables(folder)]
    if held and len(folders) > 1:
        raise InputError("holds tables, which stand alone", where=str(held[0]), mend="name it without other folders")
    return held[0] if held else None


def open_tables(folder: Folder, topic: Topic, lang: str = "en") -> Corpus:
    """The Corpus of tables that a build wrote. Raises InputError where one is missing, or of another version."""
    Stored(str(folder)).check()
    return Corpus(topic, lang, Stored(settled(folder)))


assert [n for n, v in vars(Corpus).items() if isinstance(v, _Table)] == list(TABLES), "a table is missing"  # noqa: S101
