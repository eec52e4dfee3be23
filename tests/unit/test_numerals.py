"""Numbers in figures, in kanji and mixed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yomikurabe.extract.numerals import NUMBER, read_integer, read_number

WHOLE = re.compile(NUMBER, re.VERBOSE)


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("4,500億", 450e9),
        ("1兆2000億", 1.2e12),
        ("１兆２０００億", 1.2e12),
        ("46億700万", 4.607e9),
        ("3万5000", 35_000),
        ("2万8千", 28_000),
        ("３万２千", 32_000),
        ("12.6兆", 12.6e12),
        ("2億5千万", 250e6),
        ("400 億", 40e9),
        ("5百万", 5e6),
        ("3千", 3000),
        ("1,332", 1332),
        ("２．５", 2.5),
        ("十五", 15),
        ("二百五十万", 2.5e6),
        ("二千五百", 2500),
        ("二〇二五", 2025),
        ("10京", 1e17),
        ("0.25", 0.25),
    ],
)
def test_a_number_has_its_value(surface, value):
    match = WHOLE.match(surface)
    assert match is not None
    assert match[0] == surface
    assert read_number(surface) == (value, value, False)


@pytest.mark.parametrize(
    ("surface", "low", "high"),
    [
        ("数十億", 2e9, 1e10),
        ("数百万", 2e6, 1e7),
        ("数", 2, 10),
        ("十数", 10, 20),
        ("百数十", 100, 200),
        ("数万", 2e4, 1e5),
    ],
)
def test_a_vague_number_lies_between_two(surface, low, high):
    match = WHOLE.match(surface)
    assert match is not None
    assert match[0] == surface
    assert read_number(surface) == (low, high, True)


def test_a_power_that_begins_a_word_is_none():
    match = WHOLE.match("2京都")
    assert match is not None
    assert match[0] == "2"


@given(st.integers(0, 10**15))
def test_figures_with_and_without_commas_are_the_same(number):
    assert read_number(f"{number:,}").low == read_number(str(number)).low == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_powers_add_up(oku, man):
    assert read_number(f"{oku}億{man}万").low == oku * 10**8 + man * 10**4


@given(st.integers(0, 9999))
def test_kanji_digits_in_a_row_are_places(number):
    kanji = str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))
    assert read_integer(kanji) == number
