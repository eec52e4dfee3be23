"""Pairs of articles, agreeing, differing harmlessly and contradicting each other: golden cases as data."""

import tomllib
from pathlib import Path

import pytest

import yomikurabe as yk

CASES = tomllib.loads((Path(__file__).parents[1] / "golden" / "comparisons.toml").read_text("utf-8"))["case"]
HEADING = "国際ニュース、きょうの動き"
MORE = "担当者は取材に対し、詳しい経緯については後日あらためて説明すると話している。"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_two_articles_side_by_side(case, tmp_path):
    for name in ("one", "other"):
        body = case[name][1]
        (tmp_path / f"{name}.txt").write_text(f"{HEADING}\n\n{body}{MORE}\n", "utf-8")
    dates = "".join(f"{name}.txt,{name},{case[name][0]}\n" for name in ("one", "other"))
    (tmp_path / "sources.csv").write_text(f"file,label,published\n{dates}", "utf-8")
    corpus = yk.load(tmp_path, topic=case["topic"])
    both = corpus.comparison_claims.merge(corpus.claims, on="claim_id").groupby("comparison_id")["doc_id"].nunique()
    told = corpus.comparisons[corpus.comparisons["comparison_id"].map(both) > 1]
    found = {f"{r.metric_id} {r.verdict} {r.reason or ''}" for r in told.fillna("").itertuples()}
    shown = list(told["explanation"])
    assert set(case["says"]) <= found, (found, shown)
    assert not {verdict for verdict in case.get("never", ()) if any(f" {verdict} " in f for f in found)}, (found, shown)
