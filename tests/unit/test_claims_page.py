"""The claims page: what it lists, what its parameters narrow, what it exports; and that its word on itself holds."""

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

import yomikurabe as yk
from unit.test_show_corpus import make_corpus
from yomikurabe import parameters, show
from yomikurabe.show.claims import compared, findings
from yomikurabe.show.claims_matrix import judged_by_hand
from yomikurabe.tables import SPELLING

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module", params=["en", "ja"])
def corpus(request):
    return yk.load("seeds", lang=request.param)


def look(corpus, **given):
    return show.View(corpus, parameters.validate("03_claims", {"lang": corpus.lang, **given}))


def tables_of(view):
    lists, matrix = show.claims_lists, show.claims_matrix
    return [
        lists.list_conflicts(view),
        lists.list_agreements(view),
        lists.list_explained(view),
        lists.list_spellings(view),
        lists.list_alone(view),
        show.claims_findings.list_findings(view),
        matrix.list_matrix(view),
        matrix.list_glossary(view),
    ]


def test_the_answer_counts_what_the_lists_hold(corpus):
    view = look(corpus)
    counts = Counter(row.verdict for row in compared(view) if row.metric_id != SPELLING)
    conflicts, agreements, explained, *_ = tables_of(view)
    assert len(conflicts.rows) == counts["conflict"] > 0
    assert len(agreements.rows) == counts["agree"] + counts["compatible"] > 0
    assert len(explained.rows) == counts["explained"] > 0
    said = show.claims.answer(view).sentences
    assert all(str(n) in said[0] for n in counts.values())
    assert any(row.explanation in said[1] for row in compared(view) if row.verdict == "conflict")


def test_every_row_leads_to_the_sentence_of_each_source(corpus):
    view = look(corpus)
    rows = [row for row in compared(view) if row.verdict == "conflict"]
    for cells, row in zip(show.claims_lists.list_conflicts(view).rows, rows, strict=True):
        assert all(claim.value_text in cells[2] for claim in row.claims)
        assert cells[2].count('class="place"') == len(row.claims)


def test_parameters_narrow_what_is_shown(corpus):
    assert {row.verdict for row in compared(look(corpus, verdicts="conflict"))} == {"conflict"}
    assert {row.metric_id for row in compared(look(corpus, metrics="chip-sale"))} == {"chip-sale"}
    only = compared(look(corpus, sources="001,002"))
    assert only
    assert all({"001", "002"} & {corpus.label(d) for d in row.sources} for row in only)
    sure = findings(look(corpus, min_confidence=0.9))
    assert 0 < len(sure) < len(findings(look(corpus)))
    nothing = look(corpus, since="2030")
    assert show.claims.answer(nothing).sentences == [nothing.say("claims.none")]
    assert all(len(table.rows) == 0 for table in tables_of(nothing)[:-1])


def test_a_tolerance_calls_near_figures_the_same_and_says_so(tmp_path):
    for label, figure in (("a", "120億円"), ("b", "124億円")):
        text = f"決算\n2025年5月1{'01'[label == 'b']}日\n\n青葉電機の2025年3月期の売上高は{figure}だった。\n"
        (tmp_path / f"{label}.txt").write_text(text, "utf-8")
    corpus = yk.load(tmp_path)
    (strict,) = compared(look(corpus, metrics="revenue"))
    (lenient,) = compared(look(corpus, metrics="revenue", tolerance="0.05"))
    assert (strict.verdict, lenient.verdict, lenient.reason) == ("conflict", "compatible", "rounding")
    assert "5%" in lenient.explanation


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tolerance": "much"}, "'much' is no number from 0 to 1"),
        ({"verdicts": "wrong"}, "is none of the allowed values"),
        ({"units": "USD"}, "there is no parameter 'units'"),
    ],
)
def test_a_wrong_parameter_is_told_in_one_line(given, said):
    with pytest.raises(yk.ParameterError, match=said):
        parameters.validate("03_claims", given)


def test_an_unknown_metric_is_told_with_what_is_known():
    with pytest.raises(yk.ParameterError, match="chip-sale"):
        compared(look(yk.load("seeds"), metrics="chip-sales-"))


def test_the_figure_draws_the_claims_of_its_table(corpus):
    figure = show.claims_figure.plot_compared(look(corpus))
    marks = [x for trace in figure.traces if trace["mode"] == "markers" for x in trace["x"]]
    assert 0 < len(marks) <= len(figure.table.rows)
    assert all(x > 0 for x in marks)


def test_exports_hold_what_is_shown_and_the_reviews_have_the_standard_shape(corpus, tmp_path):
    view = look(corpus)
    table, found, reviews = show.claims_exports.write(view, tmp_path)
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert {row["comparison_id"] for row in rows} == {row.comparison_id for row in compared(view)}
    assert len(list(csv.DictReader(io.StringIO(found.read_text("utf-8-sig"))))) == len(findings(view))
    graph = json.loads(reviews.read_text("utf-8"))["@graph"]
    assert len(graph) >= len(corpus.chip_claims)
    for review in graph:
        assert review["@type"] == "ClaimReview"
        assert review["claimReviewed"]
        assert review["itemReviewed"]["author"]["name"]
        rating = review["reviewRating"]
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]


def test_words_of_articles_stay_words():
    corpus = make_corpus()
    vars(corpus)["findings"] = yk.load("seeds").findings.iloc[:0]
    view = look(corpus)
    for table in tables_of(view):
        assert "<script>" not in table.html()


def test_the_glossary_tells_what_was_judged_by_hand():
    """Every comparison of the five articles was read; one that changes its verdict or is new must be read again."""
    with (GOLDEN / "judged_comparisons.csv").open(encoding="utf-8", newline="") as lines:
        judged = list(csv.DictReader(lines))
    frame = yk.load("seeds").comparisons
    made = dict(zip(frame["comparison_id"], frame["verdict"], strict=True))
    unread = {key for key, verdict in made.items() if verdict != "single"} - {row["comparison_id"] for row in judged}
    assert unread == set()
    assert [row for row in judged if made.get(row["comparison_id"]) != row["verdict"]] == []
    told = Counter(row["verdict"] for row in judged)
    right = Counter(row["verdict"] for row in judged if row["right"] == "yes")
    assert {v: (j.judged, j.right) for v, j in judged_by_hand().items()} == {v: (told[v], right[v]) for v in told}
