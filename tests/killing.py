"""Commands that are killed: each in a process forked from one that has the libraries loaded, so that fifty are cheap.

Run as a program it is that process: each line of its input asks for a command; it answers with the number of the
process, and once that has ended with how.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

CHANGES = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.remove"}
"""What Python tells of what changes in folders; files that are opened to be written are added."""


class Ended(NamedTuple):
    """How a command ended: its exit code, or minus the signal; what it said; what it did to files and folders."""

    code: int
    out: str
    err: str
    changes: list[str]
    seconds: float

    @property
    def killed(self):
        return self.code == -signal.SIGKILL


class Forks:
    """The process that commands are forked from."""

    def __init__(self, notes: Path, prepare: str = "") -> None:
        """`notes` is a folder for what the commands say; `prepare` is run once, for all of them."""
        self._notes = notes
        self.env: dict[str, str] = {}
        """What is set in the environment of each command."""
        notes.mkdir()
        command = [sys.executable, __file__, str(notes), prepare]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603

    def close(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def run(self, *argv, cwd, after=None, before=None, largest=None):
        """A command to its end; killed `after` so many seconds, or `before` its change of that number.

        No file that it writes may have more than `largest` bytes.
        """
        asked = {"argv": list(map(str, argv)), "cwd": str(cwd), "before": before, "largest": largest, "env": self.env}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        process, begun = int(self._process.stdout.readline()), time.monotonic()
        if after is not None:
            time.sleep(after)
            with suppress(ProcessLookupError):  # it was quicker
                os.killpg(process, signal.SIGKILL)
        code = int(self._process.stdout.readline())
        seconds = time.monotonic() - begun
        out, err, changes = ((self._notes / name).read_text("utf-8") for name in ("out", "err", "changes"))
        return Ended(code, out, err, changes.splitlines(), seconds)


def _serve(notes, prepare):
    import yomikurabe.build
    import yomikurabe.cli
    import yomikurabe.report
    import yomikurabe.show.pages  # noqa: F401

    exec(prepare, {})  # noqa: S102 - a test's own
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked, notes)
        os.setpgid(child, child)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _become(asked, notes):
    """Run the command in this forked process, which does not come back."""
    os.chdir(asked["cwd"])
    os.environ.update(asked["env"])
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(notes / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    changes, seen = os.open(notes / "changes", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 0

    def hear(event, arguments):
        nonlocal seen
        if event in CHANGES or (event == "open" and arguments[2] and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            if seen == asked["before"]:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1
            with suppress(OSError):  # `largest` holds here too
                os.write(changes, f"{event} {arguments[0]}\n".encode())

    sys.addaudithook(hear)
    if asked["largest"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest"], asked["largest"]))
    sys.argv = ["yomikurabe", *asked["argv"]]
    try:
        from yomikurabe import cli

        cli.main()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), sys.argv[2])
