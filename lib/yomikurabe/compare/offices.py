"""A topic's offices and firms by person, as the finders of wrong roles need them; made once for a topic."""

import re
from collections import defaultdict
from collections.abc import Container
from datetime import date
from typing import NamedTuple

from ..topic import Topic

_NO_TITLE = "補府夫令選就候報顧専経職執行特級代"
"""What follows a title that is part of a longer word: 大統領補佐官, 大統領令."""


class Term(NamedTuple):
    """One person in one office for a time."""

    entity_id: str
    title: str
    starts: date | None
    ends: date | None

    def covers(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)


class Offices:
    """A topic's offices by person and by title, and who belongs to whom; made once for a topic."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.by_person: dict[str, list[Term]] = defaultdict(list)
        self.by_title: dict[str, list[Term]] = defaultdict(list)
        self.firms: dict[str, set[str]] = defaultdict(set)
        firms = {n: e.entity_id for e in topic.entities.values() if e.kind == "company" for n in e.spellings}
        places = (e for e in topic.entities.values() if e.kind == "place")
        lands = dict.fromkeys(n for e in places for n in (*e.spellings, *e.short_forms))
        for row in topic.offices:
            if firm := _beginning(row.office_ja, firms):
                self.firms[row.entity_id].add(firms[firm])
                continue
            title = row.office_ja.removeprefix(_beginning(row.office_ja, lands))
            term = Term(row.entity_id, title, row.starts, row.ends)
            if len(term.title) > 1:
                self.by_person[row.entity_id].append(term)
                self.by_title[term.title].append(term)
        for entity in topic.entities.values():
            if entity.kind == "person" and entity.affiliation:
                self.firms[entity.entity_id].add(entity.affiliation)
        titles = "|".join(map(re.escape, sorted(self.by_title, key=len, reverse=True))) or r"(?!)"
        lead = "(?:" + "|".join(map(re.escape, sorted(lands, key=len, reverse=True))) + ")?" if lands else ""
        self.starts = frozenset(w[0] for w in (*self.by_title, *lands, "前", "元", "次期", "当時の"))
        self.after = re.compile(rf"(?P<old>前|元|次期|当時の)?{lead}(?P<title>{titles})(?![{_NO_TITLE}])")
        self.before = re.compile(rf"(?P<old>前|元|次期|当時の)?(?P<title>{titles})(?:の|、|・)?\Z")
        self.makers = frozenset({e.affiliation for e in topic.entities.values() if e.kind == "chip" and e.affiliation})

    def above(self, entity_id: str) -> list[str]:
        """An entity with whatever it belongs to."""
        line = [entity_id]
        while (row := self.topic.entities.get(line[-1])) and row.affiliation and row.affiliation not in line:
            line.append(row.affiliation)
        return line

    def related(self, one: str, other: str) -> bool:
        """Whether one is the other or belongs to it."""
        return one in self.above(other) or other in self.above(one)


def _beginning(office: str, names: Container[str]) -> str:
    """The longest of some names that an office begins with."""
    return next((office[:end] for end in range(len(office), 0, -1) if office[:end] in names), "")


_MADE: dict[str, Offices] = {}


def offices_of(topic: Topic) -> Offices:
    if topic.sha256 not in _MADE:
        _MADE[topic.sha256] = Offices(topic)
    return _MADE[topic.sha256]
