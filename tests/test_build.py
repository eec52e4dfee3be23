"""Building: the contract of the tables, equal bytes from run to run, and what happens to bad input."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import yomikurabe as yk
from yomikurabe.tables import TABLES, check

ROOT = Path(__file__).resolve().parents[1]
SPANS = [name for name, table in TABLES.items() if {"doc_id", "start", "end"} <= {c.name for c in table.columns}]
ARTICLE = "米の値段が上がる\n2025年5月26日\n農水省は26日、価格が5キロ4285円になったと発表した。\n"


def run(*arguments, cwd=None):
    command = [sys.executable, "-m", "yomikurabe.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, timeout=120)  # noqa: S603


@pytest.fixture(scope="session")
def seeds():
    return yk.load("seeds")


@pytest.fixture
def folder(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text(ARTICLE, "utf-8")
    return articles


@pytest.mark.parametrize("name", TABLES)
def test_every_table_keeps_its_contract(seeds, name):
    frame = check(name, seeds.table(name))
    assert set(frame.columns) >= {c.name for c in TABLES[name].columns}


@pytest.mark.parametrize("name", SPANS)
def test_every_span_slices_to_its_surface(seeds, name):
    texts = seeds.documents.set_index("doc_id")["text"]
    frame = seeds.table(name)
    cut = [texts[d][s:e] for d, s, e in zip(frame["doc_id"], frame["start"], frame["end"], strict=True) if pd.notna(d)]
    assert all(cut)
    column = {"sentences": "text", "events": "summary"}.get(name, "surface")
    if column in frame:
        assert cut == list(frame[column])


def test_blocks_tile_every_text(seeds):
    for doc_id, blocks in seeds.blocks.groupby("doc_id"):
        text = seeds.documents.set_index("doc_id")["text"][doc_id]
        assert [0, *blocks["end"]] == [*blocks["start"], len(text)]


def test_spans_lie_in_their_sentence(seeds):
    for name in ("mentions", "timexes", "quantities", "clauses"):
        rows = seeds.table(name).merge(seeds.sentences, on="sentence_id", suffixes=("", "_of"))
        assert len(rows) == len(seeds.table(name))
        assert ((rows["start_of"] <= rows["start"]) & (rows["end"] <= rows["end_of"])).all()


def test_two_builds_write_the_same_bytes(folder, tmp_path):
    for out in ("a", "b"):
        assert run("build", ROOT / "seeds", folder, "--out", tmp_path / out).returncode == 0
    names = sorted(p.name for p in (tmp_path / "a").iterdir() if not p.name.startswith("."))
    assert names == sorted(f"{name}.parquet" for name in TABLES)
    assert [n for n in names if (tmp_path / "a" / n).read_bytes() != (tmp_path / "b" / n).read_bytes()] == []


def test_several_folders_are_one_corpus(folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text(ARTICLE.replace("4285", "4300"), "utf-8")
    (other / "sources.csv").write_text("file,label,publisher\none.txt,second,Nogyo\n", "utf-8")
    corpus = yk.load([folder, other])
    assert len(set(corpus.documents["doc_id"])) == 2
    assert set(corpus.documents["label"]) >= {"second"}


def test_a_rejected_file_is_told_and_the_rest_goes_on(folder, tmp_path):
    (folder / "empty.txt").write_bytes(b"")
    done = run("build", folder, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "1 articles" in done.stdout
    assert done.stderr.startswith("yomikurabe: empty.txt was rejected: ")
    assert len(done.stderr.splitlines()) == 1
    ingest = pd.read_parquet(tmp_path / "out" / "ingest.parquet").set_index("path")["status"]
    assert dict(ingest) == {"one.txt": "ok", "empty.txt": "rejected"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "nowhere"], "there is no folder 'nowhere'"),
        (["build", ".", "--topic", "cars"], "there is no topic 'cars'"),
        (["tables", "figures"], "there is no table 'figures'"),
        (["report", "-p", "since"], "'since' is no parameter (allowed: NAME=VALUE)"),
        (["report", "-p", "colour=red"], "no notebook has a parameter 'colour'"),
    ],
)
def test_misuse_is_one_clear_line_and_exit_code_2(arguments, told, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_readable_article_makes_nothing(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "noise.txt").write_bytes(bytes(range(256)) * 8)
    done = run("build", tmp_path / "articles", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "no readable article" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_unwritable_output_is_told(folder, tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = run("build", folder, "--out", tmp_path / "file")
    assert done.returncode == 2
    assert "can't be written" in done.stderr


def test_a_report_does_not_replace_a_folder_of_somebody_elses(folder, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", "utf-8")
    done = run("report", folder, "--out", tmp_path / "mine")
    assert done.returncode == 2
    assert "is no report of ours" in done.stderr
    assert (tmp_path / "mine" / "thesis.txt").read_text("utf-8") == "years of work"


def test_version_and_help():
    assert run("--version").stdout.strip() == yk.__version__
    told = run("build", "--help").stdout
    assert "Turn folders of articles into tables" in told
    assert "sources.csv" in told


def test_a_row_shows_its_evidence(seeds):
    row = seeds.mentions.iloc[0]
    shown = seeds.evidence(row)
    assert f"【{row['surface']}】" in str(shown)
    assert f"<mark>{row['surface']}</mark>" in shown._repr_html_()


def test_evidence_escapes_what_comes_from_articles(tmp_path):
    (tmp_path / "a.txt").write_text("<script>alert(1)</script>と農水省は2025年5月26日に発表した。\n", "utf-8")
    corpus = yk.load(tmp_path)
    assert "<script>" not in corpus.evidence(corpus.sentences.iloc[0])._repr_html_()


def test_sentences_for_people_come_in_both_languages():
    english, japanese = (yk.load("seeds", lang=lang).timexes["basis"].dropna() for lang in ("en", "ja"))
    assert len(english) == len(japanese) > 0
    assert not english.str.contains("[ぁ-ん]|message", regex=True).all()
    assert japanese.str.contains("[ぁ-ん]", regex=True).any()
