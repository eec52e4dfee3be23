"""All that the articles tell of one person, body, company, chip or place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from ..messages import text
from ..tables import SPELLING
from ..words import as_day, records, span
from .evidence import lines_of
from .layout import OfCorpus, Part, Told
from .lookup import resolve_name
from .naming import issue_name, known_name, metric_name
from .protocol import CorpusLike

_SPELLINGS = 8
"""Spellings that the head of an answer lists."""


@dataclass(frozen=True, repr=False)
class Dossier(OfCorpus):
    """What the articles tell of one entity; each table is a part of the corpus's table of the same name.

    `events` it takes part in (or that are about it, for a chip or a place), `quotes` it said, `stances` it takes,
    `claims` and `chip_claims` about it, `mentions` of it.
    """

    entity_id: str
    name: str
    events: pd.DataFrame
    quotes: pd.DataFrame
    stances: pd.DataFrame
    claims: pd.DataFrame
    chip_claims: pd.DataFrame
    mentions: pd.DataFrame
    corpus: CorpusLike = field(repr=False)

    def told(self) -> Told:
        """Who it is, in which spellings and articles; what it did, said and wants; what is claimed of it."""
        title = f"{self.name} ({self.entity_id})" if self.entity_id else self._say("nobody")
        return Told(title, [*self._about()], [*self._parts()], self._say("hint"))

    def _say(self, key: str, **arguments: Any) -> str:
        return text(f"explore.find.{key}", self.lang, **arguments)

    def _about(self) -> Iterator[str]:
        if not self.entity_id:
            return
        known = self.corpus.table("entities")
        for row in records(known[known["entity_id"] == self.entity_id]):
            other = row.name_ja if self.lang == "en" else row.name_en
            parts = (self._say(f"kind.{row.kind}"), other, self._role(row))
            yield " · ".join(part for part in parts if isinstance(part, str))
        if self.mentions.empty:
            yield self._say("unnamed")
            return
        named = self.mentions.groupby("doc_id", sort=False).size()
        listed = ", ".join(f"{self.corpus.label(str(doc_id))} ×{n}" for doc_id, n in named.items())
        yield self._say("named", n=len(self.mentions), articles=listed)
        spelt = self.mentions["surface"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        yield self._say("spelt", spellings=", ".join(f"{s} ×{n}" for s, n in spelt.head(_SPELLINGS).items()))

    def _role(self, entity: Any) -> Any:
        """What it is; in Japanese the office last taken up, where the dictionary tells one: roles are in English."""
        if self.lang == "en":
            return entity.role
        held = [row for row in self.corpus.topic.offices if row.entity_id == self.entity_id and row.ends is None]
        return max(held, key=lambda row: row.starts or date.min).office_ja if held else None

    def _parts(self) -> Iterator[Part]:
        yield from self._rows("events", self.events, (self._happening(row) for row in records(self.events)))
        yield from self._rows("quotes", self.quotes, ("" for _ in range(len(self.quotes))))
        yield from self._rows("stances", self.stances, (self._stance(row) for row in records(self.stances)))
        claims = (f"{metric_name(self.corpus, row.metric_id)} · {row.value_text}" for row in records(self.claims))
        yield from self._rows("claims", self.claims, claims)
        chips = (str(row.explanation) for row in records(self.chip_claims))
        yield from self._rows("chip_claims", self.chip_claims, chips)

    def _rows(self, name: str, rows: pd.DataFrame, words: Iterable[str]) -> Iterator[Part]:
        if len(rows):
            lines = lines_of(self.corpus, rows, words)
            yield Part(self._say(name, n=len(rows)), lines, len(rows) - len(lines))

    def _happening(self, event: Any) -> str:
        days = span(as_day(event.earliest), as_day(event.latest)) or text("show.unknown", self.lang)
        return f"{days} · {text(f'show.status.{event.status}', self.lang)}"

    def _stance(self, stance: Any) -> str:
        said = text(f"show.stakeholders.polarity.{stance.polarity}", self.lang)
        days = span(as_day(stance.earliest), as_day(stance.latest))
        return " · ".join(part for part in (issue_name(self.corpus, stance.issue_id), said, days) if part)


def find_entity(corpus: CorpusLike, name: str | None) -> Dossier:
    """All that is told of the entity that a name means; without one, of the entity that the articles name most.

    Raises InputError for a name that means nobody, or several.
    """
    found = resolve_name(corpus, name) if name is not None else _most_named(corpus)
    events = corpus.table("events")
    part = [found in (*row.actors, *row.chips, row.place) for row in records(events)]
    rows = {"events": events[pd.Series(part, index=events.index, dtype=bool)].sort_values("earliest", kind="stable")}
    claims = corpus.table("claims")
    stated = claims[claims["metric_id"] != SPELLING]
    for table, columns in (
        ("quotes", ["speaker_id"]),
        ("stances", ["actor_id"]),
        ("chip_claims", ["chip_id", "versus_id"]),
        ("mentions", ["entity_id"]),
    ):
        frame = corpus.table(table)
        rows[table] = frame[(frame[columns] == found).any(axis=1)]
    rows["claims"] = stated[(stated[["subject_id", "scope_chip"]] == found).any(axis=1)]
    return Dossier(found, known_name(corpus, found), **rows, corpus=corpus)


def _most_named(corpus: CorpusLike) -> str:
    named = corpus.table("mentions")["entity_id"].mode()
    return str(named.iloc[0]) if len(named) else ""
