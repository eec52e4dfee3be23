"""Where reports are kept: what `latest` leads to, what is kept and what is removed, whom a folder belongs to."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from yomikurabe.errors import OutputError
from yomikurabe.runs import folders
from yomikurabe.runs.lock import locked
from yomikurabe.runs.record import Dictionary, Record

BEGUN = datetime(2026, 11, 26, 14, 33, 52, tzinfo=UTC)


@pytest.fixture
def out(tmp_path):
    out = tmp_path / "reports"
    out.mkdir()
    folders.prepare(out)
    return out


def finished(out, status="complete", hours=0, pages=("index.html", "01_timeline.html")):
    """A run that ended, with a page of each name that says which run it is."""
    draft = folders.start(out, BEGUN + timedelta(hours=hours))
    name = folders.name_of(draft)
    for page in pages:
        (draft / page).write_text(name, "utf-8")
    (draft / "tables").mkdir()
    record = Record(
        run=name,
        number=folders.next_number(out),
        started=BEGUN,
        folders=[],
        topic=Dictionary(name="ai-chips", sha256="0"),
        lang="en",
        options={},
        parameters={},
    )
    record.end(status, 0)
    record.write(draft)
    return folders.finish(draft)


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_run_is_named_by_its_start_and_counted_where_the_second_is_taken(out):
    assert [finished(out).name for _ in range(3)] == [
        "2026-11-26T143352Z",
        "2026-11-26T143352Z-2",
        "2026-11-26T143352Z-3",
    ]


def test_every_page_switches_with_latest(out):
    first, second = finished(out), finished(out, hours=1)
    for run in (first, second):
        folders.publish(out, run)
        assert (out / "latest").resolve() == run
        assert (out / "index.html").read_text("utf-8") == (out / "01_timeline.html").read_text("utf-8") == run.name
    assert not os.path.isabs(os.readlink(out / "index.html")), "the folder may be moved"


def test_a_page_that_is_gone_has_no_link_left_and_a_file_of_the_readers_stays(out):
    (out / "notes.txt").write_text("mine", "utf-8")
    folders.publish(out, finished(out, pages=("index.html", "index.pdf")))
    folders.publish(out, finished(out, hours=1, pages=("index.html",)))
    assert names(out) == ["index.html", "latest", "notes.txt", "runs"]


def test_the_record_the_log_and_the_tables_are_no_pages(out):
    folders.publish(out, finished(out))
    assert names(out) == ["01_timeline.html", "index.html", "latest", "runs"]
    assert folders.previous_tables(out) == (out / "runs" / "2026-11-26T143352Z" / "tables").resolve()


def test_a_folder_without_a_run_has_no_previous_tables(out, tmp_path):
    assert folders.previous_tables(out) is None
    assert folders.previous_tables(tmp_path / "nowhere") is None


def test_a_report_without_runs_becomes_one_and_goes_on_being_read(tmp_path):
    out = tmp_path / "reports"
    (out / "sources").mkdir(parents=True)
    for name in ("index.html", "sources/a.html", ".yomikurabe-report"):
        (out / name).write_text("old", "utf-8")
    os.utime(out / ".yomikurabe-report", (0, BEGUN.timestamp()))
    folders.check_out(out)
    folders.prepare(out)
    assert names(out / "runs") == ["2026-11-26T143352Z"]
    assert (out / "index.html").read_text("utf-8") == (out / "sources" / "a.html").read_text("utf-8") == "old"
    assert (out / "sources").is_symlink()
    assert folders.has_good(out)


def test_what_a_killed_run_left_behind_is_removed_by_the_next(out, monkeypatch):
    draft = folders.start(out, BEGUN)
    (draft / "notebooks").mkdir()
    with suppress(InterruptedError), folders.scratch(draft / "notebooks") as made:
        (made / "socket").touch()
        shutil.copytree(draft, out / "runs" / ".2026-11-26T143353Z", symlinks=True)
        monkeypatch.setattr(shutil, "rmtree", lambda path, ignore_errors: None)
        raise InterruptedError
    monkeypatch.undo()
    assert made.exists()
    assert folders.prepare(out) == ["2026-11-26T143352Z", "2026-11-26T143353Z"]
    assert not draft.exists()
    assert not made.exists()
    assert folders.prepare(out) == []


def test_where_no_temporary_file_can_be_written_that_is_said(out, monkeypatch):
    def nowhere():
        raise FileNotFoundError(2, "No usable temporary directory found")

    draft = folders.start(out, BEGUN)
    monkeypatch.setattr(folders, "gettempdir", nowhere)
    with (
        pytest.raises(OutputError, match=r"TMPDIR: no folder for temporary files can be written; .*set TMPDIR"),
        folders.scratch(draft),
    ):
        pytest.fail("there is none")


def test_a_clock_that_was_set_back_makes_no_run_an_old_one(out):
    ahead = [finished(out, hours=1000 + hour).name for hour in range(3)]
    first, second = finished(out), finished(out)
    assert (first.name, second.name) == ("2026-11-26T143352Z", "2026-11-26T143352Z-2")
    folders.publish(out, second)
    assert folders.prune(out, keep=2) == ahead[1::-1]
    assert set(names(out / "runs")) == {first.name, second.name, ahead[2]}
    assert (out / "index.html").read_text("utf-8") == second.name


def test_older_good_runs_are_kept_by_number_and_of_bad_ones_the_newest(out):
    good = [finished(out, hours=hour).name for hour in range(5)]
    bad = [finished(out, status, hours=hour).name for status, hour in (("partial", 1), ("failed", 3))]
    folders.publish(out, out / "runs" / good[2])
    assert sorted(folders.prune(out, keep=2)) == sorted([good[0], good[1], bad[0]])
    assert folders.prune(out, keep=2) == []
    assert set(names(out / "runs")) == {good[2], good[3], good[4], bad[1]}


def test_keeping_none_keeps_the_latest_the_runs_in_progress_and_what_is_not_ours(out):
    old, new = finished(out), finished(out, hours=1)
    folders.publish(out, new)
    draft = folders.start(out, BEGUN + timedelta(hours=2))
    (out / "runs" / "by-hand").mkdir()
    assert folders.prune(out, keep=0) == [old.name]
    assert new.exists()
    assert draft.exists()
    assert (out / "runs" / "by-hand").exists()


def test_a_tenth_run_of_a_second_is_newer_than_the_ninth(out):
    runs = [finished(out).name for _ in range(11)]
    folders.publish(out, out / "runs" / runs[-1])
    assert set(folders.prune(out, keep=1)) == set(runs[:-2])


def test_only_a_run_that_went_well_is_good(out):
    assert not folders.has_good(out)
    folders.publish(out, finished(out, "partial"))
    assert not folders.has_good(out)
    folders.publish(out, finished(out, hours=1))
    assert folders.has_good(out)


def test_tables_are_the_built_files_themselves_and_copies_where_links_fail(out, tmp_path, monkeypatch):
    built = tmp_path / "built"
    built.mkdir()
    (built / "events.parquet").write_bytes(b"rows")
    first = folders.start(out, BEGUN)
    folders.keep_tables(built, first)
    assert (first / "tables" / "events.parquet").samefile(built / "events.parquet")
    monkeypatch.setattr(os, "link", lambda *paths: (_ for _ in ()).throw(OSError(18, "Invalid cross-device link")))
    second = folders.start(out, BEGUN)
    folders.keep_tables(built, second)
    assert (second / "tables" / "events.parquet").read_bytes() == b"rows"


def test_a_folder_of_somebody_else_s_is_refused_and_an_empty_one_taken(tmp_path):
    folders.check_out(tmp_path / "new")
    folders.check_out(tmp_path)
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(OutputError, match="is no report of ours and is not empty; name another folder with --out"):
        folders.check_out(tmp_path)
    with pytest.raises(OutputError, match="is no report of ours"):
        folders.check_out(tmp_path / "thesis.txt")


HOLD = """
import sys, time
from pathlib import Path
from yomikurabe.runs.lock import locked
with locked(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(out):
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLD, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdout.readline() == "held\n"
        yield held
        held.kill()


def test_a_second_run_is_told_who_holds_the_folder(out, holder):
    said = rf"reports: another run is going on \(process {holder.pid} on .+, since \d{{4}}-\d\d-\d\d .+ UTC\); .*--wait"
    with pytest.raises(OutputError, match=said), locked(out, 0):
        pytest.fail("both hold it")


def test_a_second_run_waits_for_the_first(out, holder):
    holder.stdin.write("\n")
    holder.stdin.flush()
    with locked(out, 30):
        assert (out / ".running").exists()
    assert not (out / ".running").exists()


def test_the_lock_of_a_killed_run_is_free(out, holder):
    holder.kill()
    holder.wait()
    with locked(out, 0):
        assert str(os.getpid()) in (out / ".running").read_text("utf-8")
