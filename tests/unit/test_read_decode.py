"""Encodings: every one that Japanese articles come in is read exactly, and what is none is refused with its reason."""

import codecs

import pytest

from yomikurabe.errors import InputError
from yomikurabe.read import ReadError, Source, read_article
from yomikurabe.read.decode import decode

ARTICLE = (
    "コメの値段が3年ぶりに下がる\n\n農林水産省は8日、9月の米の平均価格が前の月を5％下回ったと発表した。"
    "下落は3年ぶりで、「新米が出回り始めた」としている。\n"
)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp", "iso2022_jp"),
    ],
)
def test_each_encoding_is_told_by_its_bytes(encoding: str, name: str) -> None:
    article = read_article(Source("rice.txt", "rice", ARTICLE.encode(encoding)))
    assert article.text == ARTICLE
    assert article.document.encoding == name
    assert article.sentences[0].text == "コメの値段が3年ぶりに下がる"


@pytest.mark.parametrize(
    "text",
    [
        "㈱山田が①を売る。価格は５０㌫増。",
        "髙橋さんと﨑山さんは濵田駅で会った。",
        "ｶﾀｶﾅで書いた看板が並ぶ。まちの名所だ。",
    ],
)
def test_the_letters_of_windows_are_read_from_shift_jis(text: str) -> None:
    assert decode(text.encode("cp932")).text == text


@pytest.mark.parametrize(
    "text",
    [
        "か゛と\u3099濁点。",
        "葛󠄀城市の市長。",
        "㍿山田が５０㌫増。",
        "👨‍👩‍👧家族が🍠を食べた。",
        "户籍と戶籍と戸籍。",
        "\u200bゼロ幅。",
    ],
)
def test_odd_letters_stay_as_they_are(text: str) -> None:
    article = read_article(Source("a.txt", "a", text.encode()))
    assert article.text == text
    assert all(text[s.start : s.end] == s.text for s in article.sentences)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_line_ends_of_every_kind_cut_lines(end: str) -> None:
    text = "見出しの行である" + end + "雨は夕方までに上がり、気温は20度まで上がる見込みだという。" + end
    sentences = read_article(Source("a.txt", "a", text.encode())).sentences
    assert [s.text for s in sentences] == [
        "見出しの行である",
        "雨は夕方までに上がり、気温は20度まで上がる見込みだという。",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("雨が\0降る".encode(), "binary"),
        (b"abc\x01\x02\x03\x04", "binary"),
        ("雨が降る。".encode()[:-1], "truncated"),
        ("雨".encode("utf-16")[:-1], "truncated"),
        ("雨が".encode() + b"\xed\xa0\x80" + "降る".encode(), "lone-surrogate"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x42\x30", "lone-surrogate"),
        ("雨が".encode() + b"\xff" + "降る".encode() * 10, "undecodable"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        read_article(Source("folder/bad.txt", "bad", data))
    assert isinstance(refused.value, ReadError)
    assert refused.value.reason == reason
    assert str(refused.value).startswith("folder/bad.txt: ")


def test_a_declared_charset_that_is_wrong_does_no_harm() -> None:
    assert decode("雨が降る。".encode(), "euc-jp").text == "雨が降る。"
    assert decode("雨が降る。".encode(), "no-such-charset").text == "雨が降る。"
