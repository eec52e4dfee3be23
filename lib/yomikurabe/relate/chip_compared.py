"""Statements without a figure: better, worse, as good; more or less than in the chip before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from re import Match

from ..reference import related
from ..tables import Mention
from ..topic import Topic
from . import chip_words as words
from .chip_records import Named, Statement
from .chip_roles import Scene

_AND = ("と", "や", "、", "・", "および", "及び")
_NEAR = 16
EQUAL = (0.9, 1.1)
"""What is called as good as another, as a ratio."""


def find_compared(scene: Scene, named: Sequence[Named], found: Sequence[Statement]) -> Iterator[Statement]:
    """Better than, worse than, as good as another chip; a figure or a relation told in between counts instead."""
    for versus in scene.chips:
        begin = scene.at(versus)[1]
        match = words.COUNTERPART.match(scene.text, begin)
        compared = words.COMPARED.match(scene.text, begin) if match else None
        if match is None or compared is None or _is_told(scene, versus, compared.end(), found):
            continue
        start, end = compared.end("between"), compared.end()
        after = next((n for n in named if begin <= n.start <= end + 6), None)
        respect = after or _named_before(named, begin)
        plain = words.PLAIN.match(scene.text, start) and not words.OTHER_TOPIC.match(scene.text, match.end(), start)
        chip = scene.subject(scene.at(versus)[0], end, versus.entity_id) if respect or plain else None
        if chip:
            low, high = _compared_bounds(compared)
            start, end = (min(after.start, start), max(after.end, end)) if after else (start, end)
            first, last = scene.sentence.start + start, scene.sentence.start + end
            attribute = respect.attribute if respect else None
            yield Statement(first, last, chip, versus.entity_id, attribute, low, high, "times")
            yield from _find_further(scene, named, end, chip, versus.entity_id)


def _is_told(scene: Scene, versus: Mention, end: int, found: Sequence[Statement]) -> bool:
    """Whether something was found between the chip that is measured by and where the comparison ends."""
    return any(s.versus_id == versus.entity_id and versus.end <= s.start < scene.sentence.start + end for s in found)


def _named_before(named: Sequence[Named], begin: int) -> Named | None:
    """The attribute that stands shortly before the chip that is surpassed: …の性能を持ち, …をも上回る."""
    near = [n for n in named if begin - _NEAR <= n.end <= begin]
    return near[-1] if near else None


def _find_further(scene: Scene, named: Sequence[Named], position: int, chip: str, versus: str) -> Iterator[Statement]:
    """More attributes in which the same two chips are compared."""
    for name in named:
        further = words.FURTHER.match(scene.text, name.end) if name.start >= position else None
        if further:
            low, high = _compared_bounds(further)
            first, last = scene.sentence.start + name.start, scene.sentence.start + further.end()
            yield Statement(first, last, chip, versus, name.attribute, low, high, "times")


def _compared_bounds(compared: Match[str]) -> tuple[float | None, float | None]:
    """Better, worse or as good, as a ratio."""
    return (1.0, None) if compared["better"] else (None, 1.0) if compared["worse"] else EQUAL


def find_pairs(scene: Scene, named: Sequence[Named]) -> Iterator[Statement]:
    """Two chips named together that are as good as one another in some attribute."""
    for chip, versus in pairwise(scene.chips):
        together = words.PAIR.fullmatch(scene.text, scene.at(chip)[1], scene.at(versus)[0])
        end = scene.at(versus)[1]
        respect = next((n for n in named if n.start >= end), None)
        if not together or not respect or not words.SUBJECT.match(scene.text, end):
            continue
        equal = words.FURTHER.match(scene.text, respect.end)
        if equal and equal["equal"] and chip.entity_id != versus.entity_id:
            first, last = scene.sentence.start + respect.start, scene.sentence.start + equal.end()
            yield Statement(first, last, chip.entity_id, versus.entity_id, respect.attribute, *EQUAL, "times")


def find_changed(scene: Scene, named: Sequence[Named], topic: Topic, found: Sequence[Statement]) -> Iterator[Statement]:
    """That an attribute is more, or less, than in the chip before."""
    offset = scene.sentence.start
    for position, name in enumerate(named):
        changed = words.CHANGED.match(scene.text, _last_of_row(scene.text, named[position:]))
        if not changed or not name.attribute:
            continue
        first, last = offset + name.start, offset + changed.end()
        chip = scene.own_subject(name.start, changed.end(), None)
        versus = _compared_with(scene, topic, chip, name.start, more=bool(changed["more"])) if chip else None
        if chip and versus and chip != versus and not any(first <= s.start < last for s in found):
            low, high = (1.0, None) if changed["more"] else (None, 1.0)
            yield Statement(first, last, chip, versus, name.attribute, low, high, "times")


def _last_of_row(text: str, named: Sequence[Named]) -> int:
    """Where a row of attributes ends that begins with the first: memory and bandwidth."""
    last = named[0]
    for name in named[1:]:
        if text[last.end : name.start] not in _AND:
            break
        last = name
    return last.end


def _compared_with(scene: Scene, topic: Topic, chip: str, position: int, *, more: bool) -> str | None:
    versus = scene.counterpart(position)
    if versus:
        return versus.entity_id
    before = related(topic, chip, "successor" if more else "cut-down")
    return before[0] if before else None
