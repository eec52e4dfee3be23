"""Claims compared, a job a range of blocks: what is about the same thing meets in one job."""

import pyarrow.compute as pc
import pyarrow.dataset as pads

from ..compare.comparisons import compare_blocks
from ..tables import from_arrow, to_arrow
from ..topic import Topic
from .articles import as_blocks
from .dataset import Parts

_A_JOB = 100_000
"""Claims that one job compares, about."""


def split(keys: list[str], claims: int) -> list[tuple[str, str | None]]:
    """Ranges of keys, from and up to but without, of about as many claims each, by a sample of the keys."""
    number = -(-claims // _A_JOB) or 1
    cut = sorted(keys)[:: max(1, len(keys) // number)][1:number]
    edges = ["", *dict.fromkeys(cut)]
    return list(zip(edges, [*edges[1:], None], strict=True))


def compare_range(parts: Parts, number: int, first: str, end: str | None, topic: Topic) -> int:
    """Write the comparisons of the blocks of a range; how many there are."""
    key = pads.field("block")
    blocks = parts.shuffled("blocks", (key >= first) & (key < end) if end is not None else key >= first)
    ids = pc.unique(blocks["doc_id"])
    told = parts.shuffled("told", pads.field("doc_id").isin(ids))
    compared = compare_blocks(as_blocks(blocks), from_arrow("documents", told), topic)
    parts.write("comparisons", number, to_arrow("comparisons", compared.comparisons))
    parts.write("comparison_claims", number, to_arrow("comparison_claims", compared.members))
    return len(compared.comparisons)
