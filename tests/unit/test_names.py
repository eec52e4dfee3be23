"""Mentions: golden sentences, their offsets, the refusals one by one, and what holds for any text."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.extract import name_refusals
from yomikurabe.extract.name_text import Page, fold, without_glosses
from yomikurabe.extract.names import build_mentions, known_entities
from yomikurabe.messages import render
from yomikurabe.morphology import tokens
from yomikurabe.tables import Block, Document, Sentence
from yomikurabe.topic import load_topic

CASES = tomllib.loads((Path(__file__).parents[1] / "golden" / "names.toml").read_text("utf-8"))["case"]
SENTENCE = re.compile(r"[^。\n]*[。\n]?")


def article(text, kind="body"):
    """An article of one block, cut into sentences at full stops and line ends."""
    document = Document(*[None] * len(Document._fields))._replace(doc_id="d", text=text)
    pieces = [(m.start(), m[0].rstrip("\n")) for m in SENTENCE.finditer(text) if m[0].strip()]
    sentences = tuple(Sentence("d", f"d#s{at}", "d#b0", at, at + len(piece), piece) for at, piece in pieces)
    return Article(document, (Block("d", "d#b0", 0, len(text), kind, None, None),), sentences)


def cut(given_article):
    return {s.sentence_id: tokens(s.text, s.start) for s in given_article.sentences}


def read(text, kind="body", topic="ai-chips"):
    made = article(text, kind)
    return build_mentions(made, cut(made), load_topic(topic))


def named(text, **options):
    """(surface, entity_id) of each mention, with ? after the ids of what is not in the dictionary."""
    mentions, entities = read(text, **options)
    known = {entity.entity_id: entity.known for entity in entities}
    return [(m.surface, m.entity_id + ("" if known[m.entity_id] else "?")) for m in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_sentences_name_what_a_reader_finds(case):
    assert named(case["text"]) == [tuple(name) for name in case["names"]]


def test_offsets_are_those_of_the_source_on_a_line_with_several_names():
    text = "　米国と中国、ＮＶＩＤＩＡと英偉達（エヌビディア）、H20とH200。"
    mentions, _ = read(text)
    assert [(m.start, m.end, m.surface) for m in mentions] == [
        (1, 3, "米国"),
        (4, 6, "中国"),
        (7, 13, "ＮＶＩＤＩＡ"),
        (14, 17, "英偉達"),
        (18, 24, "エヌビディア"),
        (26, 29, "H20"),
        (30, 34, "H200"),
    ]
    assert [m.mention_id for m in mentions[:2]] == ["d#m1", "d#m4"]


def test_mentions_belong_to_their_sentence():
    mentions, _ = read("米国は動いた。中国も動いた。")
    assert [(m.surface, m.sentence_id) for m in mentions] == [("米国", "d#s0"), ("中国", "d#s7")]


def test_a_byline_names_nobody():
    assert named("文・山田太郎記者", kind="byline") == []
    assert named("文・山田太郎記者") == [("山田太郎", "山田太郎?")]


def test_a_short_form_says_in_both_languages_that_it_is_one():
    mentions, _ = read("トランプ大統領が習近平国家主席と会った。習氏は黙った。")
    note = mentions[-1].note
    assert mentions[-1].surface == "習"
    assert "short form" in render(note)
    assert "略" in render(note, "ja")


def test_a_slip_names_what_is_meant():
    mentions, _ = read("H200の輸出をめぐる議論。H2O0は速い。")
    assert (mentions[-1].surface, mentions[-1].entity_id) == ("H2O0", "h200")
    assert "H200" in render(mentions[-1].note)


def test_a_product_called_a_company_has_a_note():
    mentions, _ = read("ブラックウェル社の輸出。ブラックウェルの輸出。")
    assert [render(m.note) for m in mentions] == ["a product, here taken for a company", None]


def test_an_unknown_person_is_an_entity_of_the_text():
    _, entities = read("投資家のラジェシュ・メータ氏が買った。")
    (person,) = entities
    assert (person.entity_id, person.kind, person.name_ja, person.known) == (
        "rajeshu-meta",
        "person",
        "ラジェシュ・メータ",
        False,
    )


def test_a_country_that_names_a_body_is_its_affiliation():
    _, entities = read("ウクライナ軍が声明を出した。")
    assert [(e.entity_id, e.name_en, e.affiliation) for e in entities] == [
        ("ukraine-military", "Ukraine: military", "ukraine")
    ]


def test_every_entity_of_the_dictionary_has_a_row_once():
    ids = [entity.entity_id for entity in known_entities(load_topic("ai-chips"))]
    assert len(ids) == len(set(ids)) > 100


def test_another_topic_keeps_quiet_about_this_one():
    assert named("エヌビディアのH200は速い。", topic="news") == []


@pytest.mark.parametrize(
    ("refuse", "text", "surface", "spelling", "kind", "expected"),
    [
        ("inside_a_latin_word", "SECONDとSEC", "SEC", "SEC", "org", True),
        ("in_lower_case", "let us go", "us", "US", "place", True),
        ("in_lower_case", "the US and", "US", "US", "place", False),
        ("inside_a_longer_latin_name", "番組The China Connection", "China", "China", "place", True),
        ("inside_a_longer_latin_name", "sales in China now", "China", "China", "place", False),
        ("inside_a_katakana_word", "ローマン体", "ローマ", "ローマ", "place", True),
        ("inside_a_katakana_word", "アップルシリーズ", "アップル", "アップル", "company", False),
        ("a_language_or_a_people", "中国語", "中国", "中国", "place", True),
        ("a_language_or_a_people", "中国人民", "中国", "中国", "place", False),
        ("a_language_or_a_people", "中国海軍", "中国", "中国", "place", False),
        ("begins_inside_a_kanji_word", "東西安全保障", "西安", "西安", "place", True),
        ("begins_inside_a_kanji_word", "在米国", "米国", "米国", "place", False),
        ("ends_inside_a_kanji_word", "日本一", "日本", "日本", "place", True),
        ("ends_inside_a_kanji_word", "中国製", "中国", "中国", "place", False),
        ("inside_another_name", "中国電力が", "中国", "中国", "place", True),
        ("inside_an_address", "https://example.com/china", "china", "china", "place", True),
    ],
)
def test_each_refusal_has_its_reason(refuse, text, surface, spelling, kind, expected):
    made = article(text)
    page = Page(made, cut(made))
    start = text.index(surface)
    assert getattr(name_refusals, refuse)(page, start, start + len(surface), kind, spelling) is expected


def test_folding_keeps_the_length_and_joins_dots():
    assert fold("ＡＢ１・ジャン＝ポール　Ｘ") == "AB1・ジャン・ポール X"


def test_readings_in_brackets_are_left_out_with_their_places():
    assert without_glosses("商務(wù)部") == ("商務部", [0, 1, 6])
    assert without_glosses("商務部(省)") is None


NAMES = [
    "米国",
    "中・米",
    "H2O",
    "黄氏",
    "習",
    "トランプ",
    "A・B氏",
    "(wù)",
    "研究所",
    "社",
    "大手",
    "の",
    "政権",
    "ＡＩ",
    "\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=6)), max_size=25).map("".join))
def test_any_text_is_read_with_spans_that_lie_in_it_and_do_not_overlap(text):
    text = text.replace("\0", "").encode("utf-8", "ignore").decode()
    mentions, entities = read(text)
    ids = {entity.entity_id for entity in entities}
    end = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= end
        assert mention.entity_id in ids
        end = mention.end
