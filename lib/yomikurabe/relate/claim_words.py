"""Which metrics a sentence speaks of: every word of metrics.csv at once, then those whose groups are all there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import ahocorasick_rs

from ..articles import Article
from ..tables import Sentence
from ..topic import Topic
from ..topic.metric_rows import MetricRow

YES, NO, OPEN = "yes", "no", "open"
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


class _Lexicon(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    uses: list[tuple[tuple[int, int, str | None], ...]]
    metrics: tuple[MetricRow, ...]
    needs: tuple[int, ...]


_LEXICA: dict[str, _Lexicon] = {}


def _lexicon(topic: Topic) -> _Lexicon:
    """The metrics' words as an automaton; made once for a topic."""
    if topic.sha256 not in _LEXICA:
        metrics = tuple(topic.metrics.values())
        uses: dict[str, list[tuple[int, int, str | None]]] = {}
        for number, row in enumerate(metrics):
            for group, words in enumerate(row.words_ja):
                for word in words:
                    uses.setdefault(word, []).append((number, group, None))
            for answer, words in ((YES, row.yes_ja), (NO, row.no_ja), (OPEN, row.open_ja)):
                for word in words:
                    uses.setdefault(word, []).append((number, _ANSWER, answer))
            for word in row.refuse_ja:
                uses.setdefault(word, []).append((number, _REFUSE, None))
        automaton = ahocorasick_rs.AhoCorasick(list(uses))
        _LEXICA[topic.sha256] = _Lexicon(
            automaton, [tuple(u) for u in uses.values()], metrics, tuple(len(row.words_ja) for row in metrics)
        )
    return _LEXICA[topic.sha256]


def find_namings(article: Article, topic: Topic) -> Iterator[Naming]:
    """Every metric of every kept sentence whose word groups are all there, in order of sentences and metrics."""
    if not topic.metrics or not article.sentences:
        return
    lexicon = _lexicon(topic)
    starts = [s.start for s in article.sentences]
    hits: list[list[tuple[int, int, int]]] = [[] for _ in starts]
    for pattern, start, end in lexicon.automaton.find_matches_as_indexes(article.text, overlapping=True):
        hits[bisect_right(starts, start) - 1].append((pattern, start, end))
    for sentence, here in zip(article.sentences, hits, strict=True):
        groups: dict[int, int] = {}
        for pattern in {hit[0] for hit in here}:
            for metric, group, _ in lexicon.uses[pattern]:
                if group >= 0:
                    groups[metric] = groups.get(metric, 0) | 1 << group
        wanted = {metric for metric, mask in groups.items() if mask == (1 << lexicon.needs[metric]) - 1}
        if wanted:
            yield from _namings(lexicon, sentence, here, wanted)


def _namings(
    lexicon: _Lexicon, sentence: Sentence, hits: Sequence[tuple[int, int, int]], wanted: set[int]
) -> Iterator[Naming]:
    """The wanted metrics of one sentence with the places of their words."""
    found: dict[int, list[Word]] = {metric: [] for metric in sorted(wanted)}
    for pattern, start, end in hits:
        if start >= sentence.start and end <= sentence.end:
            for metric, group, answer in lexicon.uses[pattern]:
                if metric in wanted:
                    found[metric].append(Word(start, end, group, answer))
    for number, words in found.items():
        named = tuple(w for w in words if w.group != _REFUSE)
        if len({w.group for w in named if w.group >= 0}) == lexicon.needs[number]:
            refused = tuple(w for w in words if w.group == _REFUSE)
            yield Naming(lexicon.metrics[number], sentence, named, refused)


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
