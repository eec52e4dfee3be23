"""The part of a corpus that a notebook's parameters choose, with names, colours and words in its language."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import pandas as pd

from ..corpus import Corpus
from ..errors import ParameterError
from ..explore.naming import group_name
from ..markup import Html, Span, element, join, mark, place, readable
from ..messages import catalogue, text
from ..parameters import Parameters, settled
from ..words import as_day, listed, records, span
from . import figures

_NAMED = 20
"""How many of the allowed values a message lists."""


class View:
    """A corpus seen through the parameters of a notebook.

    Articles that repeat another one are left out, except where they are listed themselves.
    """

    def __init__(self, corpus: Corpus, parameters: Parameters) -> None:
        self.corpus, self.lang = corpus, corpus.lang
        self.parameters = settled(parameters, as_day(corpus.articles["published_latest"].max()))
        """Those of the notebook, with times before the newest article as days."""
        self._names_of_groups: dict[str, str] = {}
        self.made: dict[Any, Any] = {}
        """What `once` keeps."""
        counted = corpus.articles[corpus.articles["duplicate_of"].isna()]
        self.sources: pd.DataFrame = self._from(counted)
        """Rows of `documents`: the sources that were named, whenever published."""
        self.documents: pd.DataFrame = self.within(self.sources, "published_earliest", "published_latest")
        """Those of `sources` published between since and until."""

    # -- what is chosen ------------------------------------------------------------------------------------------

    def _from(self, documents: pd.DataFrame) -> pd.DataFrame:
        """Documents of the sources that were named, by label or doc_id."""
        if not self.parameters.sources:
            return documents
        ids = dict(zip(documents["label"], documents["doc_id"], strict=True))
        ids |= {doc_id: doc_id for doc_id in documents["doc_id"]}
        self.require("sources", self.parameters.sources, ids, shown=sorted(set(documents["label"])))
        return documents[documents["doc_id"].isin([ids[name] for name in self.parameters.sources])]

    def within(self, frame: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
        """Rows of whose interval a part lies between since and until; undated ones only where neither is given."""
        since, until = (getattr(self.parameters, name, None) for name in ("since", "until"))
        if since:
            frame = frame[frame[last].fillna(frame[first]) >= pd.Timestamp(since)]
        if until:
            frame = frame[frame[first].fillna(frame[last]) <= pd.Timestamp(until)]
        return frame

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of a table that come from the chosen articles."""
        return self.corpus.rows(table, self.documents["doc_id"])

    def events(self) -> pd.DataFrame:
        """Events told by the chosen sources between since and until: their own dates count, not the articles'."""
        return self.within(self.corpus.rows("events", self.sources["doc_id"]), "earliest", "latest")

    def require(self, name: str, given: Iterable[str], known: Iterable[str], shown: Sequence[str] = ()) -> None:
        """Raise ParameterError for the first of the given values that is not known; the message lists what is."""
        allowed = set(known)
        for value in given:
            if value not in allowed:
                names = list(shown) or sorted(allowed)
                close = get_close_matches(value, names, n=_NAMED, cutoff=0.5)
                listing = list(dict.fromkeys([*close, *names]))[:_NAMED]
                more = f" … ({len(names)} in all)" if len(names) > _NAMED else ""
                raise ParameterError(
                    f"{value!r} is not in this corpus", where=f"parameter {name}", allowed=", ".join(listing) + more
                )

    def entity_ids(self, name: str, given: Iterable[str]) -> frozenset[str]:
        """The entities meant by ids or names in either language. Raises ParameterError."""
        entities = self.corpus.entities
        ids = {
            spelling: entity_id
            for column in ("name_en", "name_ja", "entity_id")
            for spelling, entity_id in zip(entities[column], entities["entity_id"], strict=True)
        }
        wanted = list(given)
        self.require(name, wanted, ids, shown=sorted(entities["entity_id"]))
        return frozenset(ids[value] for value in wanted)

    @property
    def notes(self) -> list[str]:
        """What narrows this page, as a sentence; nothing where all is shown."""
        chosen = self.parameters.chosen()
        if not chosen:
            return []
        said = [f"{text(f'parameters.{name}', self.lang)} {self._value(value)}" for name, value in chosen.items()]
        return [self.say("chosen", choices="; ".join(said))]

    def _value(self, value: Any) -> str:
        return listed(value, self.lang) if isinstance(value, tuple) else str(value)

    # -- how it is called and drawn --------------------------------------------------------------------------------

    def say(self, key: str, **arguments: Any) -> str:
        """A text of the catalogue's area `show`."""
        return text(f"show.{key}", self.lang, **arguments)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return dict(zip(self.corpus.articles["doc_id"], self.corpus.articles["label"], strict=True))

    def label(self, doc_id: str) -> str:
        """The short name of an article."""
        return self._labels.get(doc_id, doc_id)

    def unit(self, code: str) -> str:
        """A unit in words, where the catalogue has some; else its code."""
        key = f"unit.{code}"
        return self.say(key) if f"show.{key}" in catalogue() else code

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(zip(self.corpus.entities["entity_id"], self.corpus.entities[f"name_{self.lang}"], strict=True))

    def is_entity(self, entity_id: str) -> bool:
        """Whether an id is that of an entity; else it is what a nameless source is called."""
        return entity_id in self._names

    def name(self, entity_id: str) -> str:
        """The name of an entity, or of a group without one, in the page's language."""
        if entity_id not in self._names:
            self._names_of_groups.setdefault(entity_id, group_name(self.corpus, entity_id))
        return self._names.get(entity_id) or self._names_of_groups[entity_id]

    @cached_property
    def sides(self) -> dict[str, str]:
        """The camps with their labels, in the topic's order."""
        return {side: getattr(row, f"label_{self.lang}") for side, row in self.corpus.topic.sides.items()}

    @cached_property
    def side_of(self) -> dict[str, str]:
        """The camp of each entity that has one."""
        known = self.corpus.entities.dropna(subset=["side"])
        return dict(zip(known["entity_id"], known["side"], strict=True))

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {doc_id: i for i, doc_id in enumerate(sorted(self._labels))}

    def colour(self, doc_id: str) -> str:
        """The colour of a source: the same on every page."""
        return figures.colour_of(self._positions[doc_id])

    def symbol(self, doc_id: str) -> str:
        """The symbol of a source: the same on every page."""
        return figures.symbol_of(self._positions[doc_id])

    def ordered(self) -> list[str]:
        """The chosen articles as doc_ids, by date of publication, undated ones last."""
        frame = self.documents.sort_values(["published_latest", "doc_id"], na_position="last")
        return list(frame["doc_id"])

    @cached_property
    def _chosen_sentences(self) -> dict[str, Any]:
        return {row.sentence_id: row for row in records(self.rows("sentences"))}

    @cached_property
    def _all_sentences(self) -> dict[str, Any]:
        return {row.sentence_id: row for row in records(self.corpus.sentences)}

    def _sentence(self, sentence_id: str) -> Any:
        """A sentence, mostly of a chosen article: the others are read only where one of them is asked for."""
        return self._chosen_sentences.get(sentence_id) or self._all_sentences[sentence_id]

    @cached_property
    def _sentences_of(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {doc_id: [] for doc_id in self.documents["doc_id"]}
        for row in sorted(self._chosen_sentences.values(), key=lambda row: int(row.start)):
            found[row.doc_id].append(row)
        return found

    def sentence(self, sentence_id: str) -> str:
        """The words of a sentence."""
        return str(self._sentence(sentence_id).text)

    def sentence_at(self, doc_id: str, position: int) -> Any:
        """The row of the sentence at a place of an article; nothing where that place was cut."""
        if doc_id not in self._sentences_of:
            others = self.corpus.rows("sentences", [doc_id]).sort_values("start")
            self._sentences_of[doc_id] = records(others)
        rows = self._sentences_of[doc_id]
        before = bisect_right(rows, position, key=lambda row: int(row.start))
        return rows[before - 1] if before and position < rows[before - 1].end else None

    def evidence(self, row: Any, kind: str = "found") -> Html:
        """The sentence that a row (with sentence_id, start, end) stands in, its span marked."""
        start, sentence = int(self._sentence(row.sentence_id).start), self.sentence(row.sentence_id)
        marked = mark(sentence, [Span(row.start, min(row.end, start + len(sentence)), kind)], start)
        lang = self._languages.get(row.doc_id)
        return marked if lang in (None, self.lang) else element("span", marked, lang=lang)

    @cached_property
    def _languages(self) -> dict[str, str]:
        known = self.corpus.articles.dropna(subset=["lang"])
        return dict(zip(known["doc_id"], known["lang"], strict=True))

    def place(self, row: Any) -> Html:
        """A link to the sentence of a row."""
        return place(self.label(row.doc_id), row.doc_id, row.sentence_id)

    def dates(self, first: Any, last: Any) -> Html:
        """An interval of two cells of a table, neither date broken at a line's end."""
        said = span(as_day(first), as_day(last))
        return join((element("time", part) for part in said.split(" – ") if part), " – ")

    def period(self) -> tuple[date, date] | None:
        """First and last day on which the chosen articles can have been published."""
        first, last = self.documents["published_earliest"].min(), self.documents["published_latest"].max()
        found = as_day(first), as_day(last)
        return (found[0], found[1]) if found[0] and found[1] else None


def title_of(document: Any) -> str:
    """The headline, or the file's name where there is none."""
    return readable(document.title if isinstance(document.title, str) else document.doc_id)
