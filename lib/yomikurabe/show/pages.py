"""The pages of a report: each notebook's outputs, the index, and a reader page for every article, as HTML."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import jinja2
import nbformat

from ..corpus import Corpus
from ..explore.reader import Reading, about, body_of
from ..explore.reader_marks import KINDS, QUIET
from ..markup import Html, page_name
from ..messages import text
from ..parameters import NOTEBOOKS, validate
from ..words import as_day, day, records
from . import overview
from .changes_exports import FEED
from .displays import ROLE
from .linking import Links
from .notebook_html import body_of_notebook, script_json
from .options import Options
from .pdf import find_browser, print_pages
from .results import list_results
from .single import embed
from .view import View, title_of

_TEMPLATES = Path(__file__).resolve().parent / "template"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""Nothing but our own two scripts runs, nothing is sent anywhere; plotly sets styles while it draws."""
_FED = "05_changes"
"""The page that links to the feed of the changes."""
_TOOLS = ("filter", "shown", "csv", "more", "fewer", "sort")
"""Words that the tables' script needs."""


class Page(NamedTuple):
    """A page that others link to."""

    href: str
    name: str


def write_pages(
    corpus: Corpus,
    notebooks: Path,
    out: Path,
    lang: str,
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
    written = {
        f"{name}.html": render_notebook(
            executed[name], name, corpus, failed.get(name), links, FEED if feed and name == _FED else None
        )
        for name in NOTEBOOKS
    }
    for doc_id in sorted(corpus.documents["doc_id"]):
        written[f"sources/{page_name(doc_id)}"] = render_source(corpus, doc_id, links, options)
    (out / "sources").mkdir(parents=True, exist_ok=True)
    if not options.single_file:
        (out / "assets").mkdir(exist_ok=True)
        for name, content in assets.items():
            (out / "assets" / name).write_bytes(content)
    for name, page in {**written, "index.html": index}.items():
        page = embed(page, lambda asset: assets[asset].decode()) if options.single_file else page
        (out / name).write_text(page, "utf-8", errors="replace")
    if feed:
        (out / FEED).write_bytes(feed)
    printed = print_pages(out, ["index.html", *written], browser) if browser else []
    return [*written, *([FEED] if feed else []), *printed]


def _assets() -> dict[str, bytes]:
    """What the pages load: our own style and script, and plotly's."""
    import plotly

    own = {path.name: path.read_bytes() for path in sorted((_TEMPLATES / "assets").iterdir())}
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
    title = _name(name, corpus.lang)
    linked = Html(links.link(body, f"{name}.html", title))
    return _render("page", corpus, title, f"{name}.html", body=linked, drawn=drawn, failure=failure, feed=feed)


def render_index(
    corpus: Corpus, executed: Mapping[str, nbformat.NotebookNode], failed: Mapping[str, str], links: Links
) -> str:
    """The page to begin with: what the corpus is, what each page answers in one sentence, the articles."""
    view = View(corpus, validate("00_overview", {"lang": corpus.lang}))
    answers = [
        (page, _answer_of(executed[name]), name in failed)
        for name, page in zip(NOTEBOOKS, _pages(corpus.lang), strict=True)
    ]
    title = view.say("index.title", topic=getattr(corpus.topic, f"title_{corpus.lang}"), n=len(view.documents))
    articles = Html(links.link(overview.list_documents(view).html(), "index.html", title))
    matters = Html(links.link(list_results(view).html(), "index.html", title))
    sentences = overview.answer(view).sentences[1:]  # the title says how many articles there are
    return _render(
        "index", corpus, title, "index.html", body=articles, matters=matters, answers=answers, sentences=sentences
    )


def _answer_of(notebook: nbformat.NotebookNode) -> str:
    """The first sentence of the answer that a notebook gave, nothing where it stopped before."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    roles = (output.get("metadata", {}).get(ROLE, {}) for output in outputs)
    return next((str(role["answer"]) for role in roles if "answer" in role), "")


def render_source(corpus: Corpus, doc_id: str, links: Links, options: Options) -> str:
    """The reader page of one article: its text with what was found marked, each sentence with an address."""
    (row,) = records(corpus.documents[corpus.documents["doc_id"] == doc_id])
    return _render(
        "source",
        corpus,
        title_of(row),
        f"sources/{page_name(doc_id)}",
        root="../",
        body=body_of(corpus, row, Reading(links.uses(quote(page_name(doc_id))), options.fulltext)),
        about=about(corpus, row),
        fulltext=options.fulltext,
        article_lang=row.lang if isinstance(row.lang, str) else "ja",
        kinds=KINDS,
        quiet=QUIET,
    )


def _name(notebook: str, lang: str) -> str:
    return text(f"show.{notebook.partition('_')[2]}.name", lang)


@cache
def _pages(lang: str) -> tuple[Page, ...]:
    return tuple(Page(f"{name}.html", _name(name, lang)) for name in NOTEBOOKS)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )


def _render(template: str, corpus: Corpus, title: str, here: str, **more: Any) -> str:
    values = {
        "root": "",
        "drawn": False,
        "listed": template in ("page", "index"),
        "table_words": Html(
            script_json({k: text(f"show.tools.{k}", corpus.lang, n="{n}", all="{all}") for k in _TOOLS})
        ),
        "failure": None,
        "feed": None,
        "lang": corpus.lang,
        "policy": _POLICY,
        "pages": _pages(corpus.lang),
        "newest": _newest(corpus),
        "hash": corpus.sha256[:12],
        "say": lambda key, **arguments: text(f"show.{key}", corpus.lang, **arguments),
        **more,
    }
    return _environment().get_template(f"{template}.html.j2").render(title=title, here=here, **values)


def _newest(corpus: Corpus) -> str:
    dated = corpus.documents.dropna(subset=["published_latest"]).sort_values(["published_latest", "doc_id"])
    if dated.empty:
        return text("show.page.undated", corpus.lang)
    newest = records(dated)[-1]
    said = day(as_day(newest.published_latest) or newest.published_latest, corpus.lang)
    return text("show.page.newest", corpus.lang, day=said, label=newest.label)
