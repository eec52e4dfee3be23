"""From rows to sentences and back: places become links with an address, and who uses a sentence is kept."""

import re

from ..explore.reader_text import Use

_PLACE = re.compile(
    r'<span class="place" data-at="(?P<at>sources/(?P<page>[\w%.~-]+)(?:#(?P<sentence>s\d+))?|\d\d_\w+\.html)">'
)
_CLOSE = "</span>"


class Links:
    """The links of a report's pages, taken as each page is made."""

    def __init__(self) -> None:
        self._uses: dict[str, dict[str, dict[str, Use]]] = {}

    def link(self, body: str, href: str, name: str) -> str:
        """A page's body with every `place` as a link, each kept as a use of its sentence."""
        linked, last = [], 0
        for number, match in enumerate(_PLACE.finditer(body), 1):
            end = body.find(_CLOSE, match.end())
            address = self._keep(match, href, name, f"r{number}")
            linked += [body[last : match.start()], f'<a class="place"{address} href="{match["at"]}">']
            linked += [body[match.end() : end], "</a>"]
            last = end + len(_CLOSE)
        return "".join([*linked, body[last:]])

    def _keep(self, match: re.Match[str], href: str, name: str, anchor: str) -> str:
        """Keep a use of a sentence; the first on a page gets an address to go back to."""
        if not match["sentence"]:
            return ""
        uses = self._uses.setdefault(match["page"], {}).setdefault(match["sentence"], {})
        known = uses.get(href)
        uses[href] = known._replace(n=known.n + 1) if known else Use(href, name, anchor, 1)
        return "" if known else f' id="{anchor}"'

    def uses(self, page: str) -> dict[str, list[Use]]:
        """The uses of an article's sentences by their anchor; `page` is the name of its reader page."""
        return {sentence: list(uses.values()) for sentence, uses in self._uses.get(page, {}).items()}
