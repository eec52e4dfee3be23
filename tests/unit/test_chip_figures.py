"""The figures and tables of 04_chips about rules, status and claims: the frames behind them, and what is drawn."""

from datetime import date
from math import inf
from pathlib import Path

import pytest

import yomikurabe as yk
from yomikurabe.parameters import Chips
from yomikurabe.reference import areas_of
from yomikurabe.show import View
from yomikurabe.show.chip_claims import list_claims, say_claims, stated
from yomikurabe.show.chip_rules import day_of, placed, plot_rules
from yomikurabe.show.chip_status import history, list_export, plot_status
from yomikurabe.show.chip_tables import list_specs
from yomikurabe.show.chip_values import usual_values
from yomikurabe.show.chips import answer
from yomikurabe.show.displays import Figure, Nothing
from yomikurabe.topic.thresholds import parse_threshold

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def corpus():
    return yk.load(SEEDS)


def look(corpus, **chosen):
    return View(corpus, Chips(**chosen))


@pytest.mark.parametrize(
    ("threshold", "areas"),
    [
        ("mass >= 4", [{"mass": (4, inf)}]),
        ("2 <= mass < 4 and age < 3", [{"mass": (2, 4), "age": (-inf, 3)}]),
        ("mass >= 4 or (mass >= 2 and age >= 5)", [{"mass": (4, inf)}, {"mass": (2, inf), "age": (5, inf)}]),
        ("(mass >= 4 or age >= 5) and mass < 3", [{"age": (5, inf), "mass": (-inf, 3)}]),
    ],
)
def test_a_threshold_is_areas(threshold, areas):
    assert areas_of(parse_threshold(threshold)) == areas


def test_chips_are_placed_by_computed_values_with_their_status_on_the_day(corpus):
    frame = placed(look(corpus, as_of="2025-12-10"), date(2025, 12, 10)).set_index("chip_id")
    assert (frame.loc["h20", "tpp_low"], round(frame.loc["h20", "density_low"], 2)) == (2368, 2.91)
    assert frame.loc[["h100", "h200", "l20"], "status"].tolist() == ["barred", "licence", "allowed"]
    assert frame.loc["b200", "density_low"] != frame.loc["b200", "density_low"]
    assert frame.index[frame["rumoured"]].tolist() == ["b30a"]
    assert (frame["tpp_low"] <= frame["tpp_high"]).all()


def test_chips_without_a_density_stand_in_their_lane_and_rumours_have_open_marks(corpus):
    figure = plot_rules(look(corpus, as_of="2025-12-10"))
    assert isinstance(figure, Figure)
    marks = [t for t in figure.traces if t["mode"] == "markers+text"]
    lane = [t for t in marks if t.get("xaxis") == "x2"]
    assert {x for t in lane for x in t["x"]} == {0.0}
    assert [s for t in marks for s in t["marker"]["symbol"] if s.endswith("-open")] == ["square-open"]
    assert "Epoch AI" in figure.caption
    assert len(figure.table.rows) == sum(len(t["x"]) for t in marks)


@pytest.mark.parametrize(
    ("as_of", "rules"),
    [("2022-01-01", set()), ("2023-01-01", {"barred"}), ("2024-06-01", {"barred", "licence"})],
)
def test_the_rules_in_force_on_the_day_are_shaded(corpus, as_of, rules):
    figure = plot_rules(look(corpus, as_of=as_of))
    areas = [t for t in figure.traces if t.get("fill") == "toself"]
    assert {t["name"].rpartition(": ")[2].replace("licence needed", "licence") for t in areas} == rules
    assert sum(t["showlegend"] for t in areas) == len({t["legendgroup"] for t in areas})


def test_the_day_is_that_of_the_newest_article_unless_chosen(corpus):
    newest = corpus.documents["published_latest"].max().date()
    assert day_of(look(corpus)) == newest
    assert day_of(look(corpus, as_of="2024-06-01")) == date(2024, 6, 1)


