"""Amounts: what is found with which bounds, what is refused and why."""

import math
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numbers_article import article_of
from yomikurabe.extract import quantity_filters
from yomikurabe.extract.quantities import build_quantities
from yomikurabe.extract.quantity_patterns import UNITS
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.tables import Quantity

GOLDEN = Path(__file__).parents[1] / "golden" / "quantities.toml"
CASES = tomllib.loads(GOLDEN.read_text("utf-8"))["case"]


def quantities(text: str) -> list[Quantity]:
    article = article_of(text)
    return build_quantities(article, build_timexes(article))


def same(found: float | None, wanted: float | None) -> bool:
    return found is wanted is None or (found is not None and wanted is not None and math.isclose(found, wanted))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_a_sentence_has_these_amounts_and_no_others(case):
    found = quantities(case["text"])
    assert [(q.surface, q.unit, q.approx) for q in found] == [
        (w["text"], w["unit"], w.get("approx", False)) for w in case["found"]
    ]
    for q, wanted in zip(found, case["found"], strict=True):
        assert same(q.low, wanted.get("low")), (q, wanted)
        assert same(q.high, wanted.get("high")), (q, wanted)


def test_there_are_forty_cases_of_physical_and_computing_units():
    plain = {"percent", "percent-point", "times", "count", *(u.unit for u in UNITS.values() if u.kind == "money")}
    assert sum(w["unit"] not in plain for case in CASES for w in case["found"]) >= 40


def test_offsets_are_those_of_the_text_on_a_line_with_many():
    text = "3個と約13個、3%の30%、最大3億円（約3万ドル）を3社に。"
    assert [(q.start, q.end, q.surface) for q in quantities(text)] == [
        (0, 2, "3個"),
        (3, 7, "約13個"),
        (8, 10, "3%"),
        (11, 14, "30%"),
        (15, 20, "最大3億円"),
        (21, 26, "約3万ドル"),
        (28, 30, "3社"),
    ]


def test_a_conversion_is_tied_to_what_it_converts():
    first, second, third = quantities("売上高は15億ドル（約2360億円）、費用は2億円。")
    assert (second.converts, third.converts, first.converts) == (first.quantity_id, None, None)


def test_a_bound_behind_the_bracket_belongs_to_the_amount_before_it():
    first, second = quantities("時価総額は6000億元（約12兆6000億円）を超えた。")
    assert (first.low, first.high, second.high) == (6e11, None, 1.26e13)


def test_a_count_keeps_its_counter():
    assert [q.counter for q in quantities("3社が5万個を20億円で売った。")] == ["社", "個", None]


def test_dates_and_lengths_are_no_amounts():
    assert quantities("2025年11月23日から3年間、週3回、1時間40分。") == []


REFUSED = {
    "product": ["H200社", "F-35機", "S&P500種"],
    "ordinal": ["第3工場", "3社目"],
    "score": ["3-1点"],
    "number_of": ["複数社", "人数人"],
    "one_of": ["課題の1つ", "もう1つ"],
    "one": ["一社独占", "一つ"],
    "the_two": ["二人は語った"],
    "kanji": ["百度", "三度", "二元論"],
    "half": ["冗談半分", "前半分"],
    "extra_inning": ["延長11回"],
    "multiplied": ["人一倍", "人倍の"],
    "rate": ["1株当たり", "1人あたり"],
    "exchange": ["は1ドル=とする"],
    "banknote": ["1万円札"],
    "inning": ["7回途中"],
    "index": ["ダウ30種平均"],
    "race": ["男子100メートル決勝"],
    "word": ["5つ星", "9割り", "6カ国協議"],
}


def test_every_refusal_has_its_example():
    assert set(REFUSED) == {*quantity_filters.AT_START.groupindex, *quantity_filters.AT_END.groupindex}


@pytest.mark.parametrize("text", [t for texts in REFUSED.values() for t in texts])
def test_what_looks_like_an_amount_and_is_none_is_refused(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    "text", ["3社会", "2本社", "5台湾企業", "2元首", "3機能", "4基地", "2名古屋", "3点滅", "5円卓"]
)
def test_a_counter_that_goes_on_as_another_word_is_none(text):
    assert quantities(text) == []


def test_text_with_pinyin_in_it_reads_as_any_other():
    assert [q.surface for q in quantities("商務(wù)部の報(bào)道官は2日、中國の136社を批判(pàn)した。")] == ["136社"]


@pytest.mark.parametrize("surface", sorted(UNITS))
def test_every_unit_is_found_behind_a_number(surface):
    found = quantities(f"それは25{surface}、という。")
    assert [q.surface for q in found] == [f"25{surface}"]


PIECES = st.sampled_from(
    [
        *"0123456789０２一二三十百千万億兆数.,，%％割分厘円元倍半約〜-/、（）()の以上超弱強度$€ つ人社個GBkm",
        "ドル",
        "から",
    ]
)


@given(st.lists(PIECES | st.text(max_size=2), max_size=40).map("".join))
def test_any_text_gives_rows_in_order_whose_spans_lie_in_it(text):
    found = quantities(text)
    assert all(text[q.start : q.end] == q.surface != "" for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(math.isfinite(v) for q in found for v in (q.low, q.high) if v is not None)
    assert all(q.low <= q.high for q in found if q.low is not None and q.high is not None)
