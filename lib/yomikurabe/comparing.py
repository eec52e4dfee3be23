"""What only all articles together show: the same article, the same happening, the same claim.

Articles come a batch at a time. Of each only what is compared is kept, in Arrow until its turn, so that memory grows
slowly with their number.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .compare.comparisons import build_comparisons, find_converted
from .compare.date_findings import compare_events
from .compare.duplicates import Wording, build_duplicates, wordings_of
from .extract.names import known_entities
from .reference import build_chip_specs, build_chronology, build_export_rules, build_export_status
from .tables import SPELLING, TABLES, Claim, Entity, from_arrow, to_arrow
from .topic import Topic

_KEPT = ("documents", "entities", "timexes", "events", "claims")
_ROWS = 4_096
"""Claims that are made into rows at a time."""


class SideBySide:
    """All articles: `add` their tables batch by batch, then ask for the `tables` that they make together."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self._kept: dict[str, list[pa.Table]] = {name: [TABLES[name].schema.empty_table()] for name in _KEPT}
        self._wordings: dict[str, Wording] = {}
        self._converted: set[str] = set()

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Keep what is compared of some articles, given all their tables."""
        documents, entities, timexes, events, claims = (tables[name] for name in _KEPT)
        self._wordings |= wordings_of(*(tables["sentences"][name].to_pylist() for name in ("doc_id", "text")))
        stated = claims.filter(pc.not_equal(claims["metric_id"], SPELLING))
        self._converted |= find_converted(from_arrow("claims", stated))
        kept = (
            without_text(documents),
            entities.filter(pc.invert(entities["known"])),
            timexes.filter(pc.is_in(timexes["timex_id"], events["timex_id"])),
            events,
            _without_repeats(claims),
        )
        for name, table in zip(_KEPT, kept, strict=True):
            self._kept[name].append(table)

    @property
    def articles(self) -> int:
        """How many there are."""
        return sum(map(len, self._kept["documents"]))

    def tables(self) -> dict[str, pa.Table]:
        """The tables of all articles together, and what they add to findings."""
        kept = {name: pa.concat_tables(parts) for name, parts in self._kept.items()}
        with _no_collection():
            documents, events, timexes = (from_arrow(name, kept[name]) for name in ("documents", "events", "timexes"))
            happenings = compare_events(documents, events, timexes, self.topic)
            compared = build_comparisons(_matters(kept["claims"]), self._converted, documents, self.topic)
            rows: dict[str, Sequence[Any]] = {
                "entities": list_entities(from_arrow("entities", kept["entities"]), self.topic),
                "duplicates": build_duplicates(documents, self._wordings),
                "event_clusters": happenings.clusters,
                "findings": happenings.findings,
                "finding_evidence": happenings.evidence,
                "comparisons": compared.comparisons,
                "comparison_claims": compared.members,
            }
            made = {name: to_arrow(name, found) for name, found in rows.items()}
        return {**made, **reference_tables(self.topic)}


def reference_tables(topic: Topic) -> dict[str, pa.Table]:
    """The tables that are the topic's own."""
    return {
        "chip_specs": to_arrow("chip_specs", list(build_chip_specs(topic))),
        "chronology": to_arrow("chronology", list(build_chronology(topic))),
        "export_rules": to_arrow("export_rules", list(build_export_rules(topic))),
        "export_status": to_arrow("export_status", list(build_export_status(topic))),
    }


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector: rows hold no cycles, and it would walk through all of them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def without_text(documents: pa.Table) -> pa.Table:
    """Documents with their text left out: most of their weight, and nothing here reads it."""
    place = documents.schema.get_field_index("text")
    return documents.set_column(place, documents.schema.field(place), pa.repeat("", len(documents)))


def _without_repeats(claims: pa.Table) -> pa.Table:
    """Claims; of those that only say how an article spells a name, the first of each spelling."""
    spelt = pc.equal(claims["metric_id"], SPELLING)
    numbered = claims.append_column("place", pa.array(range(len(claims)), pa.int64())).filter(spelt)
    firsts = numbered.group_by(["doc_id", "subject_id", "value_text"], use_threads=False).aggregate([("place", "min")])
    return pa.concat_tables([claims.filter(pc.invert(spelt)), claims.take(firsts["place_min"].sort())])


def _matters(claims: pa.Table) -> Iterator[list[Claim]]:
    """The claims of each metric and subject, in the order of these; those that are about spelling last."""
    spelt = pc.equal(claims["metric_id"], SPELLING)
    for part in (claims.filter(pc.invert(spelt)), claims.filter(spelt)):
        keys = pa.table({"metric": part["metric_id"], "subject": part["subject_id"].fill_null("")})
        ordered = part.take(pc.sort_indices(keys, [("metric", "ascending"), ("subject", "ascending")]))
        rows = (row for at in range(0, len(ordered), _ROWS) for row in from_arrow("claims", ordered.slice(at, _ROWS)))
        for _, matter in groupby(rows, key=lambda claim: (claim.metric_id, claim.subject_id)):
            yield list(matter)


def list_entities(found: list[Entity], topic: Topic) -> list[Entity]:
    """The dictionary's entities, then those that only the articles name, each once."""
    entities = {e.entity_id: e for e in known_entities(topic)}
    for entity in sorted(found):
        entities.setdefault(entity.entity_id, entity)
    return list(entities.values())
