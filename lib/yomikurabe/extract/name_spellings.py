"""Find every span that is spelt as the dictionary has it."""

from collections.abc import Iterator
from typing import NamedTuple

from .name_dictionary import Entry, Lexicon
from .name_refusals import NEUTRAL, is_refused
from .name_text import Candidate, Page, lower, without_glosses


class Hit(NamedTuple):
    """A span that is spelt like the entries; full spellings stand first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Spelt(NamedTuple):
    """What a text spells: candidates that can mean one thing only, and hits that the article must explain."""

    certain: list[Candidate]
    unsettled: list[Hit]


def find_spellings(page: Page, lexicon: Lexicon) -> Spelt:
    """Every span that is spelt as the dictionary has it and that no refusal speaks against, in order of start.

    Where the longest spelling is refused, a shorter one at the same place may stand: 東京 in 東京都内.
    """
    spelt = Spelt([], [])
    folded, kept, certain = page.folded, page.kept, lexicon.certain
    text = lower(folded)
    for start, end, number in _matches(page, lexicon, text):
        if not kept[start] or not kept[end - 1]:
            continue
        sure = certain[number]
        if sure and folded[end : end + 1] in NEUTRAL and (not start or folded[start - 1] in NEUTRAL):
            entity_id, kind, rank, spellings = sure
            if folded[start:end] in spellings:
                spelt.certain.append(Candidate(start, end, entity_id, kind, rank))
                continue
        _add(spelt, page, lexicon, text, (start, end, number))
    return spelt


def _add(spelt: Spelt, page: Page, lexicon: Lexicon, text: str, match: tuple[int, int, int]) -> None:
    """Add what stands of a match, or of a shorter one at its place, after every refusal has been asked."""
    start, end, number = match
    entries = _standing(page, start, end, lexicon.entries[number])
    while not entries and end - start > 2 and not text[start].isascii():
        end -= 1
        if (shorter := lexicon.numbers.get(text[start:end])) is not None:
            entries, number = _standing(page, start, end, lexicon.entries[shorter]), shorter
    if entries and (sure := lexicon.certain[number]):
        spelt.certain.append(Candidate(start, end, *sure[:3]))
    elif entries:
        spelt.unsettled.append(Hit(start, end, entries))


def _standing(page: Page, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if not is_refused(page, start, end, e.row.kind, e.spelling))


def _matches(page: Page, lexicon: Lexicon, text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, number of the spelling) in the source text."""
    find = lexicon.automaton.find_matches_as_indexes
    for number, start, end in find(text):
        yield start, end, number
    if noisy := without_glosses(page.folded):
        clean, places = noisy
        for number, start, end in find(lower(clean)):
            if places[end - 1] - places[start] != end - 1 - start:
                yield places[start], places[end - 1] + 1, number
