"""A corpus: all tables of a folder of articles as DataFrames, with what people ask of them."""

import hashlib
import html
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from .build import PROJECT, build_cached
from .errors import InputError, ParameterError
from .messages import LANGUAGES, render
from .tables import TABLES, to_frame
from .topic import Topic, load_topic

_SENTENCES_FOR_PEOPLE = ["basis", "note", "explanation"]
_REFERENCE = ("chip_specs", "chronology", "export_rules", "export_status")


@dataclass(frozen=True)
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

    def evidence(self, row: Any) -> "Evidence":
        """The sentence that a row stands in, with the row's span marked.

        `row` is anything with doc_id, start and end: a Series, a named tuple, a dict.
        """
        place = row if isinstance(row, dict | pd.Series) else row._asdict()
        doc_id, start, end = str(place["doc_id"]), int(place["start"]), int(place["end"])
        text = str(self.documents.loc[self.documents["doc_id"] == doc_id, "text"].iloc[0])
        rows = self.sentences[self.sentences["doc_id"] == doc_id]
        around = rows[(rows["start"] < end) & (rows["end"] > start)]
        first = min(int(around["start"].min()), start) if len(around) else start
        last = max(int(around["end"].max()), end) if len(around) else end
        return Evidence(self.label(doc_id), text[first:start], text[start:end], text[end:last])

    def __repr__(self) -> str:
        days = self.documents["published_latest"].dropna()
        span = f", {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else ""
        found = f"{len(self.mentions)} mentions, {len(self.quotes)} quotes, {len(self.events)} events"
        return f"<Corpus of {len(self.documents)} articles{span}: {found}>"


@dataclass(frozen=True)
class Evidence:
    """A stretch of an article with what matters in it marked; text from articles is escaped."""

    label: str
    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before}【{self.marked}】{self.after}"

    def _repr_html_(self) -> str:
        label, before, marked, after = (html.escape(p) for p in (self.label, self.before, self.marked, self.after))
        return f"<p><b>{label}</b> {before}<mark>{marked}</mark>{after}</p>"


def load(folders: str | Path | Sequence[str | Path] = "", topic: str = "ai-chips", lang: str = "en") -> Corpus:
    """All tables of the articles in one or several folders; built, or taken from the cache.

    A relative path is looked for below the working directory, then below the project's root; "" means the project's own
    `seeds/`. Raises InputError for a folder that isn't there, TopicError for a broken dictionary, ParameterError.
    """
    if lang not in LANGUAGES:
        raise ParameterError(f"there is no language {lang!r}", where="lang", allowed=", ".join(LANGUAGES))
    given = [folders] if isinstance(folders, str | Path) else list(folders)
    dictionary = load_topic(topic)
    return open_tables(build_cached([find_folder(f) for f in given], dictionary), dictionary, lang)


def find_folder(folder: str | Path) -> Path:
    """A folder as given, or below the project's root. Raises InputError where there is none."""
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
    return Corpus(topic, lang, hashlib.sha256(hashes.encode()).hexdigest(), **frames)


def _joined(left: pd.DataFrame, right: pd.DataFrame, key: str, column: str) -> pd.DataFrame:
    joined = left.merge(right[[key, column]], on=key, how="left", validate="one_to_one")
    if len(joined) != len(left):
        raise AssertionError(f"joining {column} changed the number of rows")
    return joined


assert [f.name for f in fields(Corpus)][3:] == list(TABLES), "a table and a field of Corpus differ"  # noqa: S101
