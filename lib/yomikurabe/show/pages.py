"""The pages of a report: each notebook's outputs, the index, and a reader page for every article, as HTML."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nbformat

from ..corpus import Corpus
from ..explore.by_article import ByArticle
from ..explore.reader import Reading, about, body_of
from ..explore.reader_marks import KINDS, QUIET
from ..markup import Html, element, join, page_name
from ..parameters import NOTEBOOKS, validate
from ..words import records
from . import overview
from .articles_page import list_by_month
from .changes_exports import FEED
from .displays import ROLE
from .linking import Links
from .notebook_html import body_of_notebook
from .options import Options
from .page_frame import TEMPLATES, name_of, newest_of, pages_of, render
from .pdf import find_browser, print_pages
from .results import list_results
from .single import embed
from .view import View, title_of

_FED = "05_changes"
"""The page that links to the feed of the changes."""
ARTICLES = "articles.html"
"""The page that lists all articles, where the index can't."""


def write_pages(
    corpus: Corpus,
    notebooks: Path,
    out: Path,
    failed: Mapping[str, str],
    options: Options = Options(),  # noqa: B008 - immutable
    feed: bytes | None = None,
) -> list[str]:
    """Write the report's pages and what they need into `out`; the names of all but index.html.

    `notebooks` holds the executed notebooks; `failed` says why one of them stopped; `feed` is that of the changes, to
    which their page then links. Raises OutputError where PDFs are asked for and can't be made.
    """
    browser = find_browser() if options.pdf else None
    assets, links = _assets(), Links()
    executed = {name: _opened(notebooks / f"{name}.ipynb") for name in NOTEBOOKS}
    index = render_index(corpus, executed, failed, links)
    (out / "sources").mkdir(parents=True, exist_ok=True)
    if not options.single_file:
        (out / "assets").mkdir(exist_ok=True)
        for name, content in assets.items():
            (out / "assets" / name).write_bytes(content)
    written = []
    pages = _rendered(corpus, executed, failed, links, options, FEED if feed else None)
    for name, page in chain([("index.html", index)], pages):
        page = embed(page, lambda asset: assets[asset].decode()) if options.single_file else page
        (out / name).write_text(page, "utf-8", errors="replace")
        written.append(name)
    if feed:
        (out / FEED).write_bytes(feed)
    printed = print_pages(out, written, browser) if browser else []
    return [*written[1:], *([FEED] if feed else []), *printed]


def _rendered(
    corpus: Corpus,
    executed: Mapping[str, nbformat.NotebookNode],
    failed: Mapping[str, str],
    links: Links,
    options: Options,
    feed: str | None,
) -> Iterator[tuple[str, str]]:
    """Each page but the index by its name, one after another: reader pages last, since they lead back to the others."""
    for name in NOTEBOOKS:
        fed = feed if name == _FED else None
        yield f"{name}.html", render_notebook(executed[name], name, corpus, failed.get(name), links, fed)
    if overview.is_cut_short(corpus):
        yield ARTICLES, render_articles(corpus)
    articles, newest = ByArticle(corpus), newest_of(corpus)
    for doc_id in sorted(corpus.articles["doc_id"]):
        page = render_source(corpus, articles, doc_id, links, options, newest=newest)
        yield f"sources/{page_name(doc_id)}", page


def _assets() -> dict[str, bytes]:
    """What the pages load: our own style and script, and plotly's."""
    import plotly

    own = {path.name: path.read_bytes() for path in sorted((TEMPLATES / "assets").iterdir())}
    drawing = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    return {**own, drawing.name: drawing.read_bytes()}


def _opened(path: Path) -> nbformat.NotebookNode:
    stored = (
        path.read_text("utf-8")
        if path.is_file()
        else '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    notebook: nbformat.NotebookNode = nbformat.reads(stored, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def render_notebook(
    notebook: nbformat.NotebookNode,
    name: str,
    corpus: Corpus,
    failure: str | None,
    links: Links,
    feed: str | None = None,
) -> str:
    """The page of one executed notebook: its outputs, without code and markdown; `feed` is a file to link to."""
    body, drawn = body_of_notebook(notebook, corpus.lang)
    title = name_of(name, corpus.lang)
    linked = Html(links.link(body, f"{name}.html", title))
    return render("page", corpus, title, f"{name}.html", body=linked, drawn=drawn, failure=failure, feed=feed)


def render_index(
    corpus: Corpus, executed: Mapping[str, nbformat.NotebookNode], failed: Mapping[str, str], links: Links
) -> str:
    """The page to begin with: what the corpus is, what each page answers in one sentence, the articles."""
    view = View(corpus, validate("00_overview", {"lang": corpus.lang}))
    answers = [
        (page, _answer_of(executed[name]), name in failed)
        for name, page in zip(NOTEBOOKS, pages_of(corpus.lang), strict=True)
    ]
    title = view.say("index.title", topic=getattr(corpus.topic, f"title_{corpus.lang}"), n=len(view.documents))
    articles = Html(links.link(overview.list_documents(view).html(), "index.html", title))
    if overview.is_cut_short(corpus):
        link = element("a", view.say("articles.title", n=len(corpus.articles)), href=ARTICLES)
        articles = join([articles, element("p", link)])
    matters = Html(links.link(list_results(view).html(), "index.html", title))
    sentences = overview.answer(view).sentences[1:]  # the title says how many articles there are
    return render(
        "index", corpus, title, "index.html", body=articles, matters=matters, answers=answers, sentences=sentences
    )


def _answer_of(notebook: nbformat.NotebookNode) -> str:
    """The first sentence of the answer that a notebook gave, nothing where it stopped before."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    roles = (output.get("metadata", {}).get(ROLE, {}) for output in outputs)
    return next((str(role["answer"]) for role in roles if "answer" in role), "")


def render_articles(corpus: Corpus) -> str:
    """The page of all articles by month."""
    view = View(corpus, validate("00_overview", {"lang": corpus.lang}))
    title = view.say("articles.title", n=len(corpus.articles))
    return render("page", corpus, title, ARTICLES, body=list_by_month(view))


def render_source(corpus: Corpus, articles: ByArticle, doc_id: str, links: Links, options: Options, **more: Any) -> str:
    """The reader page of one article: its text with what was found marked, each sentence with an address."""
    article = articles.one(doc_id)
    (row,) = records(article.table("documents"))
    return render(
        "source",
        corpus,
        title_of(row),
        f"sources/{page_name(doc_id)}",
        root="../",
        body=body_of(article, row, Reading(links.uses(quote(page_name(doc_id))), options.fulltext)),
        about=about(article, row),
        fulltext=options.fulltext,
        article_lang=row.lang if isinstance(row.lang, str) else "ja",
        kinds=KINDS,
        quiet=QUIET,
        **more,
    )
