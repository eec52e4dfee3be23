"""Every metric of the dictionary on sentences of its kind: what it claims of them."""

import tomllib
from pathlib import Path

import pytest

import yomikurabe as yk
from yomikurabe.topic import load_topic

ROOT = Path(__file__).parents[1]
SENTENCES = tomllib.loads((ROOT / "golden" / "metrics.toml").read_text("utf-8"))
CASES = [(t, m, i) for t, metrics in SENTENCES.items() for m, lines in metrics.items() for i in range(len(lines))]
AROUND = ("国際ニュース、きょうの動き", "担当者は取材に対し、詳しい経緯については後日あらためて説明すると話している。")


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    """By topic the claims of every sentence, each an article of its own."""
    found = {}
    for topic, metrics in SENTENCES.items():
        folder = tmp_path_factory.mktemp(topic)
        for metric, lines in metrics.items():
            for number, line in enumerate(lines):
                text = f"{AROUND[0]}\n\n{line.partition(' => ')[0]}{AROUND[1]}\n"
                (folder / f"{metric}-{number}.txt").write_text(text, "utf-8")
        names = "".join(f"{path.name},2025-11-25\n" for path in sorted(folder.glob("*.txt")))
        (folder / "sources.csv").write_text(f"file,published\n{names}", "utf-8")
        found[topic] = yk.load(folder, topic="ai-chips").claims[["doc_id", "metric_id", "value_text", "polarity"]]
    return found


@pytest.mark.parametrize(("topic", "metric", "number"), CASES, ids=[f"{m}-{i}" for _, m, i in CASES])
def test_a_metric_finds_its_claim(claims, topic, metric, number):
    wanted = SENTENCES[topic][metric][number].partition(" => ")[2]
    rows = claims[topic][claims[topic]["doc_id"] == f"{metric}-{number}"].fillna("")
    said = {r.polarity or r.value_text for r in rows.itertuples() if r.metric_id == metric}
    assert wanted in said, [(r.metric_id, r.value_text, r.polarity) for r in rows.itertuples()]


def test_every_metric_has_three_sentences():
    known = set(load_topic("ai-chips").metrics)
    assert {m: len(lines) for t in SENTENCES.values() for m, lines in t.items()} == dict.fromkeys(known, 3)
