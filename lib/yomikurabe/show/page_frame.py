"""What every page of a report has around its content: head, navigation, policy, footer."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from ..corpus import Corpus
from ..markup import Html
from ..messages import text
from ..parameters import NOTEBOOKS
from ..words import as_day, day, records
from .notebook_html import script_json

TEMPLATES = Path(__file__).resolve().parent / "template"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'"
)
"""Nothing but our own two scripts runs, nothing is sent anywhere; plotly sets styles while it draws."""
_TOOLS = ("filter", "shown", "csv", "more", "fewer", "sort")
"""Words that the tables' script needs."""


class Page(NamedTuple):
    """A page that others link to."""

    href: str
    name: str


def name_of(notebook: str, lang: str) -> str:
    """What the page of a notebook is called."""
    return text(f"show.{notebook.partition('_')[2]}.name", lang)


@cache
def pages_of(lang: str) -> tuple[Page, ...]:
    """The pages of the notebooks, in their order."""
    return tuple(Page(f"{name}.html", name_of(name, lang)) for name in NOTEBOOKS)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )


def render(template: str, corpus: Corpus, title: str, here: str, **more: Any) -> str:
    """A page of a template; `here` is its address below the report, `more` what else the template needs."""
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
        "pages": pages_of(corpus.lang),
        **({} if "newest" in more else {"newest": newest_of(corpus)}),
        "hash": corpus.sha256[:12],
        "say": lambda key, **arguments: text(f"show.{key}", corpus.lang, **arguments),
        **more,
    }
    return _environment().get_template(f"{template}.html.j2").render(title=title, here=here, **values)


def newest_of(corpus: Corpus) -> str:
    """The newest article and its day, as a sentence."""
    dated = corpus.articles.dropna(subset=["published_latest"]).sort_values(["published_latest", "doc_id"])
    if dated.empty:
        return text("show.page.undated", corpus.lang)
    newest = records(dated)[-1]
    said = day(as_day(newest.published_latest) or newest.published_latest, corpus.lang)
    return text("show.page.newest", corpus.lang, day=said, label=newest.label)
