"""One name, spelt differently by different articles: agreement."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..tables import Claim
from .comparison_verdicts import Verdict, settled

_PARTS = re.compile(r"[・･\s=＝.\-]+")
_MOST = 8
"""Spellings of one name that a comparison shows."""


def compare_spellings(claims: Sequence[Claim]) -> Iterator[tuple[list[Claim], Verdict]]:
    """If articles spell one name differently, its spellings, each by every article that has it."""
    spelt: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.doc_id, c.start)):
        spelt.setdefault((_folded(claim.value_text), claim.doc_id), claim)
    forms = {form for form, _ in spelt}
    full = {form for form in forms if not any(form != other and form in other for other in forms)}
    chosen = sorted((form, c.doc_id, c) for (form, _), c in spelt.items() if form in full)
    if len(full) > 1 and len({doc_id for _, doc_id, _ in chosen}) > 1:
        shown = _some([claim for _, _, claim in chosen])
        yield shown, settled("agree", "spelling", shown, "spelling")


def _some(claims: list[Claim]) -> list[Claim]:
    """As many as a comparison shows, every spelling among them: the first of each, then the others."""
    firsts = list({_folded(c.value_text): c for c in reversed(claims)}.values())[::-1]
    others = [c for c in claims if c not in firsts]
    return [*firsts, *others][:_MOST]


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    return _PARTS.sub("", unicodedata.normalize("NFKC", name)).casefold()
