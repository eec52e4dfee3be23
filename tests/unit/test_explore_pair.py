"""Two articles side by side."""

import pytest

import yomikurabe as yk

REPORTS = {
    "a": "青葉電機の2025年3月期の売上高は120億円だった。同社の田中実社長は「今年は良い年になる」と述べた。"
    "農水省は5月8日に備蓄米を放出した。",
    "b": "青葉電機の2025年3月期の売上高は170億円だった。青葉電機の株価は2025年5月9日に5%下がった。",
}


@pytest.fixture(scope="module")
def seeds():
    return yk.load("seeds")


@pytest.fixture
def corpus(tmp_path):
    for label, text in REPORTS.items():
        (tmp_path / f"{label}.txt").write_text(f"短信\n2025-05-10\n\n{text}\n", "utf-8")
    return yk.load(tmp_path)


def test_what_both_say_stands_with_its_verdict_and_what_only_one_says_apart(corpus):
    pair = corpus.compare("a", "b")
    assert list(pair.comparisons["verdict"]) == ["conflict"]
    assert "revenue" not in {*pair.only_a["metric_id"], *pair.only_b["metric_id"]}
    assert set(pair.only_a["doc_id"]) <= {"a"}
    assert list(zip(pair.only_b["doc_id"], pair.only_b["metric_id"], strict=True)) == [("b", "share-price-change")]
    shown = repr(pair)
    assert "conflict · " in shown
    assert "“120億円”" in shown
    assert f"{pair.comparisons['comparison_id'].iloc[0]}" in shown
    assert "only a quotes" in shown
    assert "Published 2025-05-10" in shown


def test_every_two_articles_share_what_the_tables_say(seeds):
    doc_ids = list(seeds.documents["doc_id"])
    claims = seeds.claims.set_index("claim_id")["doc_id"]
    for a in doc_ids:
        for b in doc_ids[doc_ids.index(a) + 1 :]:
            pair = seeds.compare(a, b)
            for comparison_id in pair.comparisons["comparison_id"]:
                members = seeds.comparison_claims[seeds.comparison_claims["comparison_id"] == comparison_id]
                assert {a, b} <= set(claims[members["claim_id"]])
            clusters = [set(seeds.events.loc[seeds.events["doc_id"] == d, "cluster_id"]) for d in (a, b)]
            assert set(pair.events["cluster_id"]) == clusters[0] & clusters[1]
            assert set(pair.events_a["cluster_id"]) == clusters[0] - clusters[1]
            assert set(pair.events_b["cluster_id"]) == clusters[1] - clusters[0]
            for side, doc_id in (("a", a), ("b", b)):
                quotes = seeds.quotes[seeds.quotes["doc_id"] == doc_id]
                assert pair.speakers[side].sum() == quotes["speaker_id"].notna().sum()


def test_contradictions_come_first(seeds):
    verdicts = list(seeds.compare("001", "003").comparisons["verdict"])
    assert verdicts[0] == "conflict"
    assert verdicts == sorted(verdicts, key=["conflict", "explained", "compatible", "agree"].index)


def test_it_reads_in_both_languages_as_text_and_html(seeds):
    shown = seeds.compare("001", "003")
    assert repr(shown).startswith("001 and 003 side by side")
    assert "<h3>001 and 003 side by side</h3>" in shown._repr_html_()
    assert repr(yk.load("seeds", lang="ja").compare("001", "003")).startswith("001と003の読み比べ")


def test_an_article_that_isn_t_named_is_the_one_with_most_in_common(seeds, tmp_path):
    pair = seeds.compare("002")
    others = [d for d in seeds.documents["doc_id"] if d != pair.a]
    assert len(pair.comparisons) == max(len(seeds.compare(pair.a, other).comparisons) for other in others)
    assert len(seeds.compare().comparisons) >= len(pair.comparisons)
    (tmp_path / "a.txt").write_text("雨の朝\n\n雨が降っていて、静かな朝だったので、ずっと窓を眺めていた。\n", "utf-8")
    assert "This corpus has one article" in repr(yk.load(tmp_path).compare())


@pytest.mark.parametrize(
    ("given", "told"), [(("001", "001"), "are one article; name two"), (("9", "001"), "there is no article '9'")]
)
def test_what_can_t_be_compared_is_told_in_one_line(seeds, given, told):
    with pytest.raises(yk.InputError, match=told) as error:
        seeds.compare(*given)
    assert "\n" not in str(error.value)
