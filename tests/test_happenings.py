"""The happenings of the five articles: what several of them tell is one, and dates that can't be right are found."""

import pytest

import yomikurabe as yk


@pytest.fixture(scope="module")
def corpus():
    return yk.load("seeds")


def told(corpus, reference):
    """Articles and clauses of the happening that is linked to a row of the chronology."""
    clusters = corpus.event_clusters[corpus.event_clusters["reference_id"] == reference]
    assert clusters["cluster_id"].nunique() == 1
    return corpus.events[corpus.events["event_id"].isin(clusters["event_id"])]


def test_the_summit_that_three_articles_tell_is_one_happening(corpus):
    summit = told(corpus, "ref-2025-10-30-busan-summit")
    assert {doc_id[:3] for doc_id in summit["doc_id"]} == {"001", "002", "003"}


def test_the_decision_and_its_lead_are_one_happening(corpus):
    decision = told(corpus, "ref-2025-12-08-h200-allowed")
    assert len(decision) == 2
    assert set(decision["earliest"].dt.strftime("%Y-%m-%d")) == {"2025-12-08"}


def test_the_three_dates_that_cannot_be_right_are_found_and_no_others(corpus):
    found = corpus.findings[corpus.findings["kind"] == "impossible-date"]
    assert dict(zip(found["surface"], found["expected"], strict=True)) == {
        "トランプは2025年4月に北京を訪問する予定で": "2026-04",
        "昨年1月に発足したトランプ政権": "2025-01",
        "両国が昨年10月釜山での首脳会談で半導体輸出制限解除に合意した": "2025-10",
    }


def test_the_fourteen_short_articles_have_no_impossible_date():
    corpus = yk.load("tests/golden/annotated/documents")
    assert "impossible-date" not in set(corpus.findings["kind"])
