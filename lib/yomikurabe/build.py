"""Articles to tables: read, analyse each, compare all, write Parquet; cached by content, under a lock.

Two runs over the same articles, dictionary and library write byte-identical files.
"""

import gc
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from .analyse import Rows, analyse
from .articles import Article
from .compare.comparisons import build_comparisons
from .compare.date_findings import compare_events
from .compare.duplicates import build_duplicates
from .errors import InputError, OutputError
from .extract.names import known_entities
from .morphology import versions
from .read import Limits, Offered, Source, find_sources, ingest_row, load_source
from .reference import build_chip_specs, build_chronology, build_export_rules, build_export_status
from .tables import TABLES, Ingest, to_arrow
from .topic import Topic

_HERE = Path(__file__).resolve().parent
PROJECT = _HERE.parent.parent
"""The project's root, when the library lies in one."""

Progress = Callable[[int, int, str], None]
"""Called with (done, all, path) after each article."""


class Inputs(NamedTuple):
    """Articles as bytes, the rows of what was not read, and a digest over all that the tables depend on."""

    sources: list[tuple[Offered, Source]]
    ingest: list[Ingest]
    key: str


def read_inputs(folders: Sequence[Path], topic: Topic, limits: Limits) -> Inputs:
    """Every readable file below the folders. Raises InputError where a folder is missing."""
    offered, ingest = find_sources(folders, limits)
    sources: list[tuple[Offered, Source]] = []
    for file in offered:
        try:
            sources.append((file, load_source(file, limits)))
        except InputError as error:
            ingest.append(ingest_row(file, error))
    digest = hashlib.sha256(f"{topic.sha256} {versions()} {_own_digest()} {limits}".encode())
    for _, source in sources:
        digest.update(f"\0{source.path}\0{source.doc_id}\0{source.sidecar}\0".encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(source.data).digest())
    digest.update(repr(ingest).encode("utf-8", "surrogatepass"))
    return Inputs(sources, ingest, digest.hexdigest())


@cache
def _own_digest() -> str:
    """The library's own files: a cached table is of use only to the code that made it."""
    digest = hashlib.sha256()
    for path in sorted(p for p in _HERE.rglob("*") if p.suffix in {".py", ".csv", ".toml"}):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_tables(inputs: Inputs, topic: Topic, limits: Limits, progress: Progress | None = None) -> dict[str, pa.Table]:
    """Every table as Arrow. Raises InputError where no article could be read."""
    rows = analyse_all(inputs, topic, limits, progress)
    if not rows["documents"]:
        raise InputError("no readable article among the files offered", mend=_first_reason(rows["ingest"]))
    rows["ingest"].sort(key=lambda row: row[0])
    rows["entities"] = _entities(rows["entities"], topic)
    rows["duplicates"] = list(build_duplicates(rows["documents"], rows["sentences"]))
    happenings = compare_events(rows["documents"], rows["events"], rows["timexes"], topic)
    rows["event_clusters"] = list(happenings.clusters)
    rows["findings"] += happenings.findings
    rows["finding_evidence"] += happenings.evidence
    compared = build_comparisons(rows["claims"], rows["documents"], topic)
    rows["comparisons"], rows["comparison_claims"] = compared.comparisons, compared.members
    rows["chip_specs"] = list(build_chip_specs(topic))
    rows["chronology"] = list(build_chronology(topic))
    rows["export_rules"] = list(build_export_rules(topic))
    rows["export_status"] = list(build_export_status(topic))
    return {name: to_arrow(name, rows[name]) for name in TABLES}


def analyse_all(inputs: Inputs, topic: Topic, limits: Limits, progress: Progress | None = None) -> Rows:
    """The rows of every article, and of ingest, in the order of the articles."""
    rows: Rows = {name: [] for name in TABLES}
    rows["ingest"] = list(inputs.ingest)
    known_entities(topic)  # compiles the dictionary
    gc.freeze()  # what is there by now stays: the collector need not walk it after every few articles
    try:
        for count, (file, source) in enumerate(inputs.sources, 1):
            try:
                made = analyse(source, topic, limits)
            except InputError as error:
                rows["ingest"].append(ingest_row(file, error, source))
            else:
                rows["ingest"].append(ingest_row(file, Article(made["documents"][0], (), ()), source))
                for name, found in made.items():
                    rows[name] += found
            if progress:
                progress(count, len(inputs.sources), source.path)
    finally:
        gc.unfreeze()
    return rows


def _entities(found: Iterable[tuple[Any, ...]], topic: Topic) -> list[tuple[Any, ...]]:
    """The dictionary's entities, then those that only the articles name, each once."""
    entities: dict[str, tuple[Any, ...]] = {e.entity_id: e for e in known_entities(topic)}
    for entity in sorted(found):
        entities.setdefault(entity[0], entity)
    return list(entities.values())


def _first_reason(ingest: Sequence[tuple[Any, ...]]) -> str:
    refused = next((Ingest(*row) for row in ingest if row[2] == "rejected"), None)
    return f"the first refused is {refused.path}: {refused.reason}" if refused else "put .txt, .md or .html files there"


def write_tables(tables: dict[str, pa.Table], out: Path) -> None:
    """Write `<name>.parquet` for each table into `out`: all are written first, then put in place.

    Raises OutputError where `out` can't be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=".writing-", dir=out))
        try:
            for name, table in tables.items():
                pq.write_table(table, draft / f"{name}.parquet", compression="zstd")
            for path in sorted(draft.iterdir()):
                path.replace(out / path.name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"can't be written: {error.strerror or error}", where=str(out), mend="name a folder that can be written"
        ) from error


def cache_folder() -> Path:
    """Where built tables are kept: $YOMIKURABE_CACHE, the project's data/build, or the user's cache."""
    if named := os.environ.get("YOMIKURABE_CACHE"):
        return Path(named)
    if (PROJECT / "data" / "topics").is_dir():
        return PROJECT / "data" / "build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yomikurabe"


def build_cached(
    folders: Sequence[Path], topic: Topic, limits: Limits | None = None, progress: Progress | None = None
) -> Path:
    """The folder with the tables of these articles, built unless they are there; one builder at a time."""
    limits = limits or Limits()
    inputs = read_inputs(folders, topic, limits)
    kept = cache_folder()
    out = kept / inputs.key[:32]
    try:
        kept.mkdir(parents=True, exist_ok=True)
        with FileLock(kept / ".lock"):
            if not (out / "done").is_file():
                write_tables(build_tables(inputs, topic, limits, progress), out)
                (out / "done").touch()
    except PermissionError as error:
        raise OutputError(
            f"can't be written: {error.strerror}", where=str(kept), mend="set YOMIKURABE_CACHE to a folder of yours"
        ) from error
    return out


__all__ = ["PROJECT", "build_cached", "build_tables", "cache_folder", "read_inputs", "write_tables"]
