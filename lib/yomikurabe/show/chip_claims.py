"""What the articles claim of chips, beside what the reference says."""

from typing import Any

import pandas as pd

from ..markup import Html, element, join
from ..words import amount, number, records
from .chip_rules import counted
from .chip_values import attribute_name, chosen_parameters, credit
from .displays import Table
from .view import View

VERDICTS = ("conflict", "compatible", "agree", "unknown")
"""The order in which verdicts are told: what matters first."""
_RELATIONS = ("successor", "cut-down", "generation", "member")


def stated(view: View) -> pd.DataFrame:
    """Grain: one statement of a chosen article about a chosen chip, conflicts first."""
    chosen, frame = chosen_parameters(view), view.rows("chip_claims")
    if chosen.chips:
        wanted = view.entity_ids("chips", chosen.chips)
        frame = frame[frame["chip_id"].isin(wanted) | frame["versus_id"].isin(wanted)]
    if chosen.vendors:
        vendors = view.entity_ids("vendors", chosen.vendors)
        entities = view.corpus.entities
        frame = frame[frame["chip_id"].isin(entities.loc[entities["affiliation"].isin(vendors), "entity_id"])]
    order = frame["verdict"].map({verdict: i for i, verdict in enumerate(VERDICTS)})
    return frame.assign(order=order).sort_values(["order", "doc_id", "start"]).drop(columns="order")


def say_claims(view: View) -> list[str]:
    """What the articles claim and how it fares, in sentences; nothing where they claim nothing."""
    frame = stated(view)
    if frame.empty:
        return []
    counts = counted(view, frame["verdict"], "verdict", VERDICTS)
    said = [view.say("chips.claims.answer", n=len(frame), counts=counts)]
    conflicts = frame[frame["verdict"] == "conflict"]
    figures_first = conflicts.sort_values("high", kind="stable", na_position="last")
    for row in records(figures_first.head(1)):
        surface = view.sentence(row.sentence_id)
        said.append(
            view.say(
                "chips.claims.answer_conflict",
                surface=surface,
                label=view.label(row.doc_id),
                explanation=row.explanation,
            )
        )
    return said


def list_claims(view: View) -> Table:
    """Grain of a row: one statement, with its sentence, what the reference has, and the verdict."""
    title, frame = view.say("chips.claims.title"), stated(view)
    names = ("source", "statement", "compared_chips", "attribute_stated", "stated_value", "reference_value")
    headers = [*(view.say(f"column.{c}") for c in names), view.say("column.verdict_reason")]
    if frame.empty:
        return Table(title, view.say("chips.claims.none"), headers, [], view.lang)
    rows = [
        (
            view.place(row),
            view.evidence(row),
            _chips(view, row),
            _attribute(view, row),
            _stated(view, row),
            _reference(view, row),
            _verdict(view, row),
        )
        for row in records(frame)
    ]
    caption = view.say("chips.claims.caption", n=len(rows), counts=counted(view, frame["verdict"], "verdict", VERDICTS))
    return Table(title, f"{caption} {credit(view)}", headers, rows, view.lang)


def _verdict(view: View, row: Any) -> Html:
    word = element("strong", view.say(f"verdict.{row.verdict}"), class_=f"verdict {row.verdict}")
    return join([word, row.explanation], ": ")


def _chips(view: View, row: Any) -> str:
    if not isinstance(row.versus_id, str):
        return view.name(row.chip_id)
    return view.say("chips.claims.versus", chip=view.name(row.chip_id), versus=view.name(row.versus_id))


def _attribute(view: View, row: Any) -> str:
    if not isinstance(row.attribute, str):
        return ""
    if row.attribute in _RELATIONS:
        return view.say(f"relation.{row.attribute}")
    return attribute_name(view, row.attribute)


def _stated(view: View, row: Any) -> str:
    """The figure as stated; more or less where there is none."""
    if not isinstance(row.unit, str):
        return ""
    if row.unit == "times" and row.low == 1 and row.high != row.high:
        return view.say("chips.claims.more")
    if row.unit == "times" and row.high == 1 and row.low != row.low:
        return view.say("chips.claims.less")
    return _range(view, row.low, row.high, row.unit)


def _reference(view: View, row: Any) -> str:
    if row.reference_low != row.reference_low:
        return ""
    return _range(view, _rounded(row.reference_low), _rounded(row.reference_high), row.unit)


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")


def _range(view: View, low: float, high: float, unit: str) -> str:
    if unit == "generations":
        return number(low)
    return amount(low, high, unit, view.lang)
