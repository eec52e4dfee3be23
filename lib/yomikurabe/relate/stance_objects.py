"""What a sentence speaks of: the things and trades at issue in it, with the goods named there or carried over."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..tables import Clause, Mention, Sentence
from ..topic.position_rows import IssueRow, PositionRow
from .stance_memory import Hit, Memory
from .stance_values import Value

_SHARE = re.compile(r"[0-9０-９][0-9０-９.．,，]*\s*(?:%|％|パーセント)|[0-9０-９一二三四五六七八九]割")
_OBJECTS = ("ヲ", "ハ", "ガ", "モ", "ニ", "ト")


class Scene(NamedTuple):
    """One sentence with what was found in it."""

    number: int
    sentence: Sentence
    text: str
    clauses: Sequence[Clause]
    mentions: Sequence[Mention]
    hits: Sequence[Hit]
    memory: Memory

    def things(self, hit: Hit, start: int) -> list[Value]:
        """The rule that a noun names, and the trade that it hinders where goods stand before it in its phrase."""
        thing = hit.thing
        if thing is None or self._is_another(thing.issue, start, hit.end):
            return []
        issue = thing.issue.issue
        if thing.strong:
            self.memory.named.add(issue)
        elif issue not in self.memory.named:
            return []
        found = [Value(issue, thing.sign, True, hit.start, hit.end)]
        goods = self._chips(start, hit.start)
        return found + [v._replace(sign=-thing.sign, rule=True) for v in self._sales(goods, hit)]

    def _is_another(self, issue: IssueRow, start: int, end: int) -> bool:
        """A rule on other goods (コメの規制), or in an article on another field."""
        return any(self.text.find(word, start, end) >= 0 for word in issue.things_not) or not self.memory.is_field(
            issue
        )

    def trade(self, hit: Hit, row: PositionRow, clause: Clause | None) -> list[Value]:
        """The trade that a deed means, by the goods of its phrase, its clause, or the sentences before."""
        if row.trade == "use" and clause is not None and clause.voice == "causative":
            return self._let_use(hit, clause)
        if row.trade == "pay":
            return self._payments(hit)
        first, last = (clause.start, clause.end) if clause else (self.sentence.start, self.sentence.end)
        phrase = self._phrase(hit, clause)
        chips = self._chips(phrase, hit.start)
        found = self._made(row, hit)
        if not found and not chips and not self._is_plain(phrase, hit.start):
            return []
        chips = chips or self._chips(first, last) or self._chips(self.sentence.start, hit.start)
        found += self._sales(chips, hit, row.trade, phrase)
        if not found and row.trade != "sell" and self.memory.lexicon.goods_words.search(self.text, phrase, hit.start):
            issues = self.memory.lexicon.issues
            found = [self._value(i, hit, row.trade) for i, r in issues.items() if row.trade in r.trade and r.sides]
        if found or row.trade != "sell":
            return list(dict.fromkeys(found))
        return self._general(hit, first, last)

    def _let_use(self, hit: Hit, clause: Clause) -> list[Value]:
        """To let the other side use goods is to sell them: 製品を使わせる."""
        if not self.memory.lexicon.goods_words.search(self.text, clause.start, hit.start):
            return []
        return [self._value(i, hit, "sell") for i in self._near(self._carried("sell"), hit)]

    def _phrase(self, hit: Hit, clause: Clause | None) -> int:
        """Where the phrase begins that a word stands in: its argument, or itself as a predicate."""
        for a in clause.arguments if clause else ():
            if a.start <= hit.start and hit.end <= a.end:
                return a.start
        return hit.start

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether nothing stands before a word that could be traded instead of the goods: 同製品の(販売)."""
        rest = self.text[start:end]
        for m in self.mentions:
            if start <= m.start and m.end <= end:
                rest = rest.replace(m.surface, "")
        return not self.memory.lexicon.fillers.sub("", rest)

    def bare(
        self, clause: Clause, hit: Hit, topics: Sequence[tuple[int, int]] = (), whole: bool = False
    ) -> list[Value]:
        """Goods that a deed has for its object without a word of trade: 製品を許可した."""
        spans = [*topics, *((a.start, a.end) for a in clause.arguments if a.role in _OBJECTS)]
        chips = [
            m
            for m in self._chips(self.sentence.start, hit.start)
            if whole or any(s <= m.start and m.end <= e for s, e in spans)
        ]
        if chips:
            return self._sales(chips, hit)
        if whole and self.memory.lexicon.these.search(self.text, self.sentence.start, hit.start):
            return [self._value(i, hit, "sell") for i in self._near(self._carried("sell"), hit)]
        return []

    def _chips(self, start: int, end: int) -> list[Mention]:
        return [m for m in self.mentions if m.kind == "chip" and start <= m.start and m.end <= end]

    def _value(self, issue: str, hit: Hit, trade: str) -> Value:
        return Value(issue, 1, False, hit.start, hit.end, trade)

    def _sales(self, chips: Sequence[Mention], hit: Hit, trade: str = "sell", phrase: int = -1) -> list[Value]:
        goods = self.memory.lexicon.goods
        issues = dict.fromkeys(i for m in chips for i in goods.get(m.entity_id, ()))
        return [
            self._value(i, hit, trade) for i in self._near([i for i in issues if self._is_about(i, trade)], hit, phrase)
        ]

    def _is_about(self, issue: str, trade: str) -> bool:
        return trade in self.memory.lexicon.issues[issue].trade

    def _near(self, issues: Sequence[str], hit: Hit, phrase: int = -1) -> list[str]:
        """Of issues with places those whose place is named in the phrase, here, or last of all; others as they are."""
        memory, s = self.memory, self.sentence
        placed = {i: memory.last_place(i, s.end) for i in issues if i in memory.places}
        close = [i for i in placed if 0 <= phrase <= memory.last_place(i, hit.start)]
        here = close or [i for i, at in placed.items() if at >= s.start]
        latest = max(placed.values(), default=-1)
        kept = here or [i for i, at in placed.items() if at == latest and at >= 0] or self._unplaced(placed)
        return [i for i in issues if i not in placed or i in kept]

    def _unplaced(self, issues: Iterable[str]) -> list[str]:
        """Of issues whose place is not named before those that the goods alone decide."""
        memory, rows = self.memory, self.memory.lexicon.issues
        nowhere = not any(memory.places[i] for i, r in rows.items() if r.places and "sell" in r.trade)
        return [i for i in issues if (nowhere or memory.places[i]) and rows[i].chips]

    def _made(self, row: PositionRow, hit: Hit) -> list[Value]:
        """Goods named by their maker, in the sentence before the deed."""
        start = self.sentence.start
        makers = {
            m.entity_id
            for m in self.mentions
            if start <= m.start and m.end <= hit.end and self.memory.lexicon.made.match(self.text, m.end)
        }
        if not makers:
            return []
        issues = self.memory.lexicon.issues
        found = [i for i, r in issues.items() if row.trade in r.trade and not r.places and makers & set(r.makers)]
        return [self._value(i, hit, row.trade) for i in found]

    def _general(self, hit: Hit, first: int, last: int) -> list[Value]:
        """Trade in goods that are not named: those named before (このチップ), else the goods of the field at large."""
        issues = self.memory.lexicon.issues
        named = self.memory.lexicon.goods_words.search(self.text, first, last)
        these = self.memory.lexicon.these.search(self.text, first, last)
        if not named and not these:
            fresh = self.memory.told and self.memory.told[-1][0] >= self.number - 1
            return [self._value(i, hit, "sell") for i in self._near(self._carried("sell"), hit)] if fresh else []
        makers = [i for i, r in issues.items() if "sell" in r.trade and r.makers and r.places]
        if here := [i for i in makers if self.memory.last_place(i, self.sentence.end) >= self.sentence.start]:
            return [self._value(i, hit, "sell") for i in here]
        own = these or self._names_maker(hit)
        carried = self._near((self._carried("sell") if these else self.memory.only()) if own else (), hit)
        if carried:
            return [self._value(i, hit, "sell") for i in carried]
        large = [i for i, r in issues.items() if "sell" in r.trade and not r.chips and not r.makers]
        return [self._value(i, hit, "sell")._replace(sign=-1) for i in self._near(large, hit)]

    def _names_maker(self, hit: Hit) -> bool:
        """Whether goods are named by their maker: 某社の製品."""
        made = self.memory.lexicon.made
        before = (m for m in self.mentions if m.kind == "company" and m.end <= hit.start)
        return any(made.match(self.text, m.end) for m in before)

    def _carried(self, trade: str) -> list[str]:
        return [i for i in self.memory.carried(self.number) if self._is_about(i, trade)]

    def _payments(self, hit: Hit) -> list[Value]:
        """A share of sales that goes to a government."""
        s = self.sentence
        if not _SHARE.search(self.text, s.start, s.end):
            return []
        found = [i for i, row in self.memory.lexicon.issues.items() if "pay" in row.trade]
        here = [i for i in found if self.memory.last_place(i, s.end) >= s.start]
        return [Value(i, 1, True, hit.start, hit.end, "pay", moved=True) for i in here]

    def main(self, hit: Hit) -> list[Value]:
        """The trade that the article is on above all."""
        return [self._value(i, hit, "sell") for i in self._near(self.memory.only(), hit)]

    def places_in(self, start: int, end: int) -> bool:
        """Whether the other side of a trade is named in a stretch."""
        return any(start <= at < end for found in self.memory.places.values() for at in found)

    def goods_here(self) -> tuple[str, ...]:
        """Issues about the goods that the sentence names."""
        goods = self.memory.lexicon.goods
        found = [i for m in self.mentions if m.kind == "chip" for i in goods.get(m.entity_id, ())]
        return tuple(dict.fromkeys(found))
