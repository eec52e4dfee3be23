"""Rows of the dictionary about positions: what is at issue, which words take a position, who stands for whom."""

from typing import Literal

from pydantic import Field

from .fields import LabelEn, LabelJa, Listed, Note, Optional, Row, Slug, Source, Text

Sign = Literal["", "+", "-", "0"]
Trade = Literal["", "sell", "buy", "use", "pay"]
Kind = Literal[
    "trade",
    "deed",
    "attitude",
    "warning",
    "wish",
    "open",
    "decision",
    "agenda",
    "condition",
    "effect",
    "report",
    "pointer",
    "subject",
    "goods",
    "quality",
    "about",
    "receive",
    "scope",
]


class IssueRow(Row):
    """One matter that actors are for or against."""

    issue: Slug = Field(description="id of the matter")
    label_en: LabelEn
    label_ja: LabelJa
    things: Listed = Field((), description="nouns that name the matter by themselves, separated by |")
    weak_things: Listed = Field((), description="nouns that name it once the article has named it")
    counter_things: Listed = Field((), description="nouns that name its opposite")
    things_with: Listed = Field(
        (), description="words one of which stands in an article about the matter; blank: one of things"
    )
    things_not: Listed = Field((), description="words that make `things` beside them another matter")
    trade: Listed = Field((), description="deeds with goods that are the matter: sell, buy, use, pay")
    chips: Listed = Field((), description="goods it is about: chips and families, members included")
    makers: Listed = Field((), description="goods it is about: those of these makers")
    places: Listed = Field((), description="words for the other side of the trade; the last one named decides")
    sides: Listed = Field((), description="camps whose trade is this matter, whatever the goods")
    not_for: Listed = Field((), description="camps that are never for it: their own deeds are another matter")
    doers: Listed = Field((), description="camps whose doing or not doing the trade is a position; * for all")
    for_means: Text = Field(description="what being for it means, in plain words")
    against_means: Text = Field(description="what being against it means, in plain words")
    source: Source = "general knowledge"
    note: Note = ""


class PositionRow(Row):
    """What a word does to the matter before it.

    Kinds: `trade` is a deed with goods, `deed` what is done to a trade or a rule, `attitude` an opinion of it,
    `warning` an opinion unless an effect has said it already, `wish` that what is not yet so come about, `open` an
    opinion not yet made, `decision` one that is open when denied, `agenda` a matter that is put off when denied,
    `condition` a reservation, `effect` a good or bad consequence (an opinion of whoever says it), `report` passes on
    what it holds, `receive` leaves the deed to another, `about` makes a mere subject of it (の影響), `scope` counts
    where it is denied (含まれない), `pointer` is the deed told before, `subject` the matter told before, `goods` what
    goods are called in general, `quality` what may stand before them.
    """

    word: Text = Field(description="noun (also of 名詞+する), or verb in its dictionary form")
    kind: Kind = Field(description="what it does to the matter before it")
    act: Sign = Field("", description="what it does to a trade: + for, - against, 0 nothing")
    rule: Sign = Field("", description="what it does to a rule that hinders trade")
    trade: Trade = Field("", description="deed with goods that it means or implies")
    makes: Literal["", "act", "rule"] = Field("", description="what its object becomes: a ban makes a rule of a trade")
    note: Note = ""


class GroupRow(Row):
    """A noun for people without a name who take positions."""

    word: Text = Field(description="noun at the end of a phrase: 専門家, 高官")
    group: Slug = Field(description="what such an actor is called in the tables")
    side: Optional = Field(None, description="camp, a row of sides.csv")
    note: Note = ""


class MetonymRow(Row):
    """A place that stands for its government."""

    entity_id: Slug = Field(description="the place, a row of entities.csv")
    side: Slug = Field(description="camp of that government, a row of sides.csv")
    government: Optional = Field(None, description="entity of that government, where the place is not used for it")
    note: Note = ""
