"""The tables of 04_chips: reference values with basis, trust and source; chips that articles name."""

import re
from collections import Counter
from typing import Any

from ..markup import Html, element, escape, join
from ..messages import catalogue
from ..reference import DENSITY, TPP
from ..reference.values import UNSURE
from ..words import number, records
from . import thinning
from .chip_values import attribute_name, attributes, credit, named, ranked, specs, usual_values
from .displays import Table
from .view import View

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def list_specs(view: View) -> Table:
    """Grain of a row: one chip; a column an attribute, a cell all its values, each with basis, trust and source.

    TPP and density are computed beside what sources state.
    """
    title, values = view.say("chips.specs.title"), specs(view)
    columns = attributes(values)
    cells: dict[tuple[str, str], list[Html]] = {}
    for row in records(usual_values(view)):
        if row.attribute in (TPP, DENSITY):
            columns += [row.attribute] if row.attribute not in columns else []
            cells[row.chip_id, row.attribute] = [_computed(view, row)]
    for row in records(values):
        cells.setdefault((row.chip_id, row.attribute), []).append(_value(view, row))
    headers = [view.say("column.chip"), *(attribute_name(view, a) for a in columns)]
    missing = element("i", view.say("missing"), class_="missing")
    rows = [
        (view.name(chip), *(join(cells.get((chip, a), ())) or missing for a in columns))
        for chip in _in_order(view, list(dict.fromkeys(values["chip_id"])))
    ]
    if not rows:
        return Table(title, view.say("chips.no_reference"), headers, [], view.lang)
    caption = view.say("chips.specs.caption", n=len(values), chips=len(rows))
    return Table(title, f"{caption} {credit(view)}", headers, rows, view.lang)


def _computed(view: View, row: Any) -> Html:
    low, high = number(row.low), number(row.high)
    figure = low if low == high else f"{low}–{high}"
    details = [view.say("chips.computed"), *([trust(view, UNSURE[0])] if row.rumoured else [])]
    return _cell(f"{figure} {row.unit}", details, unsure=row.rumoured)


def _in_order(view: View, chips: list[str]) -> list[str]:
    """Chips that the articles name first, those named most on top; then the others as the reference has them."""
    most = [chip for chip, _ in ranked(named(view)) if chip in chips]
    return [*most, *(chip for chip in chips if chip not in most)]


def _value(view: View, row: Any) -> Html:
    unit = row.stated_unit if isinstance(row.stated_unit, str) else ""
    details = [part for part in (row.basis, row.variant, trust(view, row.confidence)) if isinstance(part, str) and part]
    shown = linked(f"{row.value} {unit}".strip() if row.value else view.say("missing"), row.source_url)
    return _cell(shown, details, unsure=row.confidence in UNSURE)


def _cell(shown: Html | str, details: list[str], *, unsure: bool) -> Html:
    """A value with what is to be known of it; rumours are set apart by type as well as by words."""
    value = element("em", shown) if unsure else shown
    return element("span", value, " ", element("small", " · ".join(details)), class_="spec")


def trust(view: View, confidence: str) -> str:
    """How far a value is trusted, in words."""
    key = f"confidence.{confidence}"
    return view.say(key) if f"show.{key}" in catalogue() else confidence.replace("_", " ")


def linked(words: str, source: Any) -> Html:
    """A value with a link to where it is stated; a source without an address is said when one points at it."""
    if not isinstance(source, str):
        return escape(words)
    address = _ADDRESS.search(source)
    if address is None:
        return element("span", words, title=source)
    return element("a", words, href=address[0], class_="out")


def list_named(view: View) -> Table:
    """Grain of a row: one chip that the articles name; a column an article."""
    title, found = view.say("chips.named_table.title"), named(view)
    chosen = thinning.columns(view, Counter(found["doc_id"]))
    sources = chosen.shown
    headers = [
        *(view.say(f"column.{c}") for c in ("chip", "as_written")),
        *map(view.label, sources),
        view.say("column.all"),
    ]
    counts = Counter(zip(found["entity_id"], found["doc_id"], strict=True))
    spellings = found.groupby("entity_id")["surface"].agg(lambda s: ", ".join(sorted(set(s))))
    rows = [(view.name(chip), spellings[chip], *(counts[chip, d] for d in sources), n) for chip, n in ranked(found)]
    caption = view.say("chips.named_table.caption", n=len(rows)) if rows else view.say("chips.none")
    caption = thinning.sentences(caption, chosen.note(view))
    return Table(title, caption, headers, rows, view.lang, frozenset(range(2, len(headers))))
