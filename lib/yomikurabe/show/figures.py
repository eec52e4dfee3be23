"""What all figures have in common: colours, type, axes, and how articles' words get into them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Any

from ..markup import readable

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d3b", "#7b61a8")
"""Told apart with any kind of colour vision (Okabe & Ito 2008, https://jfly.uni-koeln.de/color/, its yellow and black
replaced by a brown and a violet, which keep their contrast on white and on black)."""
GREY = "#808691"
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "pentagon", "hexagram")
"""Beside the colour, so that nothing is told by colour alone."""
STATUS_SYMBOLS = {"happened": "circle", "planned": "circle-open", "hypothetical": "diamond-open", "denied": "x"}
FONT = "system-ui, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic UI', Meiryo, sans-serif"
_PIECES = re.compile(r"[\x21-\u1fff]+\s*|.", re.DOTALL)
"""What stays together at a line's end: words of narrow letters."""
_LONG_LABEL = 30
_LONG_HOVER = 150
_HOVER_LINE = 46
_LANE_LINE = 24
_MOST_TICKS = 7
"""Widths count a full-width character twice."""


def colour_of(position: int) -> str:
    """The colour of the nth of a kind; they repeat where there are more than colours, symbols then tell them apart."""
    return PALETTE[position % len(PALETTE)]


def symbol_of(position: int) -> str:
    """The symbol of the nth of a kind."""
    return SYMBOLS[(position + position // len(PALETTE)) % len(SYMBOLS)]


def width(text: str) -> int:
    """How many half-width columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def shortened(text: str, columns: int) -> str:
    """A text cut to a width, with an ellipsis where something is missing."""
    text = " ".join(readable(text).split())
    if width(text) <= columns:
        return text
    while width(text) > columns - 2:
        text = text[:-1]
    return text.rstrip() + "…"


def escape_label(text: str) -> str:
    """Text that plotly, which reads a little HTML of its own in every label, shows as it stands."""
    return readable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label(text: str, columns: int = _LONG_LABEL) -> str:
    """An axis or legend label: short, and nothing but text."""
    return escape_label(shortened(text, columns))


def hover(*lines: str) -> str:
    """What is said when one points at a mark: each line wrapped and cut, the first one stands out."""
    first, *others = [
        "<br>".join(map(escape_label, _wrapped(shortened(line, _LONG_HOVER), _HOVER_LINE))) for line in lines if line
    ]
    return "<br>".join([f"<b>{first}</b>", *others])


def _wrapped(text: str, columns: int) -> list[str]:
    """A text in lines of about so many columns: broken at spaces, and anywhere between full-width characters."""
    rows: list[str] = []
    row = ""
    for piece in _PIECES.findall(text):
        if row and width(row + piece.rstrip()) > columns:
            rows, row = [*rows, row.rstrip()], ""
        row += piece
    return [*rows, row.rstrip()]


def lane_label(text: str) -> str:
    """The name of a lane, in two lines where one would be long."""
    return "<br>".join(map(escape_label, _wrapped(shortened(text, 2 * _LANE_LINE - 4), _LANE_LINE)))


def layout(title: str, *, height: int, **more: Any) -> dict[str, Any]:
    """The layout that figures begin with: quiet, transparent (so it suits light and dark), legend above."""
    return {
        "title": {"text": escape_label(title), "x": 0, "xref": "paper", "font": {"size": 16}},
        "template": {
            "layout": {
                "font": {"family": FONT, "size": 13, "color": GREY},
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "colorway": list(PALETTE),
                "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 12}},
                "xaxis": _AXIS,
                "yaxis": _AXIS,
            }
        },
        "height": height,
        "margin": {"l": 8, "r": 12, "t": 64, "b": 8},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1.0,
            "yanchor": "bottom",
            "itemsizing": "constant",
            "traceorder": "normal",
        },
        "hovermode": "closest",
        "dragmode": "pan",
        **more,
    }


_AXIS = {
    "automargin": True,
    "gridcolor": "rgba(128,134,145,0.22)",
    "linecolor": "rgba(128,134,145,0.5)",
    "zeroline": False,
    "title": {"standoff": 8},
}


def time_axis(title: str, lang: str, first: date, last: date) -> dict[str, Any]:
    """A date axis with ticks in the page's language."""
    formats = {"en": ("%Y", "%b %Y", "%-d %b"), "ja": ("%Y年", "%Y年%-m月", "%-m月%-d日")}[lang]
    day = 86_400_000
    return {
        "type": "date",
        "title": {"text": title},
        "range": [first.isoformat(), last.isoformat()],
        "nticks": 7,
        "hoverformat": "%Y-%m-%d",
        "tickformatstops": [
            {"dtickrange": [None, 20 * day], "value": formats[2]},
            {"dtickrange": [20 * day, "M11"], "value": formats[1]},
            {"dtickrange": ["M11", None], "value": formats[0]},
        ],
    }


def log_axis(title: str, values: Sequence[float], name: Callable[[float], str]) -> dict[str, Any]:
    """A logarithmic axis over positive values, its ticks at round figures in the page's words."""
    least, most = log10(min(values)), log10(max(values))
    pad = max(0.12, (most - least) * 0.06)
    decades = range(floor(least - pad), ceil(most + pad) + 1)
    within = [
        t for t in (digit * 10.0**d for d in decades for digit in (1, 2, 5)) if least - pad < log10(t) < most + pad
    ]
    powers = [t for t in within if round(log10(t), 6).is_integer()]
    ticks = within if len(within) <= _MOST_TICKS else powers[:: ceil(len(powers) / _MOST_TICKS)]
    return {
        "type": "log",
        "title": {"text": title},
        "range": [round(least - pad, 4), round(most + pad, 4)],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [escape_label(name(tick)) for tick in ticks],
    }


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return "#000000" if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 > 0.18 else "#ffffff"


def lane_axis(title: str, names: Sequence[str]) -> dict[str, Any]:
    """A vertical axis of named lanes, the first on top."""
    return {
        "title": {"text": title},
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [lane_label(name) for name in names],
        "range": [len(names) - 0.5, -0.5],
        "showgrid": True,
        "fixedrange": True,
    }
