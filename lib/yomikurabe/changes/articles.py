"""Which article of one run is which of the other: files are renamed, copied and moved, texts are revised."""

import re
from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from ..corpus import Corpus
from ..words import records

_ALIKE = 50
"""Least likeness (rapidfuzz ratio, 0 to 100) of two files of one name and no common sentence that are one article."""
_COMPARED = 20_000
"""Characters of an article that are held against another version of it."""
_WHITE = re.compile(r"\s+")


class Side:
    """A run's articles and sentences, as they are matched."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.documents: dict[str, Any] = {row.doc_id: row for row in records(corpus.articles)}

    def counted(self, table: str) -> pd.DataFrame:
        """The rows of a table that stand in articles that repeat no other."""
        copies = self.corpus.articles["doc_id"][self.corpus.articles["duplicate_of"].notna()]
        frame = self.corpus.table(table)
        return frame[~frame["doc_id"].isin(copies)]

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of each sentence."""
        frame = self.corpus.sentences
        return dict(zip(frame["sentence_id"], (plain(text) for text in frame["text"]), strict=True))

    @cached_property
    def sentences(self) -> dict[str, list[Any]]:
        """The sentences of each article, in their order."""
        found: dict[str, list[Any]] = {doc_id: [] for doc_id in self.documents}
        for row in records(self.corpus.sentences.sort_values(["doc_id", "start"])):
            found[row.doc_id].append(row)
        return found

    def text_of(self, doc_id: str) -> str:
        """The article that is counted in the place of this one."""
        copied = self.documents[doc_id].duplicate_of
        return str(copied) if isinstance(copied, str) else doc_id

    def is_copy(self, doc_id: str) -> bool:
        """Whether an article repeats another."""
        return self.text_of(doc_id) != doc_id


class Matched(NamedTuple):
    """Two runs held together: `pairs` leads from new articles to old ones, by doc_id.

    `old_texts` and `new_texts` give each article that is counted a key; that of one text is the same in both runs.
    """

    pairs: dict[str, str]
    old_texts: dict[str, str]
    new_texts: dict[str, str]


def plain(text: str) -> str:
    """Words as they are compared: without white space."""
    return _WHITE.sub("", text)


def match_articles(old: Side, new: Side) -> Matched:
    """Articles of the same bytes are one; then those of one file name or address whose texts are alike."""
    pairs: dict[str, str] = {}
    _pair(old, new, pairs, lambda row: (row.sha256, row.doc_id))
    _pair(old, new, pairs, lambda row: row.sha256)
    _pair(old, new, pairs, lambda row: row.doc_id, revised=True)
    _pair(old, new, pairs, lambda row: row.url if isinstance(row.url, str) else None, revised=True)
    return Matched(pairs, *_texts(old, new, pairs))


def _pair(
    old: Side, new: Side, pairs: dict[str, str], key: Callable[[Any], Hashable], *, revised: bool = False
) -> None:
    """Pair the articles that are left and have the same key, in their order."""
    taken = set(pairs.values())
    waiting: dict[Hashable, list[str]] = {}
    for row in reversed(old.documents.values()):
        if row.doc_id not in taken and key(row) is not None:
            waiting.setdefault(key(row), []).append(row.doc_id)
    for row in new.documents.values():
        found = waiting.get(key(row)) if row.doc_id not in pairs else None
        if found and (not revised or _is_revision(old, found[-1], new, row.doc_id)):
            pairs[row.doc_id] = found.pop()


def _is_revision(old: Side, before: str, new: Side, after: str) -> bool:
    """Whether two texts are versions of one article: a sentence in common, or alike as a whole."""
    was, now = ([side.words[s.sentence_id] for s in side.sentences[d]] for side, d in ((old, before), (new, after)))
    if set(was) & set(now) or not was or not now:
        return True
    return fuzz.ratio("".join(was)[:_COMPARED], "".join(now)[:_COMPARED], score_cutoff=_ALIKE) > 0


def _texts(old: Side, new: Side, pairs: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Keys of the texts: a copy that is counted from now on in the place of another is the same text."""
    old_texts = {doc_id: f"old:{doc_id}" for doc_id in old.documents if not old.is_copy(doc_id)}
    new_texts: dict[str, str] = {}
    used: set[str] = set()
    linked = sorted(pairs.items(), key=lambda pair: (new.is_copy(pair[0]), old.is_copy(pair[1])))
    for after, before in linked:
        text = old_texts[old.text_of(before)]
        if new.text_of(after) not in new_texts and text not in used:
            new_texts[new.text_of(after)] = text
            used.add(text)
    for doc_id in new.documents:
        if not new.is_copy(doc_id):
            new_texts.setdefault(doc_id, f"new:{doc_id}")
    return old_texts, new_texts


def sentence_changes(old: Side, before: str, new: Side, after: str) -> tuple[list[Any], list[Any]]:
    """The sentences that a new version of an article gained, and those that it lost."""
    was, now = old.sentences[before], new.sentences[after]
    common = Counter(old.words[s.sentence_id] for s in was) & Counter(new.words[s.sentence_id] for s in now)
    return _beyond(now, new, Counter(common)), _beyond(was, old, Counter(common))


def _beyond(sentences: list[Any], side: Side, common: Counter[str]) -> list[Any]:
    left = []
    for sentence in sentences:
        words = side.words[sentence.sentence_id]
        if common[words] > 0:
            common[words] -= 1
        else:
            left.append(sentence)
    return left
