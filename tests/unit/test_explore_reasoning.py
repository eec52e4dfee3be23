"""How a verdict came about: the steps are those of the code that judged, told in words."""

import pytest
from test_comparisons import PAIRS

import yomikurabe as yk
from yomikurabe.tables import TABLES, to_arrow, to_frame, to_rows

STEPS = {
    "one amount in two wordings agrees": [("same", True)],
    "rounding is no difference": [("rounding", True)],
    "a bound is met": [("bounds", True)],
    "a forecast isn't an outcome": [("scope", False), ("forecast-vs-actual", True)],
    "one period, two outcomes contradict": [
        *(("scope", False), ("forecast-vs-actual", False), ("unit-slip", False), ("baseline", False), ("value", True)),
    ],
    "a power of ten is a slip": [("scope", False), ("forecast-vs-actual", False), ("unit-slip", True)],
    "an amount in another currency": [("currency", True)],
    "a count that grows has changed": [("scope", False), ("forecast-vs-actual", False), ("changed", True)],
    "two chips are two deals": [("scope", True)],
    "a decision on one day can't be both": [
        *(("scope", False), ("forecast-vs-actual", False), ("changed", False), ("polarity", True)),
    ],
    "one day apart by time zones": [("matter", False), ("time-zone", True)],
}


def corpus_of(name, folder, lang="en"):
    """The corpus of a pair of reports."""
    *reports, _ = PAIRS[name]
    for label, (day, text) in zip("ab", reports, strict=True):
        (folder / f"{label}.txt").write_text(f"短信\n{day}\n\n{text}\n", "utf-8")
    return yk.load(folder, lang=lang)


@pytest.mark.parametrize("name", STEPS)
def test_the_steps_end_with_the_one_that_held(name, tmp_path):
    corpus = corpus_of(name, tmp_path)
    (_, _, [(metric_id, verdict, reason)]) = PAIRS[name]
    told = corpus.comparisons[
        (corpus.comparisons["metric_id"] == metric_id) & (corpus.comparisons["verdict"] == verdict)
    ]
    found = corpus.explain(told["comparison_id"].iloc[0])
    assert (found.verdict, found.reason) == (verdict, reason)
    assert list(zip(found.steps["step"], found.steps["held"], strict=True)) == STEPS[name]
    assert sorted(found.claims["doc_id"]) == ["a", "b"]
    assert list(found.claims.columns) == list(corpus.claims.columns)
    for value in found.claims["value_text"]:
        assert value in repr(found)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_comparison_can_be_explained(lang):
    corpus = yk.load("seeds", lang=lang)
    for row in corpus.comparisons.itertuples():
        found = corpus.explain(row.comparison_id)
        members = corpus.comparison_claims[corpus.comparison_claims["comparison_id"] == row.comparison_id]
        assert set(found.claims["claim_id"]) == set(members["claim_id"])
        assert found.steps["held"].iloc[-1]
        assert (found.verdict, found.explanation) == (row.verdict, row.explanation)
        assert row.explanation in repr(found)
        assert all(step in repr(found) for step in found.steps["told"])
        assert all(corpus.evidence(claim).place in repr(found) for _, claim in found.claims.iterrows())


def test_a_difference_tells_in_what_the_two_differ(tmp_path):
    shown = repr(corpus_of("two chips are two deals", tmp_path).explain())
    assert "Are they limited to different chips, places, deals or periods? Yes: a Nvidia H20, b Nvidia H200." in shown
    assert "The verdict\n  explained · another chip, deal, place or period" in shown
    japanese = repr(corpus_of("a count that grows has changed", tmp_path, "ja").explain())
    assert "はい（1日の差）" in japanese


def test_without_an_id_a_conflict_is_explained(tmp_path):
    assert yk.load("seeds").explain().verdict == "conflict"
    (tmp_path / "a.txt").write_text("雨の朝\n\n雨が降っていて、静かな朝だったので、ずっと窓を眺めていた。\n", "utf-8")
    assert repr(yk.load(tmp_path).explain()).startswith("Nothing is compared here")


def test_a_comparison_that_isn_t_there_gets_the_nearest_in_one_line():
    corpus = yk.load("seeds")
    known = corpus.comparisons["comparison_id"].iloc[3]
    with pytest.raises(yk.InputError, match=f"there is no comparison '{known[:-1]}' .allowed: {known}") as error:
        corpus.explain(known[:-1])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", sorted({*TABLES} - {"ingest"}))
def test_the_rows_of_a_frame_are_those_that_made_it(name):
    frame = yk.load("seeds").table(name)
    rows = to_rows(name, frame)
    again = to_frame(to_arrow(name, rows))
    assert to_rows(name, again) == rows
    assert len(rows) == len(frame)


@pytest.mark.parametrize(
    ("lang", "metric_id", "told"),
    [
        ("en", "approval-date", ["period: 2025-07-14 – 2025-07-20"]),
        ("ja", "approval-date", ["期間：2025-07-14 – 2025-07-20"]),
        ("ja", "ai-workforce-share", ["単位：％"]),
        ("ja", "agenda", ["002は複数の箇所で同じことを述べている（「議題を棚上げする」、「"]),
    ],
)
def test_codes_are_told_in_words(lang, metric_id, told):
    corpus = yk.load("seeds", lang=lang)
    rows = corpus.comparisons[corpus.comparisons["metric_id"] == metric_id]
    shown = repr(corpus.explain(rows["comparison_id"].iloc[0]))
    assert [words for words in told if words not in shown] == []
    assert "-W" not in shown
