"""A build by dask on processes of its own: the tables of one machine, whatever happens to a worker."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

from bench.generated import write_articles
from yomikurabe.build import build_corpus
from yomikurabe.cluster import build_dataset, claims, connected, copies
from yomikurabe.cluster.dataset import Parts, new_dataset
from yomikurabe.errors import InputError, OutputError
from yomikurabe.tables import TABLES
from yomikurabe.topic import load_topic

dask = pytest.importorskip("dask")
SEEDS = Path(__file__).parents[1] / "seeds"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def topic():
    return load_topic("ai-chips")


@pytest.fixture(scope="module")
def client():
    """Two processes; a job that two of them die of is given up, not four."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), connected(None, 2) as client:
        yield client


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """The five articles, sixty generated ones, copies and versions of one, and two files that can't be read."""
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder, 60)
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder)
    shutil.copy(folder / "000_7ebfb4054eb3f89e.txt", folder / "zz-copy.txt")
    text = (folder / "003_59e3dda551ac2872.txt").read_text("utf-8")
    for n in range(30):
        (folder / f"version-{n:02}.txt").write_text(f"{text}\n続報{n}を伝えた。\n", "utf-8")
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 20)
    return folder


@pytest.fixture(scope="module")
def local(articles, topic):
    return build_corpus([articles], topic).folder


def equal_tables(folder, out):
    """The tables of two builds that are equal, row for row."""
    return [n for n in TABLES if pq.read_table(folder / f"{n}.parquet").equals(pq.read_table(out / f"{n}.parquet"))]


def test_tables_are_those_of_one_machine_row_for_row(client, articles, topic, local, tmp_path, monkeypatch):
    monkeypatch.setattr(claims, "_A_JOB", 100)
    monkeypatch.setattr(copies, "_AT_ONCE", 2)
    steps = []
    built = build_dataset([articles], topic, str(tmp_path / "out"), client, lambda *step: steps.append(step), a_job=7)
    assert equal_tables(local, tmp_path / "out") == list(TABLES)
    assert pq.read_metadata(local / "duplicates.parquet").num_rows >= 31
    assert built.articles == 96
    assert sorted(row.path for row in built.rejected) == ["empty.txt", "picture.txt"]
    assert len(list((tmp_path / "out" / "events.parquet").iterdir())) == 14
    assert ("articles", 14, 14) in [(step, done, of) for done, of, step in steps]
    assert {step for *_, step in steps} == {"articles", "claims", "sentences", "copies", "happenings", "lists"}
    assert os.listdir(tmp_path) == ["out"]


def test_a_worker_that_is_killed_costs_only_time(client, articles, topic, local, tmp_path):
    alive = list(client.run(os.getpid).values())

    def kill(done, of, step):
        if alive and done == 2:
            os.kill(alive.pop(), signal.SIGKILL)

    build_dataset([articles], topic, str(tmp_path / "out"), client, kill, a_job=7)
    assert len(alive) < 2
    assert equal_tables(local, tmp_path / "out") == list(TABLES)


def test_an_article_that_kills_its_workers_is_set_aside_and_the_others_are_read(client, topic, tmp_path):
    from distributed import WorkerPlugin

    class Deadly(WorkerPlugin):
        """Lets a worker die of a word."""

        def setup(self, worker):
            from yomikurabe.cluster import articles

            whole = articles.outcome_of

            def outcome_of(source, *others):
                if "致命的".encode() in source.data:
                    os._exit(9)
                return whole(source, *others)

            articles.outcome_of = outcome_of

        def teardown(self, worker):
            from yomikurabe import engines
            from yomikurabe.cluster import articles

            articles.outcome_of = engines.outcome_of

    shutil.copytree(SEEDS, tmp_path / "articles")
    (tmp_path / "articles" / "deadly.txt").write_text("致命的な記事が見つかったと発表した。" * 20, "utf-8")
    client.register_plugin(Deadly(), name="deadly")
    try:
        built = build_dataset([tmp_path / "articles"], topic, str(tmp_path / "out"), client, a_job=3)
    finally:
        client.unregister_worker_plugin("deadly")
    assert built.articles == 5
    assert [(row.path, row.reason) for row in built.rejected] == [("deadly.txt", "crashed")]
    assert "2" in built.rejected[0].note


@pytest.mark.parametrize("system", ["file", "memory"])
def test_what_builds_that_were_killed_left_is_mended_and_cleared_away(system, tmp_path):
    place = f"{system}://{tmp_path}/tables"
    files = fsspec.filesystem(system)
    with new_dataset(place) as parts:
        parts.finish()
    files.mv(f"{tmp_path}/tables", f"{tmp_path}/tables.draft-2025-01-01T000000Z-0123456789ab-old", recursive=True)
    files.makedirs(f"{tmp_path}/tables.draft-2025-01-01T000000Z-0123456789ab")
    files.pipe(f"{tmp_path}/tables.draft-2025-01-01T000000Z-0123456789ab/half", b"")
    with pytest.raises(RuntimeError), new_dataset(place):
        raise RuntimeError("killed again")
    assert [path.rpartition("/")[2] for path in files.ls(str(tmp_path), detail=False)] == ["tables"]
    assert Parts(place).read("events").num_rows == 0


def test_what_is_no_folder_of_tables_is_not_replaced(client, topic, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    (tmp_path / "none").mkdir()
    with pytest.raises(OutputError, match="holds no tables of ours"):
        build_dataset([SEEDS], topic, str(tmp_path), client)
    with pytest.raises(InputError, match="no readable article"):
        build_dataset([tmp_path / "none"], topic, str(tmp_path / "out"), client)
    assert sorted(os.listdir(tmp_path)) == ["letter.txt", "none"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scheduler", "tcp://host:1"], "--scheduler is an option of the engine dask; add --engine dask"),
        (["--engine", "dask", "--scheduler", "nonsense"], "nonsense: no scheduler answers"),
    ],
)
def test_the_command_refuses_what_can_t_be_used_in_one_line(options, said, tmp_path):
    command = [sys.executable, "-m", "yomikurabe.cli", "build", "--out", str(tmp_path / "out"), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
