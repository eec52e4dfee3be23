"""The same, or nearly the same, article in two files.

Candidates share whole sentences; rapidfuzz judges their kept text. Of many articles with one sentence each is held
against those next to it in order, so the work grows with the number of sentences, not of pairs; near-copies are of
about one length, and so stand together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from ..tables import Document, Duplicate

_SAME = 0.85
"""Least similarity (rapidfuzz ratio of the kept text, 0 to 1) of two articles that are one."""
SHARED = 3
"""Least number of sentences that two articles have in common to be compared as a whole."""
_BESIDE = 25
"""Articles before it in order that an article is held against for one sentence."""
_COMPARED = 20_000
"""Characters of an article that are compared."""


class Wording(NamedTuple):
    """What an article says, white space left out: its sentences, hashed in this process, and its text."""

    sentences: frozenset[int]
    text: str


_SILENT = Wording(frozenset(), "")


def sentence_keys(doc_ids: Iterable[str], texts: Iterable[str]) -> dict[str, list[str]]:
    """The sentences of each article without what is white in them: two articles share one where these are the same."""
    parts: dict[str, list[str]] = defaultdict(list)
    for doc_id, text in zip(doc_ids, texts, strict=True):
        parts[doc_id].append("".join(text.split()))
    return parts


def wordings_of(doc_ids: Iterable[str], texts: Iterable[str]) -> dict[str, Wording]:
    """The wordings of articles, from all their sentences in order."""
    parts = sentence_keys(doc_ids, texts)
    return {doc_id: Wording(frozenset(map(hash, own)), "".join(own)[:_COMPARED]) for doc_id, own in parts.items()}


Pair = tuple[str, str]
"""Two articles, the later in order first."""


def place_of(doc_id: str, n_body_chars: int) -> tuple[int, str]:
    """What articles are ordered by: the fullest first, then by doc_id."""
    return -n_body_chars, doc_id


def build_duplicates(documents: Sequence[Document], wordings: Mapping[str, Wording]) -> list[Duplicate]:
    """Grain: one article that repeats another. The fullest is counted, among equals the first by doc_id."""
    spread = Counter(key for wording in wordings.values() for key in wording.sentences)
    holders: dict[int, list[str]] = defaultdict(list)
    for document in _ordered(documents):
        for key in wordings.get(document.doc_id, _SILENT).sentences:
            if spread[key] > 1:
                holders[key].append(document.doc_id)
    return judge_pairs(documents, wordings, count_shared(holders.values()))


def count_shared(holders: Iterable[Sequence[str]]) -> Counter[Pair]:
    """How many sentences two articles share; `holders` are those that have one sentence, in order."""
    found: Counter[Pair] = Counter()
    for some in holders:
        for at, later in enumerate(some):
            found.update((later, earlier) for earlier in some[max(0, at - _BESIDE) : at])
    return found


def judge_pairs(
    documents: Sequence[Document], wordings: Mapping[str, Wording], shared: Mapping[Pair, int]
) -> list[Duplicate]:
    """Which articles repeat an earlier one that they make a pair with, or what that one repeats."""
    likely: dict[str, list[str]] = defaultdict(list)
    for (later, earlier), n in shared.items():
        if n >= min(SHARED, len(wordings[later].sentences)):
            likely[later].append(earlier)
    counted: dict[str, str] = {}
    found: list[Duplicate] = []
    for document in _ordered(documents):
        others = sorted({counted.get(one, one) for one in likely[document.doc_id]})
        if repeated := _nearest(document.doc_id, others, wordings):
            found.append(repeated)
            counted[document.doc_id] = repeated.duplicate_of
    return sorted(found)


def _ordered(documents: Sequence[Document]) -> list[Document]:
    return sorted(documents, key=lambda one: place_of(one.doc_id, one.n_body_chars))


def _nearest(doc_id: str, others: Sequence[str], wordings: Mapping[str, Wording]) -> Duplicate | None:
    """The article among some that one repeats, and how far."""
    text = wordings.get(doc_id, _SILENT).text
    scored = [(fuzz.ratio(text, wordings[one].text, score_cutoff=100 * _SAME), one) for one in others]
    best, other = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return Duplicate(doc_id, other, round(best / 100, 4)) if best >= 100 * _SAME else None
