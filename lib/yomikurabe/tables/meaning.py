"""Rows of relating: events, stances, claims, chip_claims."""

from datetime import date
from typing import Annotated, NamedTuple

from .schema import table


@table("events", grain="happening told in one clause", key=("event_id",))
class Event(NamedTuple):
    """One happening told in one clause, with its date."""

    doc_id: Annotated[str, "article"]
    event_id: Annotated[str, "doc_id#e and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point of the clause"]
    end: Annotated[int, "one past its last code point"]
    summary: Annotated[str, "the clause in the article's words"]
    earliest: Annotated[date | None, "first day"]
    latest: Annotated[date | None, "last day (inclusive)"]
    precision: Annotated[str, "day, week, month, quarter, half, year or range"]
    action: Annotated[str | None, "meaning of its predicate in the topic's dictionary"]
    predicate: Annotated[str, "dictionary form of its predicate"]
    actors: Annotated[tuple[str, ...], "entities that do it or to whom it is done"]
    chips: Annotated[tuple[str, ...], "chips that it is about"]
    place: Annotated[str | None, "place where it happens"]
    status: Annotated[str, "happened, planned, hypothetical or denied"]
    timex_id: Annotated[str | None, "time expression that dates it"]
    basis: Annotated[str | None, "how the date and actors are known, as a sentence"]


@table("stances", grain="position shown in one sentence", key=("stance_id",))
class Stance(NamedTuple):
    """One position of one actor on one issue, shown in one sentence."""

    doc_id: Annotated[str, "article"]
    stance_id: Annotated[str, "doc_id#p, the start, actor and issue"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point of what shows it"]
    end: Annotated[int, "one past its last code point"]
    actor_id: Annotated[str, "who takes it"]
    issue_id: Annotated[str, "issue of the topic"]
    polarity: Annotated[str, "support, oppose, conditional or undecided"]
    cue: Annotated[str, "the words that show it"]
    via_id: Annotated[str | None, "outlet through which it reached us"]
    earliest: Annotated[date | None, "first day it is known to hold"]
    latest: Annotated[date | None, "last day it is known to hold"]


SPELLING = "spelling"
"""The metric of claims that say nothing but how an article spells a name."""
SCOPES = ("scope_chip", "scope_place", "scope_deal", "scope_period")
"""Columns of a claim that say what it is limited to."""


@table("claims", grain="checkable statement", key=("claim_id",))
class Claim(NamedTuple):
    """One checkable statement: a quantity, a dated statement or a yes/no statement."""

    doc_id: Annotated[str, "article"]
    claim_id: Annotated[str, "doc_id#k, the start and the metric"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past its last code point"]
    subject_id: Annotated[str | None, "entity it is about"]
    metric_id: Annotated[str, "metric of the topic, or open:head+predicate"]
    scope_chip: Annotated[str | None, "chip it is limited to"]
    scope_place: Annotated[str | None, "market or place it is limited to"]
    scope_deal: Annotated[str | None, "deal or legal act it is limited to"]
    scope_period: Annotated[str | None, "period it is limited to (EDTF or ISO 8601)"]
    polarity: Annotated[str | None, "yes or no, for yes/no claims"]
    certainty: Annotated[str | None, "rung of the ladder, for yes/no claims"]
    low: Annotated[float | None, "lower bound in `unit`"]
    high: Annotated[float | None, "upper bound in `unit`"]
    unit: Annotated[str | None, "unit of the value"]
    value_text: Annotated[str, "the value as written"]
    earliest: Annotated[date | None, "first day it holds for"]
    latest: Annotated[date | None, "last day it holds for"]
    modality: Annotated[str, "fact, estimate, forecast or plan"]
    asserted_by: Annotated[str | None, "who asserts it, null for the article itself"]
    via_id: Annotated[str | None, "outlet through which it reached us"]


@table("chip_claims", grain="statement of an article about a chip's performance", key=("claim_id",))
class ChipClaim(NamedTuple):
    """One statement of an article about what a chip can do, held against the reference."""

    doc_id: Annotated[str, "article"]
    claim_id: Annotated[str, "doc_id#h and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past its last code point"]
    chip_id: Annotated[str, "chip it is about"]
    versus_id: Annotated[str | None, "chip it is compared with"]
    attribute: Annotated[str | None, "attribute that is named, if any"]
    low: Annotated[float | None, "lower bound in `unit`"]
    high: Annotated[float | None, "upper bound in `unit`"]
    unit: Annotated[str | None, "unit of the value; times for ratios"]
    reference_low: Annotated[float | None, "least value of the reference"]
    reference_high: Annotated[float | None, "greatest value of the reference"]
    verdict: Annotated[str, "agree, compatible, conflict or unknown"]
    explanation: Annotated[str, "verdict in one sentence"]
