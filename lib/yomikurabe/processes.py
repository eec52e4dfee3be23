"""The engine of several processes on this machine.

Each process is a plain child that reads articles from its input (`worker`): whatever program calls this is never run
again in it, as multiprocessing does on spawn, so a script needs no guard. One that dies is replaced, and only the
article that it had in hand is tried again.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from .engines import Engine, Outcome, here
from .read import Limits, ReadError, Source
from .topic import Topic

_TRIES = 2
"""Processes that one article may cost."""


def over(processes: int) -> Engine:
    """The engine of so many processes; of one, it is this process."""
    return here if processes == 1 else partial(_spread, processes)


def _spread(
    processes: int, sources: Iterable[Source], topic: Topic, limits: Limits
) -> Iterator[tuple[Source, Outcome]]:
    crew = _Crew(processes, pickle.dumps((topic, limits)))
    with ThreadPoolExecutor(processes) as threads:
        asked: set[Future[tuple[Source, Outcome]]] = set()
        try:
            for source in sources:
                asked.add(threads.submit(crew.ask, source))
                if len(asked) > 2 * processes:
                    done, asked = wait(asked, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while asked:
                done, asked = wait(asked, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:  # also on an interrupt, or where nobody wants the rest
            for future in asked:
                future.cancel()
            crew.dismiss()


class _Crew:
    """The processes; those that are idle wait in a queue."""

    def __init__(self, processes: int, beginning: bytes) -> None:
        self._dismissed = False
        self._workers = [_Worker(beginning) for _ in range(processes)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def ask(self, source: Source) -> tuple[Source, Outcome]:
        """An article's outcome, from the next idle process."""
        worker = self._idle.get()
        try:
            for _ in range(_TRIES):
                outcome = worker.ask(source)
                if outcome is not None:
                    return source, outcome
                if self._dismissed:
                    break
            return source, ReadError("crashed", where=source.path, n=_TRIES)
        finally:
            self._idle.put(worker)

    def dismiss(self) -> None:
        """End the processes, whatever they do."""
        self._dismissed = True
        for worker in self._workers:
            worker.end()


class _Worker:
    """One process, started when it is first asked, and again after it has died."""

    def __init__(self, beginning: bytes) -> None:
        self._beginning = beginning
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, source: Source) -> Outcome | None:
        """An article's outcome; nothing where the process died over it."""
        process = self._process or self._start()
        try:
            pickle.dump(source, process.stdin)  # type: ignore[arg-type]
            process.stdin.flush()  # type: ignore[union-attr]
            outcome: Outcome = pickle.load(process.stdout)  # type: ignore[arg-type] # noqa: S301 - from our own child
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.end()
            return None
        return outcome

    def _start(self) -> "subprocess.Popen[bytes]":
        library = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (library, os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-m", f"{__package__}.worker"]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
        )
        self._process.stdin.write(self._beginning)  # type: ignore[union-attr]
        return self._process

    def end(self) -> None:
        """Kill the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            _close(process.stdin)
            _close(process.stdout)
            process.wait()


def _close(stream: Any) -> None:
    with suppress(OSError):  # what was still to be written goes nowhere
        stream.close()
