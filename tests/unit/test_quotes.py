"""Quotes: golden passages, spans, speakers carried on, what a row of predicates decides, what holds for any text."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.extract.clauses import build_clauses
from yomikurabe.extract.quote_brackets import find_brackets
from yomikurabe.extract.quotes import build_quotes
from yomikurabe.morphology import tokens
from yomikurabe.tables import Document, Mention, Quote, Sentence
from yomikurabe.topic import load_topic

GOLDEN = tomllib.loads((Path(__file__).parents[1] / "golden" / "quotes.toml").read_text("utf-8"))["passage"]
WANTED = 0.95
_SENTENCE = re.compile(r"(?:「[^」]*」|[^。])+。?")
NEWS = load_topic("news")


def quotes(text: str, names: dict[str, str] | None = None) -> list[Quote]:
    """The quotes of a passage in which these words (surface: kind) are names."""
    sentences = tuple(
        Sentence("d", f"d#s{m.start()}", "d#b0", m.start(), m.end(), m.group()) for m in _SENTENCE.finditer(text)
    )
    document = Document._make({"doc_id": "d", "text": text}.get(name) for name in Document._fields)
    article = Article(document, (), sentences)
    cut = {s.sentence_id: tokens(s.text, s.start) for s in sentences}
    mentions = [
        Mention("d", f"d#m{m.start()}", s.sentence_id, m.start(), m.end(), name, name, kind, None)
        for name, kind in (names or {}).items()
        for m in re.finditer(re.escape(name), text)
        for s in sentences
        if s.start <= m.start() < s.end
    ]
    return build_quotes(article, build_clauses(article, cut), mentions, {}, cut, NEWS)


def is_right(case: dict[str, Any]) -> bool:
    found = quotes(case["text"], case["names"])
    return len(found) == len(case["quotes"]) and all(
        (quote.surface, quote.speaker_id, quote.direct, quote.via_id)
        == (wanted["text"], wanted["speaker"], wanted["direct"], wanted.get("via"))
        and quote.attitude == wanted.get("attitude", quote.attitude)
        for wanted, quote in zip(case["quotes"], found, strict=True)
    )


def test_golden_passages_come_out_right() -> None:
    wrong = [case["text"] for case in GOLDEN if not is_right(case)]
    assert 1 - len(wrong) / len(GOLDEN) >= WANTED, wrong


def test_what_is_known_to_be_wrong_says_so() -> None:
    assert [c["text"] for c in GOLDEN if is_right(c) == ("known" in c)] == []


def test_refusals_are_among_the_golden_passages() -> None:
    refused = [c for c in GOLDEN if c["kind"].startswith("refusal")]
    assert len(refused) >= 10
    assert [c["text"] for c in refused if quotes(c["text"], c["names"])] == []


def test_spans_leave_out_brackets_and_stand_where_they_stand() -> None:
    text = "首相は「急ぐ」と述べた。市長も「急ぐ」と述べた。"
    first, second = quotes(text)
    assert (first.start, second.start) == (text.index("急ぐ"), text.rindex("急ぐ"))
    assert [text[q.start : q.end] for q in (first, second)] == ["急ぐ", "急ぐ"]
    assert (first.cue, first.speaker_surface) == ("述べた", "首相")


def test_a_unclosed_bracket_costs_that_quote_at_most() -> None:
    text = "首相は「急ぐと述べた。市長は「待つ」と述べた。"
    assert "待つ" in [q.surface for q in quotes(text)]


def test_the_clause_that_reports_is_named() -> None:
    text = "気象庁は、雨が降ると発表した。"
    (quote,) = quotes(text, {"気象庁": "org"})
    assert quote.clause_id == f"d#c{text.index('発表')}"
    assert quote.attitude == NEWS.predicates["発表する"].attitude


@pytest.mark.parametrize(
    ("verb", "attitude"),
    [
        ("述べた", "say"),
        ("主張した", "claim"),
        ("警告した", "warn"),
        ("認めた", "admit"),
        ("否定した", "deny"),
        ("報じた", "report"),
    ],
)
def test_the_attitude_is_that_of_the_verbs_row(verb: str, attitude: str) -> None:
    (quote,) = quotes(f"協会は、試合は延期になると{verb}。", {"協会": "org"})
    assert quote.attitude == attitude


def test_a_person_speaks_rather_than_the_employer() -> None:
    (quote,) = quotes("青山製粉の小川社長は、値上げすると述べた。", {"青山製粉": "company", "小川": "person"})
    assert (quote.speaker_id, quote.speaker_surface) == ("小川", "小川社長")


def test_a_speaker_carries_on_for_two_sentences_only() -> None:
    start = "小川社長は、値上げすると述べた。"
    rest = "工場は海辺にある。建物は古い。道は狭い。"
    assert quotes(start + "時期は秋になるとした。", {"小川": "person"})[-1].speaker_id == "小川"
    assert len(quotes(start + rest + "時期は秋になるとした。", {"小川": "person"})) == 1


def test_brackets_nest_and_may_be_left_open() -> None:
    text = "彼は「『風』を読む」と言い「まだ"
    assert [(text[b.start : b.end], b.depth, b.closed) for b in find_brackets(text, 0)] == [
        ("『風』を読む", 0, True),
        ("風", 1, True),
        ("まだ", 0, False),
    ]


_PIECES = [
    "首相は",
    "市長が",
    "急ぐ",
    "と",
    "「",
    "」",
    "。",
    "、",
    "述べた",
    "という",
    "によると",
    "こと",
    "を",
    "認めた",
    "こう語ったのは",
    "だ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join))
def test_any_text_gives_quotes_within_it(text: str) -> None:
    found = quotes(text, {"市長": "person"})
    assert len({q.quote_id for q in found}) == len(found)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.surface == text[quote.start : quote.end]
