"""What is wrong inside one article: planted errors are found, and nothing else; clean articles are silent."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from yomikurabe.analyse import analyse
from yomikurabe.messages import LANGUAGES, render
from yomikurabe.read import Limits, SidecarRow, Source
from yomikurabe.topic import load_topic

CASES = tomllib.loads((Path(__file__).parents[1] / "golden" / "findings.toml").read_text("utf-8"))["case"]
HEADING = "きょうの動き、短くまとめて"


@cache
def topic(name):
    return load_topic(name)


def rows_of(case):
    text = f"{case.get('title', HEADING)}\n\n{case['text'].strip()}\n"
    day = date.fromisoformat(case["published"])
    sidecar = SidecarRow("case.txt", published=(day, day))
    return analyse(Source("case.txt", "case", text.encode(), sidecar), topic(case.get("topic", "ai-chips")), Limits())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_article_has_these_errors_and_no_other(case):
    found = {f"{f.kind}|{f.surface.strip()}" for f in rows_of(case)["findings"]}
    assert found == set(case["says"])


@pytest.mark.parametrize("case", [c for c in CASES if c["says"]], ids=[c["name"] for c in CASES if c["says"]])
def test_each_finding_is_told_in_both_languages_with_its_evidence(case):
    rows = rows_of(case)
    text = rows["documents"][0].text
    for finding in rows["findings"]:
        assert all(render(finding.explanation, lang) for lang in LANGUAGES)
        assert text[finding.start : finding.end] == finding.surface
        shown = [e for e in rows["finding_evidence"] if e.finding_id == finding.finding_id]
        assert shown[0].role == "says"
        assert all(e.reference_id or 0 <= e.start < e.end <= len(text) for e in shown)


def test_what_would_be_right_against_the_reference_is_a_day_or_a_figure_in_no_language_of_its_own():
    """The explanation and the evidence tell the row of the chronology, in the reader's language."""
    text = (
        "エヌビディアはH20の輸出許可を取得し、販売再開の米国承認を獲得した。"
        "米中両国は釜山での首脳会談で半導体の輸出制限の解除に合意した。H200のメモリーはH20の6倍だ。"
    )
    rows = rows_of({"published": "2025-07-20", "text": text})["findings"]
    found = {f.expected: f for f in rows if f.kind == "contradicts-reference"}
    assert set(found) == {"2025-08-08", None, "1.47×"}
    assert "Commerce starts issuing H20 licences" in render(found["2025-08-08"].explanation, "en")
    assert "商務省がH20の輸出許可を出し始める" in render(found["2025-08-08"].explanation, "ja")
