"""Builds and reports in a test's home folder, and what must be whole there whatever happens to them."""

import os
import re
import shutil
from pathlib import Path

from yomikurabe.runs.record import read_record

RICE = Path(__file__).parent / "rice" / "topic"


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
