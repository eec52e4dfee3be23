"""The dictionary: loading refuses what breaks its rules, by file, row and column."""

import re

import pytest

from yomikurabe.errors import TopicError
from yomikurabe.topic import FILES, columns, load_topic, topic_folder

MANIFEST = 'title_en = "Rice"\ntitle_ja = "米"\nbase = []\n'
HEADER = "entity_id,kind,name_ja,name_en\n"


@pytest.fixture
def topic(tmp_path):
    (tmp_path / "topic.toml").write_text(MANIFEST, "utf-8")
    return tmp_path


def write(folder, name, text):
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def test_the_projects_topic_loads_with_what_it_builds_on():
    topic = load_topic("ai-chips")
    assert len(topic.entities) >= 300
    assert {"person", "org", "company", "media", "think-tank", "chip", "place"} == {
        e.kind for e in topic.entities.values()
    }


@pytest.mark.parametrize("name", ["news", "ai-chips"])
def test_every_csv_of_a_topic_is_one_that_is_read_and_its_columns_are_documented(name):
    folder = topic_folder(name)
    readme = (folder / "README.md").read_text("utf-8")
    for path in folder.glob("*.csv"):
        assert path.stem in FILES
        assert [c for c in columns(FILES[path.stem][0]) if c not in readme] == []


def test_excels_byte_order_mark_and_line_ends_are_no_offence(topic):
    write(
        topic, "entities.csv", b"\xef\xbb\xbf" + (HEADER + "zen-noh,org,全農,Zen-Noh\n").replace("\n", "\r\n").encode()
    )
    assert load_topic(str(topic)).entities["zen-noh"].name_ja == "全農"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "zen-noh,club,全農,Zen-Noh\n",
            "row 2, column kind: 'club' can't be (allowed: person, org, company, media, think-tank, chip, place)",
        ),
        (
            "Zen Noh,org,全農,Zen-Noh\n",
            "row 2, column entity_id: 'Zen Noh' can't be (allowed: a-z and 0-9 with - or . between them)",
        ),
        ("zen-noh,org,,Zen-Noh\n", "row 2, column name_ja: '' is blank"),
        ("zen-noh,org,全農,Zen-Noh\nzen-noh,org,全農,Zen-Noh\n", "row 3, column entity_id: zen-noh stands twice"),
        ("zen-noh,org,全農\n", "row 2: has another number of cells than the header"),
        ("zen-noh,org,=1+1,Zen-Noh\n", "row 2, column name_ja: '=1+1' is a formula"),
    ],
)
def test_an_offence_is_told_by_file_row_and_column(topic, rows, told):
    write(topic, "entities.csv", HEADER + rows)
    with pytest.raises(TopicError) as caught:
        load_topic(str(topic))
    assert f"entities.csv, {told}" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "rows", "told"),
    [
        (
            "entities",
            HEADER.strip() + ",source\na,org,甲,A,wiki\n",
            "'wiki' can't be (allowed: general knowledge, an address",
        ),
        (
            "entities",
            HEADER.strip() + ",fiscal_year_end\na,org,甲,A,13\n",
            "'13' is out of range (allowed: less than or",
        ),
        ("entities", HEADER.strip() + ",fiscal_year_end\na,org,甲,A,May\n", "'May' is no whole number"),
        (
            "offices",
            "entity_id,office_ja,office_en,starts\na,長,head,2025/1/1\n",
            "'2025/1/1' is no day (allowed: YYYY-MM-DD)",
        ),
        ("metrics", "metric_id,kind,label_en,label_ja,words_ja,tolerance\na,amount,b,c,d,5%\n", "'5%' is no number"),
        ("shapes", "kind,pattern\norg,(\n", "'(' is no regular expression"),
        (
            "positions",
            "word,kind,act\n推進,wish,plus\n",
            "column act: 'plus' can't be (allowed: blank, +, -, 0)",
        ),
    ],
)
def test_what_is_allowed_is_told_in_words(topic, file, rows, told):
    write(topic, f"{file}.csv", rows)
    with pytest.raises(TopicError, match=re.escape(told)):
        load_topic(str(topic))


