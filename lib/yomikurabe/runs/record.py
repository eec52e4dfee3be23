"""The record of a run, `run.json`: what went in, with what, how long it took, what came out, what went wrong."""

import os
import platform
import socket
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

RECORD = "run.json"
_PACKAGES = (
    *("yomikurabe", "sudachipy", "sudachidict-core", "pandas", "pyarrow", "plotly"),
    *("papermill", "nbconvert", "ipykernel"),
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


class Step(_Strict):
    """One step with its duration: `tables`, a notebook, or `pages`; `failure` says in one line what stopped it."""

    name: str
    seconds: float
    failure: str | None = None


class Input(_Strict):
    """One file offered: its path as in the table `ingest`, the SHA-256 of its bytes where they could be read."""

    path: str
    status: Literal["ok", "rejected", "skipped"]
    reason: str | None
    sha256: str | None


class Dictionary(_Strict):
    """The topic: its name or folder as given, the SHA-256 over its files."""

    name: str
    sha256: str


class Record(_Strict):
    """One run. Times are UTC in ISO 8601, durations seconds, null what is not known (yet).

    - `format`: 1, of this schema; `run`: the folder's name; `number`: one more than any run before it, whatever the
      clock said.
    - `status`: `running`; `complete`, every notebook ran; `partial`, pages were made but a notebook failed; `failed`,
      nothing was made; `interrupted`, it was stopped by a signal.
    - `exit_code`: 0 all well, 1 an input was rejected or a notebook failed, 2 nothing was made, 128 and the signal.
    - `started`, `ended`, `seconds`; `process` and `host` that it ran on.
    - `folders`, `topic`, `lang`, `options`, `parameters` (of each notebook, those that were given): what was asked for.
    - `versions`: of Python and of the packages that the result depends on.
    - `inputs`: every file offered. `corpus`: SHA-256 over the articles' own, as on the foot of each page.
    - `steps`: in the order in which they ended; `failures`: what was said of those that failed, and of the whole.
    - `tables`: rows of each; `pages`: paths below the run's folder.
    """

    format: Literal[1] = 1
    run: str
    number: int = 0
    status: Literal["running", "complete", "partial", "failed", "interrupted"] = "running"
    exit_code: int | None = None
    started: datetime
    ended: datetime | None = None
    seconds: float | None = None
    process: int = Field(default_factory=os.getpid)
    host: str = Field(default_factory=socket.gethostname)
    folders: list[str]
    topic: Dictionary
    lang: str
    options: dict[str, Any]
    parameters: dict[str, dict[str, Any]]
    versions: dict[str, str] = Field(
        default_factory=lambda: {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
    )
    inputs: list[Input] = []
    corpus: str | None = None
    steps: list[Step] = []
    failures: list[str] = []
    tables: dict[str, int] = {}
    pages: list[str] = []
    _begun: float = PrivateAttr(default_factory=monotonic)

    def end(self, status: Literal["complete", "partial", "failed", "interrupted"], exit_code: int) -> None:
        """Note how the run ended, and when."""
        self.status, self.exit_code, self.ended = status, exit_code, datetime.now(UTC)
        self.seconds = round(monotonic() - self._begun, 2)

    def write(self, folder: Path) -> None:
        """Write `run.json` into a run's folder, whole or not at all."""
        draft = folder / f".{RECORD}"
        draft.write_text(self.model_dump_json(indent=2) + "\n", "utf-8")
        draft.replace(folder / RECORD)


def read_record(run: Path) -> Record | None:
    """The record of a run, nothing where it has none that can be read."""
    try:
        return Record.model_validate_json((run / RECORD).read_bytes())
    except (OSError, ValidationError):
        return None


def is_good(run: Path) -> bool:
    """Whether every notebook of a run succeeded; a report from before there were records counts as such."""
    record = read_record(run)
    return record.status == "complete" if record else (run / "index.html").is_file()
