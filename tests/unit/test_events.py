"""Events: golden texts, who takes part, spans, checks of an article's own dates, and what must hold for any text."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.errors import InputError
from yomikurabe.extract.clauses import build_clauses
from yomikurabe.extract.names import build_mentions
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.messages import render
from yomikurabe.morphology import tokens
from yomikurabe.read import Limits, Source, read_article
from yomikurabe.relate.dates import infer_publication
from yomikurabe.relate.event_checks import find_stale_plans
from yomikurabe.relate.event_dated import a_year_later, period_after
from yomikurabe.relate.events import build_events, precision
from yomikurabe.tables import Document, Event, Finding, FindingEvidence
from yomikurabe.topic import Topic, load_topic

GOLDEN = Path(__file__).parent.parent / "golden" / "events.toml"
CASES: list[dict[str, Any]] = tomllib.loads(GOLDEN.read_text("utf-8"))["case"]


class Told(NamedTuple):
    """What is made of one text."""

    article: Article
    events: list[Event]
    findings: list[Finding]
    evidence: list[FindingEvidence]
    document: Document


@cache
def topic(name: str = "news") -> Topic:
    return load_topic(name)


def tell(text: str, published: date | None = None, name: str = "news") -> Told:
    """The events of one text through everything that comes before them."""
    article = read_article(Source("case.txt", "case", text.encode()), Limits())
    if published:
        days = {"published": published, "published_earliest": published, "published_latest": published}
        article = article._replace(document=article.document._replace(published_basis="sidecar", **days))
    cut = {s.sentence_id: tokens(s.text, s.start) for s in article.sentences}
    mentions, entities = build_mentions(article, cut, topic(name))
    timexes = build_timexes(article, mentions, {e.entity_id: e for e in entities})
    clauses = build_clauses(article, cut)
    events = build_events(article, clauses, mentions, timexes, topic(name))
    findings, evidence = find_stale_plans(article, events, clauses)
    return Told(article, events, findings, evidence, infer_publication(article.document, events, timexes))


def only(text: str, published: date | None = date(2025, 8, 20), name: str = "news") -> Event:
    (event,) = tell(text, published, name).events
    return event


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reader_finds_these_happenings_and_no_others(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    events = tell(case["text"], published).events
    dates = [str(e.earliest) if e.earliest == e.latest else f"{e.earliest}/{e.latest}" for e in events]
    assert [(d, e.status) for d, e in zip(dates, events, strict=True)] == [
        (f["dates"], f["status"]) for f in case["found"]
    ]
    for event, found in zip(events, case["found"], strict=True):
        assert found["holds"] in event.summary
        assert set(found.get("actors", ())) <= set(event.actors)


def test_the_subject_left_out_is_the_one_that_was_spoken_of() -> None:
    text = "気象庁は27日に警報を出した。28日に解除した。"
    assert [e.actors for e in tell(text, date(2025, 8, 29)).events] == [("jma",), ("jma",)]


def test_a_source_is_no_party_to_what_it_tells() -> None:
    assert only("気象庁によると、19日に台風が九州へ上陸した。").actors == ()


def test_a_city_is_no_actor_and_a_country_is() -> None:
    assert only("東京は12日に大雨となった。").actors == ()
    assert only("日本は12日に支援を始めた。").actors == ("japan",)


def test_results_belong_to_the_firm_named_before() -> None:
    text = "マイクロソフトは17日に決算を発表した。売上高は4〜6月期に1割増えた。"
    assert [e.actors for e in tell(text, date(2025, 7, 18), "ai-chips").events] == [("microsoft",), ("microsoft",)]


def test_two_firms_that_fare_alike_are_two_happenings() -> None:
    text = "12日の取引で、マイクロソフトは1%安の180ドル、インテルは2%安の700ドルまで下げた。"
    first, second = tell(text, date(2025, 8, 13), "ai-chips").events
    assert (first.actors, second.actors) == (("microsoft",), ("intel",))
    assert first.event_id != second.event_id
    assert first.summary.endswith("180ドル")
    assert second.summary.startswith("インテルは")


def test_a_lead_takes_the_day_of_its_fuller_telling() -> None:
    text = "日本の石破茂首相がインドのモディ首相と会談した。\n\n石破茂首相は29日、東京でインドのモディ首相と会談した。"
    days = {e.earliest for e in tell(text, date(2025, 8, 30), "ai-chips").events}
    assert days <= {date(2025, 8, 29)}
    assert date(2025, 8, 29) in days


def test_spans_and_summaries_are_the_words_of_the_text() -> None:
    text = "一方、農水省は14日に価格を発表した。［15日］農水省は備蓄米を放出した。"
    told = tell(text, date(2025, 11, 16))
    assert [e.summary for e in told.events] == ["農水省は14日に価格を発表した", "農水省は備蓄米を放出した"]
    for event in told.events:
        assert told.article.text[event.start : event.end] == event.summary
    assert told.events[1].basis is not None
    assert "15日" in (render(told.events[1].basis, "ja") or "")


def test_nothing_is_dated_by_today() -> None:
    assert tell("農水省は14日に価格を発表した。昨年は下がった。").events == []


def test_a_plan_before_the_article_cannot_be_meant() -> None:
    told = tell("首相は2025年4月に北京を訪問する予定だ。", date(2025, 11, 6))
    (finding,) = told.findings
    assert (finding.kind, finding.expected) == ("impossible-date", "2026-04")
    assert told.article.text[finding.start : finding.end] == finding.surface
    assert "2025年4月に北京を訪問する" in finding.surface
    assert [e.finding_id for e in told.evidence] == [finding.finding_id]
    assert "2026-04" in (render(finding.explanation, "en") or "")


@pytest.mark.parametrize(
    "text",
    [
        "首相は2025年4月に北京を訪問する予定だった。",
        "2025年4月に訪問する予定だと、首相は1月に述べていた。",
        "2025年4月に開業する計画を昨年発表した。",
        "首相は2025年4月に北京を訪問した。",
        "首相は2026年4月に北京を訪問する予定だ。",
        "首相は2001年4月に北京を訪問する予定である。",
        "政府は2025年11月に法案を出す予定だ。",
    ],
)
def test_plans_that_are_no_slip(text: str) -> None:
    assert tell(text, date(2025, 11, 6)).findings == []


def test_an_article_without_a_date_gets_the_interval_that_its_dates_allow() -> None:
    document = tell("首相は2025年4月3日に北京を訪問した。2025年6月に再び訪問する予定だ。").document
    assert (document.published_earliest, document.published_latest) == (date(2025, 4, 3), date(2025, 6, 30))
    assert document.published_basis == "inferred"
    assert "2025-04-03" in (render(document.basis, "en") or "")


def test_a_date_of_publication_that_is_known_stays() -> None:
    document = tell("首相は2025年4月3日に北京を訪問した。", date(2025, 4, 2)).document
    assert (document.published_earliest, document.published_basis) == (date(2025, 4, 2), "sidecar")


def test_an_article_without_any_date_stays_undated() -> None:
    assert tell("首相は北京を訪問した。").document.published_basis == "unknown"


def test_the_end_of_the_calendar_dates_nothing() -> None:
    assert (
        tell("契約は9999年12月31日に終わる。純利益は9999年に増え、前年同期から2割増えた。", date(2025, 8, 20)).events
        == []
    )


def test_periods_follow_one_another() -> None:
    assert period_after(date(2025, 4, 1), date(2025, 6, 30)) == (date(2025, 7, 1), date(2025, 9, 30))
    assert period_after(date(2024, 11, 1), date(2025, 1, 31)) == (date(2025, 2, 1), date(2025, 4, 30))
    assert period_after(date(2025, 8, 4), date(2025, 8, 10)) == (date(2025, 8, 11), date(2025, 8, 17))
    assert a_year_later(date(2023, 2, 28)) == date(2024, 2, 29)


def test_how_exact_an_interval_is() -> None:
    spans = [(1, "day"), (7, "week"), (30, "month"), (91, "quarter"), (365, "year"), (40, "range")]
    first = date(2025, 1, 1)
    assert [precision(first, date.fromordinal(first.toordinal() + n - 1)) for n, _ in spans] == [s for _, s in spans]


_PIECES = st.sampled_from(
    [
        "首相は",
        "14日",
        "、",
        "昨年10月",
        "に",
        "の",
        "会見で",
        "発表した",
        "予定だ",
        "。",
        "前年同期",
        "から",
        "「",
        "」",
        "両国は",
        "午前",
        "1月15日で",
        "ある",
        "\n",
        "2030年まで",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_gives_events_that_lie_in_it(text: str) -> None:
    try:
        told = tell(text, date(2025, 8, 20))
    except InputError:
        return
    ids = [e.event_id for e in told.events]
    assert len(ids) == len(set(ids))
    for event in told.events:
        assert 0 <= event.start < event.end <= len(told.article.text)
        assert event.earliest is not None
        assert event.latest is not None
        assert event.earliest <= event.latest
