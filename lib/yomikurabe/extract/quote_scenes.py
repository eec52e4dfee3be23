"""One sentence as quotes are read from it, and the record of an article: its quotes so far, and who spoke last."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..articles import Article
from ..tables import Argument, Clause, Quote, Sentence
from ..topic import Topic
from .quote_brackets import Bracket
from .quote_speakers import Cast, Speaker, find_speaker
from .quote_words import SHOWING

_LEAD = re.compile(
    r"""(?: 【[^】]*】 | \[[^\]]*\] )?  [、\s]*    # a dateline
        (?: (?: しかし | 一方で? | また | さらに | ただし? | なお | そして | だが | もっとも | それでも | これに対し
              | その(?:うえ|上)で )、
          | また(?=「) )?  [、\s]*""",
    re.VERBOSE,
)
"""What stands before speech without being said."""
_NEAR = 2  # sentences over which a speaker carries on


class Report(NamedTuple):
    """One reported stretch: its span, the clause that reports it, the words that do, the attitude they carry."""

    start: int
    end: int
    clause: Clause | None
    cue: str
    attitude: str | None
    direct: bool
    kind: str  # how it is embedded: to, quote, koto, adnominal (する考えを示した), noun


class Scene(NamedTuple):
    """The clauses and brackets of one sentence."""

    number: int
    sentence: Sentence
    text: str  # of the article
    clauses: Sequence[Clause]
    by_id: Mapping[str, Clause]
    brackets: Sequence[Bracket]

    @property
    def main(self) -> Clause | None:
        """The last main clause."""
        return next((c for c in reversed(self.clauses) if c.parent_id is None), None)

    def begins(self, clause: Clause) -> int:
        """Where a clause begins with all that is embedded in it or chained before it."""
        earlier = (c.start for c in self.clauses if c.start < clause.start and self._belongs(c, clause))
        return min(earlier, default=clause.start)

    def _belongs(self, clause: Clause, to: Clause) -> bool:
        while clause.parent_id and clause.parent_id != clause.clause_id:
            if clause.parent_id == to.clause_id:
                return True
            clause = self.by_id[clause.parent_id]
        return False

    def around(self, start: int, end: int) -> Bracket | None:
        """The innermost bracket around a stretch."""
        holding = [b for b in self.brackets if b.start <= start and end <= b.end]
        return max(holding, key=lambda b: b.depth, default=None)


_REPORTING: dict[str, frozenset[str]] = {}


def _reporting(topic: Topic) -> frozenset[str]:
    """The reporting verbs of a dictionary, gathered once for each."""
    if topic.sha256 not in _REPORTING:
        _REPORTING[topic.sha256] = SHOWING | {name for name, row in topic.predicates.items() if row.attitude}
    return _REPORTING[topic.sha256]


class Record:
    """The quotes of an article as they are found, and who spoke last."""

    def __init__(self, article: Article, cast: Cast, told: Mapping[str, Sequence[Clause]], topic: Topic) -> None:
        self.article, self.cast, self.told, self.topic = article, cast, told, topic
        self.verbs = _reporting(topic)
        self.quotes: dict[tuple[int, int], Quote] = {}
        self.last: Speaker | None = None
        self.last_at = -_NEAR - 1

    def attitude(self, clause: Clause) -> str | None:
        """What the dictionary says of a clause's verb."""
        row = self.topic.predicates.get(clause.predicate)
        return row.attitude if row else None

    def add(self, number: int, sentence: Sentence, report: Report, speaker: Speaker | None, via: str | None) -> None:
        """Note a quote and its speaker; what has been quoted already keeps the speaker that it has."""
        text, doc_id = self.article.text, self.article.doc_id
        lead = _LEAD.match(text, report.start, report.end)
        start, end = lead.end() if lead else report.start, report.end
        while start < end and text[end - 1] in "、 　\n":
            end -= 1
        if start < end and (start, end) not in self.quotes:
            taken = any(start == other for other, _ in self.quotes)
            self.quotes[start, end] = Quote(
                doc_id=doc_id,
                quote_id=f"{doc_id}#u{start}-{end}" if taken else f"{doc_id}#u{start}",
                sentence_id=sentence.sentence_id,
                start=start,
                end=end,
                surface=text[start:end],
                speaker_id=speaker.entity_id if speaker else None,
                speaker_surface=speaker.surface if speaker else None,
                cue=report.cue or None,
                direct=report.direct,
                attitude=report.attitude,
                via_id=via,
                clause_id=report.clause.clause_id if report.clause else None,
            )
            self.remember(number, speaker)

    def remember(self, number: int, speaker: Speaker | None) -> None:
        """Who spoke in a sentence."""
        if speaker is not None:
            self.last, self.last_at = speaker, number

    def near(self, number: int) -> Speaker | None:
        """Who spoke last, not more than two sentences ago."""
        return self.last if number - self.last_at <= _NEAR else None

    def carried(self, number: int) -> Speaker | None:
        """Who goes on speaking where nobody is named: the speaker of the sentence before, else its subject, else those
        of the one before that, else whose business the subject was."""
        if number - self.last_at <= 1:
            return self.last
        before = [self._subjects(n) for n in range(number - 1, max(-1, number - _NEAR - 1), -1)]
        named = [self._first(subjects) for subjects in before]
        if named and named[0]:
            return named[0]
        owners = (owner for subjects in before for a in subjects if (owner := self.cast.owner(a.start, a.end)))
        return self.near(number) or next(filter(None, named), None) or next(owners, None)

    def _subjects(self, number: int) -> list[Argument]:
        """The subjects of a sentence's main clauses, the last first."""
        rows = self.told.get(self.article.sentences[number].sentence_id, ())
        return [a for c in reversed(rows) if c.parent_id is None for a in c.arguments if a.role in ("ハ", "ガ")]

    def _first(self, phrases: Sequence[Argument]) -> Speaker | None:
        speakers = (self.cast.of_phrase(a.start, a.end, None) for a in phrases)
        return next(filter(None, speakers), None)

    def asked(self, number: int) -> Speaker | None:
        """Who spoke in the sentence before, or asked for something (求めた), which is no quote."""
        if number - self.last_at <= 1:
            return self.last
        rows = self.told.get(self.article.sentences[number - 1].sentence_id, ()) if number else ()
        asking = next((c for c in reversed(rows) if c.parent_id is None and self.attitude(c)), None)
        return find_speaker(self.cast, asking, None) if asking else None
