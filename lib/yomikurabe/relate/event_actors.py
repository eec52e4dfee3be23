"""Who takes part in what a clause tells: its subjects and counterparts, and those carried over from before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from ..articles import Article
from ..tables import Argument, Clause, Mention
from ..topic import Topic
from .event_words import COMPANY, FIGURE, OWN, PAIR, PAIR_KINDS, SOURCE

_ACTORS = ("person", "org", "company", "think-tank", "media")
_ANYONE = ("person", "company", "org")
_COUNTERPARTS = ("ト", "ニ", "カラ")
_SUBJECTS = ("ガ", "ハ", "モ")
_REACH = 6
"""Sentences back to which a subject left out may refer."""

_OFFICES: dict[str, re.Pattern[str] | None] = {}


def _offices(topic: Topic) -> re.Pattern[str] | None:
    if topic.sha256 not in _OFFICES:
        names = sorted({row.office_ja for row in topic.offices}, key=lambda n: (-len(n), n))
        _OFFICES[topic.sha256] = re.compile("|".join(map(re.escape, names))) if names else None
    return _OFFICES[topic.sha256]


_start = attrgetter("start")


class Cast:
    """The names of one article, found by place and by who was spoken of last."""

    def __init__(self, article: Article, clauses: Sequence[Clause], mentions: Sequence[Mention], topic: Topic) -> None:
        self.text, self.sentences, self.topic = article.text, article.sentences, topic
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        self.clauses: dict[str, list[Clause]] = defaultdict(list)
        for mention in mentions:
            self.mentions[mention.sentence_id].append(mention)
        for clause in clauses:
            self.clauses[clause.sentence_id].append(clause)
        self.number = {s.sentence_id: i for i, s in enumerate(article.sentences)}

    def named(self, clause: Clause, roles: Iterable[str], kinds: Sequence[str]) -> list[str]:
        """Entities of these kinds in the arguments of a clause, each once, in the order of the text."""
        if clause.sentence_id not in self.mentions:
            return []
        return self.within(clause.sentence_id, [a[1:] for a in clause.arguments if a.role in roles], kinds)

    def within(self, sentence_id: str, spans: Iterable[tuple[int, int]], kinds: Sequence[str]) -> list[str]:
        """Entities of these kinds that end in stretches of a sentence; a phrase may have been cut inside a name."""
        mentions = self.mentions.get(sentence_id, ())
        found = [m for s, e in spans for m in mentions if s < m.end <= e and m.kind in kinds]
        return list(dict.fromkeys([m.entity_id for m in sorted(found, key=_start)]))

    def of(self, clause: Clause, day: date | None) -> list[str]:
        """Who takes part: subjects, or who was spoken of before, then counterparts."""
        actors = self._subjects(clause, day) or self._carried(clause)
        sources = [a for a in clause.arguments if SOURCE.match(self.text, a.end)]
        counterparts = self.named(
            clause._replace(arguments=tuple(a for a in clause.arguments if a not in sources)), _COUNTERPARTS, _ACTORS
        )
        found = list(dict.fromkeys([*actors, *counterparts]))
        return found or self.named(clause, ("デ", "ヲ"), _ACTORS)

    def _subjects(self, clause: Clause, day: date | None) -> list[str]:
        roles = (*_SUBJECTS, "head") if clause.embedding == "adnominal" else _SUBJECTS
        own = [a for a in clause.arguments if a.role in roles]
        heads = {a.start for a in own}
        own += [a for a in clause.arguments if a.role == "ト" and a.end + 1 in heads]  # AとBは
        spans = [(a.start, a.end) for a in own]
        found = self.within(clause.sentence_id, spans, _ACTORS)
        return found or self._pair(clause, own) or self._officers(own, day) or self._states(clause.sentence_id, spans)

    def _states(self, sentence_id: str, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Countries, and places that stand for a government."""
        return [p for p in self.within(sentence_id, spans, ("place",)) if self._is_state(p)]

    def _is_state(self, place: str) -> bool:
        entity = self.topic.entities.get(place)
        return place in self.topic.metonyms or bool(entity and entity.role == "country")

    def _pair(self, clause: Clause, subjects: Sequence[Argument]) -> list[str]:
        """両国, 両社 …: the two named last before it."""
        for argument in subjects:
            if word := PAIR.search(self.text, argument.start, argument.end):
                kinds = PAIR_KINDS.get(word[0][1:2], _ANYONE)
                found: list[str] = []
                for mention in self._before(clause.sentence_id, argument.start):
                    if mention.kind in kinds and self._is_party(mention) and mention.entity_id not in found:
                        found.append(mention.entity_id)
                        if len(found) == 2:
                            return found[::-1]
        return []

    def _is_party(self, mention: Mention) -> bool:
        """Countries, not cities, are meant by 両国."""
        entity = self.topic.entities.get(mention.entity_id)
        return mention.kind != "place" or bool(entity and entity.role == "country")

    def _before(self, sentence_id: str, position: int) -> Iterable[Mention]:
        """Mentions before a position, the last first, some sentences back."""
        number = self.number[sentence_id]
        for sentence in self.sentences[max(number - _REACH, 0) : number + 1][::-1]:
            for mention in reversed(self.mentions.get(sentence.sentence_id, ())):
                if mention.end <= position:
                    yield mention

    def _officers(self, subjects: Sequence[Argument], day: date | None) -> list[str]:
        """Whoever held an office that stands without a name: 財務相は."""
        offices = _offices(self.topic)
        if offices is None or day is None:
            return []
        names = [m[0] for a in subjects for m in offices.finditer(self.text, a.start, a.end)]
        held = [
            row.entity_id
            for name in names
            for row in self.topic.offices
            if row.office_ja == name and (row.starts or day) <= day <= (row.ends or day)
        ]
        return list(dict.fromkeys(held)) if len(set(held)) == len(names) else []

    def _carried(self, clause: Clause) -> list[str]:
        """Who was spoken of before, where the clause leaves its subject out or its subject belongs to them."""
        if clause.voice == "passive" and clause.embedding == "adnominal":
            return []
        own = [a for a in clause.arguments if a.role in _SUBJECTS and self.text[a.start : a.end] != "の"]
        if any(COMPANY.search(self.text, a.start, a.end) for a in own):
            return self.spoken_of(clause, ("company",)) or self._company_before(clause)
        if own and not any(OWN.search(self.text, a.start, a.end) for a in own):
            return self._pair(clause, clause.arguments)
        if not own and FIGURE.match(clause.predicate):
            return []
        return self._around(clause) or self._pair(clause, clause.arguments) or self.spoken_of(clause)

    def _company_before(self, clause: Clause) -> list[str]:
        """The firm named last, whatever its part in the sentence."""
        firms = [m.entity_id for m in self._before(clause.sentence_id, clause.predicate_start) if m.kind == "company"]
        return firms[:1]

    def _around(self, clause: Clause) -> list[str]:
        clauses = {c.clause_id: c for c in self.clauses[clause.sentence_id]}
        outer = clauses.get(clause.parent_id or "")
        while outer is not None:
            own = tuple(a for a in outer.arguments if a.end <= clause.start or clause.embedding not in ("chain", None))
            if found := self.named(outer._replace(arguments=own), ("ハ", "モ", "ガ"), _ACTORS):
                return found
            outer = clauses.get(outer.parent_id or "")
        return []

    def spoken_of(self, clause: Clause, kinds: Sequence[str] = _ACTORS) -> list[str]:
        """Who was the subject last before the predicate of a clause.

        That is the topic (は) of a sentence shortly before it, else its subject (が), else a country.
        """
        number = self.number[clause.sentence_id]
        back = self.sentences[max(number - _REACH, 0) : number + 1][::-1]
        told = [
            c
            for s in back
            for c in reversed(self.clauses.get(s.sentence_id, ()))
            if s.sentence_id != clause.sentence_id or c.predicate_start < clause.predicate_start
        ]
        for role in ("ハ", "ガ"):
            for other in told:
                if found := self.named(other, (role,), kinds):
                    return found
        subjects = ([(a.start, a.end) for a in c.arguments if a.role in ("ハ", "ガ")] for c in told if kinds == _ACTORS)
        states = (self._states(c.sentence_id, spans) for c, spans in zip(told, subjects, strict=False))
        return next(filter(None, states), [])
