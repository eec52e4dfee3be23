"""Slips: a name that is written wrong, or taken for something else, where the article shows what is meant."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from ..tables import say
from .name_dictionary import Lexicon
from .name_text import SHAPE, Candidate, Page

_SUSPECT = re.compile(r"[OIl](?:(?<=[0-9].)(?![a-z])|(?<=[A-Z].)(?=[0-9]))")
_CODE = re.compile(r"(?<![A-Za-z0-9.-])[A-Z]{1,3}[0-9OIl]{1,5}[A-Z]?(?![A-Za-z0-9])")
"""A code of letters and digits; suspect is a letter that looks like a digit beside a digit."""
_LOOKS_LIKE = str.maketrans("OIl", "011")
_SUBSTANCE = re.compile(r"\s?(?:\(水\)|を(?:飲|加え|沸)|の?(?:分子|化学|結晶|蒸気)|リテイリング|冷却)")
"""What follows a formula that is written like a code."""
_FIRM = re.compile(r"社(?![員長会内外説債])")


def find_slips(page: Page, lexicon: Lexicon, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Codes of products in which a letter stands for a digit.

    Meant is the code of the same letters that the article names and that is at most one digit away, of several the one
    that it names most often; where it names none, the dictionary's code that the corrected digits spell.
    """
    if not (suspects := list(_SUSPECT.finditer(page.folded))):
        return
    whose = {page.folded[c.start : c.end].upper(): c.entity_id for c in chosen if c.kind == "chip"}
    named = Counter(page.folded[c.start : c.end].upper() for c in chosen if c.kind == "chip")
    for found in _codes(page.folded, suspects):
        code = found[0][0] + found[0][1:].translate(_LOOKS_LIKE)
        if code == found[0] or found[0] in named or _SUBSTANCE.match(page.folded, found.end()):
            continue
        near = [name for name in named if _letters(name) == _letters(code) and _one_apart(name, code)]
        exact = [entry.row for entry in lexicon.spelt(code) if entry.row.kind == "chip"]
        if near:
            meant = max(near, key=lambda name: (named[name], name))
            yield Candidate(*found.span(), whose[meant], "chip", SHAPE, say("names.slip", meant=meant))
        elif exact and named:
            yield Candidate(*found.span(), exact[0].entity_id, "chip", SHAPE, say("names.slip", meant=code))


def _codes(text: str, suspects: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The codes that suspect places lie in, each once."""
    reach = 0
    for suspect in suspects:
        found = _CODE.search(text, max(reach, suspect.start() - 8), suspect.end() + 8)
        if found and found.start() < suspect.end():
            reach = found.end()
            yield found


def _letters(code: str) -> str:
    return code.rstrip("0123456789")


def _one_apart(name: str, code: str) -> bool:
    return Levenshtein.distance(name, code, score_cutoff=1) <= 1


def note_slips(page: Page, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, with a note on a product that the text calls a company (…社)."""
    for candidate in chosen:
        wrong = candidate.kind == "chip" and _FIRM.match(page.folded, candidate.end)
        yield candidate._replace(note=say("names.product_as_company")) if wrong else candidate
