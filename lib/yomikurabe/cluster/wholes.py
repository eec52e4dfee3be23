"""What is made in one piece, a job a kind: happenings, and the lists of entities and of files offered.

Happenings are joined one after another, each held against those before it: there is nothing to cut. What that needs of
an article is little, a few events with their dates.
"""

from collections.abc import Sequence

from ..compare.date_findings import compare_events
from ..comparing import list_entities, reference_tables
from ..tables import Ingest, from_arrow, to_arrow
from ..topic import Topic
from .dataset import Parts


def write_happenings(parts: Parts, number: int, topic: Topic) -> int:
    """Write the happenings, and what they add to findings as part `number`; how many events they have."""
    documents, dates = (
        from_arrow(name, parts.shuffled(left)) for name, left in (("documents", "told"), ("timexes", "dating"))
    )
    found = compare_events(documents, from_arrow("events", parts.read("events")), dates, topic)
    parts.write("event_clusters", 0, to_arrow("event_clusters", found.clusters))
    parts.write("findings", number, to_arrow("findings", found.findings))
    parts.write("finding_evidence", number, to_arrow("finding_evidence", found.evidence))
    return len(found.clusters)


def write_lists(parts: Parts, refused: Sequence[Ingest], topic: Topic) -> list[Ingest]:
    """Write the entities, the reference tables and every file offered; the files that were rejected."""
    offered = sorted([*refused, *from_arrow("ingest", parts.shuffled("listed"))], key=lambda row: row.path)
    tables = {
        **reference_tables(topic),
        "ingest": to_arrow("ingest", offered),
        "entities": to_arrow("entities", list_entities(from_arrow("entities", parts.shuffled("named")), topic)),
    }
    for name, table in tables.items():
        parts.write(name, 0, table)
    return [row for row in offered if row.status == "rejected"]
