"""Tables in parts: a folder a table, at a path or at an address that every machine can reach.

tables/events.parquet/part-000000.parquet      rows of the first articles, and so on in the order of the articles
tables/shuffled/blocks.parquet/part-…          what one step leaves for the next; removed at the end
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq

from ..errors import OutputError
from ..read.remote import open_system
from ..tables import TABLES

_SHUFFLED = "shuffled"
_DRAFT, _OLD = ".draft-", "-old"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_DAYS = 7
"""Days after which a draft is taken for that of a build that was killed."""
_PRUNED = 2_000
"""Rows of a shuffled part that are read or skipped together."""


class Parts(NamedTuple):
    """The tables of a build on many machines, wherever they lie."""

    address: str

    def write(self, name: str, number: int, table: pa.Table) -> None:
        """Write one part of a table. Doing it again leaves the same."""
        self._write(f"{name}.parquet", number, table)

    def shuffle(self, name: str, number: int, table: pa.Table, by: str) -> None:
        """Leave rows for another step, which asks for them by the column `by`."""
        self._write(f"{_SHUFFLED}/{name}.parquet", number, table.sort_by(by), row_group_size=_PRUNED)

    def _write(self, folder: str, number: int, table: pa.Table, **options: Any) -> None:
        system, root = _opened(self.address)
        system.makedirs(f"{root}/{folder}", exist_ok=True)
        with system.open(f"{root}/{folder}/part-{number:06}.parquet", "wb") as file:
            pq.write_table(table, file, compression="zstd", **options)

    def read(self, name: str, columns: list[str] | None = None, where: Any = None) -> pa.Table:
        """Rows of a table in the order of its parts; only some columns, only those that a filter lets pass."""
        return self._dataset(f"{name}.parquet").to_table(columns, filter=where)

    def shuffled(self, name: str, where: Any = None) -> pa.Table:
        """Rows that another step has left."""
        return self._dataset(f"{_SHUFFLED}/{name}.parquet").to_table(filter=where)

    def _dataset(self, folder: str) -> pads.Dataset:
        system, root = _opened(self.address)
        return pads.dataset(f"{root}/{folder}", filesystem=system)

    def finish(self) -> None:
        """Give every table that no step has written a part without rows; drop what was shuffled."""
        system, root = _opened(self.address)
        for name, table in TABLES.items():
            if not system.exists(f"{root}/{name}.parquet"):
                self.write(name, 0, table.schema.empty_table())
        if system.exists(f"{root}/{_SHUFFLED}"):
            system.rm(f"{root}/{_SHUFFLED}", recursive=True)


def as_table(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table, also when there are none."""
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


@contextmanager
def new_dataset(out: str) -> Iterator[Parts]:
    """A place to write to, beside `out`; it takes the place of `out` once all is there, and is gone if that fails.

    Raises OutputError where `out` holds something else than tables, or can't be written.
    """
    system, root = _opened(out)
    _clear_away(system, root)
    if system.exists(root) and not _is_ours(system, root):
        raise OutputError(
            "holds no tables of ours and is not empty", where=out, mend="name another folder with --out, or remove it"
        )
    draft = f"{root}{_DRAFT}{datetime.now(UTC):{_STAMP}}-{uuid4().hex[:12]}"
    try:
        system.makedirs(draft)
        yield Parts(system.unstrip_protocol(draft))
        _put_in_place(system, draft, root)
    except OSError as error:
        raise OutputError.refused(error, out, "name a folder that can be written") from error
    finally:
        if system.exists(draft):
            system.rm(draft, recursive=True)


def _is_ours(system: Any, root: str) -> bool:
    names = {str(path).rstrip("/").rpartition("/")[2] for path in system.ls(root, detail=False)}
    return not names or {f"{name}.parquet" for name in TABLES} <= names


def _put_in_place(system: Any, draft: str, root: str) -> None:
    """Two renames where a file system has such; on others files are copied, and no one must read meanwhile."""
    old = draft + _OLD
    if system.exists(root):
        system.mv(root, old, recursive=True)
    system.mv(draft, root, recursive=True)
    if system.exists(old):
        system.rm(old, recursive=True)


def _clear_away(system: Any, root: str) -> None:
    """Mend what builds that were killed left beside `root`: tables set aside and not replaced, drafts of long ago."""
    parent, _, name = root.rpartition("/")
    if not system.exists(parent):
        return
    beside = sorted(str(path).rstrip("/") for path in system.ls(parent, detail=False))
    drafts = [path for path in beside if path.rpartition("/")[2].startswith(name + _DRAFT)]
    if not system.exists(root) and (aside := [path for path in drafts if path.endswith(_OLD)]):
        system.mv(aside[-1], root, recursive=True)
        drafts.remove(aside[-1])
    limit = f"{datetime.now(UTC) - timedelta(days=_DAYS):{_STAMP}}"
    for path in drafts:
        if path.rpartition(_DRAFT)[2] < limit:  # a younger one may be that of a build that goes on
            system.rm(path, recursive=True)


def _opened(address: str) -> tuple[Any, str]:
    system, root = open_system(address)
    return system, root.rstrip("/")
