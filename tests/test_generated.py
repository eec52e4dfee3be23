"""Generated articles are the same on every machine, differ from one another, and read like the real ones."""

from collections import Counter

import pyarrow.parquet as pq
import pytest

from bench.generated import articles, write_articles
from yomikurabe.build import build_cached
from yomikurabe.topic import load_topic


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("generated")
    write_articles(out, 60, seed=3)
    return out


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_writes_the_same_bytes(folder, tmp_path):
    write_articles(tmp_path, 60, seed=3)
    assert contents(tmp_path) == contents(folder)


def test_an_article_does_not_depend_on_how_many_are_wanted(folder, tmp_path):
    write_articles(tmp_path, 20, seed=3)
    fewer = {name: data for name, data in contents(tmp_path).items() if name != "sources.csv"}
    assert fewer.items() <= contents(folder).items()


def test_another_seed_writes_other_articles():
    assert not {a.text for a in articles(20, seed=1)} & {a.text for a in articles(20, seed=2)}


def test_no_two_of_a_thousand_are_equal():
    assert max(Counter(a.text for a in articles(1_000)).values()) == 1


def test_the_library_reads_all_of_them_as_news_of_two_years(folder):
    built = build_cached([folder], load_topic("ai-chips"))
    tables = {path.stem: pq.read_table(path) for path in built.glob("*.parquet")}
    assert Counter(tables["ingest"]["status"].to_pylist()) == {"ok": 60, "skipped": 1}
    days = tables["documents"]["published"].drop_null().to_pylist()
    assert len(days) == 60
    assert (max(days) - min(days)).days > 600
    assert 8 * 60 <= tables["sentences"].num_rows <= 50 * 60
    for name in ("mentions", "timexes", "quantities", "quotes", "events", "stances", "claims"):
        assert tables[name].num_rows > 60, name
