"""Tables where they lie: opened as they are, and read no further than a page needs."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import yomikurabe as yk
from yomikurabe import corpus as corpora
from yomikurabe import parameters, show
from yomikurabe.build import build_corpus
from yomikurabe.corpus import open_tables
from yomikurabe.errors import InputError
from yomikurabe.stored import Stored
from yomikurabe.tables import TABLES
from yomikurabe.topic import load_topic

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder():
    return build_corpus([ROOT / "seeds", ROOT / "tests/golden/annotated/documents"], load_topic("ai-chips")).folder


@pytest.fixture(scope="module")
def parts(folder, tmp_path_factory):
    """The same tables as a cluster leaves them: each a folder of files."""
    out = tmp_path_factory.mktemp("parts")
    for name in TABLES:
        table = pq.read_table(folder / f"{name}.parquet")
        (out / f"{name}.parquet").mkdir()
        for number in range(3):
            rows = table.slice(number * (len(table) // 3), len(table) // 3 if number < 2 else None)
            pq.write_table(rows, out / f"{name}.parquet" / f"part-{number:06}.parquet")
    return out


def test_tables_in_parts_are_the_same_tables(folder, parts):
    whole, cut = (open_tables(place, load_topic("ai-chips")) for place in (folder, parts))
    for name in TABLES:
        assert cut.table(name).equals(whole.table(name)), name
        assert cut.count(name) == len(whole.table(name))
    assert cut.sha256 == whole.sha256


def test_a_folder_of_tables_is_opened_and_stands_alone(folder, parts):
    assert yk.load(parts).events.equals(yk.load(f"file://{folder}").events)
    with pytest.raises(InputError, match="holds tables, which stand alone; name it without other folders"):
        yk.load([parts, ROOT / "seeds"])


def test_tables_that_are_incomplete_are_told_in_one_line(parts, tmp_path):
    broken = shutil.copytree(parts, tmp_path / "broken")
    shutil.rmtree(broken / "quotes.parquet")
    with pytest.raises(InputError, match=r"the table quotes\.parquet is missing; build the tables anew"):
        yk.load(broken)


@pytest.fixture
def read(monkeypatch):
    """What was read of a corpus whose tables all count as large: rows by table."""
    rows = {}
    whole = Stored.read

    def counting(self, name, columns=None, where=None):
        table = whole(self, name, columns, where)
        if columns is None or "text" in columns or name not in ("documents", "sentences"):
            rows[name] = rows.get(name, 0) + len(table)
        return table

    monkeypatch.setattr(Stored, "read", counting)
    monkeypatch.setattr(corpora, "_LARGE", 0)
    return rows


PAGES = {
    "01_timeline": lambda view: [show.timeline.answer(view), show.timeline.list_happenings(view)],
    "02_stakeholders": lambda view: [show.stakeholders.answer(view), show.stakeholders_positions.list_positions(view)],
    "03_claims": lambda view: [show.claims.answer(view)],
}


@pytest.mark.parametrize("notebook", PAGES)
def test_a_page_of_few_articles_reads_no_others_and_says_the_same(notebook, parts, read):
    topic = load_topic("ai-chips")
    chosen = parameters.validate(notebook, {"sources": "000,004"})
    whole = open_tables(parts, topic)
    for name in TABLES:
        whole.table(name)
    expected = [str(part) for part in PAGES[notebook](show.View(whole, chosen))]
    read.clear()
    narrow = open_tables(parts, topic)
    assert [str(part) for part in PAGES[notebook](show.View(narrow, chosen))] == expected
    assert "clauses" not in read
    assert "blocks" not in read
    for name in {"events", "quotes", "stances", "sentences", "documents"} & set(read):
        assert read[name] < len(whole.table(name)), name
