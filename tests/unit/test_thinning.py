"""What a page leaves out of a large corpus, it says; what it keeps matters most."""

from types import SimpleNamespace

import pytest

from bench.generated import write_articles
from yomikurabe.corpus import load
from yomikurabe.parameters import validate
from yomikurabe.show import (
    Table,
    View,
    chip_tables,
    claims_figure,
    claims_matrix,
    overview,
    stakeholders_changes,
    stakeholders_figures,
    thinning,
    timeline,
    timeline_figure,
)

N = 90


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    write_articles(folder, N, seed=5)
    return load(folder)


def view_of(corpus, notebook, **given):
    return View(corpus, validate(notebook, given))


def marks(figure, status_symbols=("circle", "circle-open", "diamond-open", "x")):
    return sum(len(t["x"]) for t in figure.traces if t.get("marker", {}).get("symbol") in status_symbols)


def test_a_column_an_article_ends_where_the_page_does_and_the_sums_count_all(corpus):
    view = view_of(corpus, "00_overview")
    table = overview.list_found(view)
    assert len(table.headers) == thinning.MOST_COLUMNS + 2
    left_out = len(view.documents) - thinning.MOST_COLUMNS
    assert f"{left_out} more are left out" in table.caption
    sentences = table.rows[0]
    assert sentences[-1] == len(view.rows("sentences")) > sum(sentences[1:-1])


@pytest.mark.parametrize(
    ("notebook", "make"),
    [
        ("02_stakeholders", lambda view: stakeholders_figures.plot_quoted(view).table),
        ("03_claims", claims_matrix.list_matrix),
        ("04_chips", chip_tables.list_named),
    ],
)
def test_other_tables_with_a_column_an_article_say_what_they_leave_out(corpus, notebook, make):
    table = make(view_of(corpus, notebook))
    assert len(table.headers) <= thinning.MOST_COLUMNS + 3
    assert "more are left out here. The parameter sources chooses others." in table.caption


def test_the_sources_parameter_brings_a_left_out_article_in(corpus):
    whole = overview.list_found(view_of(corpus, "00_overview"))
    hidden = sorted(set(corpus.documents["label"]) - set(whole.headers))[0]
    assert hidden in overview.list_found(view_of(corpus, "00_overview", sources=hidden)).headers


def test_the_camps_bars_hold_every_mention(corpus):
    figure = stakeholders_figures.plot_camps(view_of(corpus, "02_stakeholders"))
    assert figure.traces[-1]["name"] == f"{figure.table.headers[-2]}"
    drawn = sum(sum(trace["x"]) for trace in figure.traces)
    assert drawn == int(figure.caption.split()[0].replace(",", ""))


def test_the_newest_articles_are_drawn(corpus):
    view = view_of(corpus, "00_overview")
    figure = overview.plot_published(view)
    newest = view.documents.sort_values("published_latest")["label"].iloc[-1]
    assert len(figure.traces) == 60
    assert figure.layout["yaxis"]["ticktext"][-1] == newest
    dated = view.documents["published_latest"].notna().sum()
    assert f"The newest 60 are drawn; {dated - 60} older ones are left out." in figure.caption


def test_the_timeline_keeps_what_most_sources_tell(corpus, monkeypatch):
    monkeypatch.setattr(thinning, "MOST_MARKS", 30)
    view = view_of(corpus, "01_timeline")
    frame, figure = timeline.happenings(view), timeline_figure.plot_timeline(view)
    told = frame["sources"].map(len)
    drawn = timeline_figure._most_told(frame)
    assert len(frame) > 30
    assert marks(figure) == len(drawn) == 30
    assert drawn["sources"].map(len).min() >= told.drop(drawn.index).max()
    assert drawn.index.is_monotonic_increasing
    assert f"{len(frame) - 30} more are left out. The parameters since, until" in figure.caption
    assert "Of the articles, 30 are marked, evenly over time" in figure.caption
    published = next(t for t in figure.traces if t.get("marker", {}).get("symbol") == "triangle-down")
    days = view.sources["published_latest"].dropna()
    assert (min(published["x"]), max(published["x"])) == (f"{days.min():%Y-%m-%d}", f"{days.max():%Y-%m-%d}")


def test_positions_over_time_keep_the_first_and_the_last_of_each_lane(corpus, monkeypatch):
    view = view_of(corpus, "02_stakeholders")
    whole = stakeholders_changes.plot_changes(view)
    monkeypatch.setattr(thinning, "MOST_MARKS", 3)
    figure = stakeholders_changes.plot_changes(view)
    for all_of_it, kept in zip(whole.traces, figure.traces, strict=True):
        for lane in set(all_of_it["y"]):
            days, shown = (
                sorted(x for x, y in zip(t["x"], t["y"], strict=True) if y == lane) for t in (all_of_it, kept)
            )
            assert len(shown) == min(2, len(days))
    drawn = sum(len(trace["x"]) for trace in figure.traces)
    assert drawn < sum(len(trace["x"]) for trace in whole.traces)
    assert f"Drawn are {drawn} positions of those told of most, evenly over time" in figure.caption


def test_what_is_spread_evenly_begins_and_ends_where_the_whole_does():
    assert thinning.spread(range(101), 5) == [0, 25, 50, 75, 100]
    assert thinning.spread(range(3), 5) == [0, 1, 2]


def test_a_comparison_with_many_claims_shows_each_value_first():
    told = [
        SimpleNamespace(claim_id=str(i), low=low, high=low, unit="USD", polarity=None, certainty=None)
        for i, low in enumerate([1.0] * 20 + [2.0] + [1.0] * 5 + [3.0])
    ]
    assert [c.claim_id for c in thinning.leading_claims(told, 4)] == ["0", "1", "20", "26"]
    assert thinning.leading_claims(told, 99) == told


def test_a_figure_of_many_claims_says_what_it_leaves_out(corpus, monkeypatch):
    view = view_of(corpus, "03_claims")
    monkeypatch.setattr(claims_figure, "_MOST_CLAIMS", 2)
    figure = claims_figure.plot_compared(view)
    assert "At most 2 figures of a comparison are drawn, differing ones first" in figure.caption


def test_a_long_or_heavy_table_says_how_many_rows_it_leaves_out():
    light = Table("t", "c", ["a", "b"], [(str(i), i) for i in range(1_000)], "en")
    assert light.html().count("<tr>") == 300 + 2
    assert "700 more rows are left out here and in the download." in light.html()
    heavy = Table("t", "c", ["a", "b"], [(str(i), "あ" * 10_000) for i in range(20)], "en")
    assert "more rows are left out here" in heavy.html()
    assert len(heavy.html()) < 200_000
    assert len(heavy.frame) == 20
    whole = Table("t", "c", ["a"], [("あ" * 400_000,)], "en")
    assert "left out" not in whole.html()
