"""docs/second-topic.md is performed as it stands: its files written, its commands run, what it promises found."""

import os
import re
import shlex
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

import yomikurabe as yk

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "second-topic.md").read_text("utf-8")
BLOCK = re.compile(r"^(?:`(?P<file>[\w./-]+)`\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PROMISE = re.compile(r"^\| (?P<page>[\w/]+\.html) \| (?P<shown>.+) \|$", re.MULTILINE)
OFFENCE = "yomikurabe: tram-plan/entities.csv, row 8"

pytestmark = pytest.mark.slow


class Done(NamedTuple):
    """The folder that the page was performed in, and each text that it says is printed with what was printed."""

    folder: Path
    printed: list[tuple[str, str]]


def run(line, folder):
    """What a command prints; its program is the one beside this interpreter."""
    program, *arguments = shlex.split(line)
    command = [str(Path(sys.executable).parent / program), *arguments]
    environment = {**os.environ, "YOMIKURABE_CACHE": str(folder / "cache")}
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, timeout=300, cwd=folder, env=environment
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def performed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "notebooks").symlink_to(ROOT / "notebooks")
    printed, said = [], ""
    for block in BLOCK.finditer(PAGE):
        text = block["text"]
        if block["file"]:
            path = folder / block["file"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        elif block["kind"] == "sh":
            for line in text.splitlines():
                code, said = run(line, folder)
                assert code == 0, f"{line}: {said}"
        elif block["kind"] == "text" and not text.startswith(OFFENCE):
            printed.append((text, said))
    return Done(folder, printed)


def text_of(path):
    return unescape(re.sub(r"<[^>]+>", "", path.read_text("utf-8")))


def test_the_page_is_linked_from_the_readme():
    assert "(docs/second-topic.md)" in (ROOT / "README.md").read_text("utf-8")


def test_it_takes_twenty_rows():
    tables = [
        b["text"] for b in BLOCK.finditer(PAGE) if (b["file"] or "").startswith("tram-plan/") and b["kind"] == "csv"
    ]
    assert sum(len(text.splitlines()) - 1 for text in tables) == 20


def test_the_commands_print_what_the_page_says(performed):
    assert len(performed.printed) == 2
    for promised, said in performed.printed:
        assert [line for line in promised.splitlines() if line not in said.splitlines()] == [], said


def test_a_mistake_is_told_as_the_page_says(performed, tmp_path):
    (wanted,) = (b["text"] for b in BLOCK.finditer(PAGE) if b["text"].startswith(OFFENCE))
    topic = tmp_path / "tram-plan"
    topic.mkdir()
    for path in (performed.folder / "tram-plan").iterdir():
        text = path.read_text("utf-8").replace("transport-circle,org", "transport-circle,club")
        (topic / path.name).write_text(text, "utf-8")
    assert run("yomikurabe topic check tram-plan", tmp_path) == (2, wanted)


@pytest.mark.parametrize(("page", "shown"), PROMISE.findall(PAGE), ids=[page for page, _ in PROMISE.findall(PAGE)])
def test_the_report_shows_what_the_page_promises(performed, page, shown):
    text = text_of(performed.folder / "tram-report" / page)
    promised = re.findall(r"`([^`]+)`", shown)
    assert promised
    assert [words for words in promised if words not in text] == []


def test_the_index_says_nothing_of_rules_that_the_topic_has_not(performed):
    assert "these chips" not in text_of(performed.folder / "tram-report" / "index.html").partition("What the pages")[0]


def test_tables_and_notebook_are_made_of_the_same_topic(performed):
    assert (performed.folder / "tram-tables" / "stances.parquet").is_file()
    assert "Makoto Morikawa" in (performed.folder / "tram.ipynb").read_text("utf-8")


def test_who_says_and_does_what(performed, monkeypatch):
    monkeypatch.chdir(performed.folder)
    monkeypatch.setenv("YOMIKURABE_CACHE", str(performed.folder / "cache"))
    corpus = yk.load("articles", topic="tram-plan")
    stances = set(zip(corpus.stances["doc_id"], corpus.stances["actor_id"], corpus.stances["polarity"], strict=True))
    assert stances == {
        ("shiokaze", "megumi-onodera", "support"),
        ("shiokaze", "makoto-morikawa", "support"),
        ("nippo", "shiomi-chamber", "support"),
        ("nippo", "takashi-shiraishi", "support"),
        ("nippo", "kazuko-nishimura", "oppose"),
        ("times", "makoto-morikawa", "oppose"),
    }
    said = corpus.quotes.set_index("surface")["speaker_id"]
    assert said["市の身の丈に合わない"] == "kazuko-nishimura"
    applied = corpus.events[corpus.events["action"] == "apply"].iloc[0]
    assert (list(applied["actors"]), applied["status"]) == (["shiomi"], "planned")
    announced = corpus.events[corpus.events["action"] == "announce"]
    assert (announced["cluster_id"].nunique(), set(announced["doc_id"])) == (1, {"shiokaze", "nippo"})
    verdicts = set(zip(corpus.comparisons["metric_id"], corpus.comparisons["verdict"], strict=True))
    assert {("tram-cost", "conflict"), ("tram-opening", "conflict"), ("tram-riders", "explained")} <= verdicts
    assert {("tram-cost", "agree"), ("tram-opening", "agree"), ("tram-riders", "agree")} <= verdicts
