"""What a run says while it goes on: its record and its log, a line a step, kept up to date on disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from .folders import LOG
from .record import Record, Step

Tell = Callable[[str], None]
"""Called with each line of the log."""


class Journal:
    """The record and the log of the run in `folder`; `tell` hears each line as well."""

    def __init__(self, folder: Path, record: Record, tell: Tell) -> None:
        self.folder, self.record, self._tell = folder, record, tell
        record.write(folder)

    def say(self, line: str) -> None:
        """Add a line to the log."""
        self._tell(line)
        with (self.folder / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}  {line}\n")

    def note(self, name: str, seconds: float, failure: str | None = None, told: str = "") -> None:
        """Note a step that ended."""
        self.record.steps.append(Step(name=name, seconds=round(seconds, 2), failure=failure))
        if failure:
            self.record.failures.append(f"{name}: {failure}")
        self.say(f"{name:<16} {seconds:7.1f} s  {f'failed: {failure}' if failure else told}".rstrip())

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what is appended to the list is told with it."""
        begun, told = monotonic(), list[str]()
        yield told
        self.note(name, monotonic() - begun, told=", ".join(told))
