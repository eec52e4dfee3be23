"""What an executed notebook shows as HTML: its outputs alone, figures as data that the page's script draws."""

import json
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from ..markup import Html, element, escape
from ..messages import text
from .displays import PLOTLY, ROLE

_TEMPLATES = Path(__file__).resolve().parent / "template"
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
_ENDING = re.compile("<(?=[/!sS])|[\u2028\u2029]")
"""What could end a script element, or change how it is read."""


def body_of_notebook(notebook: nbformat.NotebookNode, lang: str) -> tuple[str, bool]:
    """The outputs of a notebook as markup, and whether a figure is among them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # an output of a kind that no page shows
        body, _ = _exporter().from_notebook_node(notebook)
    drawn = 'class="drawn"' in body
    words = {theirs: text(f"show.button.{key}", lang) for theirs, key in _BUTTONS.items()}
    data = f'<script type="application/json" id="figure-words">{script_json(words)}</script>' if drawn else ""
    return body + data, drawn


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
    return _ENDING.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


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
        element("div", class_="plot", role="group", aria_label=label, style=f"height:{height}px"),
        Html(f'<script type="application/json">{script_json(figure)}</script>'),
        class_="drawn",
    )
