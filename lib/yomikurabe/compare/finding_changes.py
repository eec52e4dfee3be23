"""Changes that their figures don't make: from 100 to 120 is no half more, and no less."""

import re
from collections.abc import Iterator, Sequence

from ..tables import Quantity, say
from .amounts import Interval, is_pair, meet, quotient, spread, width
from .finding_rows import Found, Material, found

_UP = re.compile(r"増|上昇|上が|上げ|伸び|伸長|拡大|膨ら|膨れ|成長|高騰|跳ね")
_DOWN = re.compile(r"減|下落|下が|下げ|縮小|低下|落ち込|縮ま")
_FROM = re.compile(r"(?:だった|である)?(?:もの)?から[^。、「」0-9０-９]{0,6}、?")
_TO = re.compile(r"(?:に|へ|へと|まで|にまで)(?:、|[^。、「」0-9０-９]{0,8})")
_EARLIER = re.compile(
    r"[^。「」0-9０-９]{0,10}、(?:前年度?|前期|前回|前月|昨年度?|去年|一昨年|同期|年前)[^。「」、0-9０-９]{0,8}"
)
_MOVED = re.compile(
    r"(?:に|へと?|まで)、?(?P<deed>[^。、「」0-9０-９のがはも]{0,3}?"
    r"(?:増|上昇|上が|上げ|伸び|拡大|膨ら|減|下落|下が|下げ|縮小|低下|落ち込)[一-鿿]*)"
)
_EXCHANGE = re.compile(r"ドル\s?[=＝]|円相場|為替|円安|円高|レート")
_CHANGES = frozenset({"percent", "percent-point", "times"})
_POWERS = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)


def find_wrong_changes(material: Material) -> Iterator[Found]:
    """Grain: one change, or its direction, that the two figures beside it don't make."""
    if "から" not in material.text:
        return
    for quantities in material.quantities_in.values():
        figures = [q for q in quantities if not q.converts] if len(quantities) > 1 else []
        if figures and "から" in material.text[figures[0].start : figures[-1].end + 4]:
            yield from _changes(material, figures)


def _changes(material: Material, figures: Sequence[Quantity]) -> Iterator[Found]:
    text = material.text
    if _EXCHANGE.search(text, max(0, figures[0].start - 30), figures[-1].end):
        return
    for i, one in enumerate(figures):
        other = figures[i + 1] if i + 1 < len(figures) else None
        if other is None:
            continue
        between = text[one.end : other.start]
        if "から" in one.surface and one.low is not None and one.high is not None and _TO.fullmatch(between):
            yield from _change(material, one, one, one.low, one.high, other)
        elif is_pair(one, other) and one.low and other.low:
            third = figures[i + 2] if i + 2 < len(figures) else None
            after = text[other.end : third.start] if third else ""
            if _FROM.fullmatch(between):
                if third and third.unit in _CHANGES and _TO.fullmatch(after):
                    yield from _change(material, one, other, one.low, other.low, third)
                else:
                    yield from _direction(material, one, other)
            elif third and _EARLIER.fullmatch(between) and _FROM.fullmatch(after):
                yield from _change(material, other, one, other.low, one.low, third)


def _change(
    material: Material, one: Quantity, other: Quantity, old: float, new: float, change: Quantity
) -> Iterator[Found]:
    """From `old` to `new`, said to be so many percent or times more or less."""
    after = material.text[change.end : change.end + 10].split("。")[0].split("、")[0]
    up, down = _UP.search(after), _DOWN.search(after)
    if old <= 0 or new <= 0 or (bool(up) == bool(down) and change.unit != "times"):
        return
    whole = quotient(width(one, old), width(other, new))
    allowed = _said(change, after, falls=bool(down))
    if one.unit == "percent" and change.unit != "times":
        points = abs(new - old)
        if meet(Interval(*spread(change)), Interval(points - 0.1, points + 0.1)):
            return
    if change.unit == "percent-point" and one.unit != "percent":
        return
    if not allowed or any(meet(whole, side) for side in allowed):
        return
    slip = any(meet(Interval(whole.low * f, whole.high * f), s) for s in allowed for f in _POWERS)
    expected = _made(change, old, new)
    spans = [(one.start, one.end), *([(other.start, other.end)] if other is not one else [])]
    shown = material.text[spans[0][0] : spans[-1][1]] if spans[0][0] < spans[-1][1] else one.surface
    explanation = say("finding.change", said=change.surface + after, amounts=shown, expected=expected)
    kind = "unit-slip" if slip else "internal-conflict"
    yield found(
        material.article,
        kind,
        (change.start, change.end),
        explanation,
        expected,
        "high" if slip else "medium",
        0.8,
        spans,
    )


def _made(change: Quantity, old: float, new: float) -> str:
    """The change that the figures make, in the unit of the one that is told."""
    if change.unit == "percent-point":
        return f"{abs(new - old):.3g}ポイント"
    ratio = new / old
    return f"{ratio:.3g}倍" if change.unit == "times" else f"{abs(ratio - 1) * 100:.3g}%{'増' if ratio > 1 else '減'}"


def _said(change: Quantity, after: str, falls: bool) -> list[Interval]:
    """The quotients that a change can mean: 2倍に増えた is 2, or 3 where somebody counts the growth."""
    low, high = spread(change)
    if change.unit == "times":
        grown = [Interval(low + 1, high + 1)] if after.startswith("増") else []
        return [Interval(low, high), *grown] if not falls else []
    if change.unit == "percent-point":
        return [Interval(-1.0, -1.0)]  # held above; no quotient
    if falls:
        return [Interval(max(0.0, 1 - high / 100), 1 - low / 100)]
    return [Interval(1 + low / 100, 1 + high / 100)]


def _direction(material: Material, one: Quantity, other: Quantity) -> Iterator[Found]:
    """100億円から80億円に増えた."""
    rest = _MOVED.match(material.text, other.end)
    if not rest or one.low is None or other.low is None or one.low == other.low or one.approx or other.approx:
        return
    up, down = _UP.search(rest["deed"]), _DOWN.search(rest["deed"])
    if (up and not down and other.low < one.low) or (down and not up and other.low > one.low):
        expected = "減" if up else "増"
        explanation = say(
            "finding.direction", one=one.surface, other=other.surface, said=rest["deed"], expected=expected
        )
        spans = [(one.start, one.end), (other.start, other.end)]
        yield found(
            material.article, "internal-conflict", rest.span("deed"), explanation, expected, "medium", 0.7, spans
        )
