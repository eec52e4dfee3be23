"""One article as its claims are read: rows by sentence, how something is meant, and who asserts it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from ..articles import Article
from ..tables import Clause, Mention, Quantity, Quote, Sentence, Timex
from ..topic import Topic

_FORECAST = re.compile(
    r"見込|予想|予測|見通し|だろう|でしょう|可能性|恐れ|おそれ|かもしれ|なりうる|なり得る|期待|予告|見積|警告"
)
_ESTIMATE = re.compile(r"推定|推計|試算|とみられ|と見られ|概算|およそ|考えら")
_PLAN = re.compile(r"予定|計画|方針|目指|目標|[るた]案(?:だ|が|も)")
_BY_WHOM = re.compile(
    r"(?P<forecast>予想|予測|見通し|見込み)(?:では|によ[るれ])|(?P<estimate>試算|推計|推定|概算|見積もり)(?:では|によ[るれ])"
    r"|(?P<plan>計画|予定)では"
)
"""What a sentence begins with that says how all of it is meant: 市の試算では."""
_AFTER = 24
"""Characters after a claim in which words tell how it is meant."""

Placed = TypeVar("Placed", Mention, Timex, Quantity, Clause, Quote)


class Context:
    """One article's rows by sentence, and what was spoken of last."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        timexes: Sequence[Timex],
        clauses: Sequence[Clause],
        quotes: Sequence[Quote],
        topic: Topic,
    ) -> None:
        self.article, self.topic = article, topic
        self.mentions, self.timexes = _by_sentence(mentions), _by_sentence(timexes)
        self.clauses = _by_sentence(clauses)
        self.quotes = sorted(quotes, key=lambda q: q.start)
        self._quote_starts = [q.start for q in self.quotes]
        self.often: dict[frozenset[str], str | None] = {}
        self._order = {s.sentence_id: i for i, s in enumerate(article.sentences)}

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, if it stands in the same block."""
        at = self._order[sentence.sentence_id]
        other = self.article.sentences[at - 1] if at else None
        return other if other is not None and other.block_id == sentence.block_id else None

    def modality(self, start: int, end: int, sentence: Sentence) -> str:
        """fact, estimate, forecast or plan: by the words at a place, shortly after it, or before it in its sentence."""
        text = self.article.text[max(sentence.start, start - _AFTER // 3) : min(sentence.end, end + _AFTER)]
        for pattern, modality in ((_FORECAST, "forecast"), (_ESTIMATE, "estimate"), (_PLAN, "plan")):
            if pattern.search(text):
                return modality
        before = _BY_WHOM.search(self.article.text, sentence.start, start)
        return (before and before.lastgroup) or "fact"

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
