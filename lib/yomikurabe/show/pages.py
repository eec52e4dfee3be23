"""The pages of a report: each notebook's outputs, the index, and a reader page for every article, as HTML."""

import json
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import nbformat
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from ..corpus import Corpus
from ..messages import text
from ..parameters import NOTEBOOKS, validate
from . import overview
from .displays import PLOTLY, ROLE
from .markup import Html, element, escape, link_places, page_name
from .reader import about, body_of
from .view import View, title_of
from .words import as_day, day, records

_TEMPLATES = Path(__file__).resolve().parent / "template"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""Nothing but our own two scripts runs, nothing is sent anywhere; plotly sets styles while it draws."""
_SHOWN = [PLOTLY, "text/html", "image/png", "image/jpeg", "text/plain"]
"""Kinds of output that a page shows, the best first; what else a notebook puts out is left aside."""
_BUTTONS = {
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Reset axes": "reset",
    "Download plot as a PNG": "download",
    "Download plot as a png": "download",
    "Download plot": "download",
}
"""Words of plotly's own that a page shows, with their keys in the catalogue."""


class Page(NamedTuple):
    """A page that others link to."""

    href: str
    name: str


def write_pages(corpus: Corpus, notebooks: Path, out: Path, lang: str, failed: Mapping[str, str]) -> list[str]:
    """Write the report's pages and what they need into `out`; the pages' names, without index.html.

    `notebooks` holds the executed notebooks; `failed` says why one of them stopped.
    """
    for folder in ("assets", "sources"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for name, content in _assets().items():
        (out / "assets" / name).write_bytes(content)
    executed = {name: _opened(notebooks / f"{name}.ipynb") for name in NOTEBOOKS}
    written = {f"{name}.html": render_notebook(executed[name], name, corpus, failed.get(name)) for name in NOTEBOOKS}
    written |= {
        f"sources/{page_name(doc_id)}": render_source(corpus, doc_id) for doc_id in sorted(corpus.documents["doc_id"])
    }
    for name, page in {**written, "index.html": render_index(corpus, executed, failed)}.items():
        (out / name).write_text(page, "utf-8", errors="replace")
    return list(written)


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


def render_notebook(notebook: nbformat.NotebookNode, name: str, corpus: Corpus, failure: str | None = None) -> str:
    """The page of one executed notebook: its outputs, without code and markdown."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # an output of a kind that no page shows
        body, _ = _exporter().from_notebook_node(notebook)
    drawn = 'class="drawn"' in body
    words = {theirs: text(f"show.button.{key}", corpus.lang) for theirs, key in _BUTTONS.items()}
    data = f'<script type="application/json" id="figure-words">{script_json(words)}</script>' if drawn else ""
    title = _name(name, corpus.lang)
    return _render(
        "page", corpus, title, f"{name}.html", body=Html(link_places(body) + data), drawn=drawn, failure=failure
    )


@cache
def _exporter() -> Any:
    config = Config({"NbConvertBase": {"display_data_priority": _SHOWN}})
    exporter: Any = HTMLExporter(config, template_name="body", extra_template_basedirs=[str(_TEMPLATES)])  # type: ignore[no-untyped-call]
    exporter.register_filter("as_text", escape)
    exporter.register_filter("as_figure", _figure)
    return exporter


def script_json(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it can end the element."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        plain = plain.replace(character, f"\\u{ord(character):04x}")
    return plain


def _figure(output: nbformat.NotebookNode) -> str:
    """A figure that the page's script draws, with its title and caption as text."""
    if PLOTLY not in output.data:
        return ""
    figure, role = output.data[PLOTLY], output.metadata.get(ROLE, {})
    height = int(figure.get("layout", {}).get("height") or 450)
    title, caption = role.get("title", ""), role.get("caption", "")
    label = f"{title}. {caption}".strip(". ")
    return element(
        "figure",
        element("figcaption", *([element("h2", title)] if title else []), element("p", caption)),
        element("div", class_="plot", role="img", aria_label=label, style=f"height:{height}px"),
        Html(f'<script type="application/json">{script_json(figure)}</script>'),
        class_="drawn",
    )


def render_index(corpus: Corpus, executed: Mapping[str, nbformat.NotebookNode], failed: Mapping[str, str]) -> str:
    """The page to begin with: what the corpus is, what each page answers in one sentence, the articles."""
    view = View(corpus, validate("00_overview", {"lang": corpus.lang}))
    answers = [
        (page, _answer_of(executed[name]), name in failed)
        for name, page in zip(NOTEBOOKS, _pages(corpus.lang), strict=True)
    ]
    title = view.say("index.title", topic=getattr(corpus.topic, f"title_{corpus.lang}"), n=len(view.documents))
    articles = Html(link_places(overview.list_documents(view).html()))
    sentences = overview.answer(view).sentences[1:]  # the title says how many articles there are
    return _render("index", corpus, title, "index.html", body=articles, answers=answers, sentences=sentences)


def _answer_of(notebook: nbformat.NotebookNode) -> str:
    """The first sentence of the answer that a notebook gave, nothing where it stopped before."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", ()))
    roles = (output.get("metadata", {}).get(ROLE, {}) for output in outputs)
    return next((str(role["answer"]) for role in roles if "answer" in role), "")


def render_source(corpus: Corpus, doc_id: str) -> str:
    """The reader page of one article: its text with what was found marked, each sentence with an address."""
    (row,) = records(corpus.documents[corpus.documents["doc_id"] == doc_id])
    return _render(
        "source",
        corpus,
        title_of(row),
        f"sources/{page_name(doc_id)}",
        root="../",
        body=body_of(corpus, row),
        about=about(corpus, row),
        article_lang=row.lang if isinstance(row.lang, str) else "ja",
        kinds=("mention", "timex", "quantity", "quote"),
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
        "failure": None,
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
