"""Statements with a figure: N times another chip, N per cent less, 141 GB."""

from collections.abc import Sequence

from ..reference import related
from ..tables import Quantity
from ..topic import Topic
from ..topic.units import convert
from . import chip_words as words
from .chip_records import Named, Statement
from .chip_roles import Scene

_NEAR = 30
"""How far from a figure the attribute that it is of may stand."""


def read_ratio(
    scene: Scene, quantity: Quantity, named: Sequence[Named], topic: Topic, last: Statement | None
) -> Statement | None:
    """N times, or N per cent more or less, of some performance."""
    start, end = quantity.start - scene.sentence.start, quantity.end - scene.sentence.start
    respect = _respect(scene.text, start, end, named) or _spoken_of(scene.text, start, named)
    versus = scene.counterpart(start)
    beside = versus is not None and not scene.text[scene.at(versus)[1] : start].count("、")
    if respect is None and (quantity.unit == "percent" or not beside or not _is_bare(scene, start, end)):
        return None
    bounds = _bounds(quantity, scene.text[end:], beside)
    if bounds is None:
        return None
    whole = Statement(quantity.start, quantity.end, "", None, respect and respect.attribute, *bounds, "times")
    whole = whole._replace(approx=quantity.approx, reached=_is_reached(quantity))
    if versus:
        chip = scene.subject(start, end, versus.entity_id)
        return whole._replace(chip_id=chip, versus_id=versus.entity_id) if chip else None
    return _without_counterpart(scene, whole, start, end, topic, last)


def _is_bare(scene: Scene, start: int, end: int) -> bool:
    """Whether the chips themselves are compared, not something of theirs: its sales, twice the price."""
    topics = [m for m in scene.chips if scene.at(m)[1] <= start and words.SUBJECT.match(scene.after(m))]
    bare = all(words.BARE_SUBJECT.match(scene.after(m)) for m in topics)
    return bare and not scene.text.startswith("の", end)


def _without_counterpart(
    scene: Scene, whole: Statement, start: int, end: int, topic: Topic, last: Statement | None
) -> Statement | None:
    """Compared with its own base, with the model before it, or a figure taken up again."""
    if whole.high is not None and whole.high < 1:
        chip = scene.subject(start, end, None)
        return whole._replace(chip_id=chip, versus_id=_base(topic, chip), of_own_cut=True) if chip else None
    coming = words.NEXT.search(scene.text, end)
    if coming and "、" not in scene.text[end : coming.start()]:
        older = scene.own_subject(start, end, None)
        newer = _next_generation(topic, older) if older else None
        return whole._replace(chip_id=newer, versus_id=older, named=False) if newer else None
    chip = scene.own_subject(start, end, None)
    before = related(topic, chip, "successor") if chip else ()
    if chip and before:
        return whole._replace(chip_id=chip, versus_id=before[0])
    if last and not scene.chips and (last.low, last.high) == (whole.low, whole.high):
        return whole._replace(chip_id=last.chip_id, versus_id=last.versus_id, approx=last.approx)
    return None


def _base(topic: Topic, chip_id: str) -> str:
    """What a chip was cut from; a family's cut-down versions are of its own."""
    bases = related(topic, chip_id, "cut-down")
    return bases[0] if bases else chip_id


def _next_generation(topic: Topic, chip_id: str) -> str | None:
    lines = {chip_id, *related(topic, chip_id, "member")}
    return next((r.chip_id for r in topic.lineage if r.relation == "generation" and r.of_id in lines), None)


