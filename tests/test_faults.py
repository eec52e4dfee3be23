"""What a killed run, a full disk and the like leave behind: the last good output, and nothing that stays for ever."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from killing import Forks

pytestmark = pytest.mark.slow

RICE = Path(__file__).parent / "rice" / "topic"
PREPARE = f"""
from yomikurabe.extract.names import known_entities
from yomikurabe.topic import load_topic
known_entities(load_topic({str(RICE)!r}))
"""
NEWS = "農水省は2{n}日、備蓄米{n}0万トンを放出すると発表した。小泉進次郎農相は「6月初めには店頭に並ぶ」と述べた。\n"


@pytest.fixture(scope="module")
def forks(tmp_path_factory):
    forks = Forks(tmp_path_factory.mktemp("forks") / "notes", PREPARE)
    yield forks
    forks.close()


@pytest.fixture
def home(tmp_path, forks):
    """A folder with articles, and places for what runs keep."""
    for name in ("articles", "cache", "tmp"):
        (tmp_path / name).mkdir()
    for n in (1, 2, 3):
        (tmp_path / "articles" / f"{n}.txt").write_text(f"米の値段{n}\n2025年5月2{n}日\n{NEWS.format(n=n)}", "utf-8")
    forks.env = {"YOMIKURABE_CACHE": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "tmp")}
    return tmp_path


def build(forks, home, **how):
    return forks.run("build", "articles", "--topic", RICE, "--out", "out", cwd=home, **how)


def tables(folder):
    """The bytes of every table."""
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def forget(home):
    """Empty the cache of all but what is not meant to stay."""
    for name in ("articles", "corpora"):
        shutil.rmtree(home / "cache" / name, ignore_errors=True)


def leftovers(home):
    """What only a run in progress may have."""
    current = [".lock", ".tables", os.readlink(home / "out" / ".tables")] if (home / "out" / ".tables").exists() else []
    hidden = {path.name for path in (home / "out").glob(".*")} if (home / "out").exists() else set()
    drafts = (home / "cache" / "drafts").iterdir() if (home / "cache" / "drafts").exists() else ()
    return [*sorted(hidden - {*current, ".lock"}), *drafts, *(home / "tmp").iterdir()]


def moments(ended, seed, n=50):
    """Random moments of a run like `ended`: by the clock, and before one of its changes to files and folders."""
    chosen = random.Random(seed)  # noqa: S311
    by_clock = [{"after": chosen.uniform(0, ended.seconds)} for _ in range(n - n // 2)]
    return [*by_clock, *({"before": chosen.randrange(len(ended.changes))} for _ in range(n // 2))]


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_tables_or_the_new_ones(forks, home):
    states = ("米の値段は5キロ4285円だった。\n", "米の値段は5キロ4300円だった。\n")
    whole = []
    for state in states:
        (home / "articles" / "1.txt").write_text(state, "utf-8")
        done = build(forks, home)
        assert (done.code, done.err) == (0, "")
        whole.append(tables(home / "out"))
    assert whole[0] != whole[1]
    killed = 0
    for number, moment in enumerate(moments(done, seed=1)):
        forget(home)
        (home / "articles" / "1.txt").write_text(states[number % 2], "utf-8")
        killed += build(forks, home, **moment).killed
        assert tables(home / "out") in whole, moment
        done = build(forks, home)
        assert (done.code, done.err) == (0, ""), moment
        assert tables(home / "out") == whole[number % 2], moment
        assert leftovers(home) == [], moment
    assert killed > 40


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
