"""A report as a folder of files: reader pages and the way back, excerpts, single files, weights, its languages."""

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest

import yomikurabe as yk
from browser.running import write_report
from yomikurabe import parameters, show
from yomikurabe.explore.reader_marks import KINDS
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.show.options import Options
from yomikurabe.show.pdf import print_pages

LIGHT = 150_000
"""Bytes that a page may weigh beside the shared scripts."""


def text_of(markup):
    without = re.sub(r"<(script|style)\b.*?</\1>", "", markup, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", without))


def pages_of(out):
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*.html"))}


@pytest.fixture(scope="module", params=["en", "ja"])
def corpus(request):
    return yk.load("seeds", lang=request.param)


@pytest.fixture(scope="module")
def report(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    write_report(corpus, out)
    return pages_of(out)


@pytest.fixture(scope="module")
def excerpts(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("excerpts")
    write_report(corpus, out, options=Options(fulltext=False, single_file=True))
    return out


def test_the_index_says_what_matters_in_five_sentences_with_their_pages(report, corpus):
    listing = re.search(r'<section class="results">.*?</section>', report["index.html"], re.DOTALL)[0]
    items = re.findall(r"<li>(.*?)</li>", listing)
    assert len(items) == 5
    assert {re.search(r'href="(\w+)\.html"', item)[1] for item in items} == set(NOTEBOOKS) - {
        "00_overview",
        "05_changes",
    }
    view = show.View(corpus, parameters.validate("00_overview", {"lang": corpus.lang}))
    assert [text_of(sentence) for sentence, _ in show.results.list_results(view).items] == [
        text_of(item).rsplit(" ", 1)[0] for item in items
    ]


def test_a_reader_page_marks_every_kind_and_has_a_switch_for_each(report):
    pages = [page for name, page in report.items() if name.startswith("sources/")]
    for kind in KINDS:
        assert all(f'id="show-{kind}"' in page for page in pages)
        assert any(f'<mark class="{kind}"' in page for page in pages), kind


def test_the_text_of_an_article_stands_on_its_page_as_it_was(report, corpus):
    for row in corpus.documents.itertuples():
        page = text_of(report[f"sources/{row.doc_id}.html"])
        sentences = corpus.sentences[corpus.sentences["doc_id"] == row.doc_id]["text"]
        assert all(" ".join(s.split()) in " ".join(page.split()) for s in sentences)


def test_from_every_row_to_its_sentence_and_back(report):
    there = 0
    for name, page in report.items():
        for doc, sentence in re.findall(r'href="sources/([\w%.~-]+)\.html#(s\d+)"', page):
            there += 1
            back = re.search(rf'id="{sentence}".*?(?=class="s"|</p>)', report[f"sources/{doc}.html"], re.DOTALL)[0]
            assert f'href="../{name}#' in back, (name, doc, sentence)
    assert there > 300


def test_findings_stand_beside_the_text(report, corpus):
    for doc_id, n in corpus.findings["doc_id"].value_counts().items():
        assert report[f"sources/{doc_id}.html"].count('class="found-here"') == n


def test_without_the_full_text_only_quoted_sentences_are_anywhere_in_the_folder(excerpts, corpus):
    files = {path: path.read_text("utf-8") for path in excerpts.rglob("*") if path.suffix in {".html", ".ipynb"}}
    quoted = "\n".join(text_of(page) for path, page in files.items() if path.parent == excerpts)
    told = {path: " ".join(text_of(page).split()) for path, page in files.items()}
    hidden = 0
    for row in corpus.sentences.itertuples():
        sentence = " ".join(row.text.split())
        if len(sentence) > 40 and sentence not in " ".join(quoted.split()):
            hidden += 1
            assert not [path.name for path, page in told.items() if sentence in page and "/sources/" not in str(path)]
            anchored = f'id="{row.sentence_id.rpartition("#")[2]}"'
            page = files[excerpts / "sources" / f"{row.doc_id}.html"]
            assert anchored not in page or re.search(rf'{anchored}.*?class="back"', page, re.DOTALL)
    assert hidden > 100
    for row in corpus.blocks[corpus.blocks["kind"] == "boilerplate"].itertuples():
        cut = corpus.documents.set_index("doc_id")["text"][row.doc_id][row.start : row.end]
        longest = max((line.strip() for line in cut.splitlines()), key=len)
        if len(longest) > 60:
            assert not [path.name for path, page in told.items() if longest in page]


def test_a_single_file_loads_nothing_and_allows_only_its_own_scripts(excerpts):
    assert not (excerpts / "assets").exists()
    for name, page in pages_of(excerpts).items():
        assert "assets/" not in re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL), name
        scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
        policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
        allowed = re.search(r"script-src ([^;]*)", policy)[1]
        assert allowed.split() == ([f"'sha256-{h}'" for h in hashes] or ["'none'"]), name
        assert "'self'" not in policy


def test_no_page_weighs_more_than_it_may(report):
    heavy = {name: len(page.encode()) for name, page in report.items() if len(page.encode()) > LIGHT}
    assert heavy == {}


def test_each_page_names_its_newest_article_and_its_corpus(report, corpus):
    newest = corpus.documents.sort_values("published_latest")["label"].iloc[-1]
    for name, page in report.items():
        footer = text_of(re.search(r"<footer>.*?</footer>", page, re.DOTALL)[0])
        assert newest in footer, name
        assert corpus.sha256[:12] in footer, name


def test_a_page_speaks_one_language(report, corpus):
    """Headings, captions, buttons and table heads; names and the articles' own words may be of another."""
    for name, page in report.items():
        own = re.findall(r"<(?:h1|h2|th scope=\"col\"|summary|caption|legend|figcaption)[^>]*>(.*?)</", page, re.DOTALL)
        for words in map(text_of, own):
            kana = re.search("[ぁ-ん]", words)
            if corpus.lang == "ja":
                assert kana or not re.search(r"\b(?:the|of|and|what|which|how)\b", words, re.IGNORECASE), (name, words)
            elif not name.startswith("sources/"):
                assert not kana, (name, words)


ENGLISH = re.compile(r"(?:\b[a-z]{2,}\b[ ,.]+){3,}")
JAPANESE = re.compile("[ぁ-ん]{3,}")


class Prose(HTMLParser):
    """The text of a page in the page's own language: what stands in an element of another is left aside."""

    def __init__(self, page):
        super().__init__()
        self.langs, self.said = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "link", "input", "img", "br"}:
            own = "code" if tag in {"script", "style", "title", "mark"} else dict(attrs).get("lang")
            self.langs.append(own or (self.langs[-1] if self.langs else None))

    def handle_endtag(self, tag):
        self.langs.pop()

    def handle_data(self, data):
        if self.langs and self.langs[-1] == self.langs[0]:
            self.said.append(data.strip())


def test_no_prose_of_the_other_language_stands_on_a_page(report, corpus):
    """The editor's notes (sources.csv) and what an article is quoted with are as they were written."""
    notes = [words for words in corpus.documents["basis"] if isinstance(words, str)]
    notes += [words for words in corpus.findings["expected"] if isinstance(words, str)]
    for name, page in report.items():
        for words in Prose(page).said:
            if corpus.lang == "ja" and not any(note in words for note in notes):
                assert not ENGLISH.search(words), (name, words)
            elif corpus.lang == "en" and name in {"index.html", "00_overview.html"}:
                assert not JAPANESE.search(re.sub("“[^”]*”", "", words)), (name, words)


def test_groups_without_a_name_and_codes_are_told_in_the_page_s_language(report, corpus):
    told = "".join(map(text_of, report.values()))
    assert ("専門家" if corpus.lang == "ja" else "experts") in told
    assert not re.search(r"\b(?:one_source|two_sources|general_knowledge)\b", told)
    assert corpus.lang == "en" or not re.search(r"\b(?:experts|investors|senior officials)\b", told)


def test_without_the_full_text_one_sign_stands_for_all_that_is_left_out_in_a_row(excerpts, corpus):
    signs = 0
    for doc_id in corpus.documents["doc_id"]:
        page = text_of((excerpts / "sources" / f"{doc_id}.html").read_text("utf-8"))
        article = page[: page.index(corpus.sha256[:12])]
        signs += article.count("…")
        assert not re.search(r"…\s*…", article), doc_id
    assert signs > 10


def test_without_the_full_text_a_heading_that_no_row_cites_is_left_out(excerpts, corpus):
    headings = corpus.sentences.merge(corpus.blocks[corpus.blocks["kind"] == "heading"][["block_id"]], on="block_id")
    kept = []
    for row in headings.itertuples():
        page = (excerpts / "sources" / f"{row.doc_id}.html").read_text("utf-8")
        place = re.search(rf'id="{row.sentence_id.rpartition("#")[2]}">.*?</h2>', page, re.DOTALL)
        assert place is None or 'class="back"' in place[0], row.text
        kept.append(place is not None)
    assert not all(kept)


def test_a_pdf_is_printed_from_a_page_without_links_to_files_of_this_machine(tmp_path):
    """A PDF would keep the whole path of each; addresses on the web stay."""
    page, seen = tmp_path / "page.html", tmp_path / "seen.html"
    page.write_text('<a class="place" href="sources/a.html#s1">1</a> <a href="https://x.example/">2</a>', "utf-8")
    browser = tmp_path / "chromium"
    browser.write_text(
        "#!/usr/bin/env python3\nimport shutil, sys\nfrom urllib.parse import unquote\n"
        "target = next(a for a in sys.argv if a.startswith('--print-to-pdf=')).partition('=')[2]\n"
        f"shutil.copy(unquote(sys.argv[-1].removeprefix('file://')), {str(seen)!r})\nopen(target, 'w').close()\n"
    )
    browser.chmod(0o755)
    assert print_pages(tmp_path, ["page.html"], str(browser)) == ["page.pdf"]
    assert seen.read_text("utf-8") == '<a class="place">1</a> <a href="https://x.example/">2</a>'
    assert sorted(p.name for p in tmp_path.iterdir()) == ["chromium", "page.html", "page.pdf", "seen.html"]


def test_pdf_without_a_browser_is_one_clear_line(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(yk.OutputError, match=r"no Chromium is found.*install Chromium"):
        write_report(corpus, tmp_path / "out", options=Options(pdf=True))
