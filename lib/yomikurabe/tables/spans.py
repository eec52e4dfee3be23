"""Rows of extraction: entities, mentions, timexes, quantities, clauses, quotes."""

from datetime import date
from typing import Annotated, NamedTuple

from .schema import Argument, table


@table("entities", grain="person, body, company, outlet, chip or place", key=("entity_id",))
class Entity(NamedTuple):
    """One thing that has a name, from the topic's dictionary or found in the text."""

    entity_id: Annotated[str, "slug"]
    kind: Annotated[str, "person, org, company, media, think-tank, chip or place"]
    name_ja: Annotated[str, "name in Japanese"]
    name_en: Annotated[str, "name in English"]
    side: Annotated[str | None, "camp that it belongs to (the topic's sides)"]
    role: Annotated[str | None, "what it is, in a few English words"]
    affiliation: Annotated[str | None, "entity it belongs to: employer, maker, ministry"]
    known: Annotated[bool, "in the dictionary, or else found in the text alone"]
    fiscal_year_end: Annotated[int | None, "month in which its fiscal year ends"]


@table("mentions", grain="naming of an entity", key=("mention_id",))
class Mention(NamedTuple):
    """One naming of an entity in a sentence. A title is no part of it."""

    doc_id: Annotated[str, "article"]
    mention_id: Annotated[str, "doc_id#m and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past the last code point"]
    surface: Annotated[str, "exactly text[start:end]"]
    entity_id: Annotated[str, "entity named"]
    kind: Annotated[str, "kind of the entity"]
    note: Annotated[str | None, "doubt about it, as a sentence: a slip, a short form, an anaphor"]


@table("timexes", grain="time expression", key=("timex_id",))
class Timex(NamedTuple):
    """One time expression, resolved literally."""

    doc_id: Annotated[str, "article"]
    timex_id: Annotated[str, "doc_id#t and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past the last code point"]
    surface: Annotated[str, "exactly text[start:end]"]
    kind: Annotated[str, "date, duration or set"]
    value: Annotated[str | None, "EDTF (dates) or ISO 8601 (durations, sets); null where unresolved"]
    earliest: Annotated[date | None, "first day, null where open or unresolved"]
    latest: Annotated[date | None, "last day (inclusive), null where open or unresolved"]
    anchor: Annotated[str | None, "what it was resolved against: an EDTF value"]
    basis: Annotated[str | None, "how it was resolved, as a sentence"]
    note: Annotated[str | None, "part of a period (初め, 半ば, 末 …), doubt, as a sentence"]


@table("quantities", grain="amount", key=("quantity_id",))
class Quantity(NamedTuple):
    """One amount with its bounds."""

    doc_id: Annotated[str, "article"]
    quantity_id: Annotated[str, "doc_id#q and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past the last code point"]
    surface: Annotated[str, "exactly text[start:end]"]
    low: Annotated[float | None, "lower bound in `unit`, null where open"]
    high: Annotated[float | None, "upper bound in `unit`, null where open"]
    unit: Annotated[str, "USD, EUR, JPY, KRW, CNY, HKD …, percent, times, count, or an SI or IT unit"]
    approx: Annotated[bool, "said to be about that much"]
    counter: Annotated[str | None, "what is counted (社, 人, 個 …), for counts"]
    converts: Annotated[str | None, "quantity_id of the amount that this one converts, for bracketed conversions"]


@table("clauses", grain="predicate with what belongs to it", key=("clause_id",))
class Clause(NamedTuple):
    """One predicate (verb, 名詞+する, adjective or copula) with its arguments."""

    doc_id: Annotated[str, "article"]
    clause_id: Annotated[str, "doc_id#c and the start of its predicate"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point of the clause"]
    end: Annotated[int, "one past the last code point of its predicate"]
    parent_id: Annotated[str | None, "clause it is embedded in or hangs on"]
    predicate: Annotated[str, "dictionary form of the predicate"]
    predicate_start: Annotated[int, "first code point of the predicate"]
    negated: Annotated[bool, "denied (しない, せず, ではない …)"]
    voice: Annotated[str, "active, passive or causative"]
    modality: Annotated[str, "fact, past, plan, wish, possibility, obligation, hearsay or condition"]
    certainty: Annotated[float, "0 to 1: how sure the words are that it is so"]
    embedding: Annotated[str | None, "how it hangs on its parent: to, koto, you, quote, adnominal, chain"]
    arguments: Annotated[tuple[Argument, ...], "list of {role, start, end}"]


@table("quotes", grain="stretch of reported speech", key=("quote_id",))
class Quote(NamedTuple):
    """One stretch of reported speech: its content, who said it, and through whom it reached us."""

    doc_id: Annotated[str, "article"]
    quote_id: Annotated[str, "doc_id#u and the start"]
    sentence_id: Annotated[str, "sentence"]
    start: Annotated[int, "first code point of the content"]
    end: Annotated[int, "one past its last code point; brackets stand outside"]
    surface: Annotated[str, "exactly text[start:end]"]
    speaker_id: Annotated[str | None, "entity that said it, or a slug for a nameless source"]
    speaker_surface: Annotated[str | None, "how the speaker is named"]
    cue: Annotated[str | None, "the words that report it (述べた, によると …)"]
    direct: Annotated[bool, "in 「」"]
    attitude: Annotated[str | None, "attitude that the reporting verb carries"]
    via_id: Annotated[str | None, "outlet through which it reached us"]
    clause_id: Annotated[str | None, "clause that reports it"]
