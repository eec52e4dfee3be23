"""Brackets of one sentence: 「…」, nested ones inside, and one that is never closed."""

import re
from typing import NamedTuple

_CLOSERS = {"「": "」", "『": "』", "“": "”"}
_MARKS = re.compile("[「」『』“”]")
_STOPS = "。！？"


class Bracket(NamedTuple):
    """What stands between two brackets; `depth` 0 for an outer one. An unclosed one ends with its first sentence."""

    start: int
    end: int
    depth: int
    closed: bool


def find_brackets(text: str, offset: int) -> list[Bracket]:
    """The brackets of a sentence that starts at `offset`, by place."""
    if not _MARKS.search(text):
        return []
    found: list[Bracket] = []
    stack: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        i, mark = match.start(), match.group()
        if mark in _CLOSERS:
            stack.append((i + 1, _CLOSERS[mark]))
        elif stack and mark == stack[-1][1]:
            start, _ = stack.pop()
            found.append(Bracket(offset + start, offset + i, len(stack), True))
    for depth, (start, _) in enumerate(stack):
        stops = [p for p in (text.find(stop, start) for stop in _STOPS) if p >= 0]
        found.append(Bracket(offset + start, offset + min(stops, default=len(text)), depth, False))
    return sorted(found)
