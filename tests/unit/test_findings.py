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
