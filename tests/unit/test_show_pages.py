"""What notebooks show and the pages made of it: on a corpus whose words would like to be markup."""

import json
import re
from html.parser import HTMLParser

import nbformat
import plotly.graph_objects as go
import pytest

from browser.running import run_notebook, write_report
from unit.test_show_corpus import EVIL, SLY, make_corpus
from yomikurabe.errors import ParameterError
from yomikurabe.parameters import NOTEBOOKS, validate
from yomikurabe.show import View, overview, stakeholders, timeline
from yomikurabe.show.displays import PLOTLY, ROLE
from yomikurabe.show.linking import Links
from yomikurabe.show.pages import render_notebook


class Page(HTMLParser):
    """The elements of a page and its text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module", params=["en", "ja"])
def report(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    write_report(make_corpus(request.param), out)
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*.html"))}


def test_there_is_a_page_for_the_index_each_notebook_and_each_article(report):
    assert set(report) >= {"index.html", *(f"{name}.html" for name in NOTEBOOKS), "sources/calm.html"}
    assert len(report) == 1 + len(NOTEBOOKS) + 2


def test_nothing_on_any_page_runs_but_our_own_scripts(report):
    for name, source in report.items():
        page = Page(source)
        scripts = [s for s in page.all("script") if s.get("type") != "application/json"]
        assert all(re.fullmatch(r"(?:\.\./)?assets/(?:plotly\.min|report|tables)\.js", s["src"]) for s in scripts), name
        assert not [attrs for _, attrs in page.elements if any(a.startswith("on") for a in attrs)], name
        assert "default-src 'none'" in page.all("meta")[1]["content"]


def test_links_lead_to_pages_of_the_report_or_to_what_our_own_data_name(report):
    for name, source in report.items():
        for link in Page(source).all("a"):
            href = link["href"]
            local = re.fullmatch(r"(?:\.\./)?(?:sources/)?[\w%.~-]+\.html(?:#[sr]\d+)?|#content", href)
            assert local or href == "https://rice.example/1", (name, href)


def test_every_link_within_the_report_finds_its_page_and_its_sentence(report):
    for name, source in report.items():
        for link in Page(source).all("a"):
            path, _, anchor = link["href"].partition("#")
            if path and not path.startswith("http"):
                path = path.removeprefix("../") if path.startswith("../") or "/" in path else path
                assert path in report, (name, link)
                assert not anchor or f'id="{anchor}"' in report[path], (name, link)


def test_hostile_words_are_read_as_they_stand(report):
    (hostile,) = (page for name, page in report.items() if name.startswith("sources/a_b"))
    text = Page(hostile).text
    assert EVIL in text
    assert SLY.replace("\u202e", "") in text
    assert "</script>" in text
    assert not Page(hostile).all("img")


def test_what_was_cut_is_folded_and_names_its_length(report):
    page = report["sources/calm.html"]
    assert re.search(r'<details class="cut"><summary[^>]*>[^<]*5[^<]*</summary><p>ランキング</p></details>', page)


def test_sentences_have_addresses_and_what_was_found_is_marked(report):
    page = report["sources/calm.html"]
    assert re.search(r'<span class="s" id="s5"><mark class="mention"[^>]*>農家</mark>は「<mark class="quote"', page)
    assert '<mark class="quantity" title="' in page


def test_each_page_names_the_newest_article_and_the_hash_of_the_corpus(report):
    for page in report.values():
        footer = page[page.index("<footer>") :]
        assert "0123456789ab" in footer
        assert "2025" in footer
        assert "&lt;b&gt;bold&lt;/b&gt;" in footer


def test_the_language_of_a_page_is_that_of_its_words(report):
    lang = Page(report["index.html"]).all("html")[0]["lang"]
    said = {"en": "The articles", "ja": "記事の一覧"}[lang] if lang == "en" else "各ページの答え"
    assert said in report["index.html"]


def test_tables_have_captions_and_scoped_headers(report):
    for source in report.values():
        page = Page(source)
        assert len(page.all("table")) == len(page.all("caption"))
        assert all(cell.get("scope") in {"row", "col"} for cell in page.all("th"))


def figures_of(corpus):
    for name in NOTEBOOKS:
        for cell in run_notebook(name, corpus).cells:
            for output in cell.get("outputs", ()):
                if PLOTLY in output.data:
                    yield output


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_figures_are_valid_titled_and_named_on_both_axes(lang):
    found = list(figures_of(make_corpus(lang)))
    assert {output.metadata[ROLE]["figure"] for output in found} >= {"published", "timeline", "quoted"}
    for output in found:
        figure = output.data[PLOTLY]
        go.Figure(figure)  # raises for what plotly doesn't know
        assert figure["layout"]["title"]["text"]
        assert figure["layout"]["xaxis"]["title"]["text"]
        assert figure["layout"]["yaxis"]["title"]["text"]
        assert output.data["text/plain"] == "\n".join(
            (output.metadata[ROLE]["title"], output.metadata[ROLE]["caption"])
        )
        assert "bdata" not in json.dumps(figure)
        assert not re.search(r"<(?!/?b>|br>)", json.dumps(figure))


def test_only_data_for_figures_and_our_own_html_come_out_of_a_notebook():
    for name in NOTEBOOKS:
        kinds = {k for c in run_notebook(name, make_corpus()).cells for o in c.get("outputs", ()) for k in o.data}
        assert kinds <= {PLOTLY, "text/html", "text/plain"}


def test_output_is_the_same_twice():
    one, other = ([c.get("outputs") for c in run_notebook("01_timeline", make_corpus()).cells] for _ in range(2))
    assert one == other


def test_what_else_a_notebook_puts_out_stays_off_the_page():
    outputs = [
        nbformat.v4.new_output("stream", name="stderr", text="noise"),
        nbformat.v4.new_output("stream", name="stdout", text="<b>told</b>"),
        nbformat.v4.new_output("display_data", data={"application/javascript": "alert(1)", "text/plain": "<i>"}),
        nbformat.v4.new_output("display_data", data={"image/svg+xml": "<svg onload=alert(1)>"}),
        nbformat.v4.new_output("error", ename="ValueError", evalue="<u>", traceback=["at /home/me"]),
    ]
    cells = [nbformat.v4.new_markdown_cell("*notes*"), nbformat.v4.new_code_cell("secret = 1", outputs=outputs)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    page = render_notebook(notebook, "00_overview", make_corpus(), "ValueError: <u>", Links())
    body = page[page.index("<main") :]
    assert all(kept in body for kept in ("&lt;b&gt;told", "<pre>&lt;i&gt;</pre>", "ValueError: &lt;u&gt;"))
    assert not [gone for gone in ("noise", "alert", "secret", "notes", "/home/me", "<svg") if gone in body]


def test_a_notebook_that_never_ran_leaves_a_page_that_says_so(tmp_path):
    from yomikurabe.show import write_pages

    names = write_pages(make_corpus(), tmp_path / "none", tmp_path, {"01_timeline": "NameError: x"})
    assert "NameError: x" in (tmp_path / "01_timeline.html").read_text("utf-8")
    assert "could not be made" in (tmp_path / "index.html").read_text("utf-8")
    assert "01_timeline.html" in names


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_parameters_that_leave_nothing_leave_a_sentence(name, lang):
    nothing = {"as_of": "1990"} if name == "04_chips" else {"since": "2040"}
    outputs = [o for c in run_notebook(name, make_corpus(lang), **nothing).cells for o in c.get("outputs", ())]
    assert outputs
    assert all("2040" in o.data["text/plain"] or "1990" in o.data["text/plain"] for o in outputs[:1])
    assert all(o.data["text/plain"].strip() for o in outputs)


def test_a_source_is_chosen_by_label_or_file_and_an_unknown_one_is_refused():
    corpus = make_corpus()
    for given in ("calm", "<b>bold</b>", 'a"b<c>'):
        view = View(corpus, validate("00_overview", {"sources": given}))
        assert len(view.documents) == len(view.rows("quotes")) == 1
    with pytest.raises(ParameterError, match=r"'cal' is not in this corpus \(allowed: calm"):
        View(corpus, validate("00_overview", {"sources": "cal"}))


def test_a_time_keeps_what_a_part_of_lies_in_it():
    corpus = make_corpus()
    view = View(corpus, validate("00_overview", {"since": "2025-05-10", "until": "2025-05"}))
    assert list(view.documents["doc_id"]) == ["calm"]
    view = View(corpus, validate("01_timeline", {"since": "2025-06"}))
    assert list(timeline.happenings(view)["sources"]) == [('a"b<c>',)]


def test_articles_that_repeat_another_are_listed_and_not_counted():
    corpus = make_corpus()
    corpus.documents.loc[0, "duplicate_of"] = 'a"b<c>'
    view = View(corpus, validate("00_overview", {}))
    assert len(view.documents) == 1
    assert len(overview.list_documents(view).rows) == 2


def test_a_source_keeps_its_colour_whatever_else_is_shown():
    corpus = make_corpus()
    views = [View(corpus, validate("00_overview", {"sources": s})) for s in ("", "calm")]
    assert len({(view.colour("calm"), view.symbol("calm")) for view in views}) == 1
    assert views[0].colour("calm") != views[0].colour('a"b<c>')


def test_actors_are_chosen_by_id_or_name_and_evidence_counts():
    corpus = make_corpus()
    for given in ("farmer", "農家"):
        said = stakeholders.quotes(View(corpus, validate("02_stakeholders", {"actors": given})))
        assert list(said["speaker_id"]) == ["farmer"]
    assert stakeholders.quotes(View(corpus, validate("02_stakeholders", {"min_evidence": 2}))).empty
    with pytest.raises(ParameterError, match=r"parameter actors: 'nobody' is not in this corpus"):
        stakeholders.quotes(View(corpus, validate("02_stakeholders", {"actors": "nobody"})))


def test_a_time_before_the_newest_article_is_told_as_its_day():
    view = View(make_corpus(), validate("00_overview", {"since": "-10d"}))
    assert view.notes == ["Only a part is shown: from 2025-05-22."]
