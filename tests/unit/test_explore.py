"""What an explorer reads of a corpus: lines above tables, columns, evidence; nothing hostile comes out as markup."""

import copy
import inspect
import pickle
from html.parser import HTMLParser

import pandas as pd
import pytest
from test_show_corpus import make_corpus

import yomikurabe as yk
from yomikurabe.corpus import Corpus
from yomikurabe.messages import text
from yomikurabe.tables import TABLES


@pytest.fixture(scope="module")
def seeds():
    return yk.load("seeds")


@pytest.mark.parametrize("name", TABLES)
def test_the_line_above_a_table_says_what_its_declaration_says(name):
    assert text(f"explore.grain.{name}") == TABLES[name].grain


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_table_says_how_many_rows_it_has_and_what_to_do_next(name, lang):
    table = yk.load("seeds", lang=lang).table(name)
    for shown in (repr(table), table._repr_html_()):
        assert f"{len(table):,}" in shown or len(table) == 1
        assert "corpus.columns(" in shown
    if {"start", "end"} <= {*table.columns}:
        assert f"corpus.{name}.iloc[0]" in repr(table)


def test_the_line_tells_articles_and_dates(seeds):
    first, second, *_ = repr(seeds.events).splitlines()
    assert first.startswith(f"events: {len(seeds.events)} rows, each one happening told in one clause · 5 articles · ")
    assert f"{seeds.events['earliest'].min():%Y-%m-%d} – {seeds.events['latest'].max():%Y-%m-%d}" in first
    assert second.startswith('corpus.columns("events")')


def test_what_is_taken_from_a_table_is_a_plain_frame(seeds):
    quotes = seeds.quotes
    plain = [quotes.head(), quotes[quotes["direct"]], quotes[["surface"]], quotes.copy(), copy.deepcopy(quotes)]
    plain += [quotes.merge(seeds.documents, on="doc_id"), quotes.groupby("doc_id").head(1), pd.concat([quotes, quotes])]
    assert {type(frame) for frame in plain} == {pd.DataFrame}
    assert isinstance(quotes, pd.DataFrame)


def test_a_table_survives_pickling_and_parquet(seeds, tmp_path):
    kept = pickle.loads(pickle.dumps(seeds.events))  # noqa: S301 - our own
    assert repr(kept) == repr(seeds.events)
    seeds.quotes.to_parquet(tmp_path / "quotes.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "quotes.parquet"), pd.DataFrame(seeds.quotes))


def test_the_corpus_says_what_it_holds_and_what_to_ask(seeds):
    for shown in (repr(seeds), seeds._repr_html_()):
        assert "Corpus of 5 articles" in shown
        assert "2025-02-01 – 2025-12-10" in shown
        assert f"events {len(seeds.events)}" in shown
        assert "corpus.find(name)" in shown
        assert all(title in shown for title in seeds.documents["title"])
    assert repr(yk.load("seeds", lang="ja")).startswith("5本の記事からなるコーパス")


def test_columns_are_a_frame_that_shows_all_of_them(seeds):
    columns = seeds.columns("claims")
    assert list(columns.index) == [c.name for c in TABLES["claims"].columns]
    assert columns.loc["low", "meaning"] == "lower bound in `unit`"
    assert "one row is one checkable statement; its key is claim_id" in repr(columns)
    assert all(c.doc in repr(columns) for c in TABLES["claims"].columns)
    with pytest.raises(yk.InputError, match=r"there is no table 'claim' \(allowed: documents"):
        seeds.columns("claim")


EVERYWHERE = [n for n in TABLES if {"doc_id", "start", "end"} <= {c.name for c in TABLES[n].columns}]


@pytest.mark.parametrize("name", sorted({*EVERYWHERE} - {"finding_evidence"}))
def test_a_row_of_every_table_with_places_has_evidence(seeds, name):
    row = seeds.table(name).iloc[-1]
    shown = seeds.evidence(row)
    source = seeds.documents.set_index("doc_id").loc[row["doc_id"], "text"]
    first = shown[0] if name == "findings" else shown
    assert first.marked == source[row["start"] : row["end"]]
    assert first.label == seeds.label(row["doc_id"])


def test_rows_that_stand_in_several_places_have_several_pieces_of_evidence(seeds):
    comparison = seeds.comparisons.iloc[0]
    members = seeds.comparison_claims[seeds.comparison_claims["comparison_id"] == comparison["comparison_id"]]
    shown = seeds.evidence(comparison)
    assert len(shown) == len(members) > 1
    assert len(seeds.evidence(members.iloc[0])) == 1
    assert all(str(piece) in repr(shown) for piece in shown)
    happening = seeds.event_clusters["cluster_id"].mode()[0]
    (row, *others) = seeds.event_clusters[seeds.event_clusters["cluster_id"] == happening].itertuples(index=False)
    assert len(seeds.evidence(row)) == len(others) + 1 > 1
    assert len(seeds.evidence(seeds.quotes.head(3))) == 3
    assert len(seeds.evidence(seeds.quotes.head(0))) == 0
    named = seeds.entities[seeds.entities["entity_id"] == seeds.mentions["entity_id"].iloc[0]].iloc[0]
    assert seeds.evidence(named)[0].marked == seeds.mentions["surface"].iloc[0]


def test_a_finding_comes_with_all_that_shows_it_each_once(seeds):
    finding_id = seeds.finding_evidence["finding_id"].mode()[0]
    shown = seeds.evidence(seeds.findings[seeds.findings["finding_id"] == finding_id].iloc[0])
    assert len(shown) == len(set(shown)) > 1


@pytest.mark.parametrize("name", ["documents", "ingest", "chip_specs", "chronology", "export_rules", "export_status"])
def test_a_row_without_a_place_is_told_so_in_one_line(seeds, name):
    with pytest.raises(yk.InputError, match="this row stands in no article") as error:
        seeds.evidence(seeds.table(name).iloc[0])
    assert "\n" not in str(error.value)


def test_what_is_no_row_is_told_so(seeds):
    with pytest.raises(yk.InputError, match="a str is no row"):
        seeds.evidence("003")
    with pytest.raises(yk.InputError, match="no article 'elsewhere'"):
        seeds.evidence({"doc_id": "elsewhere", "start": 0, "end": 1})


def public():
    return [n for n in dir(Corpus) if not n.startswith("_") and callable(getattr(Corpus, n))]


@pytest.mark.parametrize("name", public())
def test_every_public_method_is_documented_and_annotated(name):
    method = getattr(Corpus, name)
    assert inspect.getdoc(method)
    signature = inspect.signature(method)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not p.empty for n, p in signature.parameters.items() if n != "self")


