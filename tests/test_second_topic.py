"""Another topic of a few rows works without touching code, and the first topic stays quiet on its articles."""

from pathlib import Path

import pytest

import yomikurabe as yk
from yomikurabe.topic import load_topic

RICE = Path(__file__).parent / "rice"


@pytest.fixture(scope="module")
def rice():
    return yk.load(RICE / "articles", topic=str(RICE / "topic"))


def test_its_names_are_found_under_one_id(rice):
    named = rice.mentions.groupby("entity_id")["surface"].agg(set)
    assert named["maff"] >= {"農水省", "農林水産省"}
    assert "小泉進次郎" in named["shinjiro-koizumi"]
    assert named["iris-ohyama"] == {"アイリスオーヤマ"}


def test_an_event_has_its_action_actor_and_day(rice):
    event = rice.events[rice.events["action"] == "release"].iloc[0]
    assert event["predicate"] == "放出する"
    assert (str(event["earliest"].date()), event["precision"]) == ("2025-05-26", "day")
    assert "maff" in event["actors"]


def test_what_was_said_has_its_speaker(rice):
    said = rice.quotes[rice.quotes["direct"]].set_index("surface")["speaker_id"]
    assert said["6月初めには店頭に並ぶ"] == "shinjiro-koizumi"


def test_amounts_are_read(rice):
    assert {("JPY", 4285.0), ("JPY", 2000.0)} <= set(zip(rice.quantities["unit"], rice.quantities["low"], strict=True))


def test_a_matter_named_by_its_things_alone_has_those_who_are_for_and_against_it(tmp_path):
    (tmp_path / "voices.txt").write_text(
        "備蓄米に賛否\n2025年5月27日\n\n小泉進次郎農相は備蓄米の放出を支持すると述べた。全農は備蓄米の放出に反対した。\n",
        "utf-8",
    )
    stances = yk.load(tmp_path, topic=str(RICE / "topic")).stances
    assert set(zip(stances["actor_id"], stances["issue_id"], stances["polarity"], strict=True)) == {
        ("shinjiro-koizumi", "release", "support"),
        ("zen-noh", "release", "oppose"),
    }


def test_the_first_topic_is_quiet_on_articles_about_another():
    other = yk.load(RICE / "articles", topic="ai-chips")
    own = set(other.topic.entities) - set(load_topic("news").entities)
    assert own & set(other.mentions["entity_id"]) == set()
    assert len(other.stances) == len(other.chip_claims) == len(other.findings) == 0
    assert "conflict" not in set(other.comparisons["verdict"])
