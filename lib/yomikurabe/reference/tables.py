"""The topic's reference tables as rows: what articles are held against, never mixed with what they say."""

from datetime import date

from ..tables import ChipSpec, ChronologyRow, ExportRule, ExportStatus
from ..topic import Topic


def build_chip_specs(topic: Topic) -> list[ChipSpec]:
    """Grain: one reference value of one chip from one source."""
    return [
        ChipSpec(
            row.chip_id,
            row.attribute,
            row.value,
            row.unit or None,
            row.basis or None,
            row.variant or None,
            _day(row.as_of),
            row.confidence,
            row.source_url or None,
            row.source2_url or None,
            row.note or None,
        )
        for row in topic.chip_specs
    ]


def build_chronology(topic: Topic) -> list[ChronologyRow]:
    """Grain: one happening of the reference chronology."""
    return [
        ChronologyRow(
            row.reference_id,
            row.earliest,
            row.latest,
            row.precision,
            row.event,
            row.event_ja,
            row.actors,
            row.source_url or None,
            row.confidence,
            row.note or None,
        )
        for row in topic.chronology
    ]


def build_export_rules(topic: Topic) -> list[ExportRule]:
    """Grain: one export rule in force for a time."""
    return [
        ExportRule(
            row.rule_id,
            row.label_en,
            row.label_ja,
            row.starts,
            row.ends,
            row.threshold,
            row.status,
            row.makers,
            row.source_url or None,
            row.confidence,
            row.note or None,
        )
        for row in topic.export_rules
    ]


def build_export_status(topic: Topic) -> list[ExportStatus]:
    """Grain: one stated export status of one chip from one day."""
    return [
        ExportStatus(
            row.chip_id,
            row.starts,
            row.status,
            row.stated_en,
            row.stated_ja,
            row.source_url or None,
            row.confidence,
            row.note or None,
        )
        for row in topic.export_status
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
