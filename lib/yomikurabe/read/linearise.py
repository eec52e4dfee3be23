"""A web page as lines: one line a block element, nothing dropped that a reader would see.

Events, no tree: nesting of any depth costs nothing.
"""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    tag
    for tags in (
        ("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details"),
        ("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        ("h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section"),
        ("summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    )
    for tag in tags
)
CELLS = frozenset(("td", "th"))
REGIONS = frozenset(("nav", "aside", "footer"))
SILENT = frozenset(
    ("script", "style", "template", "head", "noscript", "svg", "rt", "rp", "select", "textarea", "iframe")
)
TAGGED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption", "p", "blockquote", "dt", "dd"))

WHITE = re.compile(r"[ \t\n\r\f]+")
# A line break in the source between two Japanese characters is no space.
WRAPPED = re.compile(
    r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])"
)
UNENCODABLE = re.compile("[\ud800-\udfff\0]")


class Linear(HTMLParser):
    """The text of a page line by line, the element of each line, and what the page's head says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.tags: list[str] = []
        self.head: dict[str, str] = {}
        self.json: list[str] = []
        self._pieces: list[str] = []
        self._silent: list[str] = []
        self._regions: list[str] = []
        self._tag = ""
        self._after_link = False
        self._sink: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta" or tag == "link":
            self._read_head(tag, {name: value or "" for name, value in attrs})
        elif tag in SILENT:
            self._silent.append(tag)
            if tag == "script" and ("type", "application/ld+json") in attrs:
                self._sink = self.json
        elif tag in BLOCKS:
            self._flush()
            self._tag = tag if tag in TAGGED else self._tag if tag == "br" else ""
            if tag in REGIONS:
                self._regions.append(tag)
            if tag == "title":
                self._sink = []
        elif tag in CELLS and self._pieces:
            self._pieces.append("\t")
        elif tag == "a" and self._after_link and self._pieces:
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            if tag in self._silent[-16:]:
                while self._silent.pop() != tag:
                    pass
            self._sink = None
        elif tag == "title" and self._sink is not None:
            self.head.setdefault("title", WHITE.sub(" ", "".join(self._sink)).strip())
            self._sink = None
        elif tag == "a":
            self._after_link = True
        elif tag in BLOCKS:
            self._flush()
            self._tag = ""
            if tag in REGIONS and tag in self._regions[-16:]:
                while self._regions.pop() != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if self._sink is not None:
            self._sink.append(data)
        elif not self._silent:
            self._after_link = False
            self._pieces.append(data)

    def finish(self) -> None:
        """End of the page: what is left is its last line."""
        self.close()
        self._flush()

    def _flush(self) -> None:
        if not self._pieces:
            return
        raw = WRAPPED.sub("", "".join(self._pieces))
        self._pieces = []
        cells = (WHITE.sub(" ", cell).strip() for cell in raw.split("\t"))
        line = UNENCODABLE.sub("\ufffd", "\t".join(cell for cell in cells if cell))
        if line:
            self.lines.append(line)
            self.tags.append(self._regions[-1] if self._regions else self._tag)

    def _read_head(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "link":
            if attrs.get("rel", "").lower() == "canonical":
                self.head.setdefault("canonical", attrs.get("href", ""))
            return
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
        if name and attrs.get("content"):
            self.head.setdefault(name, attrs["content"].strip())
