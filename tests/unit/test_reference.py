"""The reference tables of the topic: computed metrics, lineage, export status on a day, golden cases as data."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from yomikurabe.messages import render
from yomikurabe.reference import (
    TPP,
    Value,
    build_chip_specs,
    build_export_rules,
    check_stated,
    density,
    export_status,
    families_of,
    first_day,
    generations_between,
    members_of,
    related,
    rules_on,
    tpp,
    value_of,
)
from yomikurabe.reference.status import evaluate
from yomikurabe.tables import to_arrow
from yomikurabe.topic import load_topic
from yomikurabe.topic.thresholds import parse_threshold
from yomikurabe.topic.units import convert, split_unit

GOLDEN = tomllib.loads((Path(__file__).parent.parent / "golden" / "export_status.toml").read_text("utf-8"))["case"]
CONFLICTS = {("ascend-910b", "5120"), ("ascend-910c", "12032"), ("siyuan-590", "4493")}
"""Stated TPPs that other sources' rates contradict: both stand in the table."""


@pytest.fixture(scope="module")
def topic():
    return load_topic("ai-chips")


def known(low, high=None):
    return Value(low, low if high is None else high, "GB", ())


# -- thresholds --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("threshold", "values", "met"),
    [
        ("mass >= 4", {"mass": known(4)}, True),
        ("mass > 4", {"mass": known(4)}, False),
        ("4 <= mass < 6", {"mass": known(5)}, True),
        ("4 <= mass < 6", {"mass": known(6)}, False),
        ("mass >= 4 and age < 3", {"mass": known(5)}, None),
        ("mass >= 4 and age < 3", {"mass": known(3)}, False),
        ("mass >= 4 or age < 3", {"mass": known(5)}, True),
        ("mass >= 4 or age < 3", {"mass": known(3)}, None),
        ("mass >= 4 or (mass >= 2 and age < 3)", {"mass": known(2), "age": known(1)}, True),
        ("mass >= 4", {"mass": known(3, 5)}, None),
        ("mass >= 4 and age < 3", {"mass": known(3, 5), "age": known(7)}, False),
    ],
)
def test_a_threshold_is_met_missed_or_left_open(threshold, values, met):
    assert evaluate(parse_threshold(threshold), values) is met


@pytest.mark.parametrize(
    ("threshold", "told"),
    [
        ("mass >=", "is no expression"),
        ("mass", "'mass' is no comparison"),
        ("not mass > 1", "'not mass > 1' is no comparison"),
        ("mass == 1", "compares otherwise than by"),
        ("mass > age", "'age' is no number"),
        ("1 < 2", "names no attribute"),
        ("mass > True", "'True' is no number"),
        ("mass * 2 > 1", "names no attribute"),
        ("mass > __import__('os').system('true')", "is no number"),
        ("(lambda: 1)() > 2", "names no attribute"),
        ("mass > 1 or " * 60 + "mass > 1", "is longer than 500 characters"),
        ("(" * 240 + "mass > 1" + ")" * 240, "is no expression"),
    ],
)
def test_a_threshold_that_is_no_comparison_is_refused_and_never_run(threshold, told):
    with pytest.raises(ValueError, match=told.replace("(", r"\(")):
        parse_threshold(threshold)


def test_units_are_turned_into_others_of_their_kind_only():
    assert convert(6500, "GB/s", "TB/s") == 6.5
    assert convert(1, "PFLOPS", "TFLOPS") == 1000
    assert convert(1, "GB", "GB/s") is None
    with pytest.raises(ValueError, match="'furlong' is no known unit"):
        split_unit("furlong")


# -- computed metrics --------------------------------------------------------------------------------------------------


def test_computed_tpp_is_within_one_per_cent_of_what_is_stated_or_listed_as_a_conflict(topic):
    stated = [cell for cell in topic.chip_specs if cell.attribute == TPP and cell.value]
    assert len(stated) >= 18
    assert {(c.stated.chip_id, c.stated.value) for c in check_stated(topic)} == CONFLICTS


@pytest.mark.parametrize(
    ("chip", "expected"),
    [("a100", 4992), ("h100", 15832), ("h20", 2368), ("l40s", 5864), ("b200", 36000), ("rtx-4090", 5284.8)],
)
def test_tpp_is_the_highest_of_the_dense_formats_times_their_bits(topic, chip, expected):
    value = tpp(topic, chip)
    assert value.low == value.high == pytest.approx(expected)
    assert all(cell.basis == "dense" for cell in value.cells)


