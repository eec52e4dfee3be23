"""Statements about chips held against the reference, attribute by attribute."""

from collections.abc import Sequence

from ..reference import Value, members_of, value_of
from ..tables import say
from ..topic import Topic
from ..topic.units import convert
from .chip_bounds import fits_in, lies_within
from .chip_descent import hold_relation
from .chip_explained import label_of, names_of, range_of, show_held
from .chip_records import Held, Statement, Verdict


def hold(statement: Statement, topic: Topic) -> Verdict:
    """What the reference makes of a statement: agree, compatible, conflict or unknown."""
    if statement.relation:
        return hold_relation(statement, topic)
    if statement.versus_id:
        return _hold_ratio(statement, topic)
    return _hold_figure(statement, topic)


def _hold_ratio(statement: Statement, topic: Topic) -> Verdict:
    held = [h for name in _performance(topic, statement.attribute) if (h := _ratio(statement, topic, name))]
    fits = [h for h in held if fits_in(statement, h)]
    fails = [h for h in held if h not in fits]
    names = names_of(topic, statement)
    shown = {**names, **show_held(topic, "fits", fits), **show_held(topic, "fails", fails)}
    asked = [h for h in held if h.attribute == statement.attribute]
    if not held:
        return Verdict(None, None, "unknown", say("chips.ratio.no_values", **names))
    if not statement.named:
        key, (low, high) = "unnamed_fits" if fits else "unnamed", range_of(fits or held)
        return Verdict(low, high, "compatible" if fits else "unknown", say(f"chips.ratio.{key}", **shown))
    if statement.attribute and not asked:
        key = f"chips.not_measured.{_key(fits, fails)}"
        return Verdict(None, None, "unknown", say(key, **shown, **label_of(topic, statement.attribute)))
    deciding = asked or held
    borne = [h for h in deciding if h in fits]
    area = "own_cut" if statement.of_own_cut else "ratio"
    explanation = say(f"chips.{area}.{_key(fits, fails)}", **shown)
    low, high = range_of(borne or deciding)
    rumoured = all(h.rumoured for h in borne or deciding)
    if not borne:
        return Verdict(low, high, "unknown" if rumoured else "conflict", explanation)
    sure = not rumoured and all(lies_within(statement, h) for h in deciding)
    return Verdict(low, high, "agree" if sure else "compatible", explanation)


def _key(fits: Sequence[Held], fails: Sequence[Held]) -> str:
    return "some" if fits and fails else "all" if fits else "none"


def _performance(topic: Topic, asked: str | None) -> list[str]:
    """The attributes that performance is judged by, the one asked for first; what is no performance stands alone."""
    rest = [name for name, row in topic.attributes.items() if row.better == "higher" and name != asked]
    if asked and topic.attributes[asked].better != "higher":
        return [asked]
    return [asked, *rest] if asked else rest


def _ratio(statement: Statement, topic: Topic, attribute: str) -> Held | None:
    """The ratio of two chips in one attribute, over all that sources say."""
    versus = statement.versus_id or ""
    if statement.of_own_cut:
        return _cut_ratio(topic, statement.chip_id, versus, attribute)
    value, other = value_of(topic, statement.chip_id, attribute), value_of(topic, versus, attribute)
    return _divided(attribute, value, other)


def _cut_ratio(topic: Topic, chip_id: str, base: str, attribute: str) -> Held | None:
    """A cut-down chip by what it was cut from; where only that is named, each of its cut-down versions by it."""
    bases = members_of(topic, base)
    pairs = [(r.chip_id, r.of_id) for r in topic.lineage if r.relation == "cut-down" and r.of_id in bases]
    if base != chip_id:
        pairs = [(chip_id, base)]
    divided = (_divided(attribute, value_of(topic, m, attribute), value_of(topic, b, attribute)) for m, b in pairs)
    found = [h for h in divided if h]
    if not found:
        return None
    return Held(attribute, *range_of(found), all(h.rumoured for h in found))


def _divided(attribute: str, value: Value | None, other: Value | None) -> Held | None:
    if value is None or other is None:
        return None
    return Held(attribute, value.low / other.high, value.high / other.low, value.is_rumoured or other.is_rumoured)


def _hold_figure(statement: Statement, topic: Topic) -> Verdict:
    wanted = [statement.attribute] if statement.attribute else list(topic.attributes)
    held = []
    for name in wanted:
        row = topic.attributes[name]
        value = value_of(topic, statement.chip_id, name) if row.kind == "number" else None
        factor = convert(1.0, row.unit, statement.unit or "") if value else None
        if value and factor:
            held.append(Held(name, value.low * factor, value.high * factor, value.is_rumoured))
    names = names_of(topic, statement)
    if not held:
        return Verdict(None, None, "unknown", say("chips.figure.no_values", **names))
    fits = [h for h in held if fits_in(statement, h)]
    low, high = range_of(fits or held)
    if not fits:
        verdict = "unknown" if all(h.rumoured for h in held) else "conflict"
        fails = show_held(topic, "fails", held, unit=statement.unit or "")
        return Verdict(low, high, verdict, say("chips.figure.none", **names, **fails))
    sure = any(lies_within(statement, h) and not h.rumoured for h in fits)
    shown = show_held(topic, "fits", fits, unit=statement.unit or "")
    return Verdict(low, high, "agree" if sure else "compatible", say("chips.figure.fits", **names, **shown))
