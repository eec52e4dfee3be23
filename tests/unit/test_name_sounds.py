"""Names by sound: what two transliterations share, and what keeps two names apart."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yomikurabe.extract import sounds


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(sounds).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("デサイ", "デッサイ"),
        ("ヴァイツゼッカー", "バイツゼッカー"),
        ("ルトニック", "ラトニック"),
        ("コタスタイン", "Kotasthane"),
        ("ソコロフ", "Sokolov"),
        ("レヴィット", "レビット"),
        ("ニューマン", "Newman"),
        ("ジェンスン", "ジェンセン"),
    ],
)
def test_spellings_of_one_name_sound_the_same(one, other):
    assert sounds.same_sound(one, other)
    assert sounds.same_sound(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("デサイ", "ダサル"), ("グリア", "グリーン"), ("スミス", "シュミット"), ("田中", "中田"), ("", "ア")],
)
def test_different_names_do_not(one, other):
    assert not sounds.same_sound(one, other)


def test_an_id_is_readable_and_the_same_for_width_and_case():
    assert sounds.slug("Ｇｏｏｄ　Ｎａｍｅ & Sons") == sounds.slug("good name & sons") == "good-name-sons"
    assert sounds.slug("三菱UFJ銀行") == "三菱ufj銀行"


@given(st.text(max_size=30))
def test_any_text_has_a_slug_and_a_key(text):
    assert " " not in sounds.slug(text)
    assert sounds.sound_key(text).isascii()
