"""Kernels that are forked from one process with the libraries loaded, where the system can; ordinary ones elsewhere."""

import json
import os
import select
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

_MODULE = "ipykernel_launcher"


class Forge:
    """The process that kernels are forked from; as a context it ends with the run, and all its kernels with it."""

    def __init__(self, topic: str) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        if hasattr(os, "pidfd_open"):
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "yomikurabe.runs.forge", topic],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is ours to hear
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a process with threads is not to be forked
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()

    def wait(self) -> None:
        """Until the libraries are loaded; where they can't be, kernels will be ordinary ones that say why."""
        if self._process and self._process.stdout and not self._process.stdout.readline():
            self._process.wait()

    def fork(self, argv: list[str], env: dict[str, str], cwd: str) -> int | None:
        """The process number of a new kernel, nothing where none can be forked here."""
        if not self._process or not self._process.stdin or not self._process.stdout:
            return None
        with self._lock:
            try:
                self._process.stdin.write(json.dumps({"argv": argv, "env": env, "cwd": cwd}).encode() + b"\n")
                self._process.stdin.flush()
            except BrokenPipeError:
                return None
            answer = self._process.stdout.readline()
        return int(answer) if answer else None


class _Forked:
    """A kernel's process that is no child of ours, with what LocalProvisioner asks of a Popen."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid, self._file = pid, os.pidfd_open(pid)

    def __del__(self) -> None:
        os.close(self._file)

    def poll(self) -> int | None:
        return 0 if select.select([self._file], [], [], 0)[0] else None

    def wait(self) -> int:
        select.select([self._file], [], [])
        return 0

    def send_signal(self, number: int) -> None:
        signal.pidfd_send_signal(self._file, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def kernel_manager(
    forge: Forge, started: Callable[[int | None], None], environment: Mapping[str, str]
) -> type[AsyncKernelManager]:
    """A kind of manager whose kernel comes from the forge, and whose process is told as soon as there is one.

    `environment` is set for the kernel beside our own.
    """

    class Provisioner(LocalProvisioner):
        """Forks the kernel where the forge can, starts it as ever elsewhere."""

        async def launch_kernel(self, cmd: list[str], **more: Any) -> Any:
            if _MODULE not in cmd:
                return await super().launch_kernel(cmd, **more)
            argv = cmd[cmd.index(_MODULE) + 1 :]
            cwd = str(more.get("cwd") or Path.cwd())
            pid = forge.fork(argv, dict(more.get("env") or os.environ), cwd)
            if pid is None:
                return await super().launch_kernel(cmd, **more)
            process: Any = _Forked(pid)
            self.process, self.pid, self.pgid, self.cwd = process, pid, pid, Path(cwd)
            return self.connection_info

    class Manager(AsyncKernelManager):
        """Knows its provisioner."""

        async def _async_pre_start_kernel(self, **more: Any) -> Any:
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            self.provisioner = Provisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
            return await super()._async_pre_start_kernel(**{"env": {**os.environ, **environment}, **more})

        async def _async_post_start_kernel(self, **more: Any) -> None:
            await super()._async_post_start_kernel(**more)
            started(getattr(self.provisioner, "pid", None))

    return Manager
