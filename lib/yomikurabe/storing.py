"""Tables to Parquet files, a batch of articles at a time, so that memory does not grow with the tables."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from .tables import TABLES


class TableWriter:
    """Writes `<name>.parquet` for every table into a folder; the same batches make the same bytes."""

    def __init__(self, folder: Path) -> None:
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            for name, table in TABLES.items()
        }

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Append rows of some tables. How their memory is cut up has no part in what is written."""
        for name, rows in tables.items():
            if len(rows):
                self._writers[name].write_table(rows.combine_chunks())
