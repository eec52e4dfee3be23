"""Settings of a run: what a YAML file and the command line say, who wins, and what is refused at which line."""

import pytest

from yomikurabe.errors import ParameterError
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.runs.settings import read_settings

EVERYTHING = """\
# every night
folders: [articles, /srv/more]
out: pages
lang: ja
keep: 3
time_limit: 600
single_file: yes
parameters:
  since: -30d
  sources: [003, 004]
notebooks:
  01_timeline:
    show_reference: true
    since: 2025-07-01
  03_claims:
    tolerance: 0.05
    verdicts: [conflict, explained]
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        (tmp_path / "run.yaml").write_text(text, "utf-8")
        return tmp_path / "run.yaml"

    return write


def test_without_a_file_each_notebook_gets_what_it_has(tmp_path):
    settings = read_settings(None, {"folders": ["a", "b"], "lang": "ja"}, ["since=2025-07", "chips=h20,h200"])
    assert set(settings.parameters) == set(NOTEBOOKS)
    shared = {"corpus": "a,b", "topic": "ai-chips", "lang": "ja"}
    assert settings.parameters["01_timeline"] == {**shared, "since": "2025-07"}
    assert settings.parameters["04_chips"] == {**shared, "chips": "h20,h200"}


def test_a_file_says_options_common_parameters_and_those_of_one_notebook(written, tmp_path):
    (tmp_path / "articles").mkdir()
    options, parameters = read_settings(written(EVERYTHING), {}, [])
    assert options.folders == (str(tmp_path / "articles"), "/srv/more")
    assert options.out == tmp_path / "pages"
    assert (options.lang, options.keep, options.time_limit, options.single_file) == ("ja", 3, 600.0, True)
    own = {name: {k: v for k, v in given.items() if k != "corpus"} for name, given in parameters.items()}
    shared = {"topic": "ai-chips", "lang": "ja", "sources": ["003", "004"]}
    assert own == {
        **{name: {**shared, "since": "-30d"} for name in own if name != "04_chips"},
        "01_timeline": {**shared, "since": "2025-07-01", "show_reference": "true"},
        "03_claims": {**shared, "since": "-30d", "tolerance": "0.05", "verdicts": ["conflict", "explained"]},
        "04_chips": shared,
    }


def test_the_command_line_wins_over_the_file(written):
    options, parameters = read_settings(written(EVERYTHING), {"lang": "en", "keep": 0}, ["since=2025"])
    assert (options.lang, options.keep, options.time_limit) == ("en", 0, 600.0)
    assert {given.get("since") for name, given in parameters.items() if name != "04_chips"} == {"2025"}


def test_paths_are_looked_for_beside_the_file_and_names_stay_names(written, tmp_path):
    (tmp_path / "cars").mkdir()
    assert read_settings(written("topic: cars"), {}, []).options.topic == str(tmp_path / "cars")
    assert read_settings(written("topic: ai-chips\nfolders: seeds"), {}, []).options.topic == "ai-chips"
    assert read_settings(written("folders: seeds"), {}, []).options.folders == ("seeds",)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "parameters: {}\n"])
def test_a_file_may_say_nothing(written, text):
    assert read_settings(written(text), {}, []) == read_settings(None, {}, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lang: ja\ncolour: red\n", r"run.yaml, line 2: there is no 'colour' \(allowed: folders, out, topic, lang, "),
        ("parameters:\n  sinse: 2025\n", r"run.yaml, line 2: there is no 'sinse' \(allowed: actions, actors, "),
        ("parameters:\n  lang: ja\n", "run.yaml, line 2: there is no 'lang'"),
        ("notebooks:\n  05_more:\n    since: 2025\n", r"line 2: there is no '05_more' \(allowed: 00_overview, "),
        ("notebooks:\n  04_chips:\n    since: 2025\n", r"line 3: there is no 'since' \(allowed: as_of, baseline"),
        ("parameters:\n\n  since: soon\n", "line 3, 00_overview, parameter since: 'soon' is no date"),
        (
            "notebooks:\n  01_timeline:\n    min_sources: two\n",
            "line 3, 01_timeline, parameter min_sources: 'two' is no",
        ),
        ("parameters:\n  since: 2026\n  until: 2025\n", r"since \(2026-01-01\) lies after until \(2025-12-31\)"),
        ("keep: many\n", "run.yaml, line 1, option keep: 'many' is no whole number"),
        ("keep: -1\n", "run.yaml, line 1, option keep: '-1' is less than 0"),
        ("time_limit: 0\n", "option time_limit: '0' is not more than 0"),
        ("wait: nan\n", "option wait: 'nan' is no number"),
        ("lang: fr\n", r"line 1, option lang: 'fr' is none of the allowed values \(allowed: 'en' or 'ja'\)"),
        ("pdf: perhaps\n", "option pdf: 'perhaps' is neither true nor false"),
        ("lang: en\nlang: ja\n", "line 2: 'lang' stands there twice"),
        ("lang: {a: b}\n", "line 1: is neither a value nor a list of values"),
        ("- since\n", "line 1: is no list of NAME: VALUE"),
        ("parameters: since\n", "line 1: is no list of NAME: VALUE"),
        ("lang: [ja\n", "run.yaml, line 2: is no YAML: "),
        ("lang: ja\n\tkeep: 1\n", "run.yaml, line 2: is no YAML: "),
    ],
)
def test_what_a_file_can_t_say_is_refused_with_its_line(written, text, said):
    with pytest.raises(ParameterError, match=said) as caught:
        read_settings(written(text), {}, [])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "pairs", "said"),
    [
        ({}, ["since"], r"'since' is no parameter \(allowed: NAME=VALUE\)"),
        ({}, ["colour=red"], "no notebook has a parameter 'colour' of its own"),
        ({}, ["lang=ja"], "no notebook has a parameter 'lang' of its own"),
        ({}, ["since=soon"], "00_overview, parameter since: 'soon' is no date"),
        ({"keep": -1}, [], "option keep: -1 is less than 0"),
        ({"lang": "fr"}, [], "option lang: 'fr' is none of the allowed values"),
    ],
)
def test_what_the_command_line_can_t_say_is_refused(options, pairs, said):
    with pytest.raises(ParameterError, match=said):
        read_settings(None, options, pairs)


def test_a_file_that_is_missing_or_no_text_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"nowhere.yaml: can't be read as a text in UTF-8; .*No such file"):
        read_settings(tmp_path / "nowhere.yaml", {}, [])
    (tmp_path / "run.yaml").write_bytes("lang: 日本".encode("cp932"))
    with pytest.raises(ParameterError, match="can't be read as a text in UTF-8"):
        read_settings(tmp_path / "run.yaml", {}, [])
