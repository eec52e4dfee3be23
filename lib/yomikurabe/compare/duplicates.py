"""The same, or nearly the same, article in two files.

Candidates share whole sentences; rapidfuzz judges their kept text. A sentence that many articles have tells nothing of
two of them, so the work grows with the number of sentences.
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
_COMMON = 50
"""Different articles beyond which a sentence is a phrase of the trade."""
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


def build_duplicates(documents: Sequence[Document], wordings: Mapping[str, Wording]) -> list[Duplicate]:
    """Grain: one article that repeats another. The fullest is counted, among equals the first by doc_id."""
    spread = Counter(key for wording in wordings.values() for key in wording.sentences)
    holders: dict[int, list[str]] = defaultdict(list)
    found: list[Duplicate] = []
    for document in sorted(documents, key=lambda one: (-one.n_body_chars, one.doc_id)):
        own = wordings.get(document.doc_id, _SILENT)
        shared = [key for key in own.sentences if spread[key] > 1]
        repeated = _counted(own, shared, holders, wordings)
        if repeated:
            found.append(Duplicate(document.doc_id, *repeated))
            continue
        for key in shared:
            if len(holders[key]) <= _COMMON:
                holders[key].append(document.doc_id)
    return sorted(found)


def _counted(
    own: Wording, shared: Sequence[int], holders: Mapping[int, list[str]], wordings: Mapping[str, Wording]
) -> tuple[str, float] | None:
    """The article that a wording repeats, and how far."""
    held = [holders[key] for key in shared if key in holders]
    common = Counter(holder for some in held if len(some) <= _COMMON for holder in some)
    likely = sorted(holder for holder, n in common.items() if n >= min(SHARED, len(own.sentences)))
    scored = [(fuzz.ratio(own.text, wordings[one].text, score_cutoff=100 * _SAME), one) for one in likely]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (best[1], round(best[0] / 100, 4)) if best[0] >= 100 * _SAME else None
