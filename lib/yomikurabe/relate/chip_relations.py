"""Statements about descent: successor of, generations from, cut-down version of, member of a family."""

from collections.abc import Iterator
from re import Pattern

from ..reference import is_family, related
from ..tables import Mention
from ..topic import Topic
from . import chip_words as words
from .chip_records import Statement
from .chip_roles import Scene


def find_relations(scene: Scene, topic: Topic) -> Iterator[Statement]:
    """Successor of, generations from, cut-down version of, member of."""
    for chip in scene.chips:
        after = scene.after(chip)
        if words.SUCCEEDS.match(after):
            yield from _related(scene, chip, words.SUCCEEDS, "successor", None)
        elif generations := words.GENERATIONS.match(after):
            steps = words.NUMERALS[generations["n"]] * (-1 if generations["way"] in words.BACKWARDS else 1)
            yield from _related(scene, chip, words.GENERATIONS, "generation", steps)
        elif words.NEXT_AFTER.match(after):
            yield from _related(scene, chip, words.NEXT_AFTER, "generation", 1)
        elif words.BEFORE.match(after):
            yield from _related(scene, chip, words.BEFORE, "generation", -1)
        elif words.CUT_OF.match(after):
            yield from _related(scene, chip, words.CUT_OF, "cut-down", None)
        if is_family(topic, chip.entity_id):
            yield from _find_members(scene, chip)
        else:
            yield from _find_cut(scene, topic, chip)


def _related(
    scene: Scene, versus: Mention, pattern: Pattern[str], relation: str, steps: int | None
) -> Iterator[Statement]:
    start = scene.at(versus)[1]
    match = pattern.match(scene.text, start)
    if match is None:
        return
    chip = scene.subject(start, match.end(), versus.entity_id)
    if chip:
        unit = "generations" if steps else None
        place = scene.sentence.start + start, scene.sentence.start + match.end()
        yield Statement(*place, chip, versus.entity_id, None, steps, steps, unit, relation=relation)


def _find_members(scene: Scene, family: Mention) -> Iterator[Statement]:
    end = scene.at(family)[1]
    for chip in scene.chips:
        begin = scene.at(chip)[0]
        if begin > end and chip.entity_id != family.entity_id and words.MEMBER.fullmatch(scene.text, end, begin):
            place = family.end, chip.start
            yield Statement(*place, chip.entity_id, family.entity_id, relation="member")
            return
    adopts = words.ADOPTS.match(scene.text, end)
    topics = [m for m in scene.chips if scene.at(m)[1] <= end and words.BARE_SUBJECT.match(scene.after(m))]
    if adopts and topics:
        place = family.end, scene.sentence.start + adopts.end()
        yield Statement(*place, topics[-1].entity_id, family.entity_id, relation="member")


def _find_cut(scene: Scene, topic: Topic, chip: Mention) -> Iterator[Statement]:
    """A chip called a cut-down version, of what is not said."""
    offset, (begin, end) = scene.sentence.start, scene.at(chip)
    before = words.CUT_BEFORE.search(scene.text, 0, begin)
    if before:
        place = offset + before.start(), chip.start
        yield Statement(*place, chip.entity_id, _cut_from(topic, chip), relation="cut-down")
    itself = words.CUT_ITSELF.search(scene.text, end)
    of_another = any(words.CUT_OF.match(scene.after(m)) for m in scene.chips)
    if itself and words.SUBJECT.match(scene.after(chip)) and not of_another:
        place = offset + itself.start(), offset + itself.end()
        yield Statement(*place, chip.entity_id, _cut_from(topic, chip), relation="cut-down")


def _cut_from(topic: Topic, chip: Mention) -> str | None:
    return next(iter(related(topic, chip.entity_id, "cut-down")), None)
