"""What a killed run, a full disk and the like leave behind: the last good output, and nothing that stays for ever."""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import yomikurabe.report
from killing import Forks
from report_stubs import run, start, write_stubs
from yomikurabe.errors import InputError
from yomikurabe.runs.record import read_record
from yomikurabe.runs.settings import read_settings

pytestmark = pytest.mark.slow

RICE = Path(__file__).parent / "rice" / "topic"
PREPARE = f"""
from yomikurabe.extract.names import known_entities
from yomikurabe.topic import load_topic
known_entities(load_topic({str(RICE)!r}))

from contextlib import nullcontext
from types import SimpleNamespace
from yomikurabe import report
report.Forge = lambda topic: nullcontext(SimpleNamespace(wait=lambda: None))

def no_notebooks(chosen, forge, source, folder, *more):
    folder.mkdir()
    return {{}}

report.run_all = no_notebooks
"""
"""Whose kernels take their time is tried with some kills less."""
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


def report(forks, home, **how):
    return forks.run("report", "articles", "--topic", RICE, "--out", "reports", cwd=home, **how)


def check_report(out, states):
    """That what `latest` leads to is all there: pages, links between them, the tables of one state."""
    run = (out / "latest").resolve(strict=True)
    record = read_record(run)
    assert (record.status, record.exit_code, record.run) == ("complete", 0, run.name)
    assert tables(run / "tables") in states
    assert len(record.pages) >= 4
    for page in record.pages:
        text = (run / page).read_text("utf-8")
        assert text.rstrip().endswith(("</html>", "</feed>"))
        for link in re.findall(r'(?:href|src)="([^"#:]+)[^":]*"', text):
            assert ((run / page).parent / link).exists(), link
    for name in {Path(page).parts[0] for page in record.pages}:
        assert (out / name).resolve() == run / name


def unfinished(out):
    """What only a report in progress may have."""
    names = {path.name for path in out.glob(".*")} - {".lock", ".yomikurabe-report"}
    return [*names, *(path.name for path in (out / "runs").glob(".*"))]


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


@contextmanager
def mounted(folder, *options):
    """Something mounted on a folder, where this user may do so and the system knows how."""
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


