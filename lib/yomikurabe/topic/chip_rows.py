"""Rows of the reference tables of chips: attributes, cells, lineage, export rules and stated export status."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from .fields import (
    ADDRESS,
    ATTRIBUTE,
    Address,
    Day,
    LabelEn,
    LabelJa,
    Listed,
    Note,
    Number,
    Row,
    Slug,
    Source,
    Text,
    Whole,
)
from .thresholds import parse_threshold
from .units import split_unit

Confidence = Literal["two_sources", "one_source", "derived", "conflict", "unverified", "rumour"]
"""How far a row is trusted, the surest first."""
Trust = Annotated[Confidence, Field(description="how far it is trusted, the surest first")]
Chip = Annotated[Slug, Field(description="a chip of entities.csv")]


class AttributeRow(Row):
    """One attribute that chips have: how it is measured, and by which words articles name it."""

    attribute: str = Field(pattern=ATTRIBUTE, description="name, as chip_specs and thresholds use it")
    kind: Literal["number", "day", "text"] = Field(description="what its values are")
    unit: str = Field("", description="unit that pages and thresholds use; cells may have another of its kind")
    label_en: LabelEn
    label_ja: LabelJa
    lowest: Number = Field(None, description="least value that can be, in `unit`")
    highest: Number = Field(None, description="greatest value that can be, in `unit`")
    bits: Whole = Field(None, description="length of the operands, for rates of arithmetic")
    bases: Listed = Field((), description="what a cell's basis may say, separated by |")
    better: Literal["", "higher", "lower"] = Field("", description="which way a better chip differs; blank: neither")
    words_ja: Listed = Field((), description="words by which articles name it, separated by |")
    note: Note = ""

    @field_validator("unit")
    @classmethod
    def _exists(cls, value: str) -> str:
        if value:
            split_unit(value)
        return value


class CreditRow(Row):
    """Whom to name where figures of one source are shown, as its licence asks."""

    address: str = Field(pattern=ADDRESS, description="what the addresses of its figures begin with")
    credit_en: Text = Field(description="name and licence")
    credit_ja: Text = Field(description="the same in Japanese")


class ChipSpecCsvRow(Row):
    """One cell of the reference table of chips."""

    chip_id: Chip
    attribute: Text = Field(description="a row of attributes.csv")
    value: str = Field(description="figure, day, quarter or words; blank where sources say that there is none")
    unit: str = Field("", description="unit of the value")
    basis: str = Field("", description="one of the attribute's bases: dense, sparse, derived …")
    as_of: str = Field("", description="day for which the value was read, where that matters")
    confidence: Trust
    source_url: Address = ""
    source2_url: Address = ""
    variant: str = Field("", description="package or size, where several are sold")
    note: Note = ""


class LineageRow(Row):
    """What one chip or family of chips is to another."""

    chip_id: Chip
    relation: Literal["member", "successor", "cut-down", "generation"] = Field(
        description="of the family, successor of, cut-down version of, generation after"
    )
    of_id: Slug = Field(description="the other chip or family")
    source_url: Source = "general knowledge"
    confidence: Trust
    note: Note = ""


class ExportStatusCsvRow(Row):
    """One stated fact about whether a chip may be sold."""

    chip_id: Chip
    starts: Day = Field(description="day from which it holds")
    status: Literal["allowed", "licence", "barred", "unknown"] = Field(description="whether it may be sold")
    stated_en: Text = Field(description="what is stated, in a few words")
    stated_ja: Text = Field(description="the same in Japanese")
    source_url: Address = ""
    source2_url: Address = ""
    confidence: Trust
    note: Note = ""


class ExportRuleCsvRow(Row):
    """One export rule, the days it is in force, its threshold."""

    rule_id: Slug = Field(description="id of the rule")
    label_en: LabelEn
    label_ja: LabelJa
    starts: Day = Field(description="first day in force")
    ends: Day = Field(description="last day in force; blank while it lasts")
    threshold: Text = Field(description="attributes against numbers in their units, joined by and, or")
    status: Literal["allowed", "licence", "barred"] = Field(description="what it means for a chip that meets it")
    makers: Listed = Field((), description="entities whose chips it is about, separated by |; blank: all")
    source_url: Address = ""
    confidence: Trust
    note: Note = ""

    @field_validator("threshold")
    @classmethod
    def _parses(cls, value: str) -> str:
        parse_threshold(value)
        return value
