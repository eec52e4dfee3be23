"""From a row of any table to the sentences that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..errors import InputError
from ..messages import text
from .layout import SHOWN, Evidence, Line, Part, Readable, Told
from .protocol import CorpusLike

_PLACE = ("doc_id", "start", "end")
_KEYS = {
    "comparison_id": ("comparison_claims", "claim_id", "claims"),
    "cluster_id": ("event_clusters", "event_id", "events"),
}
"""What a row without a place stands for: the table that lists its members, their key, the table they are in."""


@dataclass(frozen=True, repr=False)
class Evidences(Readable, Sequence[Evidence]):
    """Several pieces of evidence, in order; a sequence of `Evidence`."""

    items: tuple[Evidence, ...]
    lang: str

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: Any) -> Any:
        return self.items[at]

    def told(self) -> Told:
        """Every piece on a line of its own."""
        title = text("explore.evidences", self.lang, n=len(self.items))
        return Told(title, (), [Part("", [Line("", item) for item in self.items])])


def find_evidence(corpus: CorpusLike, row: Any) -> Evidence | Evidences:
    """The sentence that a row stands in; for what stands in several places (a comparison, a happening, a finding, an
    entity, a frame of rows) each of them.

    Raises InputError for a row without a place.
    """
    if isinstance(row, pd.DataFrame):
        return _several(corpus, (as_mapping(one) for one in row.itertuples(index=False)))
    place = as_mapping(row)
    if _has_place(place):
        first = read_evidence(corpus, place)
        if not isinstance(place.get("finding_id"), str):
            return first
        pieces = corpus.table("finding_evidence")
        shown = pieces[(pieces["finding_id"] == place["finding_id"]) & pieces["doc_id"].notna()]
        others = _several(corpus, map(as_mapping, shown.itertuples(index=False)))
        return Evidences(tuple(dict.fromkeys((first, *others))), corpus.lang)
    rows = _rows_meant(corpus, place)
    if rows is None:
        raise InputError(
            "this row stands in no article",
            allowed="rows with doc_id, start and end; rows of comparisons, event_clusters and entities",
            mend="corpus.show(doc_id) shows a whole article",
        )
    return _several(corpus, map(as_mapping, rows.itertuples(index=False)))


def as_mapping(row: Any) -> Mapping[str, Any]:
    """A row as a mapping. Raises InputError for what is no row."""
    if isinstance(row, Mapping):
        return row
    if isinstance(row, pd.Series):
        return {str(name): value for name, value in row.items()}
    if hasattr(row, "_asdict"):
        found: Mapping[str, Any] = row._asdict()
        return found
    raise InputError(f"a {type(row).__name__} is no row", mend="give a row such as corpus.quotes.iloc[0]")


def read_evidence(corpus: CorpusLike, place: Mapping[str, Any]) -> Evidence:
    """The sentences that a span stands in, with the span marked. Raises InputError for an article that isn't there."""
    doc_id, start, end = str(place["doc_id"]), int(place["start"]), int(place["end"])
    found, sentences = corpus.rows("documents", [doc_id])["text"], corpus.rows("sentences", [doc_id])
    if found.empty:
        raise InputError(f"there is no article {doc_id!r} in this corpus", mend="take a row of the same corpus")
    source = str(found.iloc[0])
    around = sentences[(sentences["start"] < end) & (sentences["end"] > start)]
    first = min(int(around["start"].min()), start) if len(around) else start
    last = max(int(around["end"].max()), end) if len(around) else end
    sentence_id = str(around["sentence_id"].iloc[0]) if len(around) else None
    return Evidence(corpus.label(doc_id), source[first:start], source[start:end], source[end:last], sentence_id)


def lines_of(corpus: CorpusLike, rows: pd.DataFrame, words: Iterable[str]) -> list[Line]:
    """The first rows of a table as lines, each with its words and its evidence."""
    first = rows.head(SHOWN).itertuples(index=False)
    return [Line(said, read_evidence(corpus, as_mapping(row))) for row, said in zip(first, words, strict=False)]


def _has_place(row: Mapping[str, Any]) -> bool:
    return all(name in row and not pd.isna(row[name]) for name in _PLACE)


def _several(corpus: CorpusLike, rows: Iterable[Mapping[str, Any]]) -> Evidences:
    return Evidences(tuple(read_evidence(corpus, row) for row in rows if _has_place(row)), corpus.lang)


def _rows_meant(corpus: CorpusLike, row: Mapping[str, Any]) -> pd.DataFrame | None:
    """The rows with a place that a row without one stands for; nothing where there are none."""
    for name, (listing, key, table) in _KEYS.items():
        if isinstance(row.get(name), str):
            members, frame = corpus.table(listing), corpus.table(table)
            own = [row[key]] if isinstance(row.get(key), str) and name == "comparison_id" else []
            chosen = own or list(members.loc[members[name] == row[name], key])
            meant: pd.DataFrame = frame[frame[key].isin(chosen)]
            return meant
    if isinstance(row.get("entity_id"), str):
        mentions = corpus.table("mentions")
        named: pd.DataFrame = mentions[mentions["entity_id"] == row["entity_id"]]
        return named
    return None