def _respect(text: str, start: int, end: int, named: Sequence[Named]) -> Named | None:
    """The attribute that a figure is of: beside it in its clause, a particular one before performance as such."""
    clause = max(text.rfind(mark, 0, start) for mark in "、。:：") + 1
    after = [n for n in named if end <= n.start <= end + 8 and not set(text[end : n.start]) & set("、。はがを")]
    before = [n for n in named if max(clause, start - _NEAR) <= n.start and n.end <= start]
    if after and not text.startswith("の", end) and text[end : after[0].start].strip(" 　"):
        after = [n for n in after if words.MORE.search(text[end : n.start]) or words.LESS.search(text[end : n.start])]
    near = [*after[:1], *(n for n in reversed(before) if _leads(text[n.end : start]))]
    return next((n for n in near if n.attribute), near[0] if near else None)


def _spoken_of(text: str, start: int, named: Sequence[Named]) -> Named | None:
    """The attribute that the sentence is about up to a figure: its memory is 192 GB, twice the other's."""
    topics = [n for n in named if n.end < start and text[n.end] == "は" and "は" not in text[n.end + 1 : start]]
    return topics[-1] if topics else None


def _leads(between: str) -> bool:
    """Whether what stands between an attribute and its figure leads from one to the other."""
    head = between.lstrip(" 　」』)）")
    return not head or head[0] in "はがをもでに約時面のとよ最" or head.startswith(("ベース", "換算", "比"))


def _bounds(quantity: Quantity, after: str, beside: bool) -> tuple[float | None, float | None] | None:
    """A quantity as a ratio: N times; N per cent of another; N per cent more or less."""
    low, high = quantity.low, quantity.high
    if quantity.unit == "times":
        return low, high
    low, high = (None if low is None else low / 100), (None if high is None else high / 100)
    near = after[:12].split("、")[0]
    if near.startswith("に") and beside:
        return low, high
    if words.LESS.search(near):
        return (None if high is None else round(1 - high, 6)), (1.0 if low is None else round(1 - low, 6))
    if words.MORE.search(near):
        return (None if low is None else 1 + low), (None if high is None else 1 + high)
    return (low, high) if beside else None


def read_figure(scene: Scene, quantity: Quantity, named: Sequence[Named], topic: Topic) -> Statement | None:
    """A plain figure of a chip: 141 GB, 4.8 TB/s, 700 W."""
    start, end = quantity.start - scene.sentence.start, quantity.end - scene.sentence.start
    unit = f"{quantity.unit}/s" if words.PER_SECOND.search(scene.text, 0, start) else quantity.unit
    fitting = _measured_in(topic, unit)
    if not fitting:
        return None
    respect = _respect(scene.text, start, end, [n for n in named if n.attribute in fitting])
    chip = _bearer(scene, start, end) or (scene.subject(start, end, None) if respect else None)
    if chip is None or (unit == "USD" and not respect):
        return None
    attribute = respect.attribute if respect else fitting[0] if len(fitting) == 1 else None
    bounds = quantity.low, quantity.high, unit
    figure = Statement(quantity.start, quantity.end, chip, None, attribute, *bounds, quantity.approx)
    return figure._replace(reached=_is_reached(quantity))


def _is_reached(quantity: Quantity) -> bool:
    return quantity.low is None and words.UP_TO.match(quantity.surface) is not None


def _measured_in(topic: Topic, unit: str) -> list[str]:
    """The attributes that are measured in a unit or its like."""
    if unit in ("times", "percent", "count"):
        return []
    try:
        rows = [(name, row) for name, row in topic.attributes.items() if row.kind == "number"]
        return [name for name, row in rows if convert(1.0, unit, row.unit) is not None]
    except ValueError:
        return []


def _bearer(scene: Scene, start: int, end: int) -> str | None:
    """The chip that a figure is of: its sentence's topic, one that it describes, or one that it stands behind."""
    beside = [m for m in scene.chips if scene.at(m)[1] <= start and _is_beside(scene.text[scene.at(m)[1] : start])]
    return beside[-1].entity_id if beside else scene.own_subject(start, end, None)


def _is_beside(between: str) -> bool:
    return len(between) <= 12 and (between[:1] in ("の", "(", "（") or not between.strip(" 　"))
