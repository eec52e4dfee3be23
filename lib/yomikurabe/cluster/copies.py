"""Articles that repeat one another: those that share sentences meet, by their hashes, and are judged together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pyarrow as pa
import pyarrow.dataset as pads

from ..compare.duplicates import SHARED, Pair, count_shared, judge_pairs, place_of, wordings_of
from ..tables import Duplicate, from_arrow
from .articles import HASHES
from .dataset import Parts, as_table

_SPAN = 2**64
_AT_ONCE = 500
"""Articles that one job judges, about."""
_PAIR = pa.schema([("later", pa.string()), ("earlier", pa.string()), ("n", pa.int64()), ("enough", pa.int64())])


def split(jobs: int) -> list[tuple[int, int]]:
    """Ranges of hashes, first and last."""
    edges = [-(2**63) + _SPAN * i // jobs for i in range(jobs + 1)]
    return [(first, end - 1) for first, end in pairwise(edges)]


def pair_range(parts: Parts, number: int, first: int, last: int) -> int:
    """Leave the pairs of articles that share sentences with hashes of a range, and how many of these they share."""
    key = pads.field("hash")
    rows = parts.shuffled("hashes", (key >= first) & (key <= last))
    holders: dict[int, list[tuple[int, str]]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for one, doc_id, chars, n in zip(*(rows[c].to_pylist() for c in HASHES.names), strict=True):
        holders[one].append(place_of(doc_id, chars))
        sizes[doc_id] = n
    shared = count_shared([doc_id for _, doc_id in sorted(some)] for some in holders.values() if len(some) > 1)
    pairs = [(later, earlier, n, min(SHARED, sizes[later])) for (later, earlier), n in shared.items()]
    parts.shuffle("pairs", number, as_table(pairs, _PAIR), by="later")
    return len(pairs)


def find_groups(parts: Parts) -> list[list[str]]:
    """Articles that may repeat one another, by doc_id: no article of one group can repeat one of another."""
    pairs = parts.shuffled("pairs").group_by(["later", "earlier", "enough"]).aggregate([("n", "sum")])
    near = pairs.filter(pads.field("n_sum") >= pads.field("enough"))
    roots: dict[str, str] = {}
    for later, earlier in zip(near["later"].to_pylist(), near["earlier"].to_pylist(), strict=True):
        roots[_root(roots, later)] = _root(roots, earlier)
    groups: dict[str, list[str]] = defaultdict(list)
    for doc_id in sorted({*near["later"].to_pylist(), *near["earlier"].to_pylist()}):
        groups[_root(roots, doc_id)].append(doc_id)
    return list(_gathered(groups.values()))


def _root(roots: dict[str, str], one: str) -> str:
    """What an article's group is known by."""
    while (above := roots.get(one, one)) != one:
        roots[one] = roots.get(above, above)
        one = above
    return one


def _gathered(groups: Iterable[list[str]]) -> Iterator[list[str]]:
    """Small groups put together for one job: judging them at once or apart is the same."""
    gathered: list[str] = []
    for group in groups:
        gathered += group
        if len(gathered) >= _AT_ONCE:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def judge_group(parts: Parts, doc_ids: list[str]) -> list[Duplicate]:
    """Which of some articles repeat others of them."""
    chosen = pads.field("doc_id").isin(doc_ids)
    documents = from_arrow("documents", parts.shuffled("told", chosen))
    sentences = parts.read("sentences", where=chosen)
    wordings = wordings_of(*(sentences[name].to_pylist() for name in ("doc_id", "text")))
    shared: Counter[Pair] = Counter()
    rows = parts.shuffled("pairs", pads.field("later").isin(doc_ids))
    for later, earlier, n in zip(*(rows[c].to_pylist() for c in ("later", "earlier", "n")), strict=True):
        shared[later, earlier] += n
    return judge_pairs(documents, wordings, {pair: n for pair, n in shared.items() if pair[1] in wordings})
