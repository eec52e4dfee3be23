"""What full disks, spoilt tables, changing articles and the like leave: the last good output, and a line about it."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import yomikurabe.report
from faults import RICE, build, check_report, forget, leftovers, report, tables, unfinished
from report_stubs import run, start, write_stubs
from yomikurabe.errors import InputError
from yomikurabe.runs.record import read_record
from yomikurabe.runs.settings import read_settings

pytestmark = pytest.mark.slow


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
