"""What the reference tables of chips must keep to: units, bases and ranges, dense and sparse told apart."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..errors import TopicError
from .chip_rows import AttributeRow, ChipSpecCsvRow, ExportRuleCsvRow
from .fields import Row
from .thresholds import attributes_of, parse_threshold
from .units import convert

Where = Callable[[str, Row], str]
"""File and row number of a row, from the name of its CSV."""

_DAY = re.compile(r"\d{4} (?: - (?: Q[1-4] | (?:0[1-9]|1[0-2]) (?: - (?:0[1-9]|[12]\d|3[01]))? ) )?", re.VERBOSE)
_DENSE = "dense"
_DOUBLE = 0.002
"""How near to twice another dense figure a figure is taken for a sparse one: data sheets round both."""


def check_chips(
    attributes: Mapping[str, AttributeRow],
    cells: Sequence[ChipSpecCsvRow],
    rules: Iterable[ExportRuleCsvRow],
    where: Where,
) -> None:
    """Raise TopicError for the first cell or rule that breaks its attribute's rules."""
    for cell in cells:
        if offence := _offence(cell, attributes):
            column, what, allowed = offence
            raise TopicError(what, where=f"{where('chip_specs', cell)}, column {column}", allowed=allowed)
    _check_dense(cells, where)
    for rule in rules:
        for name in attributes_of(parse_threshold(rule.threshold)):
            if name not in attributes or attributes[name].kind != "number":
                raise TopicError(
                    f"{name!r} is no attribute with a number",
                    where=f"{where('export_rules', rule)}, column threshold",
                    allowed=", ".join(a for a, row in attributes.items() if row.kind == "number"),
                )


def _offence(cell: ChipSpecCsvRow, attributes: Mapping[str, AttributeRow]) -> tuple[str, str, str] | None:
    """The column that breaks a rule, what is wrong with it, and what is allowed."""
    attribute = attributes.get(cell.attribute)
    if attribute is None:
        return "attribute", f"{cell.attribute!r} is no known attribute", ", ".join(attributes)
    if cell.basis and cell.basis not in attribute.bases:
        return "basis", f"{cell.basis!r} is no basis of {cell.attribute}", ", ".join(attribute.bases)
    if attribute.kind == "number":
        return _number_offence(cell, attribute)
    if attribute.kind == "day" and cell.value and not _DAY.fullmatch(cell.value):
        return "value", f"{cell.value!r} is no day", "YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
    return None


def _number_offence(cell: ChipSpecCsvRow, attribute: AttributeRow) -> tuple[str, str, str] | None:
    try:
        factor = convert(1.0, cell.unit, attribute.unit)
    except ValueError as error:
        return "unit", str(error), attribute.unit
    if factor is None:
        return "unit", f"{cell.unit!r} is no unit of {cell.attribute}", attribute.unit
    if not cell.value:
        return None
    try:
        value = float(cell.value) * factor
    except ValueError:
        return "value", f"{cell.value!r} is no number", ""
    lowest, highest = attribute.lowest or 0.0, attribute.highest
    if not value >= lowest or (highest is not None and value > highest):
        allowed = f"{lowest:g} to {highest:g} {attribute.unit}" if highest is not None else f"from {lowest:g}"
        return "value", f"{cell.value!r} {cell.unit} can't be", allowed
    return None


def _check_dense(cells: Sequence[ChipSpecCsvRow], where: Where) -> None:
    """Refuse a figure that says dense and is twice another dense one of the same chip, attribute and variant."""
    alike: dict[tuple[str, str, str], list[ChipSpecCsvRow]] = defaultdict(list)
    for cell in cells:
        if cell.basis == _DENSE and cell.value:
            alike[cell.chip_id, cell.attribute, cell.variant].append(cell)
    for group in alike.values():
        for cell in group:
            half = next((o for o in group if _is_double(float(cell.value), float(o.value))), None)
            if half:
                raise TopicError(
                    f"{cell.value} is twice {half.value}, so no dense figure",
                    where=f"{where('chip_specs', cell)}, column basis",
                    mend="call it sparse, or leave it out",
                )


def _is_double(value: float, half: float) -> bool:
    return abs(value - 2 * half) < _DOUBLE * value
