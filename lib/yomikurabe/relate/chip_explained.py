"""Chips, attributes and values in words, in both languages: the arguments of the catalogue's messages."""

from collections.abc import Iterable, Sequence

from ..topic import Topic
from .chip_records import Held, Statement


def range_of(held: Iterable[Held]) -> tuple[float, float]:
    found = list(held)
    return min(h.low for h in found), max(h.high for h in found)


def names_of(topic: Topic, statement: Statement) -> dict[str, str]:
    """Both chips in both languages, as the catalogue's messages name them."""
    named: dict[str, str] = {}
    for key, entity_id in (("chip", statement.chip_id), ("versus", statement.versus_id or "")):
        entity = topic.entities.get(entity_id)
        named[f"{key}_en"] = entity.name_en if entity else entity_id
        named[f"{key}_ja"] = entity.name_ja if entity else entity_id
    return named


def label_of(topic: Topic, attribute: str) -> dict[str, str]:
    row = topic.attributes[attribute]
    return {"attribute_en": row.label_en, "attribute_ja": row.label_ja}


def show_held(topic: Topic, key: str, held: Sequence[Held], unit: str = "×") -> dict[str, str]:
    """Attributes with their figures in both languages."""
    figures = [f"{_figure(h)}{'' if unit == '×' else ' '}{unit}" for h in held]
    pairs = [(topic.attributes[h.attribute], figure, h) for h, figure in zip(held, figures, strict=True)]
    return {
        f"{key}_en": ", ".join(f"{row.label_en} {figure}{' (rumoured)' * h.rumoured}" for row, figure, h in pairs),
        f"{key}_ja": "、".join(f"{row.label_ja}{figure}{'（未確認）' * h.rumoured}" for row, figure, h in pairs),
    }


def _figure(held: Held) -> str:
    low, high = (f"{x:,.0f}" if x >= 1000 else f"{x:.3g}" for x in (held.low, held.high))
    return low if low == high else f"{low}–{high}"
