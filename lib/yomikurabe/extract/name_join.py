"""Join what was found in one article: a family name to the full one, a bracket to the name before it, later namings.

An unknown thing's id comes from its full form by sound.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ..tables import Entity, say
from .name_bodies import FoundBody
from .name_dictionary import Lexicon
from .name_people import Person
from .name_text import FOUND, PLACE, SHORT, Candidate, Page
from .name_words import FOLLOWING, KANJI, KATAKANA, LATIN, PLAIN, SPEAKS
from .sounds import closeness, same_sound, slug, sound_key

_BRACKET = re.compile(
    rf"\s?[(〔]\s?(?P<name>[{KATAKANA}・\s]{{3,30}}|[{LATIN}.\s&'-]{{2,40}}|[{KANJI}]{{2,8}})\s?[)〕]"
)
_LETTERS = re.compile(rf"[{KATAKANA}{LATIN}0-9・]")
_IN_KANJI = re.compile(f"[{KANJI}]")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{1,9}$")
_NEAR = 0.7
"""Least closeness of two whole names whose given names sound alike to be one person's."""


class Register:
    """The entities of one article that the dictionary does not have, and all their forms."""

    def __init__(self, page: Page, lexicon: Lexicon, known: Sequence[Candidate]) -> None:
        self.page, self.lexicon = page, lexicon
        self.found: dict[str, Entity] = {}
        self.forms: dict[str, tuple[str, str, bool]] = {}
        self.people: list[tuple[Person, str]] = []
        self.known = {c.start: c for c in known}
        self.named = {c.entity_id for c in known}
        self.same: dict[str, str] = {}

    def add(self, form: str, kind: str, entity_id: str = "", english: str = "", affiliation: str | None = None) -> str:
        """The id of an unknown thing, by its full form unless it is given; its row is made at its first naming."""
        key = slug(form) or form
        entity_id = entity_id or key
        namesake = self.lexicon.rows.get(entity_id) or self.found.get(entity_id)
        if namesake is not None and not english and (namesake.kind != kind or entity_id in self.lexicon.rows):
            entity_id = f"{entity_id}-{kind}"
        english = english or (form if form.isascii() else key.replace("-", " ").title() if key.isascii() else form)
        row = Entity(entity_id, kind, form, english, None, None, affiliation, False, None)
        self.found.setdefault(entity_id, row)
        return entity_id

    def joined(self, candidate: Candidate) -> Candidate:
        """The candidate under the id of the thing that a bracket showed it to be."""
        entity_id = self.same.get(candidate.entity_id)
        return candidate._replace(entity_id=entity_id, kind=self.kind(entity_id)) if entity_id else candidate

    def alone(self, person: Person, entity_id: str) -> bool:
        """Whether nobody else found so far has the person's family name."""
        return all(other == entity_id for known, other in self.people if known.family == person.family)

    def kind(self, entity_id: str) -> str:
        row = self.lexicon.rows.get(entity_id)
        return row.kind if row else self.found[entity_id].kind


def join_people(register: Register, people: Iterable[Person]) -> Iterator[Candidate]:
    """People as candidates: full names first, then what stands for them."""
    everyone = sorted(set(people))
    for person in everyone:
        known = register.known.get(person.start)
        if known is not None and known.end == person.end:
            if person.full:
                register.people.append((person, known.entity_id))
        elif person.full:
            entity_id, note = _full_name(register, person)
            register.people.append((person, entity_id))
            register.forms.setdefault(person.surface, (entity_id, "person", True))
            if len(person.family) > 1 and register.alone(person, entity_id):
                register.forms.setdefault(person.family, (entity_id, "person", False))
            yield Candidate(person.start, person.end, entity_id, "person", FOUND, note)
    for person in everyone:
        if not person.full and person.start not in register.known and (whom := _family_name(register, person)):
            register.forms.setdefault(person.surface, (whom, "person", False))
            yield Candidate(person.start, person.end, whom, "person", SHORT, say("names.short_form"))


def _full_name(register: Register, person: Person) -> tuple[str, str]:
    """The entity of a full name: one of the dictionary that sounds the same, one found before, or a new one."""
    rows = register.lexicon.people.get(sound_key(person.surface), ()) if "・" in person.surface else ()
    if len(rows) == 1:
        return rows[0].entity_id, say("names.by_sound", name=rows[0].name_ja)
    if near := _nearly(register, person):
        return near, say("names.by_sound", name=register.lexicon.rows[near].name_ja)
    for other, entity_id in register.people:
        if _one_name(person, other):
            return entity_id, ""
    return register.add(person.surface, "person"), ""


