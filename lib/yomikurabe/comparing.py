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
    documents = _rows("documents", found["documents"].set_column(*_without_text(found["documents"])))
    happenings = compare_events(documents, _rows("events", found["events"]), _rows("timexes", found["timexes"]), topic)
    compared = build_comparisons(_rows("claims", found["claims"]), documents, topic)
    rows: dict[str, Sequence[Any]] = {
        "ingest": sorted(_rows("ingest", found["ingest"]), key=lambda row: row[0]),
        "entities": _entities(_rows("entities", found["entities"]), topic),
        "duplicates": build_duplicates(documents, _rows("sentences", found["sentences"])),
        "event_clusters": happenings.clusters,
        "findings": happenings.findings,
        "finding_evidence": happenings.evidence,
        "comparisons": compared.comparisons,
        "comparison_claims": compared.members,
        "chip_specs": list(build_chip_specs(topic)),
        "chronology": list(build_chronology(topic)),
        "export_rules": list(build_export_rules(topic)),
        "export_status": list(build_export_status(topic)),
    }
    return {name: to_arrow(name, made) for name, made in rows.items()}


def _rows(name: str, table: pa.Table) -> list[Any]:
    """A table as rows of its own kind. None of those compared has a list of structures."""
    columns = [
        [tuple(v) for v in column.to_pylist()] if pa.types.is_list(column.type) else column.to_pylist()
        for column in table.columns
    ]
    row = TABLES[name].row
    return [row(*values) for values in zip(*columns, strict=True)]


def _without_text(documents: pa.Table) -> tuple[int, str, pa.Array]:
    return documents.schema.get_field_index("text"), "text", pa.array([""] * len(documents))


def _entities(found: list[tuple[Any, ...]], topic: Topic) -> list[tuple[Any, ...]]:
    """The dictionary's entities, then those that only the articles name, each once."""
    entities: dict[str, tuple[Any, ...]] = {e.entity_id: e for e in known_entities(topic)}
    for entity in sorted(found):
        entities.setdefault(entity[0], entity)
    return list(entities.values())
