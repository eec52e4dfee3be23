"""Who stands where, as 02_stakeholders shows it."""

import pandas as pd
import pytest

from yomikurabe.corpus import load
from yomikurabe.errors import ParameterError
from yomikurabe.parameters import validate
from yomikurabe.show import (
    View,
    stakeholders,
    stakeholders_changes,
    stakeholders_matrix,
    stakeholders_network,
    stakeholders_positions,
)
from yomikurabe.show.displays import Figure, Nothing

ARTICLES = {
    "one.txt": "2025年8月12日\n\n米商務省は8月11日、H20の対中輸出を許可した。"
    "ラトニック商務長官はH20の中国への販売を支持したが、ブラックウェルの販売には反対した。\n",
    "two.txt": "2025年11月5日\n\nエヌビディアは半導体の輸出規制を緩和するよう求めた。"
    "中国商務省も半導体の輸出規制に反対した。専門家はブラックウェルの対中輸出に反対している。\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture(params=["en", "ja"])
def lang(request):
    return request.param


def make_view(folder, lang="en", **given):
    return View(load(folder, lang=lang), validate("02_stakeholders", {"lang": lang, **given}))


def test_the_matrix_marks_each_position_and_its_table_links_to_the_sentences(folder, lang):
    figure = stakeholders_matrix.plot_matrix(make_view(folder, lang))
    assert isinstance(figure, Figure)
    assert sum(len(trace["x"]) for trace in figure.traces) == 6
    assert len(figure.table.rows) == 5
    assert any("sources/one.html#s" in str(cell) for row in figure.table.rows for cell in row)


def test_who_is_for_one_thing_and_against_another_of_its_kind_differs(folder, lang):
    view = make_view(folder, lang)
    frame = stakeholders_positions.stances(view)
    assert stakeholders_positions.differing(view, frame) == [("howard-lutnick", "trade")]
    figure = stakeholders_changes.plot_changes(view)
    assert isinstance(figure, Figure)
    assert len(figure.table.rows) == 2


def test_actors_are_linked_by_what_they_share(folder, lang):
    found = {(p.one, p.other): p.shared for p in stakeholders_network.pairs(make_view(folder, lang))}
    assert found == {
        ("chinese-commerce-ministry", "nvidia"): (("export-controls", "oppose"),),
        ("experts", "howard-lutnick"): (("sell-blackwell-to-china", "oppose"),),
        ("howard-lutnick", "us-commerce-department"): (("sell-h20-to-china", "support"),),
    }
    assert len(stakeholders_network.plot_network(make_view(folder, lang)).table.rows) == 3


def test_statements_have_the_columns_that_discourse_network_analyzer_takes(folder):
    frame = stakeholders_network.statements(make_view(folder))
    assert list(frame.columns)[:6] == ["document", "date", "person", "organisation", "concept", "agreement"]
    lutnick = frame[frame["person"] == "Howard Lutnick"]
    assert list(lutnick["organisation"].unique()) == ["US Department of Commerce"]
    assert sorted(lutnick["agreement"]) == [False, True]
    assert frame[frame["organisation"] == "US Department of Commerce"]["date"].iloc[0] == "2025-08-11"


@pytest.mark.parametrize(
    ("given", "actors"),
    [
        ({"issues": "export-controls"}, {"nvidia", "chinese-commerce-ministry"}),
        ({"camps": "beijing"}, {"chinese-commerce-ministry"}),
        ({"actors": "experts,Nvidia"}, {"experts", "nvidia"}),
        ({"min_evidence": 2}, {"howard-lutnick"}),
        ({"until": "2025-08"}, {"us-commerce-department", "howard-lutnick"}),
        ({"sources": "two"}, {"nvidia", "chinese-commerce-ministry", "experts"}),
    ],
)
def test_parameters_narrow_the_positions(folder, given, actors):
    assert set(stakeholders_positions.stances(make_view(folder, **given))["actor_id"]) == actors


def test_an_unknown_issue_is_named(folder):
    with pytest.raises(ParameterError, match=r"parameter issues: 'rice' is not in this corpus"):
        stakeholders_positions.stances(make_view(folder, issues="rice"))


def test_what_leaves_nothing_says_so(folder, lang):
    view = make_view(folder, lang, since="2030")
    for plot in (
        stakeholders_matrix.plot_matrix,
        stakeholders_changes.plot_changes,
        stakeholders_network.plot_network,
    ):
        assert isinstance(plot(view), Nothing)
    assert stakeholders_positions.list_positions(view).rows == []
    assert stakeholders_network.statements(view).empty
    assert stakeholders.answer(view).sentences


def test_the_answer_counts_what_the_table_holds(folder):
    view = make_view(folder)
    said = stakeholders_positions.sentences(view)
    assert said[0].startswith("6 positions of 5 actors on 3 issues")
    assert isinstance(stakeholders_positions.stances(view), pd.DataFrame)
    assert "Howard Lutnick" in said[-1]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"actors": ["Howard Lutnick"]}, "2 positions of 1 actor on 2 issues are shown"),
        ({"issues": ["export-controls"]}, "2 positions of 2 actors on 1 issue are shown"),
    ],
)
def test_one_actor_and_one_issue_are_told_as_one(folder, chosen, told):
    assert stakeholders_positions.sentences(make_view(folder, **chosen))[0].startswith(told)
