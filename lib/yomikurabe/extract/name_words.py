"""Words of the language around names: titles, suffixes of bodies, words that only look like names.

They stand in CSVs beside this module: `name_titles.csv` (word, role: honorific, office, firm or occupation follow a
name, before stands in front of one), `name_bodies.csv` (suffix, kind of the body, what must stand before it, slug of a
country's own body) and `name_plain.csv` (word, why it is no name).
"""

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

KATAKANA = "ァ-ヺー"
KANJI = "一-鿿㐀-䶿々〆"
LATIN = "A-Za-zÀ-ɏ"


class Body(NamedTuple):
    """How a body's name ends: its kind, what must stand before (country, person, name or firm), a country's slug."""

    suffix: str
    kind: str
    needs: str
    slug: str


def _rows(name: str) -> list[list[str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _words(name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, role in _rows(name):
        found.setdefault(role, set()).add(word)
    return {role: frozenset(words) for role, words in found.items()}


def any_of(words: Iterable[str]) -> str:
    """A pattern that fits any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


TITLES = _words("name_titles.csv")
PLAIN = _words("name_plain.csv")
BODIES = {row[0]: Body(*row) for row in _rows("name_bodies.csv")}

HONORIFICS = TITLES["honorific"]
OFFICES = TITLES["office"] | TITLES["firm"] | TITLES["occupation"]
FOLLOWING = HONORIFICS | OFFICES


def _needing(*needs: str) -> frozenset[str]:
    return frozenset(body.suffix for body in BODIES.values() if body.needs in needs)


COUNTRY_BODIES, PERSON_BODIES = _needing("country"), _needing("person")
NAMED_BODIES, LATIN_BODIES, LEADS_TO_FIRM = _needing("name", "firm"), _needing("latin"), _needing("after")

BETWEEN = re.compile(r"\s?[米英中日韓独仏露印豪台加伊蘭欧]?(?:前|元|現|新|次期|暫定|名誉|筆頭|上級|首席|主任|兼)?")
"""What may stand between a name and its title: ○○前首相, ○○米大統領."""

FIELD = re.compile(rf"[{KANJI}A-Z・]{{1,8}}")
"""A country, a body or a field between a full name and its title: ○○商務長官, ○○AI担当補佐官."""

LINK = re.compile(r"(?:で(?:も?ある|、)|の|兼|、|,)?\s?$")
"""What may stand between a title and the name after it: 監督の○○, CEO、○○."""

SPEAKS = re.compile(
    r"""(?:は|が|も|自身は)、?(?:[^。、「」\n]{0,10})?
    (?:述べ|言[うわいっえ]|語[っりる]|話[しすせ]|指摘|主張|強調|説明|付け加え|明らか|考え|警告|反論|発言|表明|答え|認め|発表|求め)
    |によ(?:れば|ると)""",
    re.VERBOSE,
)
"""What follows the name of somebody who speaks."""

_ROLES = {
    "title": FOLLOWING,
    "leading": TITLES["before"],
    "state": COUNTRY_BODIES,
    "government": PERSON_BODIES,
    "suffix": NAMED_BODIES,
    "firm": LEADS_TO_FIRM,
}
_ALL_WORDS = [
    (word, tuple(role for role, words in _ROLES.items() if word in words))
    for word in sorted(frozenset().union(*_ROLES.values()))
]


@cache
def _automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick([word for word, _ in _ALL_WORDS], matchkind=ahocorasick_rs.MatchKind.Standard)


def find_words(text: str) -> Iterable[tuple[str, tuple[str, ...], int, int]]:
    """(word, its roles, start, end) of every title and word of a body in a text, those inside longer ones as well.

    Roles: `title` follows a name, `leading` leads to one, `state` is a body after its country, `government` after its
    head, `suffix` ends a body's name, `firm` leads to a firm's.
    """
    for number, start, end in _automaton().find_matches_as_indexes(text, overlapping=True):
        word, roles = _ALL_WORDS[number]
        yield word, roles, start, end
