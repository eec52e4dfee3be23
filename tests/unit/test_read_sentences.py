"""Sentences: where they end, and what doesn't end them."""

import pytest

from yomikurabe.read import Source, read_article
from yomikurabe.read.sentences import split_sentences


def sentences(text: str, spaced: bool = False) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), spaced)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨が降る。風も吹く。", ["雨が降る。", "風も吹く。"]),
        ("本当か？本当だ！よし。", ["本当か？", "本当だ！", "よし。"]),
        ("どうする!?まだ分からない。", ["どうする!?", "まだ分からない。"]),
        (
            "「雨だ。傘がいる。」と彼は言った。次の日は晴れた。",
            ["「雨だ。傘がいる。」と彼は言った。", "次の日は晴れた。"],
        ),
        ("彼は「雨だ。」と言い、「傘を。」と続けた。", ["彼は「雨だ。」と言い、「傘を。」と続けた。"]),
        ("「もう十分だ。」山田さんは席を立った。", ["「もう十分だ。」", "山田さんは席を立った。"]),
        ("雨だ（風も強い。）。明日は晴れ。", ["雨だ（風も強い。）。", "明日は晴れ。"]),
        ("『雨「小雨。」の歌。』を歌った。終わり。", ["『雨「小雨。」の歌。』を歌った。", "終わり。"]),
    ],
)
def test_marks_end_sentences_outside_of_matched_brackets(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「開いたままだ。次の文。さらに次。", ["「開いたままだ。", "次の文。", "さらに次。"]),
        ("「開いたまま。次は「閉じる。」と言う。終わり。", ["「開いたまま。", "次は「閉じる。」と言う。", "終わり。"]),
        ("閉じるだけ」の文。次の文。", ["閉じるだけ」の文。", "次の文。"]),
        ("と言う。「開いたまま。次の文。", ["と言う。", "「開いたまま。", "次の文。"]),
        ("雨だ。）次の文。", ["雨だ。）", "次の文。"]),
    ],
)
def test_a_bracket_left_open_spoils_nothing(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Yahoo!ニュースが伝えた。", "価格は2.5倍になった。", "同社はExample Inc.の子会社だ。", "NHK.jpを見る。"],
)
def test_marks_in_names_and_numbers_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_a_heading_glued_to_the_next_sentence_is_cut_off() -> None:
    text = "米の値段が下がる可能性がある 農家は早めの出荷を急ぐ。"
    assert sentences(text) == ["米の値段が下がる可能性がある", "農家は早めの出荷を急ぐ。"]


def test_an_english_heading_in_a_paragraph_is_cut_off() -> None:
    text = "米の値段が下がった。Rice prices fall for the third month 農家は出荷を急ぐ。"
    assert sentences(text) == ["米の値段が下がった。", "Rice prices fall for the third month", "農家は出荷を急ぐ。"]


def test_spaces_between_scripts_are_no_cuts_where_they_are_the_style() -> None:
    text = "値段が下がる Excel の表を 3 枚 配った。"
    article = read_article(Source("a.txt", "a", text.encode()))
    assert [s.text for s in article.sentences] == [text]


def test_list_items_and_headings_are_their_own_sentences_without_their_marks() -> None:
    text = (
        "# 雨で価格の先行きは\n\n## 要点\n\n- 値段は3割下がった\n・出荷は2倍になった\n① 在庫が減った\n"
        + "雨で稲刈りが遅れ、価格の先行きは読みにくいという。\n"
    )
    article = read_article(Source("a.md", "a", text.encode()))
    assert [s.text for s in article.sentences] == [
        "雨で価格の先行きは",
        "要点",
        "値段は3割下がった",
        "出荷は2倍になった",
        "在庫が減った",
        "雨で稲刈りが遅れ、価格の先行きは読みにくいという。",
    ]


def test_a_text_without_a_full_stop_is_cut_at_a_comma_before_it_is_too_long() -> None:
    text = "値段が下がり、" * 4000
    found = sentences(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= 10_000
    assert all(one.endswith("、") for one in found)
