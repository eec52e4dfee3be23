"""Rows of the topic's reference tables, as loaded from its CSVs."""

from datetime import date
from typing import Annotated, NamedTuple

from .schema import table


@table(
    "chip_specs",
    grain="reference value of one chip",
    key=("chip_id", "attribute", "variant", "basis", "value", "source_url"),
)
class ChipSpec(NamedTuple):
    """One reference value of one chip, from one source."""

    chip_id: Annotated[str, "chip"]
    attribute: Annotated[str, "what is measured (fp16_bf16, memory, mem_bandwidth, …)"]
    value: Annotated[str, "the value as stated"]
    unit: Annotated[str | None, "unit of the value"]
    basis: Annotated[str | None, "dense, sparse, per die, per package, derived …"]
    variant: Annotated[str | None, "package or memory size, where several are sold (SXM5, PCIe, 80GB)"]
    as_of: Annotated[date | None, "day it holds for"]
    confidence: Annotated[str, "how far it is trusted"]
    source_url: Annotated[str | None, "where it is stated"]
    source2_url: Annotated[str | None, "second place where it is stated"]
    note: Annotated[str | None, "doubt, conflict"]


@table("chronology", grain="happening of the reference chronology", key=("reference_id",))
class ChronologyRow(NamedTuple):
    """One happening of the reference chronology."""

    reference_id: Annotated[str, "ref: and the first day with a slug"]
    earliest: Annotated[date | None, "first day"]
    latest: Annotated[date | None, "last day (inclusive)"]
    precision: Annotated[str, "day, month or range"]
    event: Annotated[str, "what happened, in English"]
    event_ja: Annotated[str, "what happened, in Japanese"]
    actors: Annotated[tuple[str, ...], "entities"]
    source_url: Annotated[str | None, "where it is told"]
    confidence: Annotated[str, "how far it is trusted"]
    note: Annotated[str | None, "doubt, detail"]


@table("export_rules", grain="export rule in force for a time", key=("rule_id",))
class ExportRule(NamedTuple):
    """One export rule with the days it is in force and its threshold."""

    rule_id: Annotated[str, "slug"]
    label_en: Annotated[str, "what it is called, in English"]
    label_ja: Annotated[str, "what it is called, in Japanese"]
    starts: Annotated[date | None, "first day in force"]
    ends: Annotated[date | None, "last day in force, null while it holds"]
    threshold: Annotated[str, "attributes against numbers, joined by and, or"]
    status: Annotated[str, "what it means for a chip that meets it: licence, barred, allowed"]
    makers: Annotated[tuple[str, ...], "entities whose chips it is about; none: all"]
    source_url: Annotated[str | None, "where it is printed"]
    confidence: Annotated[str, "how far it is trusted"]
    note: Annotated[str | None, "detail"]


@table(
    "export_status",
    grain="stated export status of one chip from one day",
    key=("chip_id", "starts", "status", "source_url"),
)
class ExportStatus(NamedTuple):
    """One stated fact about whether a chip may be sold."""

    chip_id: Annotated[str, "chip"]
    starts: Annotated[date | None, "day from which it holds"]
    status: Annotated[str, "allowed, licence, barred or unknown"]
    stated_en: Annotated[str, "what is stated, in English"]
    stated_ja: Annotated[str, "what is stated, in Japanese"]
    source_url: Annotated[str | None, "where it is stated"]
    confidence: Annotated[str, "how far it is trusted"]
    note: Annotated[str | None, "detail"]
