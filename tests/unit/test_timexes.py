"""Time expressions: what is found and how it is resolved, what is refused and why."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numbers_article import article_of
from yomikurabe.extract import timex_filters
from yomikurabe.extract.timexes import build_timexes
from yomikurabe.messages import LANGUAGES, render
from yomikurabe.tables import Entity, Mention, Timex

GOLDEN = Path(__file__).parents[1] / "golden" / "timexes.toml"
CASES = tomllib.loads(GOLDEN.read_text("utf-8"))["case"]


def timexes(text: str, published: str = "2025-11-23") -> list[Timex]:
    return build_timexes(article_of(text, published))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_a_sentence_has_these_time_expressions_and_no_others(case):
    found = timexes(case["text"], case["published"])
    assert [[t.surface, t.value or ""] for t in found] == case["found"]


def test_offsets_are_those_of_the_text_on_a_line_with_many():
    text = "8日に会い、昨年10月8日と18日、2025年10月8日の3日間を思い出した。"
    assert [(t.start, t.end, t.surface) for t in timexes(text)] == [
        (0, 2, "8日"),
        (6, 13, "昨年10月8日"),
        (14, 17, "18日"),
        (18, 28, "2025年10月8日"),
        (29, 32, "3日間"),
    ]


def test_ids_come_from_document_and_place():
    (found,) = timexes("雨は20日に降った。")
    assert (found.timex_id, found.sentence_id, found.kind) == ("a#t2", "a#s0", "date")


def test_a_week_is_an_interval_of_days_with_its_anchor():
    (found,) = timexes("先週は雨だった。")
    assert (str(found.earliest), str(found.latest), found.anchor) == ("2025-11-10", "2025-11-16", "2025-11-23")


def test_an_open_side_is_null():
    since, until = timexes("2018年以降、2010年以前。")
    assert (str(since.earliest), since.latest) == ("2018-01-01", None)
    assert (until.earliest, str(until.latest)) == (None, "2010-12-31")


def test_without_a_date_of_publication_the_row_is_there_but_open():
    (found,) = timexes("先週は雨だった。", "")
    assert (found.value, found.earliest, found.latest, found.anchor) == (None, None, None, None)


def test_the_year_comes_from_the_nearest_full_date_where_publication_is_unknown():
    *_, found = timexes("2024年3月1日に決めた。11月3日に始める。ずっと前の2020年1月1日のこと。", "")[:2]
    assert (found.value, found.anchor) == ("2024-11-03", "2024-03-01")


def test_an_interval_of_publication_widens_what_depends_on_the_day():
    (found,) = timexes("先週は雨だった。", "2025-11-22/2025-11-24")
    assert (str(found.earliest), str(found.latest)) == ("2025-11-10", "2025-11-23")
    assert "between 2025-11-22 and 2025-11-24" in (render(found.note) or "")


def test_literal_meaning_stays_even_where_it_cannot_be_meant():
    (found,) = timexes("2025年4月に訪問する予定だ。")
    assert found.value == "2025-04"


def test_a_part_without_an_edge_keeps_the_whole_and_says_so():
    (found,) = timexes("先月末に決めた。")
    assert (found.value, render(found.note, "ja")) == ("2025-10", "「末」はその一部を指す（区間は全体）")


def test_a_date_line_is_no_expression_of_the_text():
    article = article_of("2025年11月23日 10:35", kind="dateline")
    assert build_timexes(article) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("同社の第1四半期は増収だった。", ["2025-02/2025-04"]),
        ("同社の第2四半期は増収の見込みだ。", ["2025-05/2025-07"]),
        ("同社の2026年度第1四半期。", ["2025-02/2025-04"]),
        ("同社の2024年第4四半期。", ["2024-11/2025-01"]),
        ("第1四半期は減収だった。", ["2025-01/2025-03"]),
    ],
)
def test_a_fiscal_quarter_follows_the_company_named_before_it(text, values):
    shop = Entity("shop", "company", "商店", "Shop", None, None, None, True, 1)
    at = text.find("同社")
    named = [Mention("a", "a#m0", "a#s0", at, at + 2, "同社", "shop", "company", None)] if at >= 0 else []
    found = build_timexes(article_of(text, "2025-05-28"), named, {"shop": shop})
    assert [t.value for t in found] == values


def test_a_japanese_fiscal_year_is_named_by_its_beginning():
    shop = Entity("shop", "company", "商店", "Shop", None, None, None, True, 3)
    named = [Mention("a", "a#m0", "a#s0", 0, 2, "商店", "shop", "company", None)]
    (found,) = build_timexes(article_of("商店の2025年度第1四半期。"), named, {"shop": shop})
    assert found.value == "2025-04/2025-06"


REFUSED = {
    "new_year": ["年末年始"],
    "product": ["Core i-37年", "A20日程"],
    "ordinal": ["第3日", "第二年"],
    "match_clock": ["後半15分"],
    "stay": ["3泊4日"],
    "clock": ["8時30分"],
    "grade": ["高校3年"],
    "one_day": ["一日も早く"],
    "kanji_minutes": ["十分"],
    "event": ["会談の3日前", "施行から3年後", "会う3日前", "会った3日後"],
    "outlet": ["毎日新聞"],
    "japan": ["同じ日本の企業", "10日本企業"],
    "person": ["三月さん", "一月万冊"],
    "lexical": ["三日月", "二日酔い", "2年収", "年初来"],
    "town": ["四日市市"],
    "hurry": ["1日も早く"],
    "rate": ["1日当たり", "1日100万個"],
    "nowadays": ["今日では"],
    "ratio": ["前日比"],
    "bond": ["10年債"],
    "counted": ["3年目", "3年生"],
    "share": ["3分の1"],
    "programme": ["金曜ロードショー"],
}


def test_every_refusal_has_its_example():
    assert set(REFUSED) == {*timex_filters.AT_START.groupindex, *timex_filters.AT_END.groupindex}


@pytest.mark.parametrize("text", [t for texts in REFUSED.values() for t in texts])
def test_what_looks_like_a_time_and_is_none_is_refused(text):
    assert timexes(text) == []


@pytest.mark.parametrize("published", ["2025-11-23", "2025-11-01/2025-12-31", ""])
def test_every_sentence_for_people_can_be_rendered(published):
    text = "".join(case["text"] for case in CASES)
    for found in timexes(text, published):
        for lang in LANGUAGES:
            assert render(found.basis, lang)
            assert found.note is None or render(found.note, lang)


PIECES = st.sampled_from(
    [*"0123456789０２一二三十年月日週時分秒期第・〜-/、（）()", *"の前後同翌昨今来去毎末初春四半以降から間代世紀カ度Q"]
)


@given(
    st.lists(PIECES | st.text(max_size=2), max_size=40).map("".join),
    st.sampled_from(["2024-02-29", "2025-01-31/2025-03-01", ""]),
)
def test_any_text_gives_rows_in_order_whose_spans_lie_in_it(text, published):
    found = timexes(text, published)
    assert all(text[t.start : t.end] == t.surface != "" for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.earliest <= t.latest for t in found if t.earliest and t.latest)
