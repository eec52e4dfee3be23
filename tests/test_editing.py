"""The editor's commands: what a new row wins, which names are missing, and how well the tables match annotations."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import yomikurabe as yk
from yomikurabe.editing import as_csv, suggest_rows
from yomikurabe.errors import InputError
from yomikurabe.scoring import score_corpus
from yomikurabe.topic import EntityRow, load_topic

RICE = Path(__file__).parent / "rice"


@pytest.fixture
def topic(tmp_path, monkeypatch):
    monkeypatch.setenv("YOMIKURABE_CACHE", str(tmp_path / "cache"))
    return shutil.copytree(RICE / "topic", tmp_path / "topic")


def topic_command(*arguments):
    command = [sys.executable, "-m", "yomikurabe.cli", "topic", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603


def test_check_shows_what_a_new_row_wins_and_loses(topic):
    articles = ("--articles", RICE / "articles")
    assert "first check of these articles" in topic_command("check", topic, *articles).stdout
    assert "no row changed since the last check" in topic_command("check", topic, *articles).stdout
    with (topic / "entities.csv").open("a", encoding="utf-8") as rows:
        rows.write("koshihikari,place,コシヒカリ,Koshihikari,,,,,,,general knowledge,a kind of rice\n")
    told = topic_command("check", topic, *articles).stdout
    assert "mentions: 1 gained, 0 lost" in told
    assert "コシヒカリ · koshihikari" in told


def test_check_refuses_a_broken_dictionary_in_one_line(topic):
    with (topic / "entities.csv").open("a", encoding="utf-8") as rows:
        rows.write("maff,club,農水,Maff,,,,,,,,\n")
    done = topic_command("check", topic)
    assert done.returncode == 2
    assert "entities.csv, row 10, column kind: 'club'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_check_names_the_rows_that_no_article_has_a_use_for(topic):
    told = topic_command("check", topic, "--articles", RICE / "articles").stdout
    assert "rows of its own: entities 8, actions 1, predicates 1, issues 1, metrics 2" in told
    assert "entities that no article names: 2 of 8: taku-eto, akita\n" in told
    assert "issues on which nobody takes a position: 1 of 1: release\n" in told
    assert "predicates that no article uses" not in told


def test_suggested_rows_are_rows_of_the_dictionary():
    corpus = yk.load(RICE / "articles", topic="news")
    suggested = {row["name_ja"]: EntityRow.model_validate(row) for row in suggest_rows(corpus)}
    koizumi = suggested["小泉進次郎"]
    assert (koizumi.kind, koizumi.entity_id, koizumi.name_en) == ("person", "shinjirou-koizumi", "Shinjirou Koizumi")
    assert koizumi.short_forms == ("小泉",)
    assert suggested["アイリスオーヤマ"].note == "named 2 times in 1 article"
    assert not {row.entity_id for row in suggested.values()} & set(corpus.topic.entities)


def test_suggested_rows_can_be_appended_to_the_topics_own_file(topic):
    rows = (topic / "entities.csv").read_text("utf-8").splitlines(keepends=True)
    (topic / "entities.csv").write_text(rows[0] + rows[-1], "utf-8")
    done = topic_command("suggest", topic, "--articles", RICE / "articles")
    with (topic / "entities.csv").open("a", encoding="utf-8") as file:
        file.write(done.stdout)
    assert load_topic(str(topic)).entities["shinjirou-koizumi"].short_forms == ("小泉",)
    assert f"names that {topic} has no row for; put those worth knowing into" in done.stderr
    again = topic_command("suggest", topic, "--articles", RICE / "articles")
    assert (again.stdout, again.stderr) == ("", f"{topic} has a row for every name found\n")


def test_suggested_rows_have_the_columns_that_are_there():
    rows = [{"entity_id": "a", "kind": "org", "name_ja": "甲", "note": "n"}]
    assert as_csv(rows, ["kind", "entity_id", "side"], header=False) == "org,a,\n"
    assert as_csv(rows, ["kind", "note"], header=True) == "kind,note\norg,n\n"


def test_scores_count_what_is_missed_and_what_is_wrong(tmp_path):
    corpus = yk.load(RICE / "articles", topic=str(RICE / "topic"))
    row = corpus.mentions[corpus.mentions["doc_id"] == "agency"].iloc[0]
    item = {"text": row["surface"], "entity": row["entity_id"], "spans": [[int(row["start"]), int(row["end"])]]}
    missed = {"text": "備蓄米", "entity": "x", "spans": [[0, 3]]}
    gold = {"doc": "agency.txt", "mentions": [item, missed], "timex": [], "quantities": [], "quotes": []}
    (tmp_path / "agency.resolved.json").write_text(json.dumps(gold), "utf-8")
    score = next(s for s in score_corpus(corpus, tmp_path) if s.measure == "mentions: span and entity")
    others = len(corpus.mentions[corpus.mentions["doc_id"] == "agency"]) - 1
    assert score.recall == 0.5
    assert score.missed == [("agency", "備蓄米")]
    assert len(score.extra) == others
    assert score.precision == pytest.approx(1 / (1 + others))


def test_a_folder_without_annotations_is_told(tmp_path):
    with pytest.raises(InputError, match="no annotated article of this corpus"):
        score_corpus(yk.load(RICE / "articles", topic=str(RICE / "topic")), tmp_path)