def fill(folder, free):
    """Leave so many bytes free on a small disk; the file that takes the others."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    os.truncate(ballast, max(0, ballast.stat().st_size - free))
    return ballast


FULL = r"yomikurabe: \S*{}\S*: can't be written: No space left on device; free some space and run again\n"


@pytest.mark.parametrize("place", ["cache", "out"])
def test_a_build_on_a_full_disk_says_so_and_leaves_the_last_tables(place, forks, home):
    (home / place).mkdir(exist_ok=True)
    with mounted(home / place, "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        refused = 0
        for free in (0, 4096, 20_000, 50_000, 90_000, 140_000):
            (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
            assert build(forks, home).code == 0
            before = tables(home / "out")
            (home / "articles" / "1.txt").write_text(f"米の値段は5キロ{4300 + free}円だった。\n", "utf-8")
            ballast = fill(home / place, free)
            done = build(forks, home)
            if done.code:
                refused += 1
                assert done.code == 2
                assert re.fullmatch(FULL.format(place), done.err)
                assert tables(home / "out") == before
                assert leftovers(home) == []
            ballast.unlink()
            assert build(forks, home).code == 0
            assert tables(home / "out") != before
            forget(home)
        assert refused >= 3


@pytest.mark.parametrize("place", ["cache", "reports"])
def test_a_report_on_a_full_disk_says_so_and_leaves_the_last_one(place, forks, home):
    (home / place).mkdir(exist_ok=True)
    with mounted(home / place, "-t", "tmpfs", "-o", "size=24m", "tmpfs"):
        assert report(forks, home).code == 0
        states = [tables(home / "reports" / "latest" / "tables")]
        (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
        refused = 0
        for free in (0, 4096, 20_000, 50_000, 150_000):
            ballast = fill(home / place, free)
            done = report(forks, home)
            ballast.unlink()
            if not done.code:
                break
            refused += 1
            assert done.code == 2
            assert re.fullmatch(FULL.format(place), done.err)
            check_report(home / "reports", states)
        assert refused >= 3
        assert report(forks, home).code == 0
        assert tables(home / "reports" / "latest" / "tables") not in states
        assert [*unfinished(home / "reports"), *leftovers(home)] == []


def test_a_quota_is_told_like_a_full_disk(forks, home):
    assert build(forks, home).code == 0
    before = tables(home / "out")
    (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
    for largest in (500, 3000, 6000):
        done = build(forks, home, largest=largest)
        assert done.code == 2
        assert re.fullmatch(
            r"yomikurabe: \S+: can't be written: File too large; free some space and run again\n", done.err
        )
        assert tables(home / "out") == before
        assert leftovers(home) == []
    assert build(forks, home).code == 0
    assert tables(home / "out") != before


@pytest.mark.parametrize(
    ("command", "place"), [(build, "cache"), (build, "out"), (report, "cache"), (report, "reports")]
)
def test_a_place_that_can_only_be_read_is_told_and_stays_as_it_is(command, place, forks, home):
    assert command(forks, home).code == 0
    (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
    before = {path: path.read_bytes() for path in (home / place).rglob("*") if path.is_file()}
    with mounted(home / place, "--bind", str(home / place)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(home / place)], check=True)  # noqa: S603, S607
        done = command(forks, home)
        assert done.code == 2
        told = rf"yomikurabe: \S*{place}\S*: can't be written: Read-only file system; (name|set) .+\n"
        assert re.fullmatch(told, done.err)
    assert {path: path.read_bytes() for path in before} == before
    assert command(forks, home).code == 0


def test_a_report_shows_one_state_of_articles_that_change_meanwhile_and_the_next_run_the_new_one(home, monkeypatch):
    monkeypatch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
    (home / "articles" / "sources.csv").write_text("file,publisher\n1.txt,日本農業新聞\n", "utf-8")
    stubs = write_stubs(
        home / "stubs",
        overview="import yomikurabe as yk\n"
        "from pathlib import Path\n"
        "Path('articles/sources.csv').write_text('file,publisher\\n1.txt,朝日新聞\\n', 'utf-8')\n"
        "Path('articles/2.txt').unlink(missing_ok=True)\n"
        "documents = yk.load(corpus, topic=topic).documents\n"
        "documents['publisher'].dropna().tolist(), len(documents)",
    )
    for publisher, articles in (("日本農業新聞", 3), ("朝日新聞", 2)):
        done = run(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home)
        assert (done.returncode, done.stderr) == (0, "")
        latest = home / "reports" / "latest"
        notebook = (latest / "notebooks" / "00_overview.ipynb").read_text("utf-8")
        assert f"(['{publisher}'], {articles})" in notebook
        assert read_record(latest.resolve()).tables["documents"] == articles
        assert publisher in (latest / "sources" / "1.html").read_text("utf-8")


def test_a_sources_csv_that_changes_while_it_is_read_is_told(home, monkeypatch):
    monkeypatch.chdir(home)
    monkeypatch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
    sidecar, make, said = home / "articles" / "sources.csv", yomikurabe.report.build_corpus, list[str]()
    sidecar.write_text("file,publisher\n1.txt,日本農業新聞\n", "utf-8")

    def change(*given):
        built = make(*given)
        sidecar.write_text("file,publisher\n1.txt,朝日新聞\n", "utf-8")
        return built

    def no_notebooks(chosen, forge, source, folder, *more):
        folder.mkdir()
        return {}

    monkeypatch.setattr(yomikurabe.report, "build_corpus", change)
    monkeypatch.setattr(yomikurabe.report, "run_all", no_notebooks)
    settings = read_settings(None, {"folders": "articles", "topic": str(RICE), "out": "reports"}, [])
    for publisher, told in (("日本農業新聞", 1), ("朝日新聞", 0)):
        said.clear()
        made = yomikurabe.report.make_report(settings, said.append)
        assert said.count("sources.csv changed while it was read; the next run reads it again") == told
        hashes = {one.path: one.sha256 for one in read_record(made.front.resolve().parent).inputs}
        assert hashes["sources.csv"] == (None if told else hashlib.sha256(sidecar.read_bytes()).hexdigest())
        assert publisher in (made.front.parent / "sources" / "1.html").read_text("utf-8")


def drop_column(tables):
    events = pq.read_table(tables / "events.parquet")
    (tables / "events.parquet").unlink()  # it may be a link to the cache's own
    pq.write_table(events.drop(["status"]), tables / "events.parquet")


def spoil(tables):
    data = (tables / "events.parquet").read_bytes()
    (tables / "events.parquet").unlink()
    (tables / "events.parquet").write_bytes(data[:4] + bytes(200) + data[204:])


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (drop_column, "events.parquet is of another version: it has no column status as it is now"),
        (lambda tables: (tables / "quotes.parquet").unlink(), "the table quotes.parquet is missing"),
        (lambda tables: (tables / "quotes.parquet").write_bytes(b"PAR1"), "quotes.parquet can't be read: "),
    ],
    ids=["older version", "missing", "cut off"],
)
def test_a_report_after_one_whose_tables_can_t_be_used_says_so_and_is_whole(harm, told, forks, home):
    assert report(forks, home).code == 0
    harm(home / "reports" / "latest" / "tables")
    (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
    done = report(forks, home)
    assert (done.code, done.err) == (0, "")
    assert [line for line in done.out.splitlines() if told in line and "no comparison with the last run" in line]
    check_report(home / "reports", [tables(home / "reports" / "latest" / "tables")])


@pytest.mark.parametrize("harm", [drop_column, spoil], ids=["older version", "spoilt"])
def test_tables_that_can_t_be_used_are_told_in_one_line_by_what_opens_them(harm, forks, home):
    assert build(forks, home).code == 0
    old = shutil.copytree(home / "out", home / "old")
    harm(old)
    done = forks.run("diff", "old", "out", "--topic", RICE, cwd=home)
    assert done.code == 2
    assert re.fullmatch(r"yomikurabe: \S*old\S*: events\.parquet .*; build the tables anew with this .*\n", done.err)


def test_tables_that_are_open_while_they_are_built_anew_are_never_mixed_with_the_new_ones(forks, home):
    assert build(forks, home).code == 0
    corpus = yomikurabe.load(home / "out", topic=str(RICE))
    assert len(corpus.documents) == 3
    (home / "articles" / "1.txt").unlink()
    assert build(forks, home).code == 0
    with pytest.raises(
        InputError, match=r"sentences\.parquet is missing; build the tables anew .* and open them again"
    ):
        corpus.table("sentences")
    assert len(yomikurabe.load(home / "out", topic=str(RICE)).documents) == 2


def test_where_temporary_files_have_no_place_others_are_found(home, monkeypatch):
    monkeypatch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
    monkeypatch.setenv("TMPDIR", str(home / "tmp"))
    stubs = write_stubs(home / "stubs", timeline="1 + 1")
    with mounted(home / "tmp", "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        ballast = fill(home / "tmp", 0)
        done = run(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home)
        assert (done.returncode, done.stderr) == (0, "")
        ballast.unlink()
        assert list((home / "tmp").iterdir()) == []


def test_a_report_whose_latest_run_was_removed_repairs_itself(forks, home):
    assert report(forks, home).code == 0
    shutil.rmtree((home / "reports" / "latest").resolve())
    done = report(forks, home)
    assert (done.code, done.err) == (0, "")
    check_report(home / "reports", [tables(home / "reports" / "latest" / "tables")])


def test_a_feed_on_a_full_disk_stays_as_it_was(forks, home):
    (home / "feeds").mkdir()
    assert build(forks, home).code == 0
    (home / "out").rename(home / "old")
    (home / "articles" / "1.txt").write_text("米の値段は5キロ4285円だった。\n", "utf-8")
    assert build(forks, home).code == 0
    diff = ("diff", "old", "out", "--topic", RICE, "--csv", "feeds/news.csv")
    with mounted(home / "feeds", "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
        assert forks.run(*diff, cwd=home).code == 0
        before = (home / "feeds" / "news.csv").read_bytes()
        ballast = fill(home / "feeds", 0)
        done = forks.run(*diff, cwd=home)
        assert done.code == 2
        assert re.fullmatch(FULL.format("feeds"), done.err)
        assert (home / "feeds" / "news.csv").read_bytes() == before
        ballast.unlink()
        assert [path.name for path in (home / "feeds").iterdir()] == ["news.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(unbuffered, home):
    command = [sys.executable, "-m", "yomikurabe.cli", "tables"]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)  # noqa: S603
    assert done.returncode == 1
    assert done.stderr == (
        "yomikurabe: standard output: can't be written: No space left on device; free some space and run again\n"
    )


def test_a_full_disk_behind_standard_output_costs_no_report(home, monkeypatch):
    monkeypatch.setenv("YOMIKURABE_CACHE", str(home / "cache"))
    stubs = write_stubs(home / "stubs")
    begun = start(stubs, "articles", "--topic", RICE, "--out", "reports", cwd=home)
    begun.stdout.close()  # nobody hears it
    said = begun.stderr.read()
    begun.stderr.close()
    assert (begun.wait(timeout=60), said) == (0, "")
    check_report(home / "reports", [tables(home / "reports" / "latest" / "tables")])
