"""`topic new`: a skeleton that loads, that explains itself, and that is never written over anything."""

import csv
import subprocess
import sys

import pytest

from yomikurabe.errors import OutputError, TopicError
from yomikurabe.skeleton import examples, write_topic
from yomikurabe.topic import FILES, columns, load_topic


def topic_command(*arguments, cwd):
    command = [sys.executable, "-m", "yomikurabe.cli", "topic", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=cwd)  # noqa: S603


def test_a_new_topic_loads_and_holds_what_it_builds_on_and_nothing_else(tmp_path):
    topic = load_topic(str(write_topic("tram-plan", tmp_path)))
    assert topic.name == topic.title_en == "tram-plan"
    assert topic._replace(name="", title_en="", title_ja="", sha256="") == load_topic("news")._replace(
        name="", title_en="", title_ja="", sha256=""
    )


def test_with_its_comment_marks_taken_away_it_is_a_topic_of_examples(tmp_path):
    folder = write_topic("tram-plan", tmp_path)
    for path in folder.glob("*.csv"):
        header, told, *rows = path.read_text("utf-8").splitlines()
        assert told.startswith(('"# ', "# "))
        assert all(row.startswith("#") for row in rows)
        path.write_text("\n".join([header, *(row.removeprefix("#") for row in rows)]), "utf-8")
    topic = load_topic(str(folder))
    assert topic.entities["kenji-ogata"].affiliation == "shiosai-wind"
    assert {name for name in FILES if len(getattr(topic, name)) > len(getattr(load_topic("news"), name))} == set(FILES)


def test_every_table_has_all_its_columns_and_examples(tmp_path):
    folder = write_topic("tram-plan", tmp_path)
    for name, (row, _) in FILES.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == list(row.model_fields)
        for example in examples()[name]:
            assert set(example) <= set(row.model_fields)


def test_its_readme_explains_every_column_and_what_it_may_say(tmp_path):
    readme = (write_topic("tram-plan", tmp_path) / "README.md").read_text("utf-8")
    for name, (row, _) in FILES.items():
        section = readme.split(f"### {name}.csv")[1].split("\n### ")[0]
        for column, meaning in columns(row).items():
            assert meaning, f"{name}.{column} has no description"
            assert f"| {column} |" in section
    assert "(person, org, company, media, think-tank, chip, place)" in readme


@pytest.mark.parametrize("name", ["Tram", "tram plan", "../tram", "路面電車", "", "-tram", "tram/plan"])
def test_a_bad_name_is_refused(tmp_path, name):
    with pytest.raises(TopicError, match=r"can't be the name of a topic \(allowed: a-z and 0-9"):
        write_topic(name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_name_of_a_topic_that_comes_with_the_library_is_refused(tmp_path):
    with pytest.raises(TopicError, match="a topic 'news' comes with the library"):
        write_topic("news", tmp_path)


def test_an_existing_folder_is_left_as_it_is(tmp_path):
    (tmp_path / "tram-plan").mkdir()
    with pytest.raises(OutputError, match="is there already; name another topic, or another place with --out"):
        write_topic("tram-plan", tmp_path)
    assert list((tmp_path / "tram-plan").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match="can't be written"):
        write_topic("tram-plan", tmp_path / "file")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_command_says_what_comes_next_and_a_mistake_is_one_line(tmp_path):
    made = topic_command("new", "tram-plan", "--out", "my topics", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert "yomikurabe topic check 'my topics/tram-plan' --articles FOLDER" in made.stdout
    again = topic_command("new", "tram-plan", "--out", "my topics", cwd=tmp_path)
    assert (again.returncode, again.stdout, len(again.stderr.splitlines())) == (2, "", 1)
