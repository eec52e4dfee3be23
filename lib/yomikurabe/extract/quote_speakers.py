"""Who speaks: the phrase beside a reporting verb, resolved to an entity or to a slug for a nameless source."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..tables import Argument, Clause, Mention
from .quote_words import ANAPHORS, COMPANY_ANAPHORS, HUMAN, NAMELESS, PLURAL_ANAPHORS, STATEMENTS

_SUBJECTS = ("ガ", "ハ", "モ")
_BODIES = ("org", "company", "media", "think-tank")
_LONGEST = max(map(len, NAMELESS))


class Speaker(NamedTuple):
    """A speaker: its entity or slug, the words that name it, and where they stand."""

    entity_id: str
    surface: str
    start: int
    end: int


class Cast:
    """The mentions of one article, by place."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self.starts = [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions in a stretch of the text."""
        first = bisect_left(self.starts, start)
        return [m for m in self.mentions[first : bisect_left(self.starts, end)] if m.end <= end]

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but a name."""
        return any(m.start <= start and end <= m.end for m in self.within(start - 1, end + 1))

    def medium(self, spans: Iterable[Argument]) -> str | None:
        """The outlet named in one of these phrases."""
        named = (m.entity_id for a in spans for m in self.within(a.start, a.end) if m.kind == "media")
        return next(named, None)

    def before(self, place: int, kinds: Sequence[str]) -> Mention | None:
        """The last mention of one of these kinds before a place."""
        for i in range(bisect_left(self.starts, place) - 1, -1, -1):
            if self.mentions[i].kind in kinds:
                return self.mentions[i]
        return None

    def owner(self, start: int, end: int) -> Speaker | None:
        """Whose a thing is: 同社の決算は speaks of the company."""
        for m in self.within(start, end):
            if m.kind in ("person", *_BODIES):
                return Speaker(m.entity_id, m.surface, m.start, m.end)
        return None

    def of_phrase(self, start: int, end: int, last: Speaker | None) -> Speaker | None:
        """Who a noun phrase names, if that can speak: a person rather than the employer, then a body, then a place that
        ends the phrase (中国は), then a source without a name."""
        first = bisect_left(self.starts, start)
        if first and start < self.mentions[first - 1].end:
            start = self.starts[first - 1]  # a name that the analyser cuts in two
        phrase = self.text[start:end]
        named = self.within(start, end)
        for kinds in (("person",), _BODIES):
            found = [m for m in named if m.kind in kinds]
            if found and self._speaks(found[-1], end):
                return Speaker(found[-1].entity_id, self.text[found[-1].start : end], start, end)
        back = self._anaphor(phrase, start, end, last)
        if back is not None:
            return back
        if named and named[-1].kind == "place" and len(self.text[named[-1].end : end]) <= 1:
            return Speaker(named[-1].entity_id, phrase, start, end)
        slug = _nameless(phrase)
        return Speaker(slug, phrase, start, end) if slug else None

    def _speaks(self, mention: Mention, end: int) -> bool:
        """Whether a phrase with this name means who bears it: 首相の発言 and 日銀の政策 do not speak, 日銀幹部 does."""
        rest = self.text[mention.end : end]
        if "の" not in rest:
            return not rest or len(rest) <= 12
        owned = rest.rpartition("の")[2]
        return owned in STATEMENTS or _can_speak(owned)

    def _anaphor(self, phrase: str, start: int, end: int, last: Speaker | None) -> Speaker | None:
        if PLURAL_ANAPHORS.match(phrase) and last is not None:
            return Speaker(last.entity_id, phrase, start, end)
        kinds = ("person",) if ANAPHORS.match(phrase) else _BODIES[:3] if COMPANY_ANAPHORS.match(phrase) else ()
        found = self.before(start, kinds) if kinds else None
        return Speaker(found.entity_id, phrase, start, end) if found else None


def _can_speak(noun: str) -> bool:
    return HUMAN.search(noun) is not None


def _nameless(phrase: str) -> str | None:
    """The slug of a source without a name: of the longest ending in the table, else made of its own last noun."""
    owner, _, owned = phrase.rpartition("の")
    if owner and owned in STATEMENTS:
        phrase = owner
    for size in range(min(len(phrase), _LONGEST), 1, -1):
        slug = NAMELESS.get(phrase[-size:])
        if slug:
            return slug
    noun = phrase.rpartition("の")[2].rpartition("、")[2]
    return noun if _can_speak(noun) and len(noun) > 1 else None


def find_speaker(cast: Cast, clause: Clause, last: Speaker | None) -> Speaker | None:
    """The speaker named beside a reporting verb: its subject, the noun that it modifies, or the one whose statement it
    is (専門家の分析では)."""
    groups = (_SUBJECTS, ("head",), ("デ", "カラ"))
    for roles in groups:
        for argument in clause.arguments:
            if argument.role in roles and (roles != ("デ", "カラ") or _is_statement(cast.text, argument)):
                found = cast.of_phrase(argument.start, argument.end, last)
                if found is not None:
                    return found
    return None


def _is_statement(text: str, argument: Argument) -> bool:
    """では after a statement (調査では), からは after people: never the place where something was said."""
    phrase = text[argument.start : argument.end]
    if argument.role == "カラ":
        return _can_speak(phrase)
    return text.startswith("では", argument.end) and phrase.rpartition("の")[2] in STATEMENTS


def has_subject(clause: Clause) -> bool:
    """Whether anything at all stands as the subject of a clause."""
    return any(a.role in _SUBJECTS for a in clause.arguments)