def _nearly(register: Register, person: Person) -> str | None:
    """A person of the dictionary whom the article's other names speak for, and whose name nearly sounds the same."""
    if "・" not in person.surface:
        return None
    given, key = person.surface.split("・")[0], sound_key(person.surface)
    found = {
        row.entity_id
        for known, rows in register.lexicon.people.items()
        if known[:1] == key[:1] and closeness(known, key) >= _NEAR
        for row in rows
        if row.affiliation in register.named and _same_first_sounds(row.name_ja.split("・"), given, person.family)
    }
    return found.pop() if len(found) == 1 else None


def _same_first_sounds(parts: Sequence[str], given: str, family: str) -> bool:
    """Whether a known name has the same given name by sound, and a family name that begins alike."""
    return same_sound(parts[0], given) and sound_key(parts[-1])[:2] == sound_key(family)[:2]


def _one_name(one: Person, other: Person) -> bool:
    if one.surface == other.surface:
        return True
    first, second = re.split(r"[・\s]", one.surface), re.split(r"[・\s]", other.surface)
    return len(first) == len(second) > 1 and all(same_sound(a, b) for a, b in zip(first, second, strict=True))


def _family_name(register: Register, person: Person) -> str | None:
    """Whom a family name means: the one person of that name, in spelling or in sound; else somebody new."""
    full = [(p, i) for p, i in register.people if person.surface in (p.family, p.surface.split("・")[0])]
    if not full and not re.match(rf"[{KANJI}]", person.surface):
        full = [(p, i) for p, i in register.people if same_sound(p.family, person.family)]
    before = {entity_id for other, entity_id in full if other.start < person.start}
    ids = before if len(before) == 1 else {entity_id for _, entity_id in full}
    if len(ids) == 1:
        return ids.pop()
    if known := _known_family(register, person):
        return known
    return register.add(person.surface, "person") if person.sure else None


def _known_family(register: Register, person: Person) -> str | None:
    """The one person of the dictionary, named in the article, whose family name sounds like it, or who is called so."""
    rows = [register.lexicon.rows[i] for i in sorted(register.named) if register.kind(i) == "person"]
    alike = [
        row.entity_id
        for row in rows
        if person.surface in (*row.name_en.split(), *row.name_ja.split("・"))
        or same_sound(row.name_ja.split("・")[-1], person.surface)
    ]
    return alike[0] if len(alike) == 1 else None


def join_bodies(register: Register, bodies: Iterable[FoundBody]) -> Iterator[Candidate]:
    """Companies and bodies as candidates."""
    for body in sorted(set(bodies)):
        entity_id = register.add(body.surface, body.kind)
        register.forms.setdefault(body.surface, (entity_id, register.kind(entity_id), True))
        yield Candidate(body.start, body.end, entity_id, register.kind(entity_id), FOUND)


def join_places(register: Register, places: Iterable[tuple[int, int]]) -> Iterator[Candidate]:
    """Places as candidates: those that the dictionary has were found, or refused, before."""
    for start, end in places:
        surface = register.page.folded[start:end]
        if start in register.known or register.lexicon.spelt(surface):
            continue
        entity_id = register.add(surface, "place")
        yield Candidate(start, end, entity_id, "place", PLACE)


def join_brackets(register: Register, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """A name in brackets directly after a name is another spelling of it: 世界保健機関(WHO)."""
    for candidate in candidates:
        found = _BRACKET.match(register.page.folded, candidate.end)
        if not found or candidate.kind in ("place", "chip"):
            continue
        start, name = found.start("name"), found["name"].strip()
        if register.known.get(start) or not _other_spelling(name, candidate.kind):
            continue
        earlier = register.forms.setdefault(name, (candidate.entity_id, candidate.kind, True))[0]
        if earlier != candidate.entity_id:
            register.same[earlier] = candidate.entity_id
        yield Candidate(start, start + len(name), candidate.entity_id, candidate.kind, FOUND)


def _other_spelling(name: str, kind: str) -> bool:
    if name in PLAIN["ordinary"] or name in PLAIN["region"] or name in FOLLOWING:
        return False
    if kind == "person":
        return bool(re.search(r"[・\s]", name)) and not re.search(r"\d", name)
    return bool(_ACRONYM.match(name)) or bool(re.match(rf"[{KATAKANA}・]+$|[{LATIN}.&' -]+$", name))


def join_later(register: Register) -> Iterator[Candidate]:
    """Every further naming of what was found: full forms anywhere, family names with a title or of one who speaks."""
    page, text = register.page, register.page.folded
    for form, (entity_id, kind, full) in register.forms.items():
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if _stands_alone(page, start, end) and (full or SPEAKS.match(page.after(end)) or page.title_after(end)):
                note = "" if full else say("names.short_form")
                yield Candidate(start, end, entity_id, kind, FOUND if full else SHORT, note)
            start = text.find(form, end)


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Whether no letter of the same script goes on beside a form; short forms in kanji are tokens."""
    text = page.folded
    if _LETTERS.match(text[start - 1 : start]) or _LETTERS.match(text, end):
        return False
    return end - start > 2 or not _IN_KANJI.match(text, start) or page.token_at(start) is not None
