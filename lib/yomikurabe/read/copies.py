"""An article that stands twice in its file: the fuller copy is kept, the other points to it."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from .lines import Line

COPY_MIN = 40
"""Shortest line, in characters, whose repetition is telling."""
SHARE = 0.3
"""Least share of a file's prose that must stand twice to make it two copies, where fewer than three lines do."""
SAME = 85.0
"""Least similarity (rapidfuzz ratio, 0 to 100) at which two lines are one line in two copies."""
FUZZY_MAX = 200
"""Most lines that are compared one with another for similarity."""


def mark_copies(lines: Sequence[Line]) -> dict[int, int]:
    """Mark the lines of all copies but the fullest as duplicates; returns the kept line's index for each such line."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.prose and len(line.text) >= COPY_MIN:
            places["".join(line.text.split())].append(index)
    repeated = {key: found for key, found in places.items() if len(found) > 1}
    if not repeated:
        return {}
    whole = sum(len(key) * len(found) for key, found in places.items())
    twice = sum(len(key) * (len(found) - 1) for key, found in repeated.items())
    if len(repeated) >= 3 or twice >= SHARE * whole:
        return _mark_ranges(lines, list(repeated.values()))
    return _mark_lines(lines, list(repeated.values()))


def _mark_lines(lines: Sequence[Line], repeated: list[list[int]]) -> dict[int, int]:
    """Single lines that stand again (a lead that is repeated): the first is kept."""
    kept: dict[int, int] = {}
    for first, *others in repeated:
        for other in others:
            lines[other].mark("duplicate", "line-again")
            kept[other] = first
    return kept


def _mark_ranges(lines: Sequence[Line], repeated: list[list[int]]) -> dict[int, int]:
    """Whole copies: the n-th places of the repeated lines make the n-th copy, with all that stands between them."""
    copies = [[found[n] for found in repeated if len(found) > n] for n in range(max(map(len, repeated)))]
    ranges = [range(min(copy), max(copy) + 1) for copy in copies]
    fullest = max(range(len(copies)), key=lambda n: (_fullness(lines, ranges, n), -n))
    best = ranges[fullest]
    partner = {place: found[fullest] for found in repeated if len(found) > fullest for place in found}
    kept: dict[int, int] = {}
    for n, span in enumerate(ranges):
        anchor = best[0]
        for index in span if n != fullest else ():
            anchor = partner.get(index, anchor)
            again = partner.get(index, index) != index
            if again or (index not in best and index not in partner and not _is_new(lines, index, best)):
                lines[index].mark("duplicate", "copy")
                kept[index] = anchor
    for found in repeated:  # a line that the fullest copy lacks: its first place is kept
        if len(found) <= fullest:
            lines[found[0]].mark("")
            kept.pop(found[0], None)
            for other in found[1:]:
                lines[other].mark("duplicate", "copy")
                kept[other] = found[0]
    return kept


def _fullness(lines: Sequence[Line], ranges: list[range], n: int) -> int:
    """Characters of a copy, its headings included."""
    return sum(len(lines[i].text) for i in ranges[n])


def _is_new(lines: Sequence[Line], index: int, kept: range) -> bool:
    """Whether a line of a poorer copy is prose that the kept copy doesn't have."""
    line = lines[index]
    if not line.prose or len(kept) > FUZZY_MAX:
        return False
    return all(fuzz.ratio(line.text, lines[other].text, score_cutoff=SAME) == 0 for other in kept)
