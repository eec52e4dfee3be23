"""What a rebuild takes from the cache, what it makes anew, and that nobody can tell the difference from the tables."""

import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from time import time

import pandas as pd
import pytest
from filelock import FileLock

from yomikurabe.article_cache import ArticleCache
from yomikurabe.build import build_corpus, over
from yomikurabe.engines import here
from yomikurabe.inputs import read_inputs
from yomikurabe.kept import prune
from yomikurabe.read import Limits
from yomikurabe.topic import load_topic

ROOT = Path(__file__).resolve().parents[1]
RICE = ROOT / "tests" / "rice"
NEWS = "農水省は{day}日、備蓄米{n}万トンを放出すると発表した。小泉進次郎農相は「6月初めには店頭に並ぶ」と述べた。\n"
MONTH = 86_400 * 31


class Counting:
    """The engine of this process, noting what it was given; `order` is what it gives back in which order."""

    def __init__(self, order=iter):
        self.given, self.order = [], order

    def __call__(self, sources, topic, limits):
        def noted():
            for source in sources:
                self.given.append(source.path)
                yield source

        return self.order(list(here(noted(), topic, limits)))


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("YOMIKURABE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def topic():
    return load_topic(str(RICE / "topic"))


@pytest.fixture
def folder(tmp_path):
    """Three articles, and a file that is none."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for n in (1, 2, 3):
        (articles / f"{n}.txt").write_text(
            f"米の値段{n}\n2025年5月2{n}日\n{NEWS.format(day=f'2{n}', n=10 * n)}", "utf-8"
        )
    (articles / "noise.txt").write_bytes(bytes(range(256)))
    return articles


def tables(folder):
    """The bytes of every table."""
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def anew(folder, topic, tmp_path, monkeypatch, engine=None):
    """The bytes of a build that finds no cache."""
    with monkeypatch.context() as patch:
        patch.setenv("YOMIKURABE_CACHE", str(tmp_path / "other"))
        shutil.rmtree(tmp_path / "other", ignore_errors=True)
        return tables(build_corpus([folder], topic, engine=engine).folder)


def records(kept):
    return sorted(path for path in (kept / "articles").rglob("*") if path.is_file())


def test_the_same_articles_are_not_even_compared_again(folder, topic):
    first = build_corpus([folder], topic)
    engine = Counting()
    again = build_corpus([folder], topic, engine=engine)
    assert (first.analysed, again.analysed, engine.given) == (4, 0, [])
    assert again.articles == first.articles == 3
    assert again.folder == first.folder


def test_only_the_article_that_changed_is_analysed(folder, topic, tmp_path, monkeypatch):
    build_corpus([folder], topic)
    (folder / "2.txt").write_text(NEWS.format(day=28, n=99), "utf-8")
    engine = Counting()
    built = build_corpus([folder], topic, engine=engine)
    assert engine.given == ["2.txt"]
    assert tables(built.folder) == anew(folder, topic, tmp_path, monkeypatch)


def test_a_row_of_sources_csv_concerns_its_article_alone(folder, topic):
    build_corpus([folder], topic)
    (folder / "sources.csv").write_text("file,publisher\n3.txt,日本農業新聞\n", "utf-8")
    engine = Counting()
    built = build_corpus([folder], topic, engine=engine)
    assert engine.given == ["3.txt"]
    assert "日本農業新聞" in set(pd.read_parquet(built.folder / "documents.parquet")["publisher"])


def test_a_row_of_the_dictionary_concerns_all(folder, topic, tmp_path):
    build_corpus([folder], topic)
    changed = shutil.copytree(RICE / "topic", tmp_path / "topic")
    with (changed / "entities.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    engine = Counting()
    build_corpus([folder], load_topic(str(changed)), engine=engine)
    assert len(engine.given) == 4


@pytest.mark.parametrize(
    "engine", [Counting(order=lambda made: iter(made[::-1])), over(2)], ids=["backwards", "two processes"]
)
def test_neither_the_order_nor_the_engine_shows_in_the_tables(engine, folder, topic, tmp_path, monkeypatch):
    plain = tables(build_corpus([folder], topic).folder)
    assert anew(folder, topic, tmp_path, monkeypatch, engine) == plain


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda stored, other: stored[:-7], "is damaged"),
        (lambda stored, other: stored[:-1] + bytes([stored[-1] ^ 1]), "is damaged"),
        (lambda stored, other: other, "is damaged"),
        (lambda stored, other: b"", "has another format"),
        (lambda stored, other: stored.replace(b"yomi-1", b"yomi-0", 1), "has another format"),
    ],
    ids=["cut off", "one bit", "another article's", "empty", "older format"],
)
def test_a_record_that_is_not_sound_is_made_again_and_told(spoil, told, folder, topic, kept, caplog):
    first = build_corpus([folder], topic)
    before = tables(first.folder)
    shutil.rmtree(first.folder)
    broken, other = records(kept)[:2]
    sound = broken.read_bytes()
    broken.write_bytes(spoil(sound, other.read_bytes()))
    with caplog.at_level(logging.WARNING):
        built = build_corpus([folder], topic)
    assert tables(built.folder) == before
    assert built.analysed == 1
    assert broken.read_bytes() == sound
    (line,) = caplog.messages
    assert line.startswith(str(broken))
    assert told in line


def test_a_refused_article_is_remembered_with_its_reason(folder, topic):
    build_corpus([folder], topic)
    (folder / "4.txt").write_text(NEWS.format(day=29, n=5), "utf-8")
    engine = Counting()
    built = build_corpus([folder], topic, engine=engine)
    assert engine.given == ["4.txt"]
    ingest = pd.read_parquet(built.folder / "ingest.parquet").set_index("path")
    assert ingest.loc["noise.txt", "reason"] == "binary"
    assert list(ingest.index) == sorted(ingest.index)


def test_an_analysis_that_breaks_costs_only_its_article_and_is_tried_again(folder, topic, monkeypatch):
    from yomikurabe import engines

    def broken(source, topic, limits):
        if source.path == "2.txt":
            raise RecursionError("too deep")
        return make(source, topic, limits)

    make = engines.make_record
    with monkeypatch.context() as patch:
        patch.setattr(engines, "make_record", broken)
        built = build_corpus([folder], topic)
    ingest = pd.read_parquet(built.folder / "ingest.parquet").set_index("path")
    assert dict(ingest["status"]) == {"1.txt": "ok", "2.txt": "rejected", "3.txt": "ok", "noise.txt": "rejected"}
    assert "RecursionError: too deep" in ingest.loc["2.txt", "note"]
    engine = Counting()
    assert build_corpus([folder], topic, engine=engine).articles == 3
    assert engine.given == ["2.txt"]


def test_a_file_that_changes_meanwhile_is_set_aside(folder, topic):
    def rewriting(sources, topic, limits):
        (folder / "1.txt").write_text(NEWS.format(day=30, n=7), "utf-8")
        (folder / "3.txt").unlink()
        return here(sources, topic, limits)

    built = build_corpus([folder], topic, engine=rewriting)
    reasons = pd.read_parquet(built.folder / "ingest.parquet").set_index("path")["reason"]
    assert (reasons["1.txt"], reasons["3.txt"]) == ("changed", "vanished")
    assert build_corpus([folder], topic).articles == 2


@pytest.mark.parametrize(("deaths", "status"), [(1, "ok"), (2, "rejected")])
def test_a_process_that_dies_is_replaced_and_takes_no_other_article_with_it(
    deaths, status, folder, topic, tmp_path, monkeypatch
):
    (tmp_path / "sitecustomize.py").write_text(
        "import os, pathlib\n"
        "from yomikurabe import engines\n"
        "make = engines.make_record\n"
        "def deadly(source, topic, limits):\n"
        "    died = pathlib.Path(__file__).with_name('died')\n"
        "    times = len(died.read_text()) if died.exists() else 0\n"
        f"    if source.path == '2.txt' and times < {deaths}:\n"
        "        died.write_text('x' * (times + 1))\n"
        "        os._exit(9)\n"
        "    return make(source, topic, limits)\n"
        "engines.make_record = deadly\n",
        "utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    built = build_corpus([folder], topic, engine=over(2))
    ingest = pd.read_parquet(built.folder / "ingest.parquet").set_index("path")
    assert dict(ingest["status"]) == {"1.txt": "ok", "2.txt": status, "3.txt": "ok", "noise.txt": "rejected"}
    assert list(ingest["reason"].dropna()) == (["binary"] if status == "ok" else ["crashed", "binary"])


def test_two_builds_at_once_make_one_corpus(folder, tmp_path):
    command = [sys.executable, "-m", "yomikurabe.cli", "build", str(folder), "--topic", str(RICE / "topic"), "--out"]
    outs = [tmp_path / name for name in ("a", "b")]
    runs = [subprocess.Popen([*command, str(out)], stdout=subprocess.PIPE, text=True) for out in outs]  # noqa: S603
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [1, 1]  # noise.txt
    assert sorted("(4 analysed" in line for line in told) == [False, True]
    assert tables(outs[0]) == tables(outs[1])


def test_two_builds_at_once_into_one_folder_leave_the_tables_of_one(folder, tmp_path):
    other = shutil.copytree(folder, tmp_path / "other")
    (other / "1.txt").write_text(NEWS.format(day=30, n=7), "utf-8")
    command = [sys.executable, "-m", "yomikurabe.cli", "build", "--topic", str(RICE / "topic"), "--out"]
    for name, articles in (("a", folder), ("b", other)):
        subprocess.run([*command, str(tmp_path / name), str(articles)], check=False, capture_output=True)  # noqa: S603
    whole = [tables(tmp_path / name) for name in ("a", "b")]
    out = [*command, str(tmp_path / "out")]
    runs = [subprocess.Popen([*out, str(one)], stderr=subprocess.PIPE) for one in (folder, other)]  # noqa: S603
    assert [run.communicate(timeout=120)[1].decode().count("\n") for run in runs] == [1, 1]
    assert [run.returncode for run in runs] == [1, 1]  # noise.txt
    assert tables(tmp_path / "out") in whole
    assert len(list((tmp_path / "out").glob(".tables-*"))) == 1


def test_a_build_does_not_wait_for_one_of_other_articles(folder, topic, kept):
    busy = read_inputs([RICE / "articles"], topic, Limits())
    (kept / "locks").mkdir(parents=True)
    with FileLock(kept / "locks" / busy.key[:32]):
        assert build_corpus([folder], topic).articles == 3


def test_what_nothing_uses_any_more_is_removed(folder, topic, kept):
    built = build_corpus([folder], topic)
    used, unused = records(kept)[0], records(kept)[1:]
    for path in (*unused, built.folder):
        os.utime(path, (time() - MONTH, time() - MONTH))
    prune(kept)
    assert records(kept) == [used, *sorted(unused)], "it looks once a day"
    os.utime(kept / "pruned", (time() - MONTH, time() - MONTH))
    prune(kept)
    assert records(kept) == [used]
    assert list((kept / "corpora").iterdir()) == []


def test_what_a_clock_that_was_ahead_has_dated_is_neither_removed_nor_kept_for_ever(folder, topic, kept):
    build_corpus([folder], topic)
    used, unused = records(kept)[0], records(kept)[1]
    for path in (used, unused, kept / "pruned"):
        os.utime(path, (time() + 12 * MONTH, time() + 12 * MONTH))
    assert ArticleCache(kept, kept / "drafts").has(used.name)
    assert used.stat().st_mtime <= time()
    prune(kept)
    assert time() - 60 < unused.stat().st_mtime <= time(), "its month begins"
    assert (kept / "pruned").stat().st_mtime <= time()


def test_drafts_of_a_killed_build_are_removed_by_the_next_and_those_of_one_in_progress_are_not(folder, topic, kept):
    killed, busy = kept / "drafts" / "of-a-killed-build", kept / "drafts" / "of-one-in-progress"
    for draft in (killed, busy):
        draft.mkdir(parents=True)
        (draft / "claims.parquet").write_bytes(b"PAR1")
    (kept / "locks").mkdir()
    with FileLock(kept / "locks" / busy.name):
        build_corpus([folder], topic)
        assert list((kept / "drafts").iterdir()) == [busy]
    (folder / "1.txt").write_text(NEWS.format(day=30, n=7), "utf-8")
    build_corpus([folder], topic)
    assert list((kept / "drafts").iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"PAR1", b"PAR0", 1)),
        lambda path: path.unlink(),
        lambda path: path.with_name("checksums.json").unlink(),
    ],
    ids=["cut off", "one byte", "missing", "half removed"],
)
def test_tables_that_are_not_sound_are_written_again_and_told(spoil, folder, topic, caplog):
    built = build_corpus([folder], topic)
    before = tables(built.folder)
    spoil(built.folder / "claims.parquet")
    with caplog.at_level(logging.WARNING):
        again = build_corpus([folder], topic)
    assert (again.folder, again.analysed) == (built.folder, 0)
    assert tables(again.folder) == before
    assert caplog.messages == [f"{built.folder} is damaged; its tables are written again"]
    caplog.clear()
    build_corpus([folder], topic)
    assert caplog.messages == []


def test_what_a_build_uses_counts_as_new(folder, topic, kept):
    (kept / "drafts").mkdir(parents=True)
    cache = ArticleCache(kept, kept / "drafts")
    cache.put("ab" * 32, b"record")
    os.utime(cache.path("ab" * 32), (time() - MONTH, time() - MONTH))
    assert cache.has("ab" * 32)
    prune(kept)
    assert cache.get("ab" * 32) == b"record"
