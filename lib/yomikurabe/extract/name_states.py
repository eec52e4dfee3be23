"""Bodies of a state by the country or the person before them: フランス政府, 英首相官邸, サンチェス政権."""

import re
from collections.abc import Iterator, Sequence

from ..morphology import senses
from ..topic import EntityRow
from .name_dictionary import is_nation
from .name_join import Register
from .name_text import FOUND, SHAPE, STRONG, Candidate
from .name_words import BODIES, KANJI, KATAKANA

_BEFORE_GOVERNMENT = re.compile(r"(?:米|仏|英|韓|次期|新|前|第[一二三1-3]次)*")
_HEAD = re.compile(rf"(?<![{KATAKANA}{KANJI}・])(?:[{KATAKANA}]{{3,}}|[{KANJI}]{{2,4}})$")
_FOLLOWED = re.compile(rf"[長員官{KATAKANA}]")
_KANJI = re.compile(f"[{KANJI}]")
_KATAKANA = re.compile(f"[{KATAKANA}]")


def join_states(register: Register, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """What a state's bodies are called after: the country or its initial, the head of a government."""
    lexicon = register.lexicon
    nations = {key: lexicon.rows[key] for key in lexicon.nations & {c.entity_id for c in candidates}}
    for candidate in candidates:
        if candidate.entity_id in nations:
            yield from _bodies_of(register, nations[candidate.entity_id], candidate.start, candidate.end)
        elif candidate.kind == "person":
            yield from _government_of(register, candidate)
    yield from _by_initial(register)
    yield from _by_unknown(register)


def _government_of(register: Register, head: Candidate) -> Iterator[Candidate]:
    """The administration or cabinet of a person that stands after the name."""
    page = register.page
    between = _BEFORE_GOVERNMENT.match(page.folded, head.end)
    word = page.governments.get(between.end()) if between else None
    if between and word:
        end = between.end() + len(word)
        entity_id = f"{head.entity_id}-{BODIES[word].slug}"
        register.add(page.folded[head.start : end], "org", entity_id, affiliation=head.entity_id)
        yield Candidate(head.start, end, entity_id, "org", STRONG - 1)


def _bodies_of(register: Register, nation: EntityRow, start: int, end: int) -> Iterator[Candidate]:
    """The body of a country that stands after it; where の stands between, the country is no part of the name."""
    page = register.page
    of = page.folded[end : end + 1] == "の"
    word = page.state_bodies.get(end + of)
    if word is None or len(word) <= of or _FOLLOWED.match(page.folded, end + of + len(word)):
        return
    body = BODIES[word]
    entity_id = f"{nation.entity_id}-{body.slug}"
    if entity_id not in register.lexicon.rows:
        english = f"{nation.name_en}: {body.slug.replace('-', ' ')}"
        register.add(nation.name_ja + body.suffix, "org", entity_id, english, nation.entity_id)
    yield Candidate(end + of if of else start, end + of + len(word), entity_id, "org", SHAPE)


def _by_initial(register: Register) -> Iterator[Candidate]:
    text, initials = register.page.folded, register.lexicon.initials
    for place in register.page.state_bodies:
        nation = initials.get(text[place - 1]) if place else None
        if nation is not None and is_nation(nation) and not _KANJI.match(text[max(0, place - 2) : place - 1]):
            yield from _bodies_of(register, nation, place - 1, place)


def _by_unknown(register: Register) -> Iterator[Candidate]:
    """An administration called after somebody whom neither the dictionary nor the article names otherwise."""
    page = register.page
    for place, word in page.governments.items():
        if not (found := _HEAD.search(page.folded[max(0, place - 14) : place])):
            continue
        start, end = place - len(found[0]), place + len(word)
        sorts = page.sorts_of(start, place)
        by_sound = _KATAKANA.match(found[0]) and not (senses(found[0]) - {"P"})
        if by_sound or (sorts and set(sorts) <= set("FGP")):
            entity_id = register.add(page.folded[start:end], "org", _of_known(register, found[0], word))
            yield Candidate(start, end, entity_id, "org", FOUND)


def _of_known(register: Register, name: str, word: str) -> str:
    """The id of the administration of somebody whom the dictionary has by that name alone; "" where it has nobody."""
    people = {entry.row.entity_id for entry in register.lexicon.spelt(name) if entry.row.kind == "person"}
    return f"{people.pop()}-{BODIES[word].slug}" if len(people) == 1 else ""