def test_a_chips_status_runs_without_gaps_and_changes_where_the_rules_do(corpus):
    frame = history(look(corpus, chips="h20", as_of="2025-12-31"))
    assert frame["chip_id"].unique().tolist() == ["h20"]
    assert (frame["starts"].iloc[1:].to_numpy() > frame["ends"].iloc[:-1].to_numpy()).all()
    assert all((b - a).days == 1 for a, b in zip(frame["ends"], frame["starts"].iloc[1:], strict=False))
    known = frame[frame["status"] != "unknown"]
    assert known["starts"].astype(str).tolist() == ["2023-11-09", "2025-04-09", "2025-07-14", "2025-08-08"]
    assert known["status"].tolist() == ["allowed", "licence", "licence", "licence"]
    assert str(frame["ends"].iloc[-1]) == "2025-12-31"


def test_bars_of_each_status_have_their_width_and_colour(corpus):
    figure = plot_status(look(corpus, vendors="nvidia"))
    assert isinstance(figure, Figure)
    lines = {t["name"]: t["line"] for t in figure.traces}
    assert lines["unknown"]["width"] < lines["licence needed"]["width"] < lines["barred"]["width"]
    assert len({line["color"] for line in lines.values()}) == len(lines) == 4


def test_the_status_on_a_day_links_to_what_says_so(corpus):
    table = list_export(look(corpus, chips="h20,b30a", as_of="2025-12-10"))
    assert [row[1] for row in table.rows] == ["licence needed", "barred"]
    assert all('href="https://' in str(row[2]) for row in table.rows)


def test_claims_stand_beside_the_reference_conflicts_first(corpus):
    view = look(corpus)
    frame = stated(view)
    assert frame["verdict"].tolist()[:1] == ["conflict"]
    assert len(frame) == len(corpus.chip_claims) == len(list_claims(view).rows)
    assert set(stated(look(corpus, chips="b200"))["chip_id"]) == {"b200", "h200"}
    assert set(stated(look(corpus, vendors="huawei"))["chip_id"]) == set()


def test_the_claims_in_sentences_name_the_plainest_conflict(corpus):
    said = say_claims(look(corpus))
    assert "20 statements" in said[0]
    assert "約2倍" in said[1]
    assert "6.69" in said[1]


def test_each_cell_of_the_reference_has_its_source_computed_ones_beside_stated_and_missing_ones_look_so(corpus):
    table = list_specs(look(corpus, chips="h20,b30a"))
    cells = {row[0]: dict(zip(table.headers, map(str, row), strict=True)) for row in table.rows}
    tpp = next(header for header in table.headers if "TPP" in header)
    assert "2,368 TFLOPS*bit" in cells["Nvidia H20"][tpp]
    assert "computed" in cells["Nvidia H20"][tpp]
    assert "<em>" in cells["Nvidia B30A"][tpp]
    assert 'class="missing"' in cells["Nvidia B30A"]["die area"]
    assert 'href="https://epoch.ai/data/machine-learning-hardware"' in cells["Nvidia H20"]["memory"]
    assert 'title="github citsjtu2020/LLM-Prof hardware_spec.md"' in cells["Nvidia H20"]["memory"]
    assert "Epoch AI" in table.caption


def test_values_that_are_compared_are_of_one_variant_and_never_sparse(corpus):
    frame = usual_values(look(corpus, chips="h20,l40s")).set_index(["chip_id", "attribute"])
    assert frame.loc[("h20", "memory"), "high"] == 96
    assert frame.loc[("l40s", "fp8"), "high"] == 733
    assert not frame.index.duplicated().any()


def test_the_answer_tells_what_is_claimed(corpus):
    said = answer(look(corpus)).sentences
    assert any("statements about what chips can do" in sentence for sentence in said)
    assert not any("statements about" in sentence for sentence in answer(look(corpus, vendors="tsmc")).sentences)


def test_where_nothing_is_left_a_sentence_stands(corpus):
    view = look(corpus, vendors="tsmc")
    assert isinstance(plot_rules(view), Nothing)
    assert isinstance(plot_status(view), Nothing)
    assert list_export(view).rows == list_claims(view).rows == []
    assert say_claims(view) == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_cell_is_in_the_language_of_the_page(lang):
    view = View(yk.load(SEEDS, lang=lang), Chips(lang=lang))
    shown = [*plot_rules(view).table.rows, *list_export(view).rows]
    japanese = [any("ぁ" <= c <= "龠" for c in str(row[-2])) for row in shown]
    assert any(japanese) == (lang == "ja")
