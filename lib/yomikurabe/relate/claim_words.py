"""Which metrics a sentence speaks of: every word of metrics.csv at once, then those whose groups are all there."""

from bisect import bisect_right
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


Uses = list[tuple[tuple[int, int, str | None], ...]]
"""By pattern: number of the metric, group, and side of an answer."""


class _Lexicon(NamedTuple):
    """`themes` finds the words that name metrics, `answers` what is asked only of sentences that name one."""

    themes: ahocorasick_rs.AhoCorasick
    named_by: Uses
    answers: ahocorasick_rs.AhoCorasick
    answered_by: Uses
    metrics: tuple[MetricRow, ...]
    needs: tuple[int, ...]
    """Of each metric the groups of words that a sentence must have, as bits."""
    figures: frozenset[int]
    dates: frozenset[int]


_LEXICA: dict[str, _Lexicon] = {}


def _lexicon(topic: Topic) -> _Lexicon:
    """The metrics' words as automata; made once for a topic."""
    if topic.sha256 not in _LEXICA:
        metrics = tuple(topic.metrics.values())
        themes: dict[str, list[tuple[int, int, str | None]]] = {}
        answers: dict[str, list[tuple[int, int, str | None]]] = {}
        for number, row in enumerate(metrics):
            for group, words in enumerate(row.words_ja):
                for word in words:
                    themes.setdefault(word, []).append((number, group, None))
            for answer, words in ((YES, row.yes_ja), (NO, row.no_ja), (OPEN, row.open_ja)):
                for word in words:
                    answers.setdefault(word, []).append((number, _ANSWER, answer))
            for word in row.refuse_ja:
                answers.setdefault(word, []).append((number, _REFUSE, None))
        _LEXICA[topic.sha256] = _Lexicon(
            ahocorasick_rs.AhoCorasick(list(themes)),
            [tuple(u) for u in themes.values()],
            ahocorasick_rs.AhoCorasick(list(answers)),
            [tuple(u) for u in answers.values()],
            metrics,
            tuple((1 << len(row.words_ja)) - 1 for row in metrics),
            frozenset(i for i, row in enumerate(metrics) if row.kind in FIGURES),
            frozenset(i for i, row in enumerate(metrics) if row.kind == "date"),
        )
    return _LEXICA[topic.sha256]


def find_namings(article: Article, topic: Topic, measured: Set[str], dated: Set[str]) -> Iterator[Naming]:
    """Every metric of every kept sentence whose word groups are all there, in order of sentences and metrics.

    Metrics of figures are looked for only in the sentences that are `measured` (have an amount), those of dates only in
    the `dated` ones.
    """
    if not topic.metrics or not article.sentences:
        return
    lexicon = _lexicon(topic)
    starts = [s.start for s in article.sentences]
    by_sentence: dict[int, list[tuple[int, int, int]]] = {}
    for hit in lexicon.themes.find_matches_as_indexes(article.text, overlapping=True):
        by_sentence.setdefault(bisect_right(starts, hit[1]) - 1, []).append(hit)
    named_by, needs = lexicon.named_by, lexicon.needs
    for number in sorted(by_sentence):
        if number < 0:
            continue
        here, sentence = by_sentence[number], article.sentences[number]
        masks: dict[int, int] = {}
        for pattern in {hit[0] for hit in here}:
            for metric, group, _ in named_by[pattern]:
                masks[metric] = masks.get(metric, 0) | 1 << group
        wanted = {metric for metric, mask in masks.items() if mask == needs[metric]}
        if sentence.sentence_id not in measured:
            wanted -= lexicon.figures
        if sentence.sentence_id not in dated:
            wanted -= lexicon.dates
        if wanted:
            yield from _namings(lexicon, sentence, here, wanted)


def _namings(
    lexicon: _Lexicon, sentence: Sentence, themes: Sequence[tuple[int, int, int]], wanted: set[int]
) -> Iterator[Naming]:
    """The wanted metrics of one sentence with the places of their words."""
    named: dict[int, list[Word]] = {metric: [] for metric in sorted(wanted)}
    refused: dict[int, list[Word]] = {metric: [] for metric in named}
    for pattern, start, end in themes:
        if end <= sentence.end:
            for metric, group, _ in lexicon.named_by[pattern]:
                if metric in wanted:
                    named[metric].append(Word(start, end, group, None))
    begin = sentence.start
    for pattern, start, end in lexicon.answers.find_matches_as_indexes(sentence.text, overlapping=True):
        for metric, group, answer in lexicon.answered_by[pattern]:
            if metric in wanted:
                (refused if group == _REFUSE else named)[metric].append(Word(begin + start, begin + end, group, answer))
    for number, words in named.items():
        mask = 0
        for said in words:
            mask |= 1 << said.group if said.group >= 0 else 0
        if mask == lexicon.needs[number]:
            yield Naming(lexicon.metrics[number], sentence, tuple(words), tuple(refused[number]))


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
