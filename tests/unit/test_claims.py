"""What sentences claim: answers with their rung, ranks, figures with their metric; and what claims nothing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.analyse import analyse
from yomikurabe.read import Limits, Source
from yomikurabe.topic import load_topic

CASES = tomllib.loads((Path(__file__).parents[1] / "golden" / "claims.toml").read_text("utf-8"))["case"]
COLUMNS = {
    "answer": "polarity",
    "rung": "certainty",
    "chip": "scope_chip",
    "place": "scope_place",
    "period": "scope_period",
    "deal": "scope_deal",
    "subject": "subject_id",
    "value": "value_text",
    "modality": "modality",
}
HEAD = "半導体をめぐる動き\n2025年12月10日\n\n"


def claims_of(text):
    source = Source("x.txt", "x", (HEAD + text).encode("utf-8", "surrogatepass"))
    return analyse(source, load_topic("ai-chips"), Limits())["claims"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_a_sentence_claims(case):
    found = [c for c in claims_of(case["text"]) if c.metric_id == case["metric"]]
    wanted = {COLUMNS[key]: value for key, value in case.items() if key in COLUMNS}
    seen = [{column: getattr(c, column) for column in wanted} for c in found]
    if case.get("none"):
        assert seen == []
    else:
        assert seen
        assert all(one == wanted for one in seen)  # two clauses may answer alike


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from([c["text"] for c in CASES]), max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20),
)
def test_claims_lie_in_the_text_and_have_one_id_each(text, noise):
    claims = claims_of(text + noise + text)
    whole = HEAD + text + noise + text
    assert all(0 <= c.start < c.end <= len(whole) and c.value_text in whole for c in claims)
    assert len({c.claim_id for c in claims}) == len(claims)
