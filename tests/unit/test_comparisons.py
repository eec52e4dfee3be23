"""Two reports of one matter side by side: agreement, a harmless reason, or a contradiction. Written for these tests."""

import pytest

import yomikurabe as yk

PAIRS = {
    "one amount in two wordings agrees": (
        ("2025-05-10", "青葉電機が発表した2025年3月期の売上高は120億円だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は120億円となった。"),
        [("revenue", "agree", None)],
    ),
    "rounding is no difference": (
        ("2025-05-10", "青葉電機の2025年3月期の売上高は1204億円だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は約1200億円だった。"),
        [("revenue", "compatible", "rounding")],
    ),
    "a bound is met": (
        ("2025-05-10", "青葉電機の2025年3月期の売上高は1200億円以上だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は1210億円だった。"),
        [("revenue", "compatible", "bounds")],
    ),
    "two periods are never compared": (
        ("2025-05-10", "青葉電機の2024年3月期の売上高は100億円だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は120億円だった。"),
        [],
    ),
    "a forecast isn't an outcome": (
        ("2025-04-10", "青葉電機は2025年3月期の売上高を100億円と予想している。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は120億円だった。"),
        [("revenue", "explained", "forecast-vs-actual")],
    ),
    "one period, two outcomes contradict": (
        ("2025-05-10", "青葉電機の2025年3月期の売上高は120億円だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は170億円だった。"),
        [("revenue", "conflict", "value")],
    ),
    "a power of ten is a slip": (
        ("2025-05-10", "青葉電機の2025年3月期の売上高は120億円だった。"),
        ("2025-05-11", "青葉電機の2025年3月期の売上高は12億円だった。"),
        [("revenue", "conflict", "unit-slip")],
    ),
    "an amount in another currency": (
        ("2025-05-10", "青葉電機の2024年12月期の売上高は100億ドルだった。"),
        ("2025-05-11", "青葉電機の2024年12月期の売上高は1兆5000億円だった。"),
        [("revenue", "explained", "currency")],
    ),
    "a count that grows has changed": (
        ("2026-03-03", "山中市の地震で2人が死亡した。"),
        ("2026-03-04", "山中市の地震による死者は4人になった。"),
        [("deaths", "explained", "changed")],
    ),
    "two chips are two deals": (
        ("2025-08-12", "H20の中国での売上の15%を米政府に納める。"),
        ("2025-12-09", "H200の中国での売上の25%を米政府に納める。"),
        [("government-share", "explained", "scope")],
    ),
    "a decision on two days has changed": (
        ("2025-11-05", "米政府はH200の対中輸出を禁止した。"),
        ("2025-12-09", "米政府はH200の対中輸出を許可した。"),
        [("chip-sale", "explained", "changed")],
    ),
    "a decision on one day can't be both": (
        ("2025-12-09", "米政府はH200の対中輸出を禁止した。"),
        ("2025-12-09", "米政府はH200の対中輸出を許可した。"),
        [("chip-sale", "conflict", "polarity")],
    ),
    "what is considered may yet be decided": (
        ("2025-12-08", "米政府はH200の対中輸出を許可することを検討している。"),
        ("2025-12-09", "米政府はH200の対中輸出を許可した。"),
        [("chip-sale", "compatible", "overlap")],
    ),
    "other chips, other answers": (
        ("2025-12-09", "米政府はブラックウェルの対中輸出を禁止した。"),
        ("2025-12-09", "米政府はH200の対中輸出を許可した。"),
        [("chip-sale", "explained", "scope")],
    ),
    "one day apart by time zones": (
        ("2025-12-09", "両首脳の会談は10月30日に釜山で行われた。"),
        ("2025-12-09", "両首脳の会談は10月31日に釜山で行われた。"),
        [("meeting-date", "explained", "time-zone")],
    ),
    "opposite opinions are no contradiction of fact": (
        ("2025-12-09", "規制は中国の国産化を加速させた。"),
        ("2025-12-09", "規制により中国の国産化は遅れている。"),
        [],
    ),
    "amounts of one head noun but other things": (
        ("2025-05-10", "市の予算は120億円で、前年を上回った。"),
        ("2025-05-11", "県の予算は800億円で、前年を上回った。"),
        [],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_reports(name, tmp_path):
    *reports, expected = PAIRS[name]
    for label, (day, text) in zip("ab", reports, strict=True):
        (tmp_path / f"{label}.txt").write_text(f"短信\n{day}\n\n{text}\n", "utf-8")
    corpus = yk.load(tmp_path)
    assert len(corpus.documents) == 2
    told = corpus.comparisons[~corpus.comparisons["verdict"].isin(["single"])]
    told = told[told["metric_id"] != "spelling"]
    reasons = [reason if isinstance(reason, str) else None for reason in told["reason"]]
    assert sorted(zip(told["metric_id"], told["verdict"], reasons, strict=True), key=str) == sorted(expected, key=str)
    said = {r.claim_id: r.value_text for r in corpus.claims.itertuples()}
    for row in told.itertuples():
        members = corpus.comparison_claims[corpus.comparison_claims["comparison_id"] == row.comparison_id]
        assert all(said[claim_id] in row.explanation for claim_id in members["claim_id"])


def test_no_pair_of_claims_meets_twice():
    corpus = yk.load("seeds")
    members = corpus.comparison_claims.groupby("comparison_id")["claim_id"].agg(list)
    pairs = [tuple(sorted((a, b))) for m in members for i, a in enumerate(m) for b in m[i + 1 :]]
    assert len(pairs) == len(set(pairs)) > 50
