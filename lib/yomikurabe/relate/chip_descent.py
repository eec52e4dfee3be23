"""Statements about descent held against the table of lineage."""

from ..reference import families_of, generations_between, related
from ..tables import say
from ..topic import Topic
from .chip_explained import names_of
from .chip_records import Statement, Verdict


def hold_relation(statement: Statement, topic: Topic) -> Verdict:
    chip, versus, relation = statement.chip_id, statement.versus_id, statement.relation or ""
    steps = generations_between(topic, chip, versus) if versus else None
    if relation == "generation":
        verdict = "unknown" if steps is None else "agree" if steps == statement.low else "conflict"
    elif relation == "member":
        families = families_of(topic, chip)
        verdict = "agree" if versus in families else "conflict" if families else "unknown"
    else:
        verdict = _line_verdict(topic, chip, versus, relation, steps)
    step = float(steps) if relation == "generation" and steps is not None else None
    key = f"chips.{relation.replace('-', '_')}.{verdict}"
    if steps is not None and relation == "generation":
        key += "_after" if steps > 0 else "_before" if steps < 0 else "_same"
    return Verdict(step, step, verdict, say(key, n=abs(steps or 0), **names_of(topic, statement)))


def _line_verdict(topic: Topic, chip: str, versus: str | None, relation: str, steps: int | None) -> str:
    """Successors and cut-down versions: as a row has it, the other way round, or only roughly so."""
    if versus is None:
        return "unknown"
    if versus in related(topic, chip, relation):
        return "agree"
    if chip in related(topic, versus, relation) or (relation == "successor" and steps is not None and steps < 0):
        return "conflict"
    roughly = bool(steps) if relation == "successor" else bool(related(topic, chip, relation)) and steps == 0
    return "compatible" if roughly else "unknown"
