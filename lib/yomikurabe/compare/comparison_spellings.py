"""One name, spelt differently by different articles: agreement."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..tables import Claim
from .comparison_reasons import Verdict

_PARTS = re.compile(r"[・･\s=＝.\-]+")
_MOST = 8
"""Spellings of one name that a comparison shows."""


def compare_spellings(claims: Sequence[Claim]) -> Iterator[tuple[list[Claim], Verdict]]:
    """For each name that articles spell differently its spellings, each by the first article that has it."""
    by_name: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in sorted(claims, key=lambda c: (c.subject_id or "", c.doc_id, c.start)):
        by_name[claim.subject_id or ""].setdefault(_folded(claim.value_text), claim)
    for spelt in by_name.values():
        full = [c for form, c in spelt.items() if not any(form != other and form in other for other in spelt)]
        if len({c.doc_id for c in full}) > 1:
            yield full[:_MOST], Verdict("agree", "spelling")


def _folded(name: str) -> str:
    return _PARTS.sub("", name).casefold()
