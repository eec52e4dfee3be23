"""What articles say of chips: every statement found and judged, nothing else taken for one; golden cases as data."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.extract.clauses import build_clauses
from yomikurabe.extract.names import build_mentions
from yomikurabe.extract.quantities import build_quantities
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.messages import render
from yomikurabe.morphology import tokens
from yomikurabe.read import Limits, Source, find_sources, load_source, read_article
from yomikurabe.relate.chip_bounds import stated_range
from yomikurabe.relate.chip_claims import build_chip_claims
from yomikurabe.relate.chip_records import Statement
from yomikurabe.topic import load_topic

ROOT = Path(__file__).parent.parent
GOLDEN = tomllib.loads((ROOT / "golden" / "chip_claims.toml").read_text("utf-8"))
TOPIC = load_topic("ai-chips")
DATED = "半導体をめぐる動き\n2025年12月10日\n"


def read(source):
    """An article and its chip claims."""
    article = read_article(source, Limits())
    cut = {s.sentence_id: tokens(s.text, s.start) for s in article.sentences}
    mentions, entities = build_mentions(article, cut, TOPIC)
    timexes = build_timexes(article, mentions, {e.entity_id: e for e in entities})
    quantities = build_quantities(article, timexes)
    return article, build_chip_claims(article, mentions, quantities, build_clauses(article, cut), TOPIC)


def read_text(folder, text):
    (folder / "article.txt").write_text(text, "utf-8")
    offered, _ = find_sources([folder], Limits())
    return read(load_source(offered[0], Limits()))


def shown(article, claim):
    """A claim as the golden cases have it."""
    row = {
        "at": article.text[claim.start : claim.end],
        "chip": claim.chip_id,
        "versus": claim.versus_id,
        "attribute": claim.attribute,
        "low": None if claim.low is None else round(claim.low, 4),
        "high": None if claim.high is None else round(claim.high, 4),
        "unit": claim.unit,
        "verdict": claim.verdict,
    }
    return {key: value for key, value in row.items() if value is not None}


@pytest.fixture(scope="module")
def seeds():
    offered, _ = find_sources([ROOT.parent / "seeds"], Limits())
    return {article.doc_id: (article, claims) for article, claims in (read(load_source(f, Limits())) for f in offered)}


@pytest.mark.parametrize("case", GOLDEN["article"], ids=lambda c: c["doc"][:3])
def test_every_chip_statement_of_an_article_is_found_and_judged(seeds, case):
    article, claims = seeds[case["doc"]]
    assert [shown(article, claim) for claim in claims] == case["claims"]


@pytest.mark.parametrize("case", GOLDEN["sentence"], ids=lambda c: c["text"][:16])
def test_a_sentence_says_this_of_chips_and_no_more(tmp_path, case):
    article, claims = read_text(tmp_path, DATED + case["text"] + "\n")
    assert [shown(article, claim) for claim in claims] == case["claims"]


def test_claims_are_unique_lie_in_their_sentence_and_are_explained(seeds):
    for article, claims in seeds.values():
        sentences = {s.sentence_id: s for s in article.sentences}
        assert len({claim.claim_id for claim in claims}) == len(claims)
        for claim in claims:
            sentence = sentences[claim.sentence_id]
            assert sentence.start <= claim.start < claim.end <= sentence.end
            assert all(render(claim.explanation, lang) for lang in ("en", "ja"))


def test_the_explanation_names_what_bears_a_claim_out_and_what_does_not(tmp_path):
    _, claims = read_text(tmp_path, DATED + "H200のメモリ容量はH100の約1.8倍だ。\n")
    said = render(claims[0].explanation, "en")
    assert "memory 1.76× bear it out" in said
    assert "memory bandwidth 1.43×" in said.partition(";")[2]


def test_a_subject_left_out_is_taken_from_the_heading(tmp_path):
    text = DATED + "H200の性能\n・H20の6倍の計算能力\n・消費電力は700W\n"
    _, claims = read_text(tmp_path, text)
    assert {claim.chip_id for claim in claims} == {"h200"}


@pytest.mark.parametrize(
    ("value", "approx", "low", "high"),
    [(2, False, 1.5, 2.5), (15, False, 14.5, 15.5), (10, False, 5, 15), (1.5, False, 1.45, 1.55), (6, True, 5.1, 6.9)],
)
def test_a_round_figure_is_read_as_roughly_as_it_is_written(value, approx, low, high):
    statement = Statement(0, 1, "plum", "pear", None, value, value, "times", approx)
    assert stated_range(statement) == pytest.approx((low, high))


WORDS = [
    "H200",
    "H20",
    "ブラックウェル",
    "次世代チップ",
    "は",
    "の",
    "より",
    "が",
    "を",
    "に比べ",
    "約2倍",
    "30%",
    "141GB",
    "性能",
    "メモリ容量",
    "推論",
    "高い",
    "引き下げた",
    "向上",
    "後継",
    "縮小版",
    "一世代前",
    "を搭載した",
    "ない",
    "、",
    "。",
    "「",
    "」",
    "\n",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
def test_any_string_of_such_words_is_read_without_an_error(parts):
    text = DATED + "".join(parts)
    source = Source("any.txt", "any", text.encode("utf-8"), None)
    article, claims = read(source)
    assert all(0 <= claim.start < claim.end <= len(article.text) for claim in claims)
    assert len({claim.claim_id for claim in claims}) == len(claims)
