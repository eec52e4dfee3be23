"""Claims, what is compared of them, and what is found wrong, from articles to tables."""

import pytest

import yomikurabe as yk

ONE = """青葉電機の2025年3月期の売上高は120億円だった。純利益は8億円で、2億円の赤字だった前年同期から黒字に転じた。

同社は国際緊急経済権限法(IEPA)に基づく関税の影響を調べている。輸出は100万ドル(約15億円)に達した。担当者は今後も調べるとしている。
"""
OTHER = """青葉電機が発表した2025年3月期の売上高は120億円だった。純利益は8億円となった。担当者は好調だと述べた。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "one.txt").write_text("青葉電機の決算\n\n2025年5月10日\n\n" + ONE, "utf-8")
    (folder / "other.txt").write_text("青葉電機、増益\n\n2025年5月11日\n\n" + OTHER, "utf-8")
    return yk.load(folder)


def test_a_claim_is_the_amount_as_written(corpus):
    texts = corpus.documents.set_index("doc_id")["text"]
    figures = corpus.claims[corpus.claims["unit"].notna()]
    assert len(figures) >= 4
    assert all(texts[r.doc_id][r.start : r.end] == r.value_text for r in figures.itertuples())


def test_equal_figures_never_conflict(corpus):
    assert "conflict" not in set(corpus.comparisons["verdict"])


def test_two_claims_meet_at_most_once(corpus):
    members = corpus.comparison_claims.groupby("comparison_id")["claim_id"].agg(list)
    pairs = [tuple(sorted((a, b))) for m in members for i, a in enumerate(m) for b in m[i + 1 :]]
    assert len(pairs) == len(set(pairs))


def test_a_wrong_abbreviation_and_a_wrong_conversion_are_found(corpus):
    found = set(zip(corpus.findings["kind"], corpus.findings["surface"], strict=True))
    assert {("name-slip", "IEPA"), ("currency-slip", "約15億円")} <= found
    shown = set(corpus.finding_evidence["finding_id"])
    assert shown >= set(corpus.findings["finding_id"])