def test_sources_that_differ_give_a_range(topic):
    value = tpp(topic, "b300")
    assert (value.low, value.high) == (13125 * 4, 15000 * 4)


def test_density_is_tpp_by_die_area_and_missing_without_one(topic):
    assert density(topic, "l20").low == pytest.approx(1912 / 609)
    assert density(topic, "h20").low == pytest.approx(2368 / 814)
    assert density(topic, "b200") is None


def test_a_sparse_rate_is_never_compared_with_dense_ones(topic):
    value = value_of(topic, "l40s", "fp8")
    assert [cell.value for cell in value.cells] == ["733"]


def test_a_chips_first_variant_counts_where_none_is_named(topic):
    assert value_of(topic, "h20", "memory").high == 96
    assert {cell.value for cell in topic.chip_specs if (cell.chip_id, cell.attribute) == ("h20", "memory")} == {
        "96",
        "141",
    }


def test_a_family_has_the_values_of_its_chips_but_not_of_cut_down_ones(topic):
    value = value_of(topic, "blackwell", "memory")
    assert (value.low, value.high) == (180, 288)
    assert "b30a" not in {cell.chip_id for cell in value.cells}


def test_what_rests_on_rumours_says_so(topic):
    assert tpp(topic, "b30a").is_rumoured
    assert not tpp(topic, "h100").is_rumoured


# -- lineage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chip", "other", "steps"),
    [
        ("h200", "b200", -1),
        ("b200", "h200", 1),
        ("rubin", "h100", 2),
        ("h200", "h100", 0),
        ("mi355x", "h100", None),
        ("mi350", "mi300x", 1),
    ],
)
def test_generations_are_counted_along_the_families(topic, chip, other, steps):
    assert generations_between(topic, chip, other) == steps


def test_families_successors_and_cut_down_versions(topic):
    assert families_of(topic, "b300") == ("blackwell-ultra", "blackwell")
    assert {"b200", "gb300", "b30a"} <= set(members_of(topic, "blackwell"))
    assert related(topic, "h20", "cut-down") == ("h100", "h200")
    assert "h100" in related(topic, "h200", "successor")


# -- export status -----------------------------------------------------------------------------------------------------


def test_there_are_enough_golden_pairs():
    assert len({(case["chip"], case["day"]) for case in GOLDEN}) >= 25


@pytest.mark.parametrize("case", GOLDEN, ids=lambda c: f"{c['chip']} {c['day']}")
def test_export_status_on_a_day(topic, case):
    status = export_status(topic, case["chip"], case["day"])
    assert (status.status, status.rule_or_fact) == (case["status"], case.get("by"))
    assert f'"chips.status.{case["because"]}"' in status.explanation
    assert all(render(status.explanation, lang) for lang in ("en", "ja"))
    assert bool(status.source_url) == (status.rule_or_fact is not None)


def test_a_chip_that_nobody_knows_has_no_status(topic):
    assert export_status(topic, "no-such-chip", date(2025, 1, 1)).status == "unknown"


def test_the_newest_rule_comes_first(topic):
    assert [r.rule_id for r in rules_on(topic, date(2022, 12, 1))] == ["bis-2022-3a090"]
    starts = [rule.starts for rule in rules_on(topic, date(2026, 2, 1))]
    assert starts == sorted(starts, reverse=True)
    assert rules_on(topic, date(2022, 1, 1)) == []


def test_the_first_day_of_a_chip_is_its_announcement(topic):
    assert first_day(topic, "h200") == date(2023, 11, 13)
    assert first_day(topic, "ascend-950pr") == date(2026, 1, 1)  # the first quarter of a road map
    assert first_day(topic, "b30a") is None


def test_rows_keep_every_source_with_its_address(topic):
    rows = build_chip_specs(topic)
    assert to_arrow("chip_specs", rows).num_rows == len(topic.chip_specs) >= 200
    assert [r for r in rows if r.value and not r.source_url] == []
    assert {r.value for r in rows if (r.chip_id, r.attribute) == ("b200", "mem_bandwidth")} == {"7.7", "8.0"}
    assert to_arrow("export_rules", build_export_rules(topic)).column("label_ja").null_count == 0
