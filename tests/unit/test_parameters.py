"""Parameters: what is taken, what is refused, and in which words."""

from datetime import date

import pytest

from yomikurabe.errors import ParameterError
from yomikurabe.parameters import NOTEBOOKS, names_of, read, settled, validate


def test_dates_are_periods_and_until_takes_the_whole_of_one():
    chosen = validate("01_timeline", {"since": "2025-07", "until": "2025"})
    assert (chosen.since, chosen.until) == (date(2025, 7, 1), date(2025, 12, 31))
    assert validate("01_timeline", {"until": "2024-02"}).until == date(2024, 2, 29)


def test_a_year_that_papermill_made_a_number_is_a_year():
    assert validate("00_overview", {"since": 2025}).since == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("given", "newest", "day"),
    [
        ("-30d", date(2025, 12, 9), date(2025, 11, 9)),
        ("-0d", date(2025, 12, 9), date(2025, 12, 9)),
        ("-2w", date(2026, 1, 3), date(2025, 12, 20)),
        ("-1m", date(2025, 3, 31), date(2025, 2, 28)),
        ("-6m", date(2025, 3, 15), date(2024, 9, 15)),
        ("-1m", date(2025, 1, 31), date(2024, 12, 31)),
        ("-1y", date(2024, 2, 29), date(2023, 2, 28)),
    ],
)
def test_a_time_may_lie_so_long_before_the_newest_article(given, newest, day):
    chosen = settled(validate("01_timeline", {"since": given, "until": given}), newest)
    assert (chosen.since, chosen.until) == (day, day)


@pytest.mark.parametrize(
    ("given", "newest", "said"),
    [
        ({"since": "-30d"}, None, "parameter since: '-30d': no article of this corpus has a date"),
        ({"since": "-9999y"}, date(2025, 12, 9), "'-9999y' lies before the calendar begins"),
        ({"until": "-9999w"}, date(100, 1, 1), "parameter until: '-9999w' lies before the calendar begins"),
        (
            {"since": "-1w", "until": "-2w"},
            date(2025, 12, 9),
            r"since \(2025-12-02\) lies after until \(2025-11-25\)",
        ),
        ({"since": "2026", "until": "-1d"}, date(2025, 12, 9), r"since \(2026-01-01\) lies after until \(2025-12-08\)"),
    ],
)
def test_a_time_that_this_corpus_does_not_have_is_refused(given, newest, said):
    with pytest.raises(ParameterError, match=said):
        settled(validate("01_timeline", given), newest)


def test_days_stay_as_they_are_without_any_article():
    chosen = validate("01_timeline", {"since": "2025", "min_sources": 2})
    assert settled(chosen, None) is chosen
    assert settled(validate("04_chips", {}), None) == validate("04_chips", {})


@pytest.mark.parametrize("given", ["a, b,,a", ["a", "b"], ("a", "b,a")])
def test_lists_come_as_text_or_as_lists(given):
    assert validate("00_overview", {"sources": given}).sources == ("a", "b")


@pytest.mark.parametrize(("given", "flag"), [("true", True), ("False", False), (True, True), ("no", False)])
def test_flags_come_as_text_too(given, flag):
    assert validate("01_timeline", {"show_reference": given}).show_reference is flag


def test_no_folder_is_the_project_s_own():
    assert validate("00_overview", {}).folders == ("",)
    assert validate("00_overview", {"corpus": "a,b"}).folders == ("a", "b")


@pytest.mark.parametrize(
    ("notebook", "given", "said"),
    [
        ("01_timeline", {"sinse": "2025"}, r"01_timeline: there is no parameter 'sinse' \(allowed: actions, actors"),
        ("00_overview", {"actors": "x"}, "there is no parameter 'actors'"),
        ("01_timeline", {"since": "soon"}, "parameter since: 'soon' is no date: write YYYY"),
        ("01_timeline", {"since": "2025-02-30"}, "'2025-02-30' is no day of the calendar"),
        ("01_timeline", {"since": "-30x"}, "parameter since: '-30x' is no time before the newest article: write -30d"),
        ("01_timeline", {"since": "-30"}, "'-30' is no time before"),
        ("01_timeline", {"since": -30}, "-30 is no date"),
        ("01_timeline", {"until": "- 2w"}, "'- 2w' is no time before"),
        ("01_timeline", {"since": "30d"}, "'30d' is no date"),
        ("04_chips", {"as_of": "-30d"}, "'-30d' is no date"),
        ("01_timeline", {"since": True}, "True is no date"),
        ("01_timeline", {"since": "2026", "until": "2025"}, r"since \(2026-01-01\) lies after until \(2025-12-31\)"),
        ("01_timeline", {"actors": 47}, "parameter actors: 47 is a number .* give it with -r actors"),
        ("01_timeline", {"actors": ["x", 1.5]}, "give it with -r actors"),
        ("01_timeline", {"actors": {"x": 1}}, "is no text"),
        ("01_timeline", {"status": "planned,never"}, r"'never' is none .* \(allowed: 'happened', 'planned'"),
        ("01_timeline", {"min_sources": "two"}, "'two' is no whole number"),
        ("01_timeline", {"min_sources": 0}, "0 is less than 1"),
        ("01_timeline", {"min_sources": True}, "True is no whole number"),
        ("01_timeline", {"show_reference": "perhaps"}, "'perhaps' is neither true nor false"),
        ("01_timeline", {"lang": "fr"}, r"'fr' is none of the allowed values \(allowed: 'en' or 'ja'\)"),
        ("04_chips", {"as_of": "2025-13-01"}, "is no day of the calendar"),
    ],
)
def test_what_can_t_be_used_is_refused_in_one_line(notebook, given, said):
    with pytest.raises(ParameterError, match=said) as caught:
        validate(notebook, given)
    assert "\n" not in str(caught.value)


OWN = '# Parameters\nsince: str = ""  # from\n'


def test_a_name_that_papermill_injects_is_seen_though_the_notebook_lacks_it():
    namespace = {"since": "2025", "In": ["", OWN, "# Parameters\nsinse = 2025\n", "import os"]}
    with pytest.raises(ParameterError, match="sinse"):
        read("01_timeline", namespace)


def test_a_run_from_the_top_forgets_what_was_wrong_before():
    namespace = {"since": "2025", "In": ["", OWN, "# Parameters\nsinse = 2025\n", "broken(", "# Parameters (", OWN]}
    assert read("01_timeline", namespace).since == date(2025, 1, 1)


def test_other_names_of_a_notebook_are_no_parameters():
    namespace = {"since": "", "tables": object(), "In": ["", OWN, "tables = 1"]}
    assert read("01_timeline", namespace).chosen() == {}


def test_what_was_chosen_is_what_differs_from_the_defaults():
    chosen = validate("01_timeline", {"lang": "ja", "min_sources": 2, "since": "2025"})
    assert chosen.chosen() == {"since": date(2025, 1, 1), "min_sources": 2}


def test_every_notebook_takes_folder_topic_language_and_sources():
    for notebook in NOTEBOOKS:
        assert {"corpus", "topic", "lang", "sources"} <= set(names_of(notebook))
