"""The same, or nearly the same, article in two files.

Candidates share whole sentences; rapidfuzz judges their kept text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from ..tables import Document, Duplicate, Sentence

_SAME = 0.85
"""Least similarity (rapidfuzz ratio of the kept text, 0 to 1) of two articles that are one."""
SHARED = 3
"""Least number of sentences that two articles have in common to be compared as a whole."""
_WHITE = re.compile(r"\s+")
_COMPARED = 20_000
"""Characters of an article that are compared."""


def build_duplicates(documents: Sequence[Document], sentences: Sequence[Sentence]) -> list[Duplicate]:
    """Grain: one article that repeats another. The fullest is counted, among equals the first by doc_id."""
    parts = sentence_keys(sentences)
    holders: dict[str, list[str]] = defaultdict(list)
    found: list[Duplicate] = []
    for document in sorted(documents, key=lambda one: (-one.n_body_chars, one.doc_id)):
        own = parts[document.doc_id]
        repeated = _counted(own, holders, parts)
        if repeated:
            found.append(Duplicate(document.doc_id, *repeated))
            continue
        for key in dict.fromkeys(own):
            holders[key].append(document.doc_id)
    return sorted(found)


def sentence_keys(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """The sentences of each article without what is white in them: two articles share one where these are the same."""
    parts: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        parts[sentence.doc_id].append(_WHITE.sub("", sentence.text))
    return parts


def _counted(own: list[str], holders: dict[str, list[str]], parts: dict[str, list[str]]) -> tuple[str, float] | None:
    """The article that these sentences repeat, and how far."""
    keys = set(own)
    common = Counter(holder for key in keys for holder in holders.get(key, ()))
    likely = sorted(holder for holder, n in common.items() if n >= min(SHARED, len(keys)))
    text = "".join(own)[:_COMPARED]
    scored = [(fuzz.ratio(text, "".join(parts[one])[:_COMPARED], score_cutoff=100 * _SAME), one) for one in likely]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return (best[1], round(best[0] / 100, 4)) if best[0] >= 100 * _SAME else None
