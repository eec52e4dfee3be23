"""Runs of the report as cron sees them: what they leave, what they say, how they end. On stub notebooks."""

import ast
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import nbformat
import pyarrow.parquet as pq
import pytest

from browser.running import FOLDER
from report_stubs import run, start, write_articles, write_stubs
from yomikurabe.build import build_corpus
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.runs.notebooks import without_tour
from yomikurabe.runs.record import Record
from yomikurabe.tables import TABLES
from yomikurabe.topic import load_topic

pytestmark = pytest.mark.slow


@pytest.fixture
def articles(tmp_path):
    return write_articles(tmp_path / "articles")


@pytest.fixture
def stubs(tmp_path):
    return write_stubs(tmp_path / "stubs")


def runs(out):
    return sorted(path for path in (out / "runs").iterdir() if not path.name.startswith("."))


def record_of(folder):
    record = json.loads((folder / "run.json").read_text("utf-8"))
    jsonschema.validate(record, Record.model_json_schema())
    return record


def hash_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def without_counts(outputs):
    return [{key: value for key, value in output.items() if key != "execution_count"} for output in outputs]


def shown(notebook, which=0):
    """The first output of a notebook, or another."""
    outputs = [o for cell in nbformat.read(notebook, as_version=4).cells for o in cell.get("outputs", ())]
    return outputs[which]["data"]["text/plain"]


