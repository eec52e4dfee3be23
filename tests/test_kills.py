"""What builds and reports leave that are killed at random moments: the last good output, no files, no processes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from faults import RICE, build, check_report, forget, leftovers, report, tables, unfinished
from report_stubs import run, start, write_stubs

pytestmark = pytest.mark.slow


def kills(command, like, seed, times=50):
    """Kill a command so many times, at random moments of a run `like` this one; the moment after each.

    Half of the moments are by the clock, half before one of its changes to files and folders.
    """
    chosen, killed = random.Random(seed), 0  # noqa: S311
    while killed < times:
        by_clock = {"after": chosen.uniform(0, like.seconds)}
        moment = by_clock if killed % 2 else {"before": chosen.randrange(len(like.changes))}
        if command(**moment).killed:  # else it was quicker
            killed += 1
            yield killed, moment


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_tables_or_the_new_ones(forks, home):
    states = ("米の値段は5キロ4285円だった。\n", "米の値段は5キロ4300円だった。\n")
    whole = []
    for state in states:
        (home / "articles" / "1.txt").write_text(state, "utf-8")
        done = build(forks, home)
        assert (done.code, done.err) == (0, "")
        whole.append(tables(home / "out"))
    assert whole[0] != whole[1]

    def begin(**moment):
        forget(home)
        other = states[tables(home / "out") == whole[0]]
        (home / "articles" / "1.txt").write_text(other, "utf-8")
        return build(forks, home, **moment)

    for _, moment in kills(begin, done, seed=1):
        assert tables(home / "out") in whole, moment
        done = build(forks, home)
        assert (done.code, done.err) == (0, ""), moment
        assert tables(home / "out") == whole[states.index((home / "articles" / "1.txt").read_text("utf-8"))], moment
        assert leftovers(home) == [], moment


def test_a_first_build_that_is_killed_leaves_nothing_that_could_be_taken_for_tables(forks, home):
    whole = tables(home / "out") if build(forks, home).code == 0 else None
    places = [n for n, change in enumerate(build(forks, home).changes) if "out" in change]
    for before in places[::4]:
        shutil.rmtree(home / "out")
        assert build(forks, home, before=before).killed
        assert tables(home / "out") in ({}, whole)
        assert build(forks, home).code == 0
        assert tables(home / "out") == whole
        assert leftovers(home) == []


def test_a_report_that_is_killed_at_any_moment_leaves_the_last_one_whole(forks, home):
    states = []
    for price in (4285, 4300):
        (home / "articles" / "1.txt").write_text(f"米の値段は5キロ{price}円だった。\n", "utf-8")
        done = report(forks, home)
        assert (done.code, done.err) == (0, "")
        states.append(tables(home / "reports" / "latest" / "tables"))

    def begin(**moment):
        forget(home)
        return report(forks, home, **moment)

    for killed, moment in kills(begin, done, seed=2):
        check_report(home / "reports", states)
        if killed % 5 == 0:
            done = report(forks, home)
            assert (done.code, done.err) == (0, ""), moment
            check_report(home / "reports", states[-1:])
            assert [*unfinished(home / "reports"), *leftovers(home)] == [], moment


def strays(home):
    """Processes that were started with this test's environment."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if str(home).encode() in environ.read_bytes():
                found.append(int(environ.parent.name))
    return found


def test_kernels_and_their_files_end_with_a_report_that_is_killed(home, monkeypatch):
    short = Path(tempfile.mkdtemp(prefix="f-"))  # a socket's path must be short
    monkeypatch.setenv("TMPDIR", str(short))
    monkeypatch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(home / "tmp"))
    stubs = write_stubs(home / "stubs", timeline="1 + 1", claims="import time\ntime.sleep(2)")
    begun = time.monotonic()
    assert run(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home).returncode == 0
    seconds = time.monotonic() - begun
    states = [tables(home / "reports" / "latest" / "tables")]
    chosen = random.Random(3)  # noqa: S311
    for part in range(1, 7):
        killed = start(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home)
        time.sleep(seconds * (part + chosen.random()) / 8)
        killed.kill()
        assert killed.communicate(timeout=60)[1] == ""
        until = time.monotonic() + 30
        while strays(home):
            assert time.monotonic() < until
            time.sleep(0.1)
        check_report(home / "reports", states)
    assert run(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home).returncode == 0
    check_report(home / "reports", states)
    assert [*unfinished(home / "reports"), *leftovers(home), *short.iterdir()] == []
    short.rmdir()


def test_processes_end_with_a_build_that_is_killed_and_say_nothing(home):
    (home / "sitecustomize.py").write_text(
        "import os, pathlib, time\n"
        "from yomikurabe import engines\n"
        "make = engines.make_record\n"
        "def slow(*given):\n"
        f"    pathlib.Path({str(home)!r}, f'{{os.getpid()}}.worker').touch()\n"
        "    time.sleep(3)\n"
        "    return make(*given)\n"
        "engines.make_record = slow\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "yomikurabe.cli", "build", "articles", "--topic", RICE, "--out", "out"]
    begun = subprocess.Popen(  # noqa: S603
        [*map(str, command), "--processes", "2"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "YOMIKURABE_CACHE": str(home / "cache")},
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while len(list(home.glob("*.worker"))) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    os.kill(begun.pid, signal.SIGKILL)
    said = begun.communicate(timeout=60)[1]  # to the end of all that hold it: the processes too
    assert said == ""
