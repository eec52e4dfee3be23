"""What chips are to one another: families and their members, successors, cut-down versions, generations."""

from ..topic import Topic
from .index import index_of

_FURTHEST = 20
"""Steps that are followed at most; rows that go round in a circle end there."""


def related(topic: Topic, chip_id: str, relation: str) -> tuple[str, ...]:
    """What a chip stands to in a relation: the families it is a member of, the chips it succeeds, …"""
    return index_of(topic).related.get((chip_id, relation), ())


def is_family(topic: Topic, chip_id: str) -> bool:
    """Whether chips are members of it."""
    return chip_id in index_of(topic).members


def families_of(topic: Topic, chip_id: str) -> tuple[str, ...]:
    """The families a chip belongs to, the nearest first."""
    found = dict.fromkeys(related(topic, chip_id, "member"))
    for _ in range(_FURTHEST):
        further = [f for family in found for f in related(topic, family, "member") if f not in found]
        if not further:
            break
        found.update(dict.fromkeys(further))
    return tuple(found)


def members_of(topic: Topic, family: str) -> tuple[str, ...]:
    """The chips of a family and of the families in it; a chip that is no family is its own only member."""
    members = index_of(topic).members
    found: dict[str, None] = {}
    current = [family]
    for _ in range(_FURTHEST):
        found.update(dict.fromkeys(name for name in current if name not in members))
        current = [chip for family in current for chip in members.get(family, ())]
        if not current:
            break
    return tuple(found)


def uncut(topic: Topic, chips: tuple[str, ...]) -> tuple[str, ...]:
    """The chips that are no cut-down version of another: what is meant when a family as such is spoken of."""
    return tuple(chip for chip in chips if not related(topic, chip, "cut-down")) or chips


def generations_between(topic: Topic, chip_id: str, other_id: str) -> int | None:
    """How many generations a chip comes after another (before: negative); nothing where no row connects them."""
    for older, newer, sign in ((other_id, chip_id, 1), (chip_id, other_id, -1)):
        if steps := _steps_back(topic, newer, older):
            return sign * steps
    shared = set(_lines(topic, chip_id)) & set(_lines(topic, other_id))
    return 0 if shared else None


def _steps_back(topic: Topic, newer: str, older: str) -> int | None:
    current, wanted = set(_lines(topic, newer)), set(_lines(topic, older))
    for steps in range(1, _FURTHEST):
        current = {before for line in current for before in related(topic, line, "generation")}
        if current & wanted:
            return steps
    return None


def _lines(topic: Topic, chip_id: str) -> tuple[str, ...]:
    return (chip_id, *families_of(topic, chip_id))
