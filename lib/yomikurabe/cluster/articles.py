"""The first step, a job a partition of files: read and analyse each, write its rows, leave what is compared.

For other steps it leaves `listed` (rows of ingest), `named` (entities), `told` (documents without their text),
`dating` (the time expressions that date events), `blocks` (claims by what they are about) and `hashes` (sentences by
their hash).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..compare.comparisons import Blocks, block_claims
from ..compare.duplicates import sentence_keys
from ..comparing import without_text
from ..engines import outcome_of
from ..read import Limits, Offered, ReadError, load_source
from ..records import PER_ARTICLE, decode, refusal
from ..tables import TABLES, from_arrow, to_arrow
from ..topic import Topic
from .dataset import Parts, as_table

_SAMPLE = 50
_ONE = Lock()
"""A tokenizer serves one thread at a time, whatever number a worker has."""
HASHES = pa.schema([("hash", pa.int64()), ("doc_id", pa.string()), ("chars", pa.int64()), ("n", pa.int64())])
_LEFT = {"ingest": "listed", "entities": "named"}
"""Tables that are no concatenation of their parts."""


class Analysed(NamedTuple):
    """What a partition came to: readable articles, claims, and the keys of some of these."""

    articles: int
    claims: int
    keys: list[str]


def analyse_part(
    parts: Parts, number: int, offered: Sequence[Offered], aside: Mapping[str, int], topic: Topic, limits: Limits
) -> Analysed:
    """Write the rows of some files; those in `aside`, with how many workers died of them, are refused unread."""
    tables = decode(list(_records(offered, aside, topic, limits)))
    for name in PER_ARTICLE:
        if name in _LEFT:
            parts.shuffle(_LEFT[name], number, tables[name], by=TABLES[name].key[0])
        else:
            parts.write(name, number, tables[name])
    parts.shuffle("told", number, without_text(tables["documents"]), by="doc_id")
    dates = pc.is_in(tables["timexes"]["timex_id"], tables["events"]["timex_id"])
    parts.shuffle("dating", number, tables["timexes"].filter(dates), by="timex_id")
    parts.shuffle("hashes", number, _hashes(tables), by="hash")
    blocks = _blocks(tables["claims"], topic)
    parts.shuffle("blocks", number, blocks, by="block")
    keys = blocks["block"].to_pylist()
    return Analysed(len(tables["documents"]), len(keys), keys[:: max(1, len(keys) // _SAMPLE)])


def try_article(one: Offered, topic: Topic, limits: Limits) -> bool:
    """Analyse one file to no end but to see that a worker survives it."""
    list(_records([one], {}, topic, limits))
    return True


def _records(offered: Sequence[Offered], aside: Mapping[str, int], topic: Topic, limits: Limits) -> Iterator[bytes]:
    for one in offered:
        try:
            if one.path in aside:
                raise ReadError("crashed", where=one.path, n=aside[one.path])
            source = load_source(one, limits)
        except ReadError as error:
            yield refusal(one, error)
            continue
        with _ONE:
            outcome = outcome_of(source, topic, limits)
        yield outcome if isinstance(outcome, bytes) else refusal(source, outcome)


def _blocks(claims: pa.Table, topic: Topic) -> pa.Table:
    """Claims with the key of their block, in its order and else in theirs."""
    blocks = block_claims(from_arrow("claims", claims), topic)
    sorted_rows = [(claim, "\0".join(key)) for key, block in sorted(blocks.items()) for claim in block]
    table = to_arrow("claims", [claim for claim, _ in sorted_rows])
    return table.append_column("block", pa.array([key for _, key in sorted_rows], pa.string()))


def as_blocks(table: pa.Table) -> Blocks:
    """Claims that were shuffled, as the blocks that are compared."""
    keys = table["block"].to_pylist()
    blocks: Blocks = {}
    for key, claim in zip(keys, from_arrow("claims", table.drop_columns("block")), strict=True):
        blocks.setdefault(tuple(key.split("\0")), []).append(claim)
    return blocks


def _hashes(tables: dict[str, pa.Table]) -> pa.Table:
    """Grain: one sentence of one article, by hash; `chars` of its body, and `n` sentences that the article has."""
    documents, sentences = tables["documents"], tables["sentences"]
    chars = dict(zip(documents["doc_id"].to_pylist(), documents["n_body_chars"].to_pylist(), strict=True))
    rows: list[tuple[int, str, int, int]] = []
    for doc_id, keys in sentence_keys(sentences["doc_id"].to_pylist(), sentences["text"].to_pylist()).items():
        hashes = {_hash(key) for key in keys}
        rows += [(one, doc_id, chars[doc_id], len(hashes)) for one in hashes]
    return as_table(rows, HASHES)


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
