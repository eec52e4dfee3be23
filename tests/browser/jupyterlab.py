"""JupyterLab as `make lab` starts it: on copies of the notebooks, with a home of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90
"""Seconds that the server may take to start on a busy machine."""


@contextmanager
def running_lab(folder):
    """A project in `folder` with its JupyterLab running; gives the address that `make lab` opens in a browser."""
    home = folder / "home"
    project = _copied(folder / "project")
    home.mkdir()
    port = _free_port()
    options = f"--no-browser --allow-root --port={port} --ServerApp.port_retries=0"
    log = folder / "lab.log"
    with log.open("w") as lines:
        server = subprocess.Popen(  # noqa: S603 - our own Makefile
            ["make", "--old-file=.venv/.ready", "lab", f"LAB={options}"],  # noqa: S607
            cwd=project,
            env=_environment(home),
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Lab(project, home, log, server).started()
    finally:
        _stop(server)


def _copied(project):
    """What `make lab` needs of the project, so that nobody's own notebooks are touched."""
    project.mkdir()
    shutil.copy(ROOT / "Makefile", project)
    shutil.copytree(ROOT / "notebooks", project / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (project / ".venv").symlink_to(sys.prefix)
    return project


def _free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def _environment(home):
    """This environment without anybody's own Jupyter in it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON", "XDG_", "MAKE"))}
    return {**kept, "HOME": str(home)}


def _stop(server):
    """End the server and every kernel that it started."""
    family = psutil.Process(server.pid).children(recursive=True) if server.poll() is None else []
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    _, left = psutil.wait_procs(family, timeout=20)
    for process in left:
        process.kill()
    server.wait(20)


class Lab:
    """A running JupyterLab."""

    def __init__(self, project, home, log, server):
        self.project, self.home, self.log, self.server = project, home, log, server

    def started(self):
        """Itself, as soon as the server answers."""
        until = time.monotonic() + PATIENCE
        while "Jupyter Server" not in self.log.read_text():
            assert self.server.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.2)
        return self

    @property
    def opening(self):
        """The page that leads a browser to the notebook, token and all."""
        (page,) = self.home.rglob("jpserver-*-open.html")
        return page.as_uri()

    def make(self, target):
        """Make another target of the project."""
        subprocess.run(["make", target], cwd=self.project, check=True)  # noqa: S603, S607 - our own Makefile

    def kernels(self):
        """The command lines of the running kernels."""
        family = psutil.Process(self.server.pid).children(recursive=True)
        return [process.cmdline() for process in family if "ipykernel_launcher" in process.cmdline()]
