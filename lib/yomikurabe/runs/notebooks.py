"""The notebooks of a run: papermill in threads, each kernel a process that is killed when its time is over.

A notebook that fails keeps what it showed up to there; the others go on.
"""

import logging
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from threading import TIMEOUT_MAX, Lock, Timer
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..build import PROJECT
from .folders import scratch

if TYPE_CHECKING:
    from .kernels import Forge

AT_ONCE = 2
"""Notebooks that run at the same time."""
TOUR = "tour"
"""Tag of the cells that teach."""
_DEAD = "its kernel died: it ran out of memory, or something ended it from outside"

Ended = Callable[[str, float, str | None], None]
"""Called with a notebook's name, its seconds, and why it failed, in one line."""


def notebooks_folder() -> Path:
    """Where the notebooks lie: inside the installed package, or in the project."""
    inside = Path(__file__).resolve().parent.parent / "notebooks"
    return inside if inside.is_dir() else PROJECT / "notebooks"


def run_all(
    chosen: Mapping[str, dict[str, Any]],
    forge: "Forge",
    source: Path,
    folder: Path,
    time_limit: float | None,
    ended: Ended,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Run every notebook of `source` into `folder`; the failed ones with the reason.

    `environment` is set for each beside our own. A notebook that takes more than `time_limit` seconds is stopped.
    Where this is interrupted, all kernels are killed.
    """
    folder.mkdir(parents=True)
    failed: dict[str, str] = {}
    with scratch(folder) as sockets, ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [_Job(name, forge, sockets, time_limit, environment) for name in chosen]
        runs = {pool.submit(job.run, source, folder, chosen[job.name]): job for job in jobs}
        try:
            for run in as_completed(runs):
                seconds, failure = run.result()
                if failure:
                    failed[runs[run].name] = failure
                ended(runs[run].name, seconds, failure)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for job in jobs:
                job.stop("the run was stopped")
            raise
    return failed


class _Job:
    """One notebook, its kernel, and why it had to stop before its end."""

    def __init__(
        self, name: str, forge: "Forge", sockets: Path, time_limit: float | None, environment: Mapping[str, str]
    ) -> None:
        self.name, self._forge, self._time_limit, self._environment = name, forge, time_limit, environment
        # A kernel listens on sockets of this user alone, not on TCP ports that anyone on the machine can reach.
        self._private = {
            "KernelManager": {
                "transport": "ipc",
                "ip": str(sockets / name),
                "connection_file": str(sockets / f"{name}.json"),
            }
        }
        self._kernel: int | None = None
        self._stopped: str | None = None
        self._lock = Lock()

    def run(self, source: Path, folder: Path, parameters: dict[str, Any]) -> tuple[float, str | None]:
        """Seconds that the notebook took, and why it failed."""
        begun = monotonic()
        limit = self._time_limit or TIMEOUT_MAX
        clock = Timer(limit, self.stop, [f"it took longer than {limit:g} seconds"])
        clock.daemon = True
        clock.start()
        failure = None
        try:
            self._execute(source / f"{self.name}.ipynb", folder / f"{self.name}.ipynb", parameters)
        except Exception as error:
            failure = self._stopped or _one_line(error)
        finally:
            clock.cancel()
            self._started(None)
        return monotonic() - begun, failure

    def _execute(self, notebook: Path, out: Path, parameters: dict[str, Any]) -> None:
        import papermill  # imported late: only a report needs it
        from traitlets.config import Config

        from .kernels import kernel_manager

        logging.getLogger("papermill").setLevel(logging.CRITICAL)  # what it would say is told by us, in one line
        papermill.execute_notebook(
            without_tour(notebook),
            str(out),
            parameters=parameters,
            kernel_name="python3",
            progress_bar=False,
            log_output=False,
            config=Config(self._private),
            kernel_manager_class=kernel_manager(self._forge, self._started, self._environment),
            extra_arguments=["--log-level=CRITICAL"],  # an interrupt at shutdown is no news
        )

    def _started(self, kernel: int | None) -> None:
        with self._lock:
            self._kernel = kernel
            if self._stopped:
                self._kill()

    def stop(self, reason: str) -> None:
        """Kill the notebook's kernel, or let it not begin."""
        with self._lock:
            self._stopped = self._stopped or reason
            self._kill()

    def _kill(self) -> None:
        """Kill the kernel, if there is one, with what it started: it leads a group of its own."""
        if self._kernel is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._kernel, signal.SIGKILL)


def without_tour(path: Path) -> Any:
    """A notebook without the cells that teach newcomers: a report has no use for them, and they show whole articles."""
    import nbformat

    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    notebook.cells = [cell for cell in notebook.cells if TOUR not in cell.metadata.get("tags", ())]
    return notebook


def _one_line(error: Exception) -> str:
    from nbclient.exceptions import DeadKernelError

    lines = str(error).strip().splitlines()
    return _DEAD if isinstance(error, DeadKernelError) or not lines else lines[-1]
