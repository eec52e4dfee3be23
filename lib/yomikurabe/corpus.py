"""A corpus: all tables of a folder of articles as DataFrames, with what people ask of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

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
from .messages import LANGUAGES, render
from .read import Folder, is_address
from .tables import TABLES, to_frame
from .topic import Topic, load_topic

_SENTENCES_FOR_PEOPLE = ["basis", "note", "explanation"]
_REFERENCE = ("chip_specs", "chronology", "export_rules", "export_status")


@dataclass(frozen=True, repr=False)
class Corpus:
    """Every table of `tables`, by its name, as a DataFrame with its sentences rendered in `lang`.

    `documents` has `duplicate_of` joined to it, `events` has `cluster_id`.
    """

    topic: Topic
    lang: str
    sha256: str
    documents: pd.DataFrame
    ingest: pd.DataFrame
    blocks: pd.DataFrame
    sentences: pd.DataFrame
    entities: pd.DataFrame
    mentions: pd.DataFrame
    timexes: pd.DataFrame
    quantities: pd.DataFrame
    clauses: pd.DataFrame
    quotes: pd.DataFrame
    events: pd.DataFrame
    stances: pd.DataFrame
    claims: pd.DataFrame
    chip_claims: pd.DataFrame
    duplicates: pd.DataFrame
    event_clusters: pd.DataFrame
    comparisons: pd.DataFrame
    comparison_claims: pd.DataFrame
    findings: pd.DataFrame
    finding_evidence: pd.DataFrame
    chip_specs: pd.DataFrame
    chronology: pd.DataFrame
    export_rules: pd.DataFrame
    export_status: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame:
        """A table by its name."""
        if name not in TABLES:
            raise InputError(f"there is no table {name!r}", allowed=", ".join(TABLES))
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def label(self, doc_id: str) -> str:
        """The short name of an article for figures and tables."""
        found = self.documents.loc[self.documents["doc_id"] == doc_id, "label"]
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
    """All tables of the articles in one or several folders; built, or taken from the cache.

    A relative path is looked for below the working directory, then below the project's root; "" means the project's own
    `seeds/`; an address (s3://bucket/articles) is opened by fsspec. Raises InputError for a folder that isn't there,
    TopicError for a broken dictionary, ParameterError.
    """
    if lang not in LANGUAGES:
        raise ParameterError(f"there is no language {lang!r}", where="lang", allowed=", ".join(LANGUAGES))
    given: list[Folder] = [folders] if isinstance(folders, str | Path) else list(folders)
    dictionary = load_topic(topic)
    return open_tables(build_cached([find_folder(f) for f in given], dictionary), dictionary, lang)


def find_folder(folder: Folder) -> Folder:
    """A folder as given, or below the project's root; an address as given. Raises InputError where there is none."""
    if is_address(folder):
        return folder
    given = Path(folder)
    for path in (given, PROJECT / given) if given.parts else (PROJECT / "seeds",):
        if path.is_dir():
            return path
    raise InputError(f"there is no folder {str(folder)!r}", mend="name a folder with articles")


def open_tables(folder: Path, topic: Topic, lang: str = "en") -> Corpus:
    """The Corpus of a folder of Parquet tables."""
    frames = {name: to_frame(pq.read_table(folder / f"{name}.parquet")) for name in TABLES}
    for name, frame in frames.items():
        if name not in _REFERENCE:
            for column in frame.columns.intersection(_SENTENCES_FOR_PEOPLE):
                frame[column] = frame[column].map(lambda stored: render(stored, lang)).astype("str")
    frames["documents"] = _joined(frames["documents"], frames["duplicates"], "doc_id", "duplicate_of")
    frames["events"] = _joined(frames["events"], frames["event_clusters"], "event_id", "cluster_id")
    hashes = "\0".join(frames["documents"].sort_values("doc_id")["sha256"])
    dressed = {name: TableFrame.of(name, frame, lang) for name, frame in frames.items()}
    return Corpus(topic, lang, hashlib.sha256(hashes.encode()).hexdigest(), **dressed)


def _joined(left: pd.DataFrame, right: pd.DataFrame, key: str, column: str) -> pd.DataFrame:
    joined = left.merge(right[[key, column]], on=key, how="left", validate="one_to_one")
    if len(joined) != len(left):
        raise AssertionError(f"joining {column} changed the number of rows")
    return joined


assert [f.name for f in fields(Corpus)][3:] == list(TABLES), "a table and a field of Corpus differ"  # noqa: S101
