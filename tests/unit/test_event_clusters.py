"""Happenings: what is one, what stays apart, the days that sources agree on, and dates that contradict."""

from datetime import date
from functools import cache

import pytest

from yomikurabe.compare.clusters import build_clusters, find_happenings
from yomikurabe.compare.date_findings import Compared, compare_events
from yomikurabe.compare.date_signatures import Signer
from yomikurabe.messages import render
from yomikurabe.tables import Document, Event, Timex
from yomikurabe.topic import Topic, load_topic


@cache
def topic() -> Topic:
    return load_topic("ai-chips")


@cache
def signer() -> Signer:
    return Signer(topic())


def event(
    doc: str, summary: str, first: str, *actors: str, last: str = "", predicate: str = "", **more: object
) -> Event:
    """An event of an article; a summary is unique within its article."""
    meaning = topic().predicates.get(predicate)
    row = Event(
        doc_id=doc,
        event_id=f"{doc}#e{sum(map(ord, summary))}",
        sentence_id=f"{doc}#s0",
        start=10,
        end=10 + len(summary),
        summary=summary,
        earliest=date.fromisoformat(first),
        latest=date.fromisoformat(last or first),
        precision="day",
        action=meaning.action if meaning else None,
        predicate=predicate,
        actors=actors,
        chips=(),
        place=None,
        status="happened",
        timex_id=f"{doc}#t{sum(map(ord, summary))}",
        basis=None,
    )
    return row._replace(**more)


def together(*events: Event) -> list[set[str]]:
    """Articles by happening, the first article first."""
    found: dict[str, set[str]] = {}
    by_id = {e.event_id: e.doc_id for e in events}
    for row in build_clusters(find_happenings(events, signer())):
        found.setdefault(row.cluster_id, set()).add(by_id[row.event_id])
    return sorted(found.values(), key=min)


def compare(*events: Event, surfaces: dict[str, str] | None = None, published: str = "2026-06-30") -> Compared:
    day = date.fromisoformat(published)
    known = {"published": day, "published_earliest": day, "published_latest": day}
    documents = [
        Document._make({"doc_id": doc, "text": "", **known}.get(name) for name in Document._fields)
        for doc in sorted({e.doc_id for e in events})
    ]
    timexes = [
        Timex._make(
            {"doc_id": e.doc_id, "timex_id": e.timex_id, "surface": (surfaces or {}).get(e.doc_id, "")}.get(name)
            for name in Timex._fields
        )
        for e in events
    ]
    return compare_events(documents, events, timexes, topic())


SUMMIT = (
    "石破首相は大阪でモディ首相と会談し、半導体協力で合意した",
    "大阪での首脳会談で石破首相とモディ首相が半導体の協力に合意",
)


def test_two_articles_that_tell_one_meeting_tell_one_happening() -> None:
    one = event("a", SUMMIT[0], "2026-03-04", "shigeru-ishiba", "narendra-modi", predicate="会談する", place="osaka")
    other = event("b", SUMMIT[1], "2026-03-04", "narendra-modi", "shigeru-ishiba", predicate="合意する", place="osaka")
    assert together(one, other) == [{"a", "b"}]


def test_a_day_apart_in_two_articles_is_a_time_zone_and_in_one_is_not() -> None:
    one = event("a", SUMMIT[0], "2026-03-04", "shigeru-ishiba", "narendra-modi", predicate="会談する", place="osaka")
    next_day = one._replace(earliest=date(2026, 3, 5), latest=date(2026, 3, 5))
    assert together(one, next_day._replace(doc_id="b", event_id="b#e1")) == [{"a", "b"}]
    rows = build_clusters(find_happenings([one, next_day._replace(event_id="a#e99")], signer()))
    assert len({r.cluster_id for r in rows}) == 2


def test_the_days_of_a_happening_are_the_tightest_that_its_tellings_agree_on() -> None:
    day = event("a", SUMMIT[0], "2026-03-04", "shigeru-ishiba", "narendra-modi", predicate="会談する", place="osaka")
    month = day._replace(doc_id="b", event_id="b#e1", earliest=date(2026, 3, 1), latest=date(2026, 3, 31))
    rows = build_clusters(find_happenings([month, day], signer()))
    assert {(r.earliest, r.latest) for r in rows} == {(date(2026, 3, 4), date(2026, 3, 4))}
    assert len({r.cluster_id for r in rows}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"chips": ("h20",)}, {"chips": ("b30a",)}, id="another chip"),
        pytest.param({"place": "osaka"}, {"place": "tokyo"}, id="another place"),
        pytest.param({"status": "happened"}, {"status": "denied"}, id="denied"),
        pytest.param({"actors": ("japan",)}, {"actors": ("india",)}, id="another actor"),
    ],
)
def test_what_differs_stays_apart(one: dict[str, object], other: dict[str, object]) -> None:
    first = event("a", "新しい規則を発表し、輸出の審査を改めた", "2026-03-04", "japan", predicate="発表する")
    assert together(first, first._replace(doc_id="b", event_id="b#e1")) == [{"a", "b"}]
    second = first._replace(doc_id="b", event_id="b#e1", **other)
    assert together(first._replace(**one), second) == [{"a"}, {"b"}]


