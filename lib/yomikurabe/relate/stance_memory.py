"""What one article has named and told so far, and the words of the dictionary in it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..tables import Mention
from ..topic.position_rows import IssueRow, PositionRow
from .stance_values import Value
from .stance_words import Lexicon, Thing

_NO_DEED = re.compile(
    r"台数|の主要|額|高|店|網|元|者|先(?!端)|国(?!へ|向)|量|数|価格|会社|代理|員|実績|データ|収入|業者|チェーン|不足|能力|比率|戦略会議"
)
"""What makes a deed a thing: 販売台数, 供給網, 輸出額."""
_NO_RULE = re.compile(r"枠|法|対象|当局|違反|リスト(?!に)|内|値|緩和派|強化派")
"""What makes a rule something else: 規制枠, 規制当局."""
_BACK = 4
"""How many sentences back goods are carried over."""
_ABOVE = 3
"""How many times as often goods are named as any others, for an article to be on them."""


class Hit(NamedTuple):
    """A word of the lexicon where it stands."""

    start: int
    end: int
    row: PositionRow | None
    thing: Thing | None = None


def find_hits(text: str, lexicon: Lexicon) -> list[Hit]:
    """The words of the lexicon in a text, in its order."""
    found: list[Hit] = []
    for number, start, end in lexicon.automaton.find_matches_as_indexes(text):
        thing, row = lexicon.words[number]
        if thing and not _NO_RULE.match(text, end):
            found.append(Hit(start, end, row, thing))
        elif row and not (row.kind == "trade" and _NO_DEED.match(text, end)):
            found.append(Hit(start, end, row))
    return found


class Memory:
    """What an article has named so far."""

    def __init__(self, text: str, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self.lexicon, self.mentions = lexicon, mentions
        self.named: set[str] = set()
        """Issues that a thing has named."""
        self.goods: list[tuple[int, tuple[str, ...]]] = []
        """Number of a sentence, with the issues about the goods that it names."""
        self.told: list[tuple[int, tuple[Value, ...]]] = []
        """Number of a sentence, with the positions that it shows."""
        found = {pattern: [m.start() for m in pattern.finditer(text)] for pattern in {*lexicon.places.values()}}
        self.places = {issue: found[pattern] for issue, pattern in lexicon.places.items()}
        named = (lexicon.goods.get(m.entity_id, ()) for m in mentions if m.kind == "chip")
        self.traded = Counter(
            i for found in named for i in found if lexicon.issues[i].chips and lexicon.issues[i].places
        )
        """How often the article names the goods of an issue about selling them."""
        self.fields = {
            issue: bool(self.traded or not row.things_with) or any(word in text for word in row.things_with)
            for issue, row in lexicon.issues.items()
        }

    def keep(self, number: int, goods: tuple[str, ...], told: Sequence[Value]) -> None:
        """Remember what a sentence named and told."""
        if goods:
            self.goods.append((number, goods))
        if told:
            self.told.append((number, tuple(told)))

    def sales(self) -> list[Value]:
        """Every position on a sale told so far, the last first."""
        return [v for _, values in reversed(self.told) for v in values if v.trade == "sell" and not v.about]

    def nations(self, start: int) -> tuple[str, ...]:
        """The two countries named last before a place in the text."""
        found: list[str] = []
        for m in reversed([m for m in self.mentions if m.start < start]):
            if m.entity_id in self.lexicon.shorts.values() and m.entity_id not in found:
                found.append(m.entity_id)
            if len(found) == 2:
                return tuple(found)
        return ()

    def is_field(self, issue: IssueRow) -> bool:
        """Whether the article is on the field of an issue."""
        return self.fields[issue.issue]

    def only(self) -> tuple[str, ...]:
        """The issue about selling goods that the article is on, where it is on one above all."""
        first = self.traded.most_common(2)
        if not first or (len(first) > 1 and first[0][1] < _ABOVE * first[1][1]):
            return ()
        return (first[0][0],)

    def last_place(self, issue: str, end: int) -> int:
        """Where a place of an issue was last named before `end`, or -1."""
        found = self.places[issue]
        at = bisect_right(found, end - 1)
        return found[at - 1] if at else -1

    def carried(self, number: int) -> tuple[str, ...]:
        """Issues about the goods last named, not too far back."""
        if self.goods and self.goods[-1][0] >= number - _BACK:
            return self.goods[-1][1]
        return self.only()
