"""Hundreds of articles through build, notebooks and pages, again and again in one process.

Warnings are errors in every test, so each run here is also one without any.
"""

import gc
import re
import tracemalloc

import pytest

from bench.generated import write_articles
from bench.long_run import open_files
from browser.running import write_report
from yomikurabe.build import build_corpus
from yomikurabe.corpus import open_tables
from yomikurabe.engines import here
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.topic import load_topic

pytestmark = pytest.mark.slow
N = 310
"""More than an index lists."""
HEAVIEST = 1_000_000
"""Bytes that a notebook's page may have, however many articles there are."""
LEFT_BEHIND = 3_000_000
"""Bytes that a further run may leave in memory."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    write_articles(folder, N, seed=7)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YOMIKURABE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def corpus(articles):
    return open_tables(build_corpus([articles], load_topic("ai-chips"), engine=here).folder, load_topic("ai-chips"))


@pytest.fixture(scope="module")
def report(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    write_report(corpus, out)
    return out


def page(report, name):
    return (report / f"{name}.html").read_text("utf-8")


def test_no_page_grows_with_the_number_of_articles(report):
    sizes = {name: (report / f"{name}.html").stat().st_size for name in (*NOTEBOOKS, "index")}
    assert {name: size for name, size in sizes.items() if size > HEAVIEST} == {}


def test_each_page_says_what_it_left_out(report):
    assert "The newest 60 are drawn;" in page(report, "00_overview")
    assert "10 more rows are left out here and in the download." in page(report, "00_overview")
    for name in ("00_overview", "02_stakeholders", "03_claims", "04_chips"):
        assert "more are left out here. The parameter sources chooses others." in page(report, name)
    assert "The parameters metrics and verdicts choose others." in page(report, "03_claims")


def test_lists_that_are_cut_short_begin_with_the_newest(report):
    _, _, after = page(report, "01_timeline").partition("<h2>The happenings</h2>")
    rows = after.partition("</section>")[0]
    starts = re.findall(r'<tr><th scope="row"><time>(\d{4}(?:-\d\d)*)', rows)
    assert len(starts) == 300
    assert "more rows are left out here" in rows
    assert starts[0][:4] == max(starts)[:4] > starts[-1][:4]


def test_the_index_begins_with_the_newest_and_leads_to_a_list_of_all(corpus, report):
    index, every = page(report, "index"), page(report, "articles")
    days = re.findall(r"<time>(\d{4}-\d\d-\d\d)</time>", index)
    assert len(days) == 300
    assert days == sorted(days, reverse=True)
    assert f'<a href="articles.html">All {N} articles by month</a>' in index
    linked = set(re.findall(r'href="(sources/[^"#]+)"', every))
    assert linked == {f"sources/{path.name}" for path in (report / "sources").iterdir()}
    assert len(linked) == N
    assert every.count("<details>") == corpus.documents["published_latest"].dt.to_period("M").nunique()


def test_a_further_run_leaves_neither_files_open_nor_memory_taken(report, tmp_path):
    folder, topic = tmp_path / "articles", load_topic("ai-chips")
    write_articles(folder, 40, seed=8)

    def run(out):
        write_report(open_tables(build_corpus([folder], topic, engine=here).folder, topic), out)

    run(tmp_path / "first")
    files = open_files()
    tracemalloc.start()
    try:
        run(tmp_path / "again")
        gc.collect()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert open_files() == files
    assert left < LEFT_BEHIND
    for name in (*NOTEBOOKS, "index"):
        assert page(tmp_path / "again", name) == page(tmp_path / "first", name), name
