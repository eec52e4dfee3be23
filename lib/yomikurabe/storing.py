"""Tables to Parquet files, a batch of articles at a time, so that memory does not grow with the tables.

A folder of tables that is kept is sealed: a file beside them holds their checksums.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from .errors import OutputError
from .switching import switch
from .tables import TABLES

_SEAL = "checksums.json"
_CURRENT, _LOCK = ".tables", ".lock"


class TableWriter:
    """Writes `<name>.parquet` for every table into a folder; the same batches make the same bytes."""

    def __init__(self, folder: Path) -> None:
        self._writers: dict[str, pq.ParquetWriter] = {}
        try:
            for name, table in TABLES.items():
                path = folder / f"{name}.parquet"
                self._writers[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
        except OSError:
            self._close()
            raise

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        refused = self._close()
        if refused and error is None:
            raise refused

    def _close(self) -> OSError | None:
        """Close all files; the last refusal of the system, such as on a full disk."""
        refused = None
        for writer in self._writers.values():
            try:
                writer.close()
            except OSError as error:
                refused = error
                writer.is_open = False  # else it tries again when it is collected, and complains to nobody
        return refused

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Append rows of some tables. How their memory is cut up has no part in what is written."""
        for name, rows in tables.items():
            if len(rows):
                self._writers[name].write_table(rows.combine_chunks())


def seal(folder: Path) -> None:
    """Note the checksum of every table of a folder that is finished."""
    (folder / _SEAL).write_text(json.dumps(_checksums(folder)), "utf-8")


def is_sound(folder: Path) -> bool:
    """Whether a folder holds the tables that it was sealed with, to the byte."""
    with suppress(OSError, ValueError):
        return bool(json.loads((folder / _SEAL).read_text("utf-8")) == _checksums(folder))
    return False


def _checksums(folder: Path) -> dict[str, str]:
    found = {}
    for name in TABLES:
        with (folder / f"{name}.parquet").open("rb") as file:
            found[name] = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    return found


def copy_tables(folder: Path, out: Path) -> None:
    """Copy the tables of a folder into another, where they switch from the earlier ones in one step.

    Raises OutputError where `out` can't be written.
    """
    names = [f"{name}.parquet" for name in TABLES]
    copy = out / f"{_CURRENT}-{uuid4().hex[:12]}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / _LOCK):
            try:
                copy.mkdir()
                for name in names:
                    shutil.copyfile(folder / name, copy / name)
                switch(out, names, _CURRENT, copy.name)
            finally:  # also what runs left that were killed
                _sweep(out)
    except OSError as error:
        mend = "name a folder that can be written, on a file system with symbolic links"
        raise OutputError.refused(error, out, mend) from error


def _sweep(out: Path) -> None:
    current = (out / _CURRENT).resolve()
    for path in out.glob(f"{_CURRENT}-*"):
        if path.resolve() != current:
            shutil.rmtree(path, ignore_errors=True)
