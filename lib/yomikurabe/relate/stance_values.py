"""A position on its way through a sentence, and what each word does to it.

「規制の緩和に反対した」 is read from left to right: the rule (for it: 1), loosened (-1), opposed (1).
"""

from typing import NamedTuple

from ..topic.position_rows import PositionRow
from .stance_words import sign

_NEXT = 8
"""How near after a matter stands what makes a mere subject of it: 規制の長期的な影響."""


class Value(NamedTuple):
    """What has been said so far of one issue."""

    issue: str
    sign: int
    rule: bool
    """A rule that hinders trade, not the trade itself: loosening it is for the trade."""
    start: int
    end: int
    trade: str = ""
    mode: str = ""
    """undecided or conditional, where it is neither for nor against."""
    moved: bool = False
    """Something has been done to it or said of it: a matter alone is no position."""
    judged: bool = False
    """An opinion has been given, or a wish told: that takes no power over the matter."""
    about: bool = False
    """Only its influence, its background … is spoken of."""
    said: bool = False
    """It stands in what a verb of saying reports."""
    owner: tuple[str, ...] = ()
    """Who has been found to hold it."""

    @property
    def polarity(self) -> str:
        return self.mode or ("support" if self.sign > 0 else "oppose")


def apply(row: PositionRow, negated: bool, value: Value, end: int, spoken: bool) -> Value | None:
    """What a word makes of a value that stands before it; nothing where the word takes the position back.

    `spoken`: somebody says it, so that a consequence is an opinion.
    """
    if value.about and row.kind not in ("attitude", "warning"):
        return value
    step = sign(row, value.rule)
    match row.kind:
        case "deed" | "wish":
            return _do(row, negated, value, end, step)
        case "attitude" | "warning":
            return _judge(row, negated, value, end, step)
        case "effect" if spoken and step:
            return _turned(value, -step if negated else step, end)._replace(judged=True, mode="")
        case "scope" if negated and not value.rule:
            return _turned(value, -1, end)._replace(about=True)
        case "open":
            if negated:
                return value._replace(sign=-value.sign, end=end) if value.moved else None
            return value._replace(mode="undecided", moved=True, owner=(), end=end)
        case "decision" | "agenda" if negated:
            return value._replace(mode="undecided", moved=True, owner=(), end=end)
        case "condition" if step:
            return _turned(value, step, end)._replace(mode="conditional")
        case "report" if step and not value.moved:
            return _turned(value, step, end)
        case "about":
            near = end - len(row.word) - value.end <= _NEXT
            return value._replace(about=True, moved=False) if near else value
        case _:
            return value


def _turned(value: Value, step: int, end: int) -> Value:
    return value._replace(sign=value.sign * step, moved=True, owner=(), end=end)


def _do(row: PositionRow, negated: bool, value: Value, end: int, step: int | None) -> Value | None:
    if not step:
        return value
    if row.kind == "wish":
        return None if negated else _turned(value, step, end)._replace(judged=True, mode="")
    rule = row.makes == "rule" if row.makes else value.rule
    return _turned(value, -step if negated else step, end)._replace(rule=rule)


def _judge(row: PositionRow, negated: bool, value: Value, end: int, step: int | None) -> Value | None:
    """An opinion. A warning of what was called bad, or criticism that calls it bad, says so once, not twice."""
    if negated:
        return None
    if value.judged and (row.kind == "warning" or value.said):
        step = 1
    return _turned(value, step or 1, end)._replace(judged=True, mode="")
