"""Where reports are kept: a folder a run, `latest` leading to the last good one, its pages linked beside it.

    reports/runs/2026-11-26T143352Z/   pages, notebooks/, tables/, run.json, run.log; the start of the run in UTC
    reports/latest                     a link to a run, replaced in one step
    reports/index.html …               links through `latest`, so that they switch with it

A run in progress, and one that was killed, has a name with a dot before it. All but `check_out` and `previous_tables`
must be called under the lock of the output folder.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

from ..errors import OutputError
from ..read import Folder, is_address
from ..switching import switch
from .record import RECORD, is_good, read_record

RUNS, LATEST, TABLES, LOG = "runs", "latest", "tables", "run.log"
_MARK = ".yomikurabe-report"
"""A file that says that a folder is a report of ours."""
_SCRATCH, _OURS = ".scratch", "yomikurabe-"
LOCK, HOLDER = ".lock", ".running"
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6}Z)(?:-(\d+))?")
_INSIDE = {TABLES, RECORD, LOG}
"""What a run holds beside its pages."""
_KEPT_BAD = 1
"""Runs that went wrong of which the newest are kept, to be looked into."""


def check_out(out: Path) -> None:
    """Raise OutputError for a folder that is neither ours nor empty."""
    if not out.exists() or (out / _MARK).exists():
        return
    if not out.is_dir() or any(path.name not in (LOCK, HOLDER) for path in out.iterdir()):
        raise OutputError(
            "is no report of ours and is not empty", where=str(out), mend="name another folder with --out, or remove it"
        )


def previous_tables(out: Path) -> Path | None:
    """The tables of the run that `latest` leads to, nothing where there is none."""
    tables = (out / LATEST).resolve() / TABLES
    return tables if (out / LATEST).exists() and tables.is_dir() else None


@contextmanager
def telling(out: Path) -> Iterator[None]:
    """Turn what the system refuses below `out` into an OutputError."""
    try:
        yield
    except OSError as error:
        mend = "name a folder that can be written, on a file system with symbolic links"
        place = error.filename2 or error.filename or out  # the second is where something is copied or moved to
        raise OutputError.refused(error, place, mend) from error


def prepare(out: Path) -> list[str]:
    """Make `out` ours: an earlier report without runs becomes one, what killed runs left is removed; their names."""
    if not (out / _MARK).exists():
        (out / _MARK).touch()
    if not (out / RUNS).exists():
        _take_over(out)
    killed = sorted((out / RUNS).glob(".*"))
    for draft in killed:
        discard(draft)
    return [name_of(draft) for draft in killed]


def discard(draft: Path) -> None:
    """Remove a run that was not finished, and what it had among the system's temporary files."""
    for link in draft.glob(f"*/{_SCRATCH}"):
        if (made := Path(os.readlink(link))).name.startswith(_OURS):
            shutil.rmtree(made, ignore_errors=True)
    shutil.rmtree(draft, ignore_errors=True)


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder of this user alone among the system's temporary files, where a path is short enough for a socket.

    A link in a run's `folder` leads to it, so that it can be removed after a run that was killed.
    """
    try:
        place = Path(gettempdir())
    except FileNotFoundError as error:
        mend = "free some space there, or set TMPDIR to a folder that can be written"
        raise OutputError("no folder for temporary files can be written", where="TMPDIR", mend=mend) from error
    made = place / f"{_OURS}{uuid4().hex[:8]}"
    (folder / _SCRATCH).symlink_to(made)
    try:
        made.mkdir(mode=0o700)
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        (folder / _SCRATCH).unlink(missing_ok=True)


def _take_over(out: Path) -> None:
    """Move the pages of a report that had no runs into a run of their own, dated by their mark."""
    pages = [path for path in out.iterdir() if not path.name.startswith(".")]
    (out / RUNS).mkdir()
    if pages:
        run = out / RUNS / f"{datetime.fromtimestamp((out / _MARK).stat().st_mtime, UTC):{_STAMP}}"
        run.mkdir()
        for path in pages:
            path.rename(run / path.name)
        publish(out, run)


def start(out: Path, now: datetime) -> Path:
    """A new folder for a run that begins now, hidden until it is finished."""
    stamp = f"{now.astimezone(UTC):{_STAMP}}"
    taken = {path.name.lstrip(".") for path in (out / RUNS).iterdir()}
    name = next(n for n in _numbered(stamp) if n not in taken)
    draft = out / RUNS / f".{name}"
    draft.mkdir()
    return draft


def _numbered(stamp: str) -> Iterator[str]:
    yield stamp
    count = 2
    while True:
        yield f"{stamp}-{count}"
        count += 1


def next_number(out: Path) -> int:
    """The number of a run that begins now: one more than any run has that is kept."""
    return 1 + max((_order(run)[0] for run in _finished(out)), default=0)


def name_of(draft: Path) -> str:
    """The name that a run has once it is finished."""
    return draft.name.removeprefix(".")


def keep_tables(built: Folder, draft: Path) -> Folder:
    """The tables of a run, so that a later one can be compared with it: links to the built files, or copies.

    Tables at an address are left where they are: they may be larger than this machine.
    """
    if is_address(built):
        return built
    (draft / TABLES).mkdir()
    for path in sorted(Path(built).glob("*.parquet")):
        kept = str(draft / TABLES / path.name)
        if path.is_dir():  # a table in parts
            shutil.copytree(path, kept, copy_function=_link)
        else:
            _link(str(path), kept)
    return draft / TABLES


def _link(file: str, to: str) -> None:
    try:
        os.link(file, to)
    except OSError:  # another file system, or one without such links
        shutil.copyfile(file, to)


def strip(draft: Path) -> None:
    """Leave only the record and the log of a run that made nothing."""
    for path in draft.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in _INSIDE:
            path.unlink()


def is_finished(run: Path) -> bool:
    """Whether a run has got its own name."""
    return not run.name.startswith(".")


def finish(draft: Path) -> Path:
    """Give a finished run its own name."""
    return draft.rename(draft.with_name(name_of(draft)))


def has_good(out: Path) -> bool:
    """Whether `latest` leads to a run that went well."""
    return (out / LATEST).exists() and is_good((out / LATEST).resolve())


def publish(out: Path, run: Path) -> None:
    """Let `latest` lead to a run, and all pages in `out` with it, in one step."""
    pages = {path.name for path in run.iterdir() if path.name not in _INSIDE and not path.name.startswith(".")}
    switch(out, pages, LATEST, f"{RUNS}/{run.name}")


def prune(out: Path, keep: int) -> list[str]:
    """Remove all but `keep` good runs beside that of `latest`, and all but the newest that went wrong; their names."""
    runs = sorted(_finished(out), key=_order, reverse=True)
    current = (out / LATEST).resolve().name
    good = [run for run in runs if is_good(run) and run.name != current]
    bad = [run for run in runs if not is_good(run) and run.name != current]
    removed = [*good[keep:], *bad[_KEPT_BAD:]]
    for run in removed:
        shutil.rmtree(run, ignore_errors=True)
    return [run.name for run in removed]


def _finished(out: Path) -> list[Path]:
    return [path for path in (out / RUNS).iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]


def _order(run: Path) -> tuple[int, str, int]:
    """By number, which no clock can set back; those from before there were numbers by their names."""
    record = read_record(run)
    stamp, count = _NAME.fullmatch(run.name).groups()  # type: ignore[union-attr]
    return record.number if record else 0, stamp, int(count or 1)
