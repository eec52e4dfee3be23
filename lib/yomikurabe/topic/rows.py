"""What a row of each dictionary CSV is: columns, allowed values, and what they mean.

A field's `description` is its documentation: `yomikurabe topic` and the READMEs beside the CSVs print it.
"""

import re
from typing import Any, Literal

from pydantic import Field, field_validator

from .chip_rows import AttributeRow, ChipSpecCsvRow, CreditRow, ExportRuleCsvRow, ExportStatusCsvRow, LineageRow
from .fields import Day, LabelEn, LabelJa, Listed, Month, Note, Optional, Row, Slug, Source, Text
from .metric_rows import MetricRow, RateRow
from .position_rows import GroupRow, IssueRow, MetonymRow, PositionRow

Kind = Literal["person", "org", "company", "media", "think-tank", "chip", "place"]


class SideRow(Row):
    """One camp that actors belong to."""

    side: Slug = Field(description="id of the camp")
    label_en: LabelEn
    label_ja: LabelJa


class EntityRow(Row):
    """One person, body, company, outlet, think tank, chip or place with all its spellings."""

    entity_id: Slug = Field(description="slug, the same for every spelling")
    kind: Kind = Field(description="what it is; chip: any product that is compared and sold")
    name_ja: Text = Field(description="usual name in Japanese; matched as well")
    name_en: Text = Field(description="usual name in English; matched as well")
    aliases: Listed = Field((), description="further full spellings, separated by |")
    short_forms: Listed = Field((), description="forms that count only beside a title or after a full form")
    side: Optional = Field(None, description="camp, a row of sides.csv")
    role: Optional = Field(None, description="what it is, in a few English words")
    affiliation: Optional = Field(None, description="entity it belongs to: employer, maker, ministry")
    fiscal_year_end: Month = Field(None, description="month in which its fiscal year ends")
    source: Source = "general knowledge"
    note: Note = ""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every full spelling, once."""
        return tuple(dict.fromkeys((self.name_ja, self.name_en, *self.aliases)))


class OfficeRow(Row):
    """One person in one office for a time."""

    entity_id: Slug = Field(description="who: a row of entities.csv")
    office_ja: Text = Field(description="name of the office; another name of it is another row")
    office_en: Text = Field(description="the same in English")
    starts: Day = Field(None, description="first day in office, blank where open")
    ends: Day = Field(None, description="last day in office, blank while it lasts")
    source: Source = "general knowledge"


class ShapeRow(Row):
    """One shape of name that stands for an entity no row lists."""

    kind: Kind = Field(description="kind of what bears such a name")
    pattern: Text = Field(description="regular expression over width-folded text")
    vendor: Optional = Field(None, description="entity that makes what bears such a name")
    note: Note = ""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from error
        return value


class ActionRow(Row):
    """One kind of deed that predicates mean."""

    action: Slug = Field(description="id of the deed")
    label_en: LabelEn
    label_ja: LabelJa


class PredicateRow(Row):
    """What a predicate means: its deed, its attitude when it reports, its place on the ladder of certainty."""

    predicate: Text = Field(description="dictionary form, as the clauses table has it")
    action: Optional = Field(None, description="deed, a row of actions.csv")
    attitude: Optional = Field(None, description="for reporting verbs: say, claim, warn, admit, deny, ask, promise …")
    polarity: Literal["", "+", "-"] = Field("", description="whether it allows (+) or hinders (-) its object")
    rung: Optional = Field(None, description="decided, approved, policy, considered, sounded or speculated")
    note: Note = ""


class LawRow(Row):
    """One law or act with its right names."""

    law_id: Slug = Field(description="id of the law")
    name_ja: Text = Field(description="full name in Japanese")
    name_en: Text = Field(description="full name in English")
    abbreviations: Listed = Field((), description="right short names: what differs from all of these is a slip")
    note: Note = ""


class ChronologyCsvRow(Row):
    """One happening of the reference chronology."""

    reference_id: Text = Field(description="id: ref-, the first day, a slug")
    earliest: Day = Field(description="first day that it may have been")
    latest: Day = Field(description="last day that it may have been")
    precision: Literal["day", "month", "year", "range"] = Field(description="how exactly the day is known")
    event: Text = Field(description="what happened, in English")
    event_ja: Text = Field(description="the same in Japanese")
    actors: Listed = Field((), description="entity_ids, separated by |")
    source_url: Source
    confidence: str = Field("", description="how well it is attested")
    note: Note = ""


FILES: dict[str, tuple[type[Row], tuple[str, ...]]] = {
    "sides": (SideRow, ("side",)),
    "entities": (EntityRow, ("entity_id",)),
    "offices": (OfficeRow, ("entity_id", "office_ja", "starts")),
    "shapes": (ShapeRow, ("kind", "pattern")),
    "actions": (ActionRow, ("action",)),
    "predicates": (PredicateRow, ("predicate",)),
    "issues": (IssueRow, ("issue",)),
    "positions": (PositionRow, ("word",)),
    "groups": (GroupRow, ("word",)),
    "metonyms": (MetonymRow, ("entity_id",)),
    "laws": (LawRow, ("law_id",)),
    "chronology": (ChronologyCsvRow, ("reference_id",)),
    "attributes": (AttributeRow, ("attribute",)),
    "credits": (CreditRow, ("address",)),
    "lineage": (LineageRow, ("chip_id", "relation", "of_id")),
    "chip_specs": (ChipSpecCsvRow, ("chip_id", "attribute", "variant", "basis", "value", "source_url")),
    "export_rules": (ExportRuleCsvRow, ("rule_id",)),
    "export_status": (ExportStatusCsvRow, ("chip_id", "starts", "status", "source_url")),
    "metrics": (MetricRow, ("metric_id",)),
    "rates": (RateRow, ("currency", "against", "year")),
}
"""Every CSV that a topic may have: what a row is, and what makes it unique."""


def columns(row: type[Row]) -> dict[str, Any]:
    """Column names with their documentation."""
    return {name: field.description or "" for name, field in row.model_fields.items()}
