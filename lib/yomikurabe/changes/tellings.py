"""Rows of two runs matched by what they say, never by where they stand."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz

_ALIKE = 60
"""Least likeness (rapidfuzz ratio, 0 to 100) of a sentence and its revision."""
_MOST = 250_000
"""Pairs of sentences of one article that are tried: beyond, the article is another one."""


class Telling(NamedTuple):
    """One row that an article shows: what it says where."""

    text: str
    """Key of the article's text, the same in both runs."""
    same: tuple[Hashable, ...]
    """What another wording can't change: who, on which matter."""
    words: str
    """The words that show it."""
    facts: tuple[Hashable, ...]
    """What was read from them."""
    row: Any
    """The row of its table."""


def pair_tellings(old: Sequence[Telling], new: Sequence[Telling]) -> dict[int, int]:
    """Positions in `new` with those of the same telling in `old`; the same words first, then those most alike."""
    pairs: dict[int, int] = {}
    _pair(old, new, pairs, lambda t: (t.text, t.same, t.words, t.facts))
    _pair(old, new, pairs, lambda t: (t.text, t.same, t.words))
    left = _left(old, set(pairs.values())), _left(new, set(pairs))
    for key in left[0].keys() & left[1].keys():
        _pair_revised(old, new, left[0][key], left[1][key], pairs)
    return pairs


def _pair(
    old: Sequence[Telling], new: Sequence[Telling], pairs: dict[int, int], key: Callable[[Telling], Hashable]
) -> None:
    """Pair what is left and has the same key, in its order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for i in range(len(old) - 1, -1, -1):
        if i not in taken:
            waiting[key(old[i])].append(i)
    for i, telling in enumerate(new):
        if i not in pairs and (found := waiting.get(key(telling))):
            pairs[i] = found.pop()


def _left(tellings: Sequence[Telling], paired: set[int]) -> dict[Hashable, list[int]]:
    left: dict[Hashable, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        if i not in paired:
            left[telling.text, telling.same].append(i)
    return left


def _pair_revised(
    old: Sequence[Telling], new: Sequence[Telling], was: list[int], now: list[int], pairs: dict[int, int]
) -> None:
    """Pair sentences with their revisions, the likest first."""
    if len(was) * len(now) > _MOST:
        return
    scored = [(fuzz.ratio(old[i].words, new[j].words, score_cutoff=_ALIKE), i, j) for i in was for j in now]
    taken: set[int] = set()
    ranked = sorted((s for s in scored if s[0]), key=lambda s: (-s[0], sorted([old[s[1]].words, new[s[2]].words])))
    for _, i, j in ranked:
        if i not in taken and j not in pairs:
            taken.add(i)
            pairs[j] = i
