"""Whether a chip may be sold on a given day: what is stated of it, and what the rules in force make of its values.

What began last decides. A stated fact holds until a later fact, or a later rule that the chip meets; of a rule and a
fact of one day the fact decides, since it knows more of the chip.
"""

import operator
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

from ..tables import say
from ..topic import Topic
from ..topic.chip_rows import ExportRuleCsvRow, ExportStatusCsvRow
from ..topic.thresholds import Comparison, Condition, Every, attributes_of, parse_threshold
from .lineage import families_of
from .values import Value, first_day, value_of

_SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}

Values: TypeAlias = Mapping[str, Value | None]
Source: TypeAlias = ExportStatusCsvRow | ExportRuleCsvRow


class Status(NamedTuple):
    """Whether a chip may be sold, by which rule (its id) or stated fact (chip_id and day), and why in one sentence."""

    status: str
    rule_or_fact: str | None
    source_url: str | None
    confidence: str
    explanation: str


def export_status(topic: Topic, chip_id: str, day: date) -> Status:
    """The export status of a chip on a day: allowed, licence, barred or unknown.

    A rule that hangs on a missing or disputed value does not undo an older fact, but leaves an older rule open.
    """
    open_rule: Status | None = None
    sources = _newest_first(topic, chip_id, day)
    unheard_of = _unless_known(topic, chip_id, day, sources)
    for source in sources:
        if isinstance(source, ExportStatusCsvRow):
            return _by_fact(source)
        found = _by_rule(topic, chip_id, source)
        if found and found.status != "unknown":
            return open_rule or unheard_of or found
        open_rule = open_rule or found
    if not any(_is_about(topic, rule, chip_id) for rule in topic.export_rules):
        return Status("unknown", None, None, "", say("chips.status.no_rule"))
    explanation = say("chips.status.not_covered", day=str(day))
    return unheard_of or open_rule or Status("allowed", None, None, "derived", explanation)


def _unless_known(topic: Topic, chip_id: str, day: date, sources: list[Source]) -> Status | None:
    """What is said of a chip that nobody had heard of on that day."""
    known_from = first_day(topic, chip_id)
    if (known_from and known_from <= day) or any(isinstance(source, ExportStatusCsvRow) for source in sources):
        return None
    return Status("unknown", None, None, "", say("chips.status.unannounced", day=str(known_from or "–")))


def rules_on(topic: Topic, day: date) -> list[ExportRuleCsvRow]:
    """The rules in force on a day, the newest first."""
    found = [r for r in topic.export_rules if (r.starts or date.min) <= day <= (r.ends or date.max)]
    return sorted(found, key=lambda r: r.starts or date.min, reverse=True)


def evaluate(condition: Condition, values: Values) -> bool | None:
    """Whether values meet a condition; nothing where that hangs on a value that is missing or in dispute."""
    if isinstance(condition, Comparison):
        return _compare(condition, values.get(condition.attribute))
    truths = [evaluate(part, values) for part in condition.parts]
    decisive = not isinstance(condition, Every)
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def _compare(comparison: Comparison, value: Value | None) -> bool | None:
    if value is None:
        return None
    holds = _SIGNS[comparison.sign]
    truths = {holds(figure, comparison.number) for figure in (value.low, value.high)}
    return truths.pop() if len(truths) == 1 else None


def _newest_first(topic: Topic, chip_id: str, day: date) -> list[Source]:
    """Facts of the chip and its families, and rules about it, that hold on the day; the newest first."""
    kin = (chip_id, *families_of(topic, chip_id))
    facts = [f for f in topic.export_status if f.chip_id in kin and f.starts and f.starts <= day]
    facts.sort(key=lambda f: (f.starts or date.min, -kin.index(f.chip_id)), reverse=True)
    rules = [r for r in rules_on(topic, day) if _is_about(topic, r, chip_id)]
    both: list[Source] = [*facts, *rules]
    return sorted(both, key=lambda row: row.starts or date.min, reverse=True)


def _is_about(topic: Topic, rule: ExportRuleCsvRow, chip_id: str) -> bool:
    entity = topic.entities.get(chip_id)
    return not rule.makers or (entity is not None and entity.affiliation in rule.makers)


def _by_fact(fact: ExportStatusCsvRow) -> Status:
    explanation = say("chips.status.fact", day=str(fact.starts), stated_en=fact.stated_en, stated_ja=fact.stated_ja)
    return Status(fact.status, f"{fact.chip_id} {fact.starts}", fact.source_url or None, fact.confidence, explanation)


def _by_rule(topic: Topic, chip_id: str, rule: ExportRuleCsvRow) -> Status | None:
    """The status that a rule gives a chip; nothing where the chip doesn't meet its threshold."""
    condition = parse_threshold(rule.threshold)
    names = dict.fromkeys(attributes_of(condition))
    values = {name: value_of(topic, chip_id, name) for name in names}
    met = evaluate(condition, values)
    if met is False:
        return None
    shown = {f"values_{lang}": _values(topic, values, lang) for lang in ("en", "ja")}
    named = {"rule_en": rule.label_en, "rule_ja": rule.label_ja}
    if met:
        explanation = say("chips.status.rule", **named, **shown)
        return Status(rule.status, rule.rule_id, rule.source_url or None, rule.confidence, explanation)
    missing = [topic.attributes[name] for name, value in values.items() if value is None]
    lacking = {
        "missing_en": ", ".join(row.label_en for row in missing),
        "missing_ja": "、".join(row.label_ja for row in missing),
    }
    explanation = say(f"chips.status.{'missing' if missing else 'disputed'}", **named, **shown, **lacking)
    return Status("unknown", rule.rule_id, rule.source_url or None, rule.confidence, explanation)


def _values(topic: Topic, values: Values, lang: str) -> str:
    """The values that a rule asks for, in words."""
    known = [(topic.attributes[name], value) for name, value in values.items() if value]
    return ", ".join(f"{row.label_ja if lang == 'ja' else row.label_en} {_shown(value)}" for row, value in known)


def _shown(value: Value) -> str:
    low, high = (f"{x:,.0f}" if x >= 1000 else f"{x:.3g}" for x in (value.low, value.high))
    figure = low if low == high else f"{low}–{high}"
    return f"{figure} {value.unit}"
