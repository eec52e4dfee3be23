"""One article's tables as one record of bytes: what the cache keeps, and what travels between processes.

A record is an Arrow batch of a single row with one column a table, each a list of that table's rows. So the records of
many articles, one after the other, are an Arrow stream, whose columns flattened are the tables themselves: what a table
of an article costs to read is not paid a thousand times. A batch is compressed as a whole, not column by column, since
all of them are short.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from .analyse import analyse
from .errors import InputError
from .read import Limits, Offered, Source, ingest_row
from .tables import TABLES, to_arrow
from .topic import Topic

PER_ARTICLE = (
    "documents",
    "ingest",
    "blocks",
    "sentences",
    "entities",
    "mentions",
    "timexes",
    "quantities",
    "clauses",
    "quotes",
    "events",
    "stances",
    "claims",
    "chip_claims",
    "findings",
    "finding_evidence",
)
"""Tables whose rows one article has, each by itself."""
_SCHEMA = pa.schema([pa.field(name, pa.list_(pa.struct(list(TABLES[name].schema)))) for name in PER_ARTICLE])
_CODEC = pa.Codec("zstd", compression_level=1)
_SIZE = struct.Struct("<Q")


def make_record(source: Source, topic: Topic, limits: Limits) -> bytes:
    """All tables of one article, or its row of ingest alone where it is refused: a pure function.

    This is what an engine maps over articles, here or on other machines.
    """
    try:
        rows = analyse(source, topic, limits)
    except InputError as error:
        return refusal(source, error)
    return encode({**rows, "ingest": [ingest_row(source, rows["documents"][0])]})


def refusal(file: Offered | Source, error: InputError) -> bytes:
    """The record of a file that is no article: its row of ingest, with the reason."""
    return encode({"ingest": [ingest_row(file, error)]})


def encode(rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> bytes:
    """Rows of the tables of one article as a record; a table that is left out has none."""
    columns = []
    for name in PER_ARTICLE:
        table = to_arrow(name, rows.get(name, ()))
        arrays = [column.combine_chunks() for column in table.columns]
        one = pa.StructArray.from_arrays(arrays, fields=list(table.schema))
        columns.append(
            pa.ListArray.from_arrays(pa.array([0, len(one)], pa.int32()), one, type=_SCHEMA.field(name).type)
        )
    batch = pa.RecordBatch.from_arrays(columns, schema=_SCHEMA).serialize()
    return _SIZE.pack(batch.size) + bytes(_CODEC.compress(batch))


def size_of(record: bytes) -> int:
    """Bytes of a record before compression."""
    (size,) = _SIZE.unpack_from(record)
    return int(size)


def decode(records: Sequence[bytes]) -> dict[str, pa.Table]:
    """The tables of several articles, their rows in the order of the records."""
    batches = (_CODEC.decompress(record[_SIZE.size :], size_of(record), asbytes=True) for record in records)
    stream = b"".join((_SCHEMA.serialize(), *batches))
    joined = pa.ipc.open_stream(stream).read_all().combine_chunks()
    return {name: _flattened(joined[name]) for name in PER_ARTICLE}


def _flattened(column: pa.ChunkedArray) -> pa.Table:
    return pa.Table.from_batches([pa.RecordBatch.from_struct_array(chunk.flatten()) for chunk in column.chunks])
