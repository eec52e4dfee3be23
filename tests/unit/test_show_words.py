"""Dates, amounts and lists in both languages."""

from datetime import date

import pytest

from yomikurabe.words import amount, day, listed, month, number, scaled, span


def test_days_and_months():
    assert day(date(2025, 12, 8), "en") == "8 December 2025"
    assert day(date(2025, 12, 8), "ja") == "2025年12月8日"
    assert (month(date(2025, 12, 8), "en"), month(date(2025, 12, 8), "ja")) == ("December 2025", "2025年12月")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2025, 5, 3), date(2025, 5, 3), "2025-05-03"),
        (date(2025, 2, 1), date(2025, 2, 28), "2025-02"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "2025-01-01 – 2025-06-30"),
        (date(2025, 1, 1), date(2026, 12, 31), "2025-01-01 – 2026-12-31"),
        (None, date(2025, 1, 1), "– 2025-01-01"),
        (date(2025, 1, 1), None, "2025-01-01 –"),
        (None, None, ""),
    ],
)
def test_an_interval_is_as_short_as_it_can_be(first, last, said):
    assert span(first, last) == said


@pytest.mark.parametrize(
    ("low", "high", "unit", "en", "ja"),
    [
        (4.5e9, 4.5e9, "USD", "$4.5 billion", "45億ドル"),
        (2e9, 1e10, "USD", "$2–10 billion", "20–100億ドル"),
        (9e8, 2e9, "JPY", "¥900 million–2 billion", "9–20億円"),
        (30.0, 50.0, "percent", "30–50%", "30–50%"),
        (30.0, None, "percent", "≥ 30%", "≥ 30%"),
        (None, 20.0, "EUR", "≤ €20", "≤ 20ユーロ"),
        (2.0, 2.0, "times", "2 times", "2倍"),
        (141.0, 141.0, "GB", "141 GB", "141 GB"),
        (float("nan"), 3.0, "count", "≤ 3", "≤ 3"),
        (None, None, "USD", "", ""),
    ],
)
def test_an_amount_has_its_bounds_and_unit(low, high, unit, en, ja):
    assert amount(low, high, unit, "en") == en
    assert amount(low, high, unit, "ja") == ja


def test_numbers_have_no_more_digits_than_they_need():
    assert [number(x) for x in (4.0, 4.80, 1200.0, 0.333333, 12345.67)] == ["4", "4.8", "1,200", "0.3333", "12,345.7"]
    assert (scaled(12_000.0, "en"), scaled(12_000.0, "ja"), scaled(3e12, "ja")) == ("12,000", "1.2万", "3兆")


def test_lists():
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["a"], "en") == "a"
    assert listed([], "en") == ""
    assert listed(["a", "b"], "ja") == "a、b"
