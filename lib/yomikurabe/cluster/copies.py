"""Articles that repeat one another: those that share sentences meet, by their hashes, and are judged together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import pyarrow as pa
import pyarrow.dataset as pads

from ..compare.duplicates import SHARED, build_duplicates, wordings_of
from ..comparing import rows_of
from ..tables import Duplicate
from .dataset import Parts

_SPAN = 2**64
_AT_ONCE = 500
"""Articles that one job judges, about."""
_PAIR = pa.schema([("one", pa.string()), ("other", pa.string()), ("n", pa.int64()), ("enough", pa.int64())])


def split(jobs: int) -> list[tuple[int, int]]:
    """Ranges of hashes, first and last."""
    edges = [-(2**63) + _SPAN * i // jobs for i in range(jobs + 1)]
    return [(first, end - 1) for first, end in pairwise(edges)]


def pair_range(parts: Parts, number: int, first: int, last: int) -> int:
    """Leave the pairs of articles that share sentences with hashes of a range, and how many of these they share.

    Articles with the very same sentences stand for one another: a thousand copies of a text make no million pairs.
    """
    key = pads.field("hash")
    rows = parts.shuffled("hashes", (key >= first) & (key <= last))
    holders: dict[int, dict[str, int]] = defaultdict(dict)
    for one, same, n in zip(*(rows[c].to_pylist() for c in ("hash", "same", "n")), strict=True):
        holders[one][same] = n
    shared: Counter[tuple[str, str]] = Counter()
    sizes: dict[str, int] = {}
    for found in holders.values():
        if len(found) > 1:
            sizes.update(found)
            shared.update(combinations(sorted(found), 2))
    pairs = [(a, b, n, min(SHARED, sizes[a], sizes[b])) for (a, b), n in shared.items()]
    columns = list(zip(*pairs, strict=True)) if pairs else [()] * len(_PAIR)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, _PAIR, strict=True)]
    parts.shuffle("pairs", number, pa.Table.from_arrays(arrays, schema=_PAIR), by="one")
    return len(pairs)


def find_groups(parts: Parts) -> list[list[str]]:
    """Articles that may repeat one another, by doc_id: no article of one group can repeat one of another."""
    pairs = parts.shuffled("pairs").group_by(["one", "other", "enough"]).aggregate([("n", "sum")])
    near = pairs.filter(pads.field("n_sum") >= pads.field("enough"))
    roots: dict[str, str] = {}
    for one, other in zip(near["one"].to_pylist(), near["other"].to_pylist(), strict=True):
        roots[_root(roots, one)] = _root(roots, other)
    rows = parts.shuffled("hashes").group_by(["same", "doc_id"]).aggregate([])
    groups: dict[str, list[str]] = defaultdict(list)
    for same, doc_id in zip(rows["same"].to_pylist(), rows["doc_id"].to_pylist(), strict=True):
        groups[_root(roots, same)].append(doc_id)
    return list(_gathered(sorted(group) for group in groups.values() if len(group) > 1))


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
    documents = rows_of("documents", parts.shuffled("told", chosen))
    sentences = parts.read("sentences", where=chosen)
    return build_duplicates(documents, wordings_of(*(sentences[name].to_pylist() for name in ("doc_id", "text"))))
