"""Find the dictionary's names in a text: every spelling at once, then one named refusal for each way to be wrong."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

from ..tables import Entity
from ..topic import EntityRow, Topic
from .name_text import PLACE, STRONG, fold, lower
from .name_words import KANJI
from .sounds import sound_key


class Entry(NamedTuple):
    """One spelling of one entity: `full`, a well-known person's plain `surname`, or a `short` form."""

    row: EntityRow
    spelling: str
    sort: str


class Shape(NamedTuple):
    """A shape of name: what has it is of this kind, and of this maker."""

    pattern: re.Pattern[str]
    kind: str
    vendor: str | None


class Lexicon(NamedTuple):
    """A topic's names, made ready for finding.

    `entries` and `certain` stand in the order of the automaton's patterns. `certain` has (entity_id, kind, rank,
    spellings in their own case) where a pattern can mean one thing only.
    """

    automaton: ahocorasick_rs.AhoCorasick
    entries: list[tuple[Entry, ...]]
    certain: list[tuple[str, str, int, frozenset[str]] | None]
    numbers: dict[str, int]
    rows: dict[str, EntityRow]
    people: dict[str, tuple[EntityRow, ...]]
    belonging: dict[str, frozenset[str]]
    offices: dict[str, tuple[str, ...]]
    shapes: tuple[Shape, ...]
    numbered: re.Pattern[str]
    any_shape: re.Pattern[str]
    nations: frozenset[str]
    initials: dict[str, EntityRow]

    def spelt(self, form: str) -> tuple[Entry, ...]:
        """The entries with a spelling."""
        number = self.numbers.get(lower(fold(form)))
        return () if number is None else self.entries[number]


_LEXICA: dict[str, Lexicon] = {}
"""Lexica by the hash of their topic: a process reads many articles with one topic."""
_SORTS = ("full", "surname", "short")
_WHOLE_NAME = re.compile(rf"[・\s.=]|^[{KANJI}]|^.$")


def lexicon(topic: Topic) -> Lexicon:
    """The topic's names, compiled once a process."""
    if topic.sha256 not in _LEXICA:
        _LEXICA[topic.sha256] = _compile(topic)
    return _LEXICA[topic.sha256]


def _compile(topic: Topic) -> Lexicon:
    spelt: dict[str, list[Entry]] = {}
    people: dict[str, dict[str, EntityRow]] = {}
    belonging: dict[str, set[str]] = {}
    offices: dict[str, tuple[str, ...]] = {}
    initials = {form: row for row in topic.entities.values() if row.kind == "place" for form in _single(row)}
    for row in topic.entities.values():
        for entry in _entries(topic, row):
            for form in _forms(entry.spelling):
                spelt.setdefault(form, []).append(entry)
            if row.kind == "person" and "・" in entry.spelling:
                people.setdefault(sound_key(entry.spelling), {})[row.entity_id] = row
        if row.affiliation:
            belonging.setdefault(row.affiliation, set()).add(row.entity_id)
    for office in topic.offices:
        offices[office.entity_id] = (*offices.get(office.entity_id, ()), office.office_ja)
    entries = [tuple(sorted(found, key=lambda entry: _SORTS.index(entry.sort))) for found in spelt.values()]
    return Lexicon(
        ahocorasick_rs.AhoCorasick(list(spelt), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        entries,
        [_certain(found) for found in entries],
        {form: number for number, form in enumerate(spelt)},
        topic.entities,
        {key: tuple(rows.values()) for key, rows in people.items()},
        {key: frozenset(ids) for key, ids in belonging.items()},
        offices,
        tuple(Shape(re.compile(shape.pattern), shape.kind, shape.vendor) for shape in topic.shapes),
        _numbered("".join(shape.pattern for shape in topic.shapes)),
        re.compile("|".join(f"(?:{shape.pattern})" for shape in topic.shapes)),
        frozenset(row.entity_id for row in topic.entities.values() if is_nation(row)),
        initials,
    )


def _certain(entries: tuple[Entry, ...]) -> tuple[str, str, int, frozenset[str]] | None:
    row = entries[0].row
    if row.kind == "org" or any(entry.sort != "full" or entry.row != row for entry in entries):
        return None
    spellings = frozenset(form for entry in entries for form in _cased_forms(entry.spelling))
    return row.entity_id, row.kind, PLACE if row.kind == "place" else STRONG, spellings


def _numbered(patterns: str) -> re.Pattern[str]:
    """Digits with a letter beside them, or before a space or stroke, as all shapes have them."""
    letters = "A-Za-z" + "".join(sorted(letter for letter in set(patterns) if letter > "゠"))
    return re.compile(rf"[0-9](?:(?<=[{letters}][0-9])|(?<=[{letters}][ -][0-9])|(?=[A-Z]))[0-9]*")


def is_nation(row: EntityRow) -> bool:
    """Whether a place is a country or territory: it has bodies of its own."""
    return row.kind == "place" and row.role in ("country", "territory")


def _single(row: EntityRow) -> list[str]:
    return [form for form in row.short_forms if len(form) == 1]


def _entries(topic: Topic, row: EntityRow) -> Iterator[Entry]:
    for spelling in row.spellings:
        if not _of_maker(topic, row, spelling):
            plain = row.kind == "person" and spelling != row.name_ja and not _WHOLE_NAME.search(spelling)
            yield Entry(row, spelling, "surname" if plain else "full")
    for spelling in row.short_forms:
        if row.kind != "place" or len(spelling) > 1:
            yield Entry(row, spelling, "short")


def _of_maker(topic: Topic, row: EntityRow, spelling: str) -> bool:
    """A thing's name with its maker's before it: the text names both."""
    maker, _, rest = spelling.rpartition(" ")
    owner = topic.entities.get(row.affiliation or "")
    return owner is not None and maker in owner.spellings and rest in row.spellings


def _forms(spelling: str) -> set[str]:
    """A spelling as it can stand in folded text: the parts of a name with a dot, a space or nothing between them."""
    return {lower(form) for form in _cased_forms(spelling)}


def _cased_forms(spelling: str) -> set[str]:
    plain = fold(spelling)
    return {plain, plain.replace("・", " "), plain.replace("・", "")} if "・" in plain else {plain}


def entity_of(row: EntityRow) -> Entity:
    """A row of the dictionary as an entity."""
    return Entity(
        row.entity_id,
        row.kind,
        row.name_ja,
        row.name_en,
        row.side,
        row.role,
        row.affiliation,
        True,
        row.fiscal_year_end,
    )