def test_completion_offers_methods_and_tables(seeds):
    from IPython.core.completer import Completer

    completer = Completer(namespace={"corpus": seeds})
    offered = {name.rpartition(".")[2] for name in completer.attr_matches("corpus.")}
    assert {*public(), *TABLES} <= offered


class Tags(HTMLParser):
    """What a browser would make of a page: the names of its elements, and their attributes."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(name, value) for name, value in attrs}


OURS = {
    "section",
    "div",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "li",
    "b",
    "small",
    "mark",
    "details",
    "summary",
    "span",
    "aside",
}
OURS |= {"strong", "a", "table", "thead", "tbody", "tr", "th", "td", "style"}
OURS_TOO = {"class", "scoped", "border", "style", "title", "id", "lang", "href"}


def html_of(corpus):
    """Every HTML that an explorer can see of a corpus, by what was asked."""
    yield "corpus", corpus._repr_html_()
    for name in TABLES:
        yield name, corpus.table(name)._repr_html_()
        yield f"columns of {name}", corpus.columns(name)._repr_html_()
    for doc_id in corpus.documents["doc_id"]:
        yield f"article {doc_id}", corpus.show(doc_id)._repr_html_()
    for comparison_id in corpus.comparisons["comparison_id"]:
        yield comparison_id, corpus.explain(comparison_id)._repr_html_()
    yield "two articles", corpus.compare()._repr_html_()
    for name in ("farmer", "Expert"):
        yield f"dossier of {name}", corpus.find(name)._repr_html_()
    for name in ("mentions", "quotes", "events", "sentences"):
        yield f"evidence of {name}", corpus.evidence(corpus.table(name))._repr_html_()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_nothing_hostile_comes_out_as_markup(lang):
    corpus = make_corpus(lang)
    seen = ""
    for asked, shown in html_of(corpus):
        page = Tags(shown)
        assert page.tags <= OURS, asked
        assert {name for name, _ in page.attributes} <= OURS_TOO, asked
        assert all(value.startswith("https://") for name, value in page.attributes if name == "href"), asked
        assert "\u202e" not in shown, asked
        seen += shown
    assert "&lt;script&gt;alert(1)" in seen
