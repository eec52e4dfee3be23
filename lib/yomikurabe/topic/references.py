"""What one CSV of a topic says of another must be there."""

from pathlib import Path
from typing import Any

from ..errors import TopicError


def check_references(folder: Path, rows: dict[str, Any]) -> None:
    """Raise TopicError for the first cell that names a row which is nowhere."""
    entities = {row.entity_id for row in rows["entities"]}
    sides, actions = {row.side for row in rows["sides"]}, {row.action for row in rows["actions"]}
    wanted = [
        *(("entities.csv", "affiliation", r.entity_id, r.affiliation, entities) for r in rows["entities"]),
        *(("entities.csv", "side", r.entity_id, r.side, sides) for r in rows["entities"]),
        *(("offices.csv", "entity_id", r.office_ja, r.entity_id, entities) for r in rows["offices"]),
        *(("predicates.csv", "action", r.predicate, r.action, actions) for r in rows["predicates"]),
        *(("metrics.csv", "yes_actions", r.metric_id, a, actions) for r in rows["metrics"] for a in r.yes_actions),
        *(("metrics.csv", "no_actions", r.metric_id, a, actions) for r in rows["metrics"] for a in r.no_actions),
        *(("issues.csv", "chips", r.issue, chip, entities) for r in rows["issues"] for chip in r.chips),
        *(("issues.csv", "makers", r.issue, maker, entities) for r in rows["issues"] for maker in r.makers),
        *(("groups.csv", "side", r.word, r.side, sides) for r in rows["groups"]),
        *(("metonyms.csv", "entity_id", r.side, r.entity_id, entities) for r in rows["metonyms"]),
        *(("metonyms.csv", "government", r.entity_id, r.government, entities) for r in rows["metonyms"]),
        *(("metonyms.csv", "side", r.entity_id, r.side, sides) for r in rows["metonyms"]),
        *(("shapes.csv", "vendor", r.pattern, r.vendor, entities) for r in rows["shapes"]),
        *(("chip_specs.csv", "chip_id", r.attribute, r.chip_id, entities) for r in rows["chip_specs"]),
        *(("export_rules.csv", "makers", r.rule_id, m, entities) for r in rows["export_rules"] for m in r.makers),
        *(("lineage.csv", "chip_id", r.of_id, r.chip_id, entities) for r in rows["lineage"]),
        *(("lineage.csv", "of_id", r.chip_id, r.of_id, entities) for r in rows["lineage"]),
        *(("export_status.csv", "chip_id", str(r.starts), r.chip_id, entities) for r in rows["export_status"]),
        *(("chronology.csv", "actors", r.reference_id, a, entities) for r in rows["chronology"] for a in r.actors),
    ]
    for file, column, row, value, known in wanted:
        if value is not None and value not in known:
            raise TopicError(
                f"{value!r} is no known row",
                where=f"{folder / file}, row of {row}, column {column}",
                mend="add it first",
            )