def test_an_unknown_and_a_missing_column_are_told(topic):
    write(topic, "entities.csv", "entity_id,kind,name_ja,name_en,colour\n")
    with pytest.raises(TopicError, match=r"row 1: unknown column 'colour' \(allowed: entity_id, kind"):
        load_topic(str(topic))
    write(topic, "entities.csv", "entity_id,kind,name_ja\n")
    with pytest.raises(TopicError, match="column 'name_en' is missing"):
        load_topic(str(topic))


def test_what_one_csv_says_of_another_must_be_there(topic):
    write(topic, "entities.csv", "entity_id,kind,name_ja,name_en,affiliation\nsuzuki,person,鈴木,Suzuki,maff\n")
    with pytest.raises(TopicError, match="row of suzuki, column affiliation: 'maff' is no known row; add it"):
        load_topic(str(topic))


def test_bytes_that_are_not_utf8_are_told(topic):
    write(topic, "entities.csv", HEADER.encode() + "zen-noh,org,全農,Zen-Noh\n".encode("cp932"))
    with pytest.raises(TopicError, match="is not UTF-8; save it as CSV UTF-8"):
        load_topic(str(topic))


def test_a_row_that_begins_with_a_number_sign_is_a_comment_and_rows_keep_their_numbers(topic):
    write(
        topic,
        "entities.csv",
        HEADER + '# who, what\n"# a ""name"", quoted"\n#old,org,旧,Old\nzen-noh,club,全農,Zen-Noh\n',
    )
    with pytest.raises(TopicError, match="row 5, column kind: 'club'"):
        load_topic(str(topic))
    write(topic, "entities.csv", HEADER + "# who, what\n#old,org,旧,Old\nzen-noh,org,全農,Zen-Noh#1\n")
    assert list(load_topic(str(topic)).entities) == ["zen-noh"]


def test_a_comment_that_would_hide_rows_is_told(topic):
    write(topic, "entities.csv", HEADER + '#zen,"org\nzen-noh,org,全農,Zen-Noh\n')
    with pytest.raises(TopicError, match="a comment with an open quotation mark; close it"):
        load_topic(str(topic))


def test_a_csv_that_nothing_reads_is_told(topic):
    write(topic, "entites.csv", HEADER)
    with pytest.raises(TopicError, match=r"entites\.csv: is no table of a topic \(allowed: sides\.csv, entities\.csv"):
        load_topic(str(topic))


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ('titel_en = "Rice"\n', r"unknown key 'titel_en' \(allowed: title_en, title_ja, base"),
        ('base = "news"\n', "key base: 'news'"),
        ('base = ["."]\n', "builds on itself"),
        ('base = ["cars"]\n', "there is no topic 'cars'"),
        ("base = news\n", "can't be read"),
    ],
)
def test_a_manifest_that_cannot_be_is_told(topic, manifest, told):
    write(topic, "topic.toml", manifest)
    with pytest.raises(TopicError, match=told):
        load_topic(str(topic))


def test_a_base_is_looked_for_beside_the_topic(topic):
    (topic / "own").mkdir()
    write(topic, "own/topic.toml", 'base = [".."]\n')
    write(topic, "entities.csv", HEADER + "zen-noh,org,全農,Zen-Noh\n")
    assert list(load_topic(str(topic / "own")).entities) == ["zen-noh"]


def test_a_path_is_looked_for_below_the_projects_root_as_well(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_topic("tests/rice/topic").title_en == "Rice prices"


def test_an_unknown_topic_names_the_known_ones():
    with pytest.raises(TopicError, match=r"there is no topic 'cars' \(allowed: ai-chips, news\)"):
        load_topic("cars")


def test_a_changed_row_is_seen_by_the_same_process(topic):
    write(topic, "entities.csv", HEADER + "zen-noh,org,全農,Zen-Noh\n")
    before = load_topic(str(topic)).sha256
    write(topic, "entities.csv", HEADER + "zen-noh,org,全国農業協同組合連合会,Zen-Noh\n")
    assert load_topic(str(topic)).sha256 != before