def wait_for(condition, patience=60):
    until = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_failed_notebook_keeps_what_it_showed_while_the_last_good_report_stays(articles, stubs, tmp_path):
    done = run(stubs, articles, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "report: reports/index.html"
    assert len(done.stdout.splitlines()) < 24, "it fits on a screen"
    out = tmp_path / "reports"
    (good,) = runs(out)
    assert (out / "index.html").resolve() == good / "index.html"

    write_stubs(stubs, claims="print('half')\n1 / 0")
    done = run(stubs, articles, cwd=tmp_path)
    assert done.returncode == 1
    partial = runs(out)[1]
    assert done.stderr.splitlines() == [
        "yomikurabe: notebook 03_claims failed: ZeroDivisionError: division by zero",
        f"yomikurabe: what was made lies in reports/runs/{partial.name}; reports/latest stays on the last good run",
    ]
    assert done.stdout.splitlines()[-1] == f"report: reports/runs/{partial.name}/index.html"
    assert (out / "latest").resolve() == good
    assert shown(partial / "notebooks" / "03_claims.ipynb") == "'begun'"
    assert "ZeroDivisionError: division by zero" in (partial / "03_claims.html").read_text("utf-8")
    record = record_of(partial)
    assert (record["status"], record["exit_code"]) == ("partial", 1)
    assert record["failures"] == ["03_claims: ZeroDivisionError: division by zero"]
    assert [step["name"] for step in record["steps"] if step["failure"]] == ["03_claims"]
    assert re.search(r"Z  03_claims .* s  failed: ZeroDivisionError", (partial / "run.log").read_text("utf-8"))


def test_a_report_is_made_of_tables_as_they_lie_and_keeps_them(articles, stubs, tmp_path):
    built = build_corpus([articles], load_topic("ai-chips")).folder
    for name in TABLES:
        (tmp_path / "parts" / f"{name}.parquet").mkdir(parents=True)
        shutil.copy(built / f"{name}.parquet", tmp_path / "parts" / f"{name}.parquet" / "part-000000.parquet")
    done = run(stubs, tmp_path / "parts", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    kept = (tmp_path / "reports" / "latest").resolve() / "tables"
    assert pq.read_table(kept / "events.parquet").equals(pq.read_table(built / "events.parquet"))
    assert record_of(kept.parent)["tables"]["documents"] == len(list(articles.glob("*.txt")))


def test_a_first_run_that_fails_is_what_there_is_to_be_read(articles, stubs, tmp_path):
    write_stubs(stubs, chips="1 / 0")
    done = run(stubs, articles, "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "report: out/index.html"
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_rejected_input_does_not_hold_the_report_back_and_the_record_knows_it(articles, stubs, tmp_path):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "notes.docx").write_bytes(b"PK")
    (articles / "sources.csv").write_text("file,label\none.txt,first\n", "utf-8")
    done = run(stubs, articles, "--out", "out", "--quiet", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("yomikurabe: empty.txt was rejected: ")
    record = record_of(tmp_path / "out" / "latest")
    assert (record["status"], record["exit_code"], record["failures"]) == ("complete", 1, [])
    inputs = {row["path"]: (row["status"], row["reason"], row["sha256"]) for row in record["inputs"]}
    assert inputs == {
        "empty.txt": ("rejected", "empty", hash_of(articles / "empty.txt")),
        "notes.docx": ("skipped", "kind", None),
        "one.txt": ("ok", None, hash_of(articles / "one.txt")),
        "sources.csv": ("skipped", "sidecar", hash_of(articles / "sources.csv")),
    }
    assert record["tables"]["documents"] == 1
    assert set(record["pages"]) >= {"index.html", "01_timeline.html", "sources/one.html"}
    assert record["steps"][0]["name"] == "tables"
    assert {"python", "yomikurabe", "sudachipy", "sudachidict-core", "pandas", "plotly"} <= set(record["versions"])
    assert record["seconds"] >= max(step["seconds"] for step in record["steps"])


def test_a_run_that_makes_nothing_leaves_its_record_and_the_last_report(articles, stubs, tmp_path):
    assert run(stubs, articles, "--out", "out", cwd=tmp_path).returncode == 0
    (articles / "one.txt").write_bytes(b"")
    done = run(stubs, articles, "--out", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "no readable article" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    good, failed = runs(tmp_path / "out")
    assert (tmp_path / "out" / "latest").resolve() == good
    assert sorted(path.name for path in failed.iterdir()) == ["run.json", "run.log"]
    assert record_of(failed)["status"] == "failed"
    assert "no readable article" in record_of(failed)["failures"][0]


HANGS = "from pathlib import Path\nimport os, time\nPath('{}').write_text(str(os.getpid()))\ntime.sleep(600)"


def test_a_notebook_that_hangs_is_stopped_and_the_others_go_on(articles, stubs, tmp_path):
    write_stubs(stubs, timeline=HANGS.format(tmp_path / "kernel"))
    done = run(stubs, articles, "--out", "out", "--time-limit", "8", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["yomikurabe: notebook 01_timeline failed: it took longer than 8 seconds"]
    assert not alive(int((tmp_path / "kernel").read_text()))
    made = tmp_path / "out" / "latest"
    assert shown(made / "notebooks" / "01_timeline.ipynb") == "'begun'"
    assert "it took longer than 8 seconds" in (made / "01_timeline.html").read_text("utf-8")


def test_a_kernel_that_dies_is_told_in_one_line(articles, stubs, tmp_path):
    write_stubs(stubs, timeline="import os\nos._exit(9)")
    done = run(stubs, articles, "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "yomikurabe: notebook 01_timeline failed: its kernel died: it ran out of memory, or something ended it "
        "from outside"
    ]


SPOILS = "import os, sys, yomikurabe\nyomikurabe.spoilt = os.environ['SPOILT'] = 'yes'\nos.chdir('/')\nsys.path.clear()"
LOOKS = """import os, yomikurabe
os.getpid(), os.getppid(), hasattr(yomikurabe, 'spoilt'), 'SPOILT' in os.environ, os.getcwd()"""


def test_what_a_notebook_changes_no_other_sees(articles, stubs, tmp_path):
    write_stubs(stubs, overview=SPOILS, timeline=SPOILS, claims=LOOKS, chips=LOOKS)
    done = run(stubs, articles, "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    seen = [
        ast.literal_eval(shown(tmp_path / "out" / "notebooks" / f"{name}.ipynb", -1))
        for name in ("03_claims", "04_chips")
    ]
    assert [rest for _, _, *rest in seen] == [[False, False, str(tmp_path)]] * 2
    assert len({process for process, *_ in seen}) == 2
    (parent,) = {parent for _, parent, *_ in seen}
    forked = hasattr(os, "pidfd_open")
    assert (parent != record_of(tmp_path / "out" / "latest")["process"]) is forked


def test_a_report_runs_the_notebooks_as_papermill_and_jupyter_do(tmp_path):
    """The committed outputs are theirs."""
    command = [Path(sys.executable).parent / "yomikurabe", "report", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    for name in NOTEBOOKS:
        made = nbformat.read(tmp_path / "out" / "latest" / "notebooks" / f"{name}.ipynb", as_version=4)
        committed = without_tour(FOLDER / f"{name}.ipynb")
        ours, theirs = ([c for c in notebook.cells if c.cell_type == "code"] for notebook in (made, committed))
        own = [cell.outputs for cell in ours if "injected-parameters" not in cell.metadata.get("tags", [])]
        assert [without_counts(outputs) for outputs in own] == [without_counts(cell.outputs) for cell in theirs], name
    assert set(record_of(tmp_path / "out" / "latest")["pages"]) >= {f"{name}.html" for name in NOTEBOOKS}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_ends_its_kernels_and_leaves_its_record(articles, stubs, tmp_path, number, code):
    kernel = tmp_path / "kernel"
    write_stubs(stubs, overview=HANGS.format(kernel))
    begun = start(stubs, articles, "--out", "out", cwd=tmp_path)
    process = int(wait_for(lambda: kernel.exists() and kernel.read_text()))
    begun.send_signal(number)
    _, err = begun.communicate(timeout=60)
    assert begun.returncode == code
    assert err.splitlines() == [f"yomikurabe: stopped by {number.name}; out/latest is as it was"]
    assert not alive(process)
    (stopped,) = runs(tmp_path / "out")
    assert sorted(path.name for path in stopped.iterdir()) == ["run.json", "run.log"]
    record = record_of(stopped)
    assert (record["status"], record["exit_code"]) == ("interrupted", code)
    assert record["failures"] == [f"stopped by {number.name}"]
    assert not (tmp_path / "out" / "latest").exists()
    assert not [path.name for path in (tmp_path / "out" / "runs").iterdir() if path.name.startswith(".")]


def test_two_runs_never_mix_and_a_killed_one_is_cleared_away(articles, stubs, tmp_path):
    kernel = tmp_path / "kernel"
    write_stubs(stubs, overview=HANGS.format(kernel))
    first = start(stubs, articles, "--out", "out", cwd=tmp_path)
    process = int(wait_for(lambda: kernel.exists() and kernel.read_text()))
    second = run(stubs, articles, "--out", "out", cwd=tmp_path)
    assert second.returncode == 2
    assert second.stdout == ""
    assert re.fullmatch(rf"yomikurabe: out: another run is going on \(process {first.pid} on .*\n", second.stderr)
    first.kill()
    first.communicate()
    wait_for(lambda: not alive(process))
    assert [path.name[0] for path in (tmp_path / "out" / "runs").iterdir()] == ["."]
    write_stubs(stubs)
    assert run(stubs, articles, "--out", "out", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "out" / "runs").iterdir())) == 1


def test_a_time_before_the_newest_article_and_a_source_are_checked_before_a_kernel_starts(articles, stubs, tmp_path):
    (tmp_path / "run.yaml").write_text("folders: articles\nout: out\nparameters:\n  sources: other\n", "utf-8")
    done = run(stubs, "--parameters", "run.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "yomikurabe: parameter sources: 'other' is not in this corpus (allowed: one)\n"
    done = run(stubs, "-f", "run.yaml", "-p", "sources=one", "-p", "since=-1w", "-p", "until=-2w", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "yomikurabe: since (2025-05-19) lies after until (2025-05-12)\n"
    (failed,) = runs(tmp_path / "out")
    assert [step["name"] for step in record_of(failed)["steps"]] == ["tables"]


def test_a_report_for_paper_needs_a_browser_before_anything_is_made(articles, stubs, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(stubs, articles, "--out", "out", "--pdf", cwd=tmp_path)
    assert done.returncode == 2
    assert "no Chromium is found" in done.stderr
    assert not (tmp_path / "out").exists()
