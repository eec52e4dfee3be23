"""The reference tables by what they are asked for, made once a topic."""

from collections import defaultdict
from typing import Any, NamedTuple

from ..topic import Topic
from ..topic.chip_rows import ChipSpecCsvRow, LineageRow

_MOST = 4
"""Topics whose index is kept."""


class Index(NamedTuple):
    """Cells by chip; what a chip stands to by (chip, relation); direct members of a family; values once computed."""

    specs: tuple[ChipSpecCsvRow, ...]
    lineage: tuple[LineageRow, ...]
    cells: dict[str, list[ChipSpecCsvRow]]
    related: dict[tuple[str, str], tuple[str, ...]]
    members: dict[str, tuple[str, ...]]
    values: dict[tuple[str, str], Any]


_KEPT: list[Index] = []


def index_of(topic: Topic) -> Index:
    """The index of a topic's own rows."""
    for kept in _KEPT:
        if kept.specs is topic.chip_specs and kept.lineage is topic.lineage:
            return kept
    _KEPT.insert(0, _make(topic))
    del _KEPT[_MOST:]
    return _KEPT[0]


def _make(topic: Topic) -> Index:
    cells: dict[str, list[ChipSpecCsvRow]] = defaultdict(list)
    for cell in topic.chip_specs:
        cells[cell.chip_id].append(cell)
    related: dict[tuple[str, str], list[str]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    for row in topic.lineage:
        related[row.chip_id, row.relation].append(row.of_id)
        if row.relation == "member":
            members[row.of_id].append(row.chip_id)
    return Index(
        topic.chip_specs,
        topic.lineage,
        dict(cells),
        {key: tuple(found) for key, found in related.items()},
        {key: tuple(found) for key, found in members.items()},
        {},
    )
