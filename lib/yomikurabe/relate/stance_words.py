"""The words of a topic that show positions, compiled once: what is at issue, and what is done or said to it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import ahocorasick_rs

from ..topic import OfficeRow, Topic
from ..topic.position_rows import GroupRow, IssueRow, PositionRow

_NEVER = re.compile(r"(?!)")
_VERB = re.compile(r"[うくぐすつぬぶむる]$")
"""Verbs are looked up by the predicate of a clause, not found in the text: する stands in many words."""
_PLAIN = (
    r"[「」『』（）()\s・、のをにへとやな版用再製産]|向け|での|これら|それら|この|その|そのような|こうした|同|全面的|大規模|一部|今回"
    r"|自国企業|[数0-9０-９万個]"
)
_OPENING = ("trade", "pointer", "subject", "attitude", "agenda", "decision", "effect", "scope", "warning")
_SIGNS = {"+": 1, "-": -1, "0": 0, "": None}


class Thing(NamedTuple):
    """A noun that names an issue: for it or its opposite, by itself or only once the article has named it."""

    issue: IssueRow
    sign: int
    strong: bool


class Lexicon(NamedTuple):
    """What `stances` needs of a topic."""

    automaton: ahocorasick_rs.AhoCorasick
    """Finds every noun of positions.csv and every thing of issues.csv, the longest."""
    words: list[tuple[Thing | None, PositionRow | None]]
    """What the automaton finds, by number."""
    nouns: dict[str, PositionRow]
    issues: dict[str, IssueRow]
    goods: dict[str, tuple[str, ...]]
    """Issues about a chip, by its entity."""
    places: dict[str, re.Pattern[str]]
    """What the other side of a trade is called, by its issue."""
    openers: frozenset[str]
    """Words with which a clause can begin to say something: those that are about a matter by themselves."""
    goods_words: re.Pattern[str]
    """What goods are called in general."""
    these: re.Pattern[str]
    """Goods that were named before: この製品."""
    made: re.Pattern[str]
    """What follows the maker of goods: 製, の製品."""
    fillers: re.Pattern[str]
    """What may stand before a word of trade beside the goods: the other side, qualities, particles."""
    groups: re.Pattern[str]
    last_group: re.Pattern[str]
    group_rows: dict[str, GroupRow]
    metonyms: dict[str, str]
    shorts: dict[str, str]
    """Country by its one-character name: 米, 中."""
    governments: dict[str, str]
    """Government that a place stands for."""
    media: frozenset[str]
    sides: dict[str, str]
    """Camp of an actor."""
    offices: re.Pattern[str]
    holders: dict[str, tuple[OfficeRow, ...]]


_COMPILED: dict[str, Lexicon] = {}


def lexicon(topic: Topic) -> Lexicon:
    """The compiled words of a topic; a topic is compiled once a process."""
    if topic.sha256 not in _COMPILED:
        _COMPILED[topic.sha256] = _compile(topic)
    return _COMPILED[topic.sha256]


def holders(words: Lexicon, office: str, day: date | None) -> list[str]:
    """Who held an office on a day; its latest holder where the day is not known."""
    rows = words.holders.get(office, ())
    fit = [r for r in rows if day and (not r.starts or r.starts <= day) and (not r.ends or day <= r.ends)]
    return [r.entity_id for r in (fit or rows[-1:])]


def sign(row: PositionRow, on_rule: bool) -> int | None:
    """What a word does to a trade or to a rule: 1 for, -1 against, 0 nothing; None where it does not apply."""
    return _SIGNS[row.rule if on_rule else row.act]


def _compile(topic: Topic) -> Lexicon:
    things: dict[str, Thing] = {}
    for issue in topic.issues.values():
        things.update({word: Thing(issue, 1, True) for word in issue.things})
        things.update({word: Thing(issue, -1, True) for word in issue.counter_things})
        things.update({word: Thing(issue, 1, False) for word in issue.weak_things if word not in things})
    spelt = sorted({*things, *(word for word in topic.positions if not _VERB.search(word))})
    goods = _any(w for w, row in topic.positions.items() if row.kind == "goods")
    plain = (w for w, row in topic.positions.items() if row.kind in ("goods", "quality"))
    places = _any((w for r in topic.issues.values() for w in r.places), plain)
    sides = {e.entity_id: e.side for e in topic.entities.values() if e.side}
    metonyms = {row.entity_id: row.side for row in topic.metonyms.values()}
    media = frozenset(e.entity_id for e in topic.entities.values() if e.kind == "media")
    return Lexicon(
        automaton=ahocorasick_rs.AhoCorasick(spelt, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        words=[(things.get(word), topic.positions.get(word)) for word in spelt],
        nouns=dict(topic.positions),
        issues=topic.issues,
        goods=_goods(topic),
        places={i: _any(row.places) for i, row in topic.issues.items() if row.places},
        openers=frozenset(w for w, row in topic.positions.items() if row.trade or row.kind in _OPENING),
        goods_words=goods,
        these=re.compile(
            rf"(?:これらの|それらの|そのような|こうした|この|その|同)[^、。はがを]{{0,12}}?(?:{goods.pattern})"
        ),
        made=re.compile(rf"社?(?:製(?!薬|造)|の[^、。はがをに]{{0,12}}?(?:{goods.pattern}))"),
        fillers=re.compile(f"{places.pattern}|{_PLAIN}"),
        groups=_any(topic.groups),
        last_group=re.compile(f"(?:{_any(topic.groups).pattern})$"),
        group_rows=topic.groups,
        metonyms=metonyms,
        shorts={
            short: row.entity_id
            for row in topic.metonyms.values()
            if row.entity_id in topic.entities
            for short in topic.entities[row.entity_id].short_forms
            if len(short) == 1
        },
        governments={row.entity_id: row.government or row.entity_id for row in topic.metonyms.values()},
        media=media,
        sides={**sides, **metonyms, **{row.group: row.side for row in topic.groups.values() if row.side}},
        offices=_any(row.office_ja for row in topic.offices),
        holders=_holders(topic),
    )


def _any(*groups: Iterable[str]) -> re.Pattern[str]:
    words = sorted({w for group in groups for w in group}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, words))) if words else _NEVER


def _holders(topic: Topic) -> dict[str, tuple[OfficeRow, ...]]:
    found: dict[str, tuple[OfficeRow, ...]] = {}
    for row in topic.offices:
        found[row.office_ja] = (*found.get(row.office_ja, ()), row)
    return found


def _goods(topic: Topic) -> dict[str, tuple[str, ...]]:
    """Issues by chip: those of the chip, of the families it belongs to, and of its maker."""
    families: dict[str, list[str]] = {}
    for row in topic.lineage:
        if row.relation == "member":
            families.setdefault(row.chip_id, []).append(row.of_id)
    found: dict[str, tuple[str, ...]] = {}
    for entity in topic.entities.values():
        if entity.kind != "chip":
            continue
        lines, todo = [entity.entity_id], [entity.entity_id]
        while todo:
            new = [f for f in families.get(todo.pop(), []) if f not in lines]
            lines += new
            todo += new
        found[entity.entity_id] = tuple(
            issue.issue
            for issue in topic.issues.values()
            if any(chip in lines for chip in issue.chips) or entity.affiliation in issue.makers
        )
    return found
