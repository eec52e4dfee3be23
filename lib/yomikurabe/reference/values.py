"""Values of chips from the cells of the reference table, and the two metrics that are computed from them.

Total processing performance (TPP) is the rate of dense arithmetic times the length of its operands, the highest of all
formats; performance density is TPP by die area: the definitions of ECCN 3A090, Technical Note 1, 15 CFR 774.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..topic import Topic
from ..topic.chip_rows import ChipSpecCsvRow
from ..topic.units import convert
from .index import index_of
from .lineage import members_of, uncut

TPP, DENSITY, AREA = "tpp", "performance_density", "die_area"
ANNOUNCED, RELEASE = "announced", "release"
SPARSE = "sparse"
DERIVED = "derived"
"""Bases: a rate that was computed back from a stated TPP can't be held against it."""
UNSURE = ("rumour", "unverified")
TOLERANCE = 0.01
"""How far a computed TPP may lie from a stated one."""


class Value(NamedTuple):
    """What the sources say of one attribute: least and greatest, in `unit`, with the cells they come from."""

    low: float
    high: float
    unit: str
    cells: tuple[ChipSpecCsvRow, ...]

    @property
    def is_rumoured(self) -> bool:
        """Whether it rests on nothing but rumours and what nobody could verify."""
        return all(cell.confidence in UNSURE for cell in self.cells)


class Conflict(NamedTuple):
    """A stated TPP that is not what the cells of its chip give."""

    stated: ChipSpecCsvRow
    computed: Value


def value_of(topic: Topic, chip_id: str, attribute: str) -> Value | None:
    """The value of an attribute of a chip, or of the chips of a family, cut-down versions apart.

    Nothing where no cell has it.
    """
    known = index_of(topic).values
    if (chip_id, attribute) not in known:
        chips = uncut(topic, members_of(topic, chip_id))
        found = [v for chip in chips if (v := _own_value(topic, chip, attribute))]
        known[chip_id, attribute] = _joined(found) if found else None
    value: Value | None = known[chip_id, attribute]
    return value


def _own_value(topic: Topic, chip_id: str, attribute: str) -> Value | None:
    if attribute == TPP:
        return tpp(topic, chip_id)
    if attribute == DENSITY:
        return density(topic, chip_id)
    return _from_cells(topic, _cells(topic, chip_id, attribute))


def tpp(topic: Topic, chip_id: str, variant: str | None = None) -> Value | None:
    """Total processing performance, computed: the highest of all formats, for a variant or the one that comes first."""
    found = []
    for name, attribute in topic.attributes.items():
        if attribute.bits:
            cells = [c for c in _cells(topic, chip_id, name, variant) if c.basis != DERIVED]
            if rate := _from_cells(topic, cells):
                found.append(rate._replace(low=rate.low * attribute.bits, high=rate.high * attribute.bits))
    if not found:
        return None
    used = tuple(cell for value in found for cell in value.cells)
    return Value(max(v.low for v in found), max(v.high for v in found), topic.attributes[TPP].unit, used)


def density(topic: Topic, chip_id: str) -> Value | None:
    """Performance density, computed: TPP by die area; nothing where either is unknown."""
    performance, area = tpp(topic, chip_id), _from_cells(topic, _cells(topic, chip_id, AREA))
    if performance is None or area is None:
        return None
    low, high = performance.low / area.high, performance.high / area.low
    return Value(low, high, topic.attributes[DENSITY].unit, performance.cells + area.cells)


def check_stated(topic: Topic) -> list[Conflict]:
    """Every stated TPP that lies more than 1 % outside what is computed for the same chip and variant."""
    conflicts = []
    for cell in topic.chip_specs:
        if cell.attribute == TPP and cell.value and (computed := tpp(topic, cell.chip_id, cell.variant)):
            stated = float(cell.value)
            if not computed.low * (1 - TOLERANCE) <= stated <= computed.high * (1 + TOLERANCE):
                conflicts.append(Conflict(cell, computed))
    return conflicts


def first_day(topic: Topic, chip_id: str) -> date | None:
    """The first day on which a chip is known to exist: announced, else released; of a family, its first member's."""
    days = []
    for member in members_of(topic, chip_id):
        announced = [_first(c.value) for c in topic.chip_specs if (c.chip_id, c.attribute) == (member, ANNOUNCED)]
        released = [_first(c.value) for c in topic.chip_specs if (c.chip_id, c.attribute) == (member, RELEASE)]
        days += [d for d in announced if d] or [d for d in released if d]
    return min(days, default=None)


def _first(value: str) -> date | None:
    """The first day of a day, month, quarter or year."""
    year, _, rest = value.partition("-")
    if not year:
        return None
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    month, _, day = rest.partition("-")
    return date(int(year), int(month or 1), int(day or 1))


def _cells(topic: Topic, chip_id: str, attribute: str, variant: str | None = None) -> list[ChipSpecCsvRow]:
    """The cells with a figure that may be compared: of one variant where it has any, a sparse rate is another metric.

    Where no variant is asked for it is that of the chip's first row.
    """
    own = index_of(topic).cells.get(chip_id, [])
    wanted = variant if variant is not None else own[0].variant if own else ""
    known = [cell for cell in own if cell.attribute == attribute and cell.value and cell.basis != SPARSE]
    return [cell for cell in known if cell.variant == wanted] or known


def _from_cells(topic: Topic, cells: Sequence[ChipSpecCsvRow]) -> Value | None:
    if not cells or topic.attributes[cells[0].attribute].kind != "number":
        return None
    unit = topic.attributes[cells[0].attribute].unit
    figures = [convert(float(cell.value), cell.unit, unit) or 0.0 for cell in cells]
    return Value(min(figures), max(figures), unit, tuple(cells))


def _joined(values: Sequence[Value]) -> Value:
    used = tuple(cell for value in values for cell in value.cells)
    return Value(min(v.low for v in values), max(v.high for v in values), values[0].unit, used)
