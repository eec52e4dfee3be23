"""Positions: golden cases as data, dates and provenance, silence on other topics."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.errors import InputError
from yomikurabe.extract.clauses import build_clauses
from yomikurabe.extract.names import build_mentions
from yomikurabe.extract.quotes import build_quotes
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.morphology import tokens
from yomikurabe.read import Limits, Source, read_article
from yomikurabe.relate.stances import build_stances
from yomikurabe.tables import Stance
from yomikurabe.topic import Topic, load_topic

GOLDEN = Path(__file__).parent.parent / "golden" / "stances.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text("utf-8"))["case"]


@cache
def topic() -> Topic:
    return load_topic("ai-chips")


def stances_of(text: str, published: date | None = None) -> tuple[Article, list[Stance]]:
    """The stances of one text through everything that comes before them."""
    article = read_article(Source("case.txt", "case", text.encode()), Limits())
    days = {"published": published, "published_earliest": published, "published_latest": published}
    article = article._replace(document=article.document._replace(**days))
    cut = {s.sentence_id: tokens(s.text, s.start) for s in article.sentences}
    mentions, entities = build_mentions(article, cut, topic())
    named = {e.entity_id: e for e in entities}
    timexes = build_timexes(article, mentions, named)
    clauses = build_clauses(article, cut)
    quotes = build_quotes(article, clauses, mentions, named, cut, topic())
    return article, build_stances(article, clauses, quotes, mentions, timexes, named, topic())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reader_finds_these_positions_and_no_others(case: dict[str, Any]) -> None:
    _, rows = stances_of(case["text"], case["published"])
    found = {f"{s.actor_id} {s.issue_id} {s.polarity}" for s in rows}
    assert found == set(case["stances"])


def test_a_stance_stands_in_the_text_with_its_sentence_and_day() -> None:
    article, (row,) = stances_of(
        "米商務省は11月3日、エヌビディアの半導体「H20」の対中輸出を許可したと発表した。", date(2025, 11, 5)
    )
    assert article.text[row.start : row.end] == row.cue == "輸出を許可"
    assert row.stance_id == f"case#p{row.start}-us-commerce-department-sell-h20-to-china"
    assert row.sentence_id == article.sentences[0].sentence_id
    assert (row.earliest, row.latest) == (date(2025, 11, 3), date(2025, 11, 3))


def test_without_a_date_in_the_sentence_a_stance_is_known_from_publication() -> None:
    _, (row,) = stances_of("米商務省はH20の対中輸出を許可した。", date(2025, 11, 5))
    assert (row.earliest, row.latest) == (date(2025, 11, 5), date(2025, 11, 5))
    _, (row,) = stances_of("米商務省はH20の対中輸出を許可した。")
    assert (row.earliest, row.latest) == (None, None)


def test_one_actor_changes_with_time() -> None:
    _, rows = stances_of(
        "米政府は4月、H20の対中輸出を禁止した。米政府は7月、H20の対中輸出を許可した。", date(2025, 8, 5)
    )
    assert [(s.polarity, s.earliest) for s in rows] == [
        ("oppose", date(2025, 4, 1)),
        ("support", date(2025, 7, 1)),
    ]


def test_a_topic_without_issues_is_quiet() -> None:
    article, _ = stances_of("米商務省はH20の対中輸出を許可した。")
    assert build_stances(article, [], [], [], [], {}, load_topic("news")) == []


TEXTS = st.text(
    st.sampled_from("米商務省はHの200対中輸出を許可しない。ると述べた「」、議員規制緩和に反対条件かどうか半導体"),
    max_size=80,
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    try:
        article, rows = stances_of(text, date(2025, 8, 5))
    except InputError:
        return
    for row in rows:
        assert article.text[row.start : row.end] == row.cue
        assert row.polarity in {"support", "oppose", "conditional", "undecided"}
        assert row.issue_id in topic().issues
