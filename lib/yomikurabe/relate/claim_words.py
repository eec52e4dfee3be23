"""Which metrics a sentence speaks of: every word of metrics.csv at once, then those whose groups are all there."""

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import ahocorasick_rs

from ..articles import Article
from ..tables import Sentence
from ..topic import Topic
from ..topic.metric_rows import MetricRow

YES, NO, OPEN = "yes", "no", "open"
FIGURES = frozenset({"amount", "share", "ratio"})
"""Kinds of metrics that an amount is of."""
_REFUSE = -1
_ANSWER = -2
_AROUND = 110
"""Characters within which the words of one claim stand together."""


class Word(NamedTuple):
    """A place where one word of a metric stands; `answer` is the side it takes, for yes/no metrics."""

    start: int
    end: int
    group: int
    answer: str | None


class Naming(NamedTuple):
    """A metric in a sentence, with the places of its words."""

    metric: MetricRow
    sentence: Sentence
    words: tuple[Word, ...]
    refused: tuple[Word, ...]


_Uses = dict[int, tuple[tuple[int, str | None], ...]]
"""By pattern the groups, and answers, that it stands for in one metric."""


class _Asked(NamedTuple):
    """A metric with the bits of a sentence that speaks of it; by its last bit, an answer where it has one."""

    metric: MetricRow
    needs: int
    uses: _Uses


class _Lexicon(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    bits: list[int]
    asked: dict[str, dict[int, _Asked]]
    keys: dict[str, int]


_LEXICA: dict[str, _Lexicon] = {}
_SORTS = {**dict.fromkeys(FIGURES, "figure"), "date": "date"}


def _lexicon(topic: Topic) -> _Lexicon:
    """The metrics' words as an automaton; every group of every metric is one bit; made once for a topic."""
    if topic.sha256 not in _LEXICA:
        patterns: dict[str, int] = {}
        bits: list[int] = []
        asked: dict[str, dict[int, _Asked]] = {"figure": {}, "date": {}, "statement": {}}
        bit = 1
        for row in topic.metrics.values():
            uses: dict[int, list[tuple[int, str | None]]] = {}
            asks = row.kind == "yes-no" and not (row.yes_actions or row.no_actions)
            needs, sort = 0, _SORTS.get(row.kind, "statement")
            answers = ((_ANSWER, YES, row.yes_ja), (_ANSWER, NO, row.no_ja), (_ANSWER, OPEN, row.open_ja))
            named = [(group, None, words) for group, words in enumerate(row.words_ja)]
            for group, answer, words in (*named, *answers, (_REFUSE, None, row.refuse_ja)):
                required = group >= 0 or (group == _ANSWER and answer == YES and asks)
                bit <<= required
                needs |= bit * (group >= 0 or (asks and group == _ANSWER))
                for word in words:
                    pattern = patterns.setdefault(word, len(patterns))
                    bits.extend([0] * (pattern + 1 - len(bits)))
                    bits[pattern] |= bit * (group >= 0 or (asks and group == _ANSWER))
                    uses.setdefault(pattern, []).append((group, answer))
            key = 1 << (needs.bit_length() - 1)
            asked[sort][key] = _Asked(row, needs, {k: tuple(v) for k, v in uses.items()})
        keys = {sort: sum(rows) for sort, rows in asked.items()}
        _LEXICA[topic.sha256] = _Lexicon(ahocorasick_rs.AhoCorasick(list(patterns)), bits, asked, keys)
    return _LEXICA[topic.sha256]


def find_namings(article: Article, topic: Topic, measured: Set[str], dated: Set[str]) -> Iterator[Naming]:
    """Every metric of every sentence whose word groups are all there, in order of sentences and metrics.

    Metrics of figures are looked for only in the sentences that are `measured` (have an amount), those of dates only in
    the `dated` ones, statements that no deed answers only where one of their answers stands.
    """
    if not topic.metrics or not article.sentences:
        return
    lexicon = _lexicon(topic)
    bits, sentences = lexicon.bits, article.sentences
    matches = lexicon.automaton.find_matches_as_indexes(article.text, overlapping=True)
    at, total = 0, len(matches)  # in order of their ends
    for sentence in sentences:
        while at < total and matches[at][2] <= sentence.start:
            at += 1
        first, said = at, 0
        while at < total and matches[at][2] <= sentence.end:
            said |= bits[matches[at][0]]
            at += 1
        if not said:
            continue
        for sort, here in (("figure", measured), ("date", dated), ("statement", None)):
            if here is not None and sentence.sentence_id not in here:
                continue
            keys = said & lexicon.keys[sort]
            while keys:
                key = keys & -keys
                keys ^= key
                asked = lexicon.asked[sort][key]
                if said & asked.needs == asked.needs and (naming := _naming(asked, sentence, matches[first:at])):
                    yield naming


def _naming(asked: _Asked, sentence: Sentence, hits: Sequence[tuple[int, int, int]]) -> Naming | None:
    """A metric with the places of its words in one sentence."""
    words: list[Word] = []
    refused: list[Word] = []
    for pattern, start, end in hits:
        if start >= sentence.start and (uses := asked.uses.get(pattern)):
            for group, answer in uses:
                (refused if group == _REFUSE else words).append(Word(start, end, group, answer))
    if len({w.group for w in words if w.group >= 0}) < len(asked.metric.words_ja):
        return None
    return Naming(asked.metric, sentence, tuple(words), tuple(refused))


def outermost(words: Sequence[Word]) -> list[Word]:
    """Those that no longer word holds: of 不許可 and the 許可 in it the first."""
    return [w for w in words if not any(_holds(other, w) for other in words)]


def _holds(word: Word, other: Word) -> bool:
    return word.start <= other.start and other.end <= word.end and word.end - word.start > other.end - other.start


def nearest(words: Sequence[Word], place: tuple[int, int], groups: int) -> tuple[Word, ...] | None:
    """Of each group the word nearest to a place, or nothing where one is too far from it."""
    chosen = []
    for group in range(groups):
        word = min((w for w in words if w.group == group), key=lambda w: gap(w, place))
        if gap(word, place) > _AROUND:
            return None
        chosen.append(word)
    return tuple(chosen)


def gap(word: Word, place: tuple[int, int]) -> int:
    """Characters between a word and a place; after it they count double: a name stands before its value."""
    if word.end <= place[0]:
        return place[0] - word.end
    return 2 * (word.start - place[1]) if word.start >= place[1] else 0