def test_two_deeds_of_one_actor_on_one_day_stay_apart() -> None:
    one = event("a", "日本はコメの備蓄を放出した", "2026-03-04", "japan", predicate="放出する")
    other = event("b", "日本は大使を召還した", "2026-03-04", "japan", predicate="召還する")
    said = event("c", "日本は冷静な対応を求めた", "2026-03-04", "japan", predicate="求める")
    assert together(one, other, said) == [{"a"}, {"b"}, {"c"}]


def test_share_prices_are_not_the_announcement_that_moved_them() -> None:
    one = event("a", "エヌビディアが新製品の発売を発表した", "2026-03-04", "nvidia", predicate="発表する")
    other = event("b", "新製品の発売を好感しエヌビディアの株価が上昇した", "2026-03-04", "nvidia", predicate="上昇する")
    assert together(one, other) == [{"a"}, {"b"}]


def test_a_government_and_its_country_are_one_actor() -> None:
    one = event("a", "中国は輸出規制の強化を発表した", "2026-03-04", "china", predicate="発表する")
    other = event(
        "b", "中国商務省が輸出規制の強化を発表", "2026-03-04", "chinese-commerce-ministry", predicate="発表する"
    )
    assert together(one, other) == [{"a", "b"}]


def test_clusters_do_not_depend_on_the_order_of_the_events() -> None:
    events = [
        event("a", SUMMIT[0], "2026-03-04", "shigeru-ishiba", "narendra-modi", predicate="会談する", place="osaka"),
        event("b", SUMMIT[1], "2026-03-04", "narendra-modi", "shigeru-ishiba", predicate="合意する", place="osaka"),
        event("c", "日本は大使を召還した", "2026-03-04", "japan", predicate="召還する"),
    ]
    assert build_clusters(find_happenings(events, signer())) == build_clusters(find_happenings(events[::-1], signer()))


def test_every_event_has_one_row() -> None:
    events = [event("a", f"日本は第{n}回の会合を開いた", "2026-03-04", "japan", predicate="開く") for n in range(20)]
    rows = build_clusters(find_happenings(events, signer()))
    assert sorted(r.event_id for r in rows) == sorted(e.event_id for e in events)


def test_an_event_is_linked_to_its_row_of_the_chronology() -> None:
    told = event(
        "a", "釜山での首脳会談では半導体を議論した", "2025-10-30", "donald-trump", "xi-jinping", predicate="議論する"
    )
    (row,) = compare(told).clusters
    assert row.reference_id == "ref-2025-10-30-busan-summit"


def test_a_year_off_against_the_chronology_is_a_finding_and_joins_its_happening() -> None:
    slip = event(
        "a",
        "昨年10月釜山での首脳会談で合意した",
        "2024-10-01",
        "united-states",
        "china",
        last="2024-10-31",
        predicate="合意する",
    )
    right = event("b", "10月30日の釜山会談で議論した", "2025-10-30", "donald-trump", predicate="議論する")
    found = compare(slip, right, surfaces={"a": "昨年10月", "b": "10月30日"}, published="2025-12-10")
    (finding,) = found.findings
    assert (finding.doc_id, finding.kind, finding.expected) == ("a", "impossible-date", "2025-10")
    assert "2024-10" in (render(finding.explanation, "en") or "")
    assert {e.reference_id for e in found.evidence} == {None, "ref-2025-10-30-busan-summit"}
    assert len({r.cluster_id for r in found.clusters}) == 1
    assert {(r.earliest, r.latest) for r in found.clusters} == {(date(2025, 10, 30), date(2025, 10, 30))}


def test_no_slip_where_the_year_is_not_the_words_own_or_would_lie_ahead() -> None:
    slip = event(
        "a",
        "昨年10月釜山での首脳会談で合意した",
        "2024-10-01",
        "united-states",
        "china",
        last="2024-10-31",
        predicate="合意する",
    )
    assert compare(slip, surfaces={"a": "10月"}, published="2025-12-10").findings == []
    assert compare(slip, surfaces={"a": "昨年10月"}, published="2025-03-01").findings == []


def test_what_comes_every_year_is_no_slip() -> None:
    one = event(
        "a",
        "昨年5月にエヌビディアは決算を発表し費用を公表した",
        "2024-05-01",
        "nvidia",
        last="2024-05-31",
        predicate="公表する",
    )
    assert compare(one, surfaces={"a": "昨年5月"}, published="2025-12-10").findings == []


def test_another_day_than_the_chronology_is_a_finding_beyond_a_time_zone() -> None:
    words = "釜山で米中首脳会談が開かれ、ブラックウェルは取り上げられず、半導体を議論した"
    day = {"predicate": "会談する", "place": "busan", "chips": ("blackwell",)}
    wrong = event("a", words, "2025-10-26", "donald-trump", "xi-jinping", **day)
    (finding,) = compare(wrong).findings
    assert finding.expected == "2025-10-30"
    near = event("a", words, "2025-10-31", "donald-trump", "xi-jinping", **day)
    assert compare(near).findings == []


def test_nothing_in_nothing_out() -> None:
    assert compare() == Compared([], [], [])
