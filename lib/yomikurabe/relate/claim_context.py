"""What a claim is about and how it is meant: subject, chip, place, period, modality, who asserts it."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from ..articles import Article
from ..tables import Clause, Entity, Mention, Quantity, Quote, Sentence, Timex
from ..topic import Topic
from ..topic.metric_rows import MetricRow
from .claim_words import scopes

_FORECAST = re.compile(r"見込|予想|予測|見通し|だろう|でしょう|可能性|恐れ|おそれ|かもしれ|なりうる|なり得る|期待")
_ESTIMATE = re.compile(r"推定|推計|試算|とみられ|と見られ|概算|およそ|考えら")
_PLAN = re.compile(r"予定|計画|方針|目指|目標")
_FORECASTER = re.compile(r"の(?:市場)?(?:予想|予測|集計|調査|推計)|に(?:よ|対)|が(?:発表|報じ|まとめ)た")
"""What follows whoever only forecasts or reports a figure: 調査会社の予想平均."""
_DOER = re.compile(r"[はがも]")
"""What follows a place that does something, and limits nothing."""
_IS = re.compile(r"である|と(?:される|なる)|「$")
_AND = re.compile(r"[」』]?(?:と|や|、|および|及び)[^はがをに。]*$")
_MEASURE = re.compile(r"前(?:年|期|月|の)|同年")
"""Periods that a figure is measured by, or that it isn't about."""
_AFTER = 24
"""Characters after a claim in which words tell how it is meant."""
_NEAR = 48
"""Characters within which a time expression limits a figure."""

Placed = TypeVar("Placed", Mention, Timex, Quantity, Clause, Quote)


class Scope(NamedTuple):
    """What a claim is limited to."""

    subject: str | None
    chip: str | None
    place: str | None
    period: Timex | None


class Context:
    """One article's rows by sentence, and what was spoken of last."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        timexes: Sequence[Timex],
        clauses: Sequence[Clause],
        quotes: Sequence[Quote],
        entities: Mapping[str, Entity],
        topic: Topic,
    ) -> None:
        self.article, self.topic, self.entities = article, topic, entities
        self.mentions, self.timexes = _by_sentence(mentions), _by_sentence(timexes)
        self.clauses = _by_sentence(clauses)
        self.quotes = sorted(quotes, key=lambda q: q.start)
        self._quote_starts = [q.start for q in self.quotes]
        self._order = {s.sentence_id: i for i, s in enumerate(article.sentences)}

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, if it stands in the same block."""
        at = self._order[sentence.sentence_id]
        other = self.article.sentences[at - 1] if at else None
        return other if other is not None and other.block_id == sentence.block_id else None

    def scope(self, metric: MetricRow, sentence: Sentence, place: tuple[int, int]) -> Scope | None:
        """What limits a metric at a place, or nothing where something that must limit it is not said."""
        limits = scopes(metric)
        kinds = frozenset(metric.subject)
        subject = self._about(sentence, place, kinds, back=4) if kinds else None
        chip = self._about(sentence, place, frozenset({"chip"}), 2 * limits["chip"]) if "chip" in limits else None
        where = self._about(sentence, place, frozenset({"place"}), back=0) if "place" in limits else None
        period = self._period(sentence, place) if "period" in limits else None
        found = {"chip": chip, "place": where, "period": period}
        if (kinds and subject is None) or any(must and found[part] is None for part, must in limits.items()):
            return None
        return Scope(subject, chip, where, period)

    def _about(self, sentence: Sentence, place: tuple[int, int], kinds: frozenset[str], back: int) -> str | None:
        """The entity of these kinds nearest to a place; else the last of the sentences before."""
        text = self.article.text
        here = [
            m
            for m in self.mentions.get(sentence.sentence_id, ())
            if m.kind in kinds and not (_FORECASTER if m.kind != "place" or back else _DOER).match(text, m.end)
        ]
        if here:
            return min(here, key=lambda m: self._far(m, place)).entity_id
        earlier = self.before(sentence) if back else None
        return self._about(earlier, (earlier.end, earlier.end), kinds, back - 1) if earlier else None

    def _far(self, mention: Mention, place: tuple[int, int]) -> int:
        """Distance of a name; one that a place is said to be is nearest: 最高の名峰である富士山."""
        between = self.article.text[place[1] : mention.start] if mention.start >= place[1] else ""
        return len(between) if _IS.search(between) and len(between) < _AFTER else _distance(mention, place)

    def also(self, chip_id: str, sentence: Sentence) -> list[str]:
        """Further chips of a sentence that are named in one breath with a chip: AとB."""
        chips = [m for m in self.mentions.get(sentence.sentence_id, ()) if m.kind == "chip"]
        joined: list[str] = []
        for one, other in pairwise(chips):
            between = self.article.text[one.end : other.start]
            if chip_id in (one.entity_id, other.entity_id) and len(between) < _AFTER and _AND.match(between):
                joined += [m.entity_id for m in (one, other) if m.entity_id != chip_id]
        return joined

    def _period(self, sentence: Sentence, place: tuple[int, int], back: int = 1) -> Timex | None:
        near = [t for t in self.timexes.get(sentence.sentence_id, ()) if t.value and t.kind != "set"]
        near = [t for t in near if not (t.earliest and t.earliest == t.latest) and t.start < place[1]]
        near = [t for t in near if place[0] - t.end <= _NEAR and not _MEASURE.match(self.article.text, t.start)]
        if near:
            return near[-1]
        earlier = self.before(sentence) if back else None
        return self._period(earlier, (earlier.end, earlier.end), back - 1) if earlier else None

    def modality(self, start: int, end: int, sentence: Sentence) -> str:
        """fact, estimate, forecast or plan: by the words at a place and shortly after it."""
        text = self.article.text[max(sentence.start, start - _AFTER // 3) : min(sentence.end, end + _AFTER)]
        for pattern, modality in ((_FORECAST, "forecast"), (_ESTIMATE, "estimate"), (_PLAN, "plan")):
            if pattern.search(text):
                return modality
        return "fact"

    def rung(self, start: int, end: int, sentence: Sentence) -> str:
        """Place on the ladder of certainty: of the predicate at a place, else by modality."""
        clause = self.clause(sentence, start, end)
        row = self.topic.predicates.get(clause.predicate) if clause else None
        if row is not None and row.rung:
            return row.rung
        return "decided" if clause is None or clause.certainty > 0.7 else "speculated"

    def clause(self, sentence: Sentence, start: int, end: int) -> Clause | None:
        """The clause whose predicate stands at a place."""
        rows = self.clauses.get(sentence.sentence_id, ())
        return next((c for c in rows if c.predicate_start < end and start < c.end), None)

    def voice(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Who says what stands at a place, and through whom it reached us; nothing for the article itself."""
        for quote in self.quotes[: bisect_left(self._quote_starts, end)][-6:][::-1]:
            if quote.start <= start and end <= quote.end:
                return quote.speaker_id, quote.via_id
        return None, None


def _by_sentence(rows: Sequence[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for row in rows:
        found.setdefault(row.sentence_id, []).append(row)
    return found


def _distance(row: Mention | Timex, place: tuple[int, int]) -> int:
    if row.end <= place[0]:
        return place[0] - row.end
    return 3 * (row.start - place[1]) if row.start >= place[1] else 0
