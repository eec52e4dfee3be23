"""What 04_chips shows as DataFrames: reference values, values that can be compared, chips that articles name."""

import re
from collections import Counter
from typing import Any

import pandas as pd

from ..parameters import Chips
from ..reference import DENSITY, TPP, value_of
from ..words import listed, records
from .view import View

_PREFIX = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}
_SCALED_UNIT = re.compile(r"(?P<prefix>[kMGTP]?)(?P<unit>(?:B|b|bit|B/s|b/s|bit/s|FLOPS|OPS|Hz|W))")
"""Units whose values are brought to one prefix before they share an axis."""


def specs(view: View) -> pd.DataFrame:
    """Grain: one reference value of one chosen chip.

    `figure` is the value as a number, where it is one, in `unit`, the usual unit of its attribute; `stated_unit` is the
    unit that `value` is stated in; `vendor` who makes the chip.
    """
    chosen, frame = chosen_parameters(view), view.corpus.chip_specs
    makers = dict(zip(view.corpus.entities["entity_id"], view.corpus.entities["affiliation"], strict=True))
    frame = frame.assign(vendor=frame["chip_id"].map(makers).fillna(""))
    if chosen.chips:
        ids = view.entity_ids("chips", chosen.chips)
        frame = frame[frame["chip_id"].isin(ids)]
    if chosen.vendors:
        vendors = view.entity_ids("vendors", chosen.vendors)
        frame = frame[frame["vendor"].isin(vendors)]
    common = frame.groupby("attribute")["unit"].agg(lambda units: Counter(units.fillna("")).most_common(1)[0][0])
    values = [_in_unit(r.value, r.unit, common[r.attribute]) for r in records(frame)]
    return frame.assign(
        figure=pd.Series(values, index=frame.index, dtype="float64"),
        stated_unit=frame["unit"],
        unit=frame["attribute"].map(common),
    )


def chosen_parameters(view: View) -> Chips:
    """The parameters of this notebook."""
    chosen = view.parameters
    assert isinstance(chosen, Chips)  # noqa: S101 - for the type checker
    return chosen


def _in_unit(value: str, unit: Any, wanted: str) -> float | None:
    try:
        figure = float(value)
    except ValueError:
        return None
    if not isinstance(unit, str) or unit == wanted:
        return figure
    one, other = _SCALED_UNIT.fullmatch(unit), _SCALED_UNIT.fullmatch(wanted)
    if not one or not other or one["unit"] != other["unit"]:
        return None
    return figure * _PREFIX[one["prefix"]] / _PREFIX[other["prefix"]]


def named(view: View) -> pd.DataFrame:
    """Grain: one mention of a chosen chip in a chosen article."""
    chosen, frame = chosen_parameters(view), view.rows("mentions")
    frame = frame[frame["kind"] == "chip"]
    if chosen.chips:
        frame = frame[frame["entity_id"].isin(view.entity_ids("chips", chosen.chips))]
    if chosen.vendors:
        vendors = view.entity_ids("vendors", chosen.vendors)
        made = view.corpus.entities.loc[view.corpus.entities["affiliation"].isin(vendors), "entity_id"]
        frame = frame[frame["entity_id"].isin(made)]
    return frame


def ranked(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Chips with how often they are named, most first."""
    counts = Counter(frame["entity_id"])
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def attributes(values: pd.DataFrame) -> list[str]:
    """Attributes, those that most chips have a value of first."""
    counts = values.groupby("attribute")["chip_id"].nunique()
    return [str(a) for a in sorted(counts.index, key=lambda a: (-counts[a], a))]


def usual_values(view: View) -> pd.DataFrame:
    """Grain: one chosen chip and one attribute with a number, like against like: no sparse rate, one variant.

    Columns: chip_id, vendor, attribute, unit, low, high (over all sources; TPP and density computed), figure (their
    middle), rumoured.
    """
    topic, rows = view.corpus.topic, []
    vendors = specs(view)[["chip_id", "vendor"]].drop_duplicates()
    for chip, vendor in zip(vendors["chip_id"], vendors["vendor"], strict=True):
        for name, row in topic.attributes.items():
            value = value_of(topic, chip, name) if row.kind == "number" else None
            if value:
                middle = (value.low * value.high) ** 0.5
                rows.append((chip, vendor, name, value.unit, value.low, value.high, middle, value.is_rumoured))
    return pd.DataFrame(rows, columns=["chip_id", "vendor", "attribute", "unit", "low", "high", "figure", "rumoured"])


def credit(view: View) -> str:
    """Whom the shown figures are owed to, as their licences ask; nothing where nobody asks."""
    shown = specs(view)
    addresses = [a for a in (*shown["source_url"], *shown["source2_url"]) if isinstance(a, str)]
    rows = [row for row in view.corpus.topic.credits if any(a.startswith(row.address) for a in addresses)]
    names = listed([getattr(row, f"credit_{view.lang}") for row in rows], view.lang)
    return view.say("chips.credit", names=names) if rows else ""


def attribute_name(view: View, attribute: str) -> str:
    """An attribute in the words of the topic, in the page's language."""
    row = view.corpus.topic.attributes.get(attribute)
    return getattr(row, f"label_{view.lang}") if row else attribute.replace("_", " ")


def is_rate(view: View, attribute: str) -> bool:
    """Whether an attribute is a rate of arithmetic, as the topic says, or TPP or density, which are made of them."""
    row = view.corpus.topic.attributes.get(attribute)
    return attribute in (TPP, DENSITY) or (row is not None and row.bits is not None)


def is_better_higher(view: View, attribute: str) -> bool:
    """Whether more of an attribute is better, as the topic says."""
    row = view.corpus.topic.attributes.get(attribute)
    return row is not None and row.better == "higher"
