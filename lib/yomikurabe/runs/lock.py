"""One run at a time in an output folder: a lock of the operating system, gone with the process that holds it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import OutputError
from .folders import HOLDER, LOCK, telling


@contextmanager
def locked(out: Path, wait: float) -> Iterator[None]:
    """Hold the output folder, made where it is missing.

    Raises OutputError where another run still holds it after `wait` seconds, or where it can't be written.
    """
    with telling(out):
        out.mkdir(parents=True, exist_ok=True)
        lock = FileLock(out / LOCK)
        try:
            lock.acquire(timeout=wait)
        except Timeout:
            raise OutputError(
                f"another run is going on{_holder(out)}", where=str(out), mend="let it end, or wait with --wait SECONDS"
            ) from None
    try:
        with telling(out):
            (out / HOLDER).write_text(json.dumps(_ourselves()), "utf-8")
        yield
    finally:
        with suppress(OSError):
            (out / HOLDER).unlink()
        lock.release()


def _ourselves() -> dict[str, str | int]:
    return {"process": os.getpid(), "host": socket.gethostname(), "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"}


def _holder(out: Path) -> str:
    """Who holds the folder, as far as it said so."""
    try:
        holder = json.loads((out / HOLDER).read_text("utf-8"))
        return f" (process {holder['process']} on {holder['host']}, since {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
