"""Tables where they lie: in a folder or at an address, one Parquet file each, or a folder of such files each.

What is asked for is read: columns, or rows of some articles alone, where that is enough. A corpus need not fit into
memory.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pads

from .errors import InputError
from .messages import render
from .read import Folder, is_address
from .read.remote import open_system
from .tables import TABLES, to_frame

_SENTENCES_FOR_PEOPLE = ["basis", "note", "explanation"]
_REFERENCE = ("chip_specs", "chronology", "export_rules", "export_status")
_JOINED = {
    "documents": ("duplicates", "doc_id", "duplicate_of"),
    "events": ("event_clusters", "event_id", "cluster_id"),
}
"""Columns that stand in a table of their own: of which, by what, which."""
_REBUILD = "build the tables anew with this version, and open them again"


class Stored(NamedTuple):
    """The tables in a folder or at an address."""

    place: str

    def read(self, name: str, columns: list[str] | None = None, where: pads.Expression | None = None) -> pa.Table:
        """Rows of a table as Arrow, in their order: all, or those that a filter lets pass. Raises InputError."""
        with self._telling(name):
            return self._dataset(name).to_table(columns, filter=where)

    def count(self, name: str) -> int:
        """How many rows a table has. Raises InputError."""
        with self._telling(name):
            return int(self._dataset(name).count_rows())

    def frame(self, name: str, lang: str, doc_ids: Collection[str] | None = None, text: bool = True) -> pd.DataFrame:
        """A table as people read it: its sentences in `lang`, what stands in another table joined to it.

        Only the rows of the articles `doc_ids`, where these are given; without the column `text`, where not wanted.
        """
        columns = None if text else [c.name for c in TABLES[name].columns if c.name != "text"]
        frame = to_frame(self.read(name, columns, None if doc_ids is None else pads.field("doc_id").isin([*doc_ids])))
        if name not in _REFERENCE:
            for column in frame.columns.intersection(_SENTENCES_FOR_PEOPLE):
                frame[column] = frame[column].map(lambda stored: render(stored, lang)).astype("str")
        if name not in _JOINED:
            return frame
        other, key, column = _JOINED[name]
        where = None if doc_ids is None else pads.field(key).isin(frame[key].tolist())
        right = to_frame(self.read(other, [key, column], where))
        joined = frame.merge(right, on=key, how="left", validate="one_to_one")
        if len(joined) != len(frame):
            raise AssertionError(f"joining {column} changed the number of rows")
        return joined

    def check(self) -> None:
        """Raise InputError where a table is missing, can't be read, or was written by a version that made others."""
        for name, spec in TABLES.items():
            with self._telling(name):
                schema = self._dataset(name).schema
            known = dict(zip(schema.names, schema.types, strict=True))
            lacking = [c.name for c in spec.columns if known.get(c.name) != c.type]
            if lacking:
                told = f"{name}.parquet is of another version: it has no column {lacking[0]} as it is now"
                raise InputError(told, where=self.place, mend=_REBUILD)

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        """Turn a table that is missing or spoilt into an InputError."""
        try:
            yield
        except FileNotFoundError:
            raise InputError(f"the table {name}.parquet is missing", where=self.place, mend=_REBUILD) from None
        except (pa.ArrowInvalid, OSError) as error:
            first = str(error).splitlines()[0]
            raise InputError(f"{name}.parquet can't be read: {first}", where=self.place, mend=_REBUILD) from error

    def _dataset(self, name: str) -> pads.Dataset:
        if is_address(self.place):
            system, root = open_system(self.place)
            return pads.dataset(f"{root.rstrip('/')}/{name}.parquet", filesystem=system)
        return pads.dataset(Path(self.place) / f"{name}.parquet")


def settled(folder: Folder) -> str:
    """Where the tables of a folder lie now, all of one build: what links lead to may be another one later."""
    return str(folder) if is_address(folder) else str((Path(folder) / "documents.parquet").resolve().parent)


def holds_tables(folder: Folder) -> bool:
    """Whether a folder is one of tables, not of articles."""
    if is_address(folder):
        system, root = open_system(str(folder))
        return bool(system.exists(f"{root.rstrip('/')}/documents.parquet"))
    return (Path(folder) / "documents.parquet").exists()
