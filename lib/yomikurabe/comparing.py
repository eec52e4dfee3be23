"""What only all articles together show: the same article, the same happening, the same claim."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from .compare.comparisons import build_comparisons
from .compare.date_findings import compare_events
from .compare.duplicates import build_duplicates
from .extract.names import known_entities
from .reference import build_chip_specs, build_chronology, build_export_rules, build_export_status
from .tables import TABLES, to_arrow
from .topic import Topic

COMPARED = ("documents", "ingest", "sentences", "entities", "timexes", "events", "claims")
"""Tables of the articles that are read here."""


def compare_all(found: dict[str, pa.Table], topic: Topic) -> dict[str, pa.Table]:
    """The tables of all articles together, and what they add to findings, from those that `COMPARED` names."""
    documents = rows_of("documents", without_text(found["documents"]))
    events, timexes = rows_of("events", found["events"]), rows_of("timexes", found["timexes"])
    happenings = compare_events(documents, events, timexes, topic)
    compared = build_comparisons(rows_of("claims", found["claims"]), documents, topic)
    rows: dict[str, Sequence[Any]] = {
        "ingest": sorted(rows_of("ingest", found["ingest"]), key=lambda row: row[0]),
        "entities": list_entities(rows_of("entities", found["entities"]), topic),
        "duplicates": build_duplicates(documents, rows_of("sentences", found["sentences"])),
        "event_clusters": happenings.clusters,
        "findings": happenings.findings,
        "finding_evidence": happenings.evidence,
        "comparisons": compared.comparisons,
        "comparison_claims": compared.members,
    }
    return {**{name: to_arrow(name, made) for name, made in rows.items()}, **reference_tables(topic)}


def reference_tables(topic: Topic) -> dict[str, pa.Table]:
    """The tables that are the topic's own."""
    return {
        "chip_specs": to_arrow("chip_specs", list(build_chip_specs(topic))),
        "chronology": to_arrow("chronology", list(build_chronology(topic))),
        "export_rules": to_arrow("export_rules", list(build_export_rules(topic))),
        "export_status": to_arrow("export_status", list(build_export_status(topic))),
    }


def rows_of(name: str, table: pa.Table) -> list[Any]:
    """A table as rows of its own kind. None of those compared has a list of structures."""
    columns = [
        [tuple(v) for v in column.to_pylist()] if pa.types.is_list(column.type) else column.to_pylist()
        for column in table.columns
    ]
    row = TABLES[name].row
    return [row(*values) for values in zip(*columns, strict=True)]


def without_text(documents: pa.Table) -> pa.Table:
    """Documents with their text left out: most of their weight, and nothing here reads it."""
    return documents.set_column(documents.schema.get_field_index("text"), "text", pa.array([""] * len(documents)))


def list_entities(found: list[tuple[Any, ...]], topic: Topic) -> list[tuple[Any, ...]]:
    """The dictionary's entities, then those that only the articles name, each once."""
    entities: dict[str, tuple[Any, ...]] = {e.entity_id: e for e in known_entities(topic)}
    for entity in sorted(found):
        entities.setdefault(entity[0], entity)
    return list(entities.values())
