"""What two tellings are held together by: days, actors, chips, places, deeds and words.

An event of an article and a row of the reference chronology have the same kind of signature: one rule compares all.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import ahocorasick_rs

from ..tables import Event
from ..topic import Topic
from ..topic.rows import ChronologyCsvRow

_WORD = re.compile(
    r"[一-龠々]{2,}|[ァ-ヴー]{3,}|[A-Za-z]{3,}|[0-9０-９][0-9０-９.,，]*(?:[万億兆千百][0-9０-９万億兆千百.,，]*)?(?:%|％|ドル|元|円|個|社|人|倍)"
)
_NOUN = range(2, 5)
"""Characters of a noun that is a deed."""
_FIGURE = re.compile(r"[0-9０-９]")
_DAYS = re.compile(
    r"[0-9０-９]{1,4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?|[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?|[0-9０-９]{1,2}日"
)
_IDLE_WORDS = """
    大統 統領 長官 最高 高経 経営 営責 責任 任者 主席 国家 政府 昨年 今年 来年 先週 先月 午前 午後 発表 会社 報道 道官
    現地 地時 時間 企業 関係 予定 政権
"""
_IDLE = frozenset(_IDLE_WORDS.split())
"""Pieces of words that stand in half of all news and tell nothing."""
_MONEY = re.compile(r"株価|株は|株が|売上|売り上げ|純利益|営業利益|時価総額|円相場|終値|増収|減益|黒字|赤字")
"""Words of markets and results: what they tell is another kind of happening than a deed."""


class Signature(NamedTuple):
    """What one telling says, in the form in which two are compared."""

    key: str
    doc_id: str | None
    earliest: date
    latest: date
    actors: tuple[str, ...]
    chips: frozenset[str]
    places: frozenset[str]
    actions: frozenset[str]
    words: frozenset[str]
    figures: frozenset[str]
    telling: bool
    money: bool
    status: str

    @property
    def days(self) -> int:
        """Length of the interval in days."""
        return (self.latest - self.earliest).days + 1

    def moved(self, years: int) -> "Signature":
        """The same, some years later."""
        return self._replace(earliest=_moved(self.earliest, years), latest=_moved(self.latest, years))


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1) - timedelta(1)


class Signer:
    """Makes signatures with one topic's dictionary."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self._up: dict[str, frozenset[str]] = {}
        self._related: dict[tuple[str, str], bool] = {}
        actors = (n for e in topic.entities.values() if e.kind not in ("chip", "place") for n in e.spellings)
        self._own_names = frozenset(w for n in actors for w in _words(n) if not "一" <= w[0] <= "龠")
        named = [e for e in topic.entities.values() if e.kind in ("chip", "place")]
        spelt = {n: e for e in named for n in e.spellings if len(n) > 1}
        self._named = [(e.kind, e.entity_id if e.role != "country" else "") for e in spelt.values()]
        self._names = ahocorasick_rs.AhoCorasick(list(spelt), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        deeds = {p.removesuffix("する"): row.action for p, row in topic.predicates.items() if p.endswith("する")}
        nouns = {noun: action for noun, action in deeds.items() if action and len(noun) in _NOUN}
        self._actions = list(nouns.values())
        self._nouns = ahocorasick_rs.AhoCorasick(list(nouns))
        self.references = [r for row in topic.chronology if (r := self.of_reference(row))]

    def of_event(self, event: Event) -> Signature | None:
        """The signature of an event that has a date."""
        if event.earliest is None or event.latest is None:
            return None
        meaning = self.topic.predicates.get(event.predicate)
        actions, named, words = (
            self._actions_in(event.summary),
            self._named_in(event.summary),
            self.words(event.summary),
        )
        if event.action:
            actions = actions | {event.action}
        return Signature(
            key=event.event_id,
            doc_id=event.doc_id,
            earliest=event.earliest,
            latest=event.latest,
            actors=tuple(event.actors),
            chips=frozenset(event.chips),
            places=named["place"] | ({event.place} if event.place else set()),
            actions=actions,
            words=words,
            figures=figures(words),
            telling=bool(meaning and meaning.attitude),
            money=bool(_MONEY.search(event.summary)),
            status=event.status,
        )

    def of_reference(self, row: ChronologyCsvRow) -> Signature | None:
        """The signature of a row of the chronology."""
        if row.earliest is None or row.latest is None:
            return None
        named, words = self._named_in(row.event_ja), self.words(row.event_ja)
        return Signature(
            key=row.reference_id,
            doc_id=None,
            earliest=row.earliest,
            latest=row.latest,
            actors=row.actors,
            chips=named["chip"],
            places=named["place"],
            actions=self._actions_in(row.event_ja),
            words=words,
            figures=figures(words),
            telling=False,
            money=bool(_MONEY.search(row.event_ja)),
            status="happened",
        )

    def words(self, text: str) -> frozenset[str]:
        """Words of a telling; the names of actors say no more than the actors do."""
        return _words(text) - self._own_names

    def _actions_in(self, text: str) -> frozenset[str]:
        """Deeds whose nouns stand in a text: 会談, 承認."""
        words = "\n".join(_WORD.findall(text))
        return frozenset(self._actions[n] for n, _, _ in self._nouns.find_matches_as_indexes(words, overlapping=True))

    def _named_in(self, text: str) -> dict[str, frozenset[str]]:
        """Chips and places that a text names, countries left out."""
        found = {self._named[n] for n, _, _ in self._names.find_matches_as_indexes(text)}
        return {kind: frozenset(own for k, own in found if own and k == kind) for kind in ("chip", "place")}

    def above(self, entity_id: str) -> frozenset[str]:
        """An entity with whatever it belongs to."""
        if entity_id not in self._up:
            line, step = [entity_id], self.topic.entities.get(entity_id)
            while step and step.affiliation and step.affiliation not in line:
                line.append(step.affiliation)
                step = self.topic.entities.get(step.affiliation)
            self._up[entity_id] = frozenset(line)
        return self._up[entity_id]

    def roots(self, signature: Signature) -> frozenset[str]:
        """What the actors belong to in the end: camps, and what stands at the top of a line."""
        found: set[str] = set()
        for actor in signature.actors:
            side = self._side(actor)
            found.add(
                f"side:{side}"
                if side
                else max(self.above(actor), key=lambda e: (len(self.above(actor)) - len(self.above(e)), e))
            )
        return frozenset(found)

    def _side(self, entity_id: str) -> str | None:
        if entity_id in self.topic.metonyms:
            return self.topic.metonyms[entity_id].side
        entity = self.topic.entities.get(entity_id)
        return entity.side if entity else None

    def related(self, one: str, other: str) -> bool:
        """Whether two actors are one, one belongs to the other, or a place stands for the other's government."""
        pair = one, other
        if pair not in self._related:
            self._related[pair] = self._are_related(one, other)
        return self._related[pair]

    def _are_related(self, one: str, other: str) -> bool:
        if one in self.above(other) or other in self.above(one):
            return True
        metonyms = self.topic.metonyms
        return (
            (one in metonyms) != (other in metonyms)
            and self._side(one) is not None
            and self._side(one) == self._side(other)
        )


def _words(text: str) -> frozenset[str]:
    """Words of a text: pairs of characters of kanji compounds, katakana and Latin words, figures with their units."""
    found: set[str] = set()
    for match in _WORD.finditer(_DAYS.sub("、", text)):
        word = match[0]
        if "一" <= word[0] <= "龠" or word[0] == "々":
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        else:
            found.add(word.lower())
    return frozenset(found - _IDLE)


def figures(words: Iterable[str]) -> frozenset[str]:
    """Those of some words that are figures."""
    return frozenset(word for word in words if _FIGURE.match(word))
