"""Saved web pages: HTML and MHTML as text that tiles, with what the page's markup says about its lines."""

import email
import email.policy
import json
import re
from collections.abc import Iterator, Sequence
from email.errors import MessageError
from typing import Any, NamedTuple

from .dates import find_dates
from .decode import Decoded, decode
from .limits import Limits, ReadError
from .linearise import Linear
from .lines import Line
from .metadata import Metadata, Published, host_of
from .words import read_sample, shared

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE)
XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:-]{2,40})""")
CHARSET_WINDOW = 4096
REGIONS = ("nav", "aside", "footer")
SITE_SUFFIX = re.compile(r"\s+[|｜\-–—]\s+[^|｜\-–—]{2,40}$")
WHITE = re.compile(r"\s+")

PUBLISHED_KEYS = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "cxenseparse:recs:publishtime",
    "date.created",
)
TRUSTED = 0.5
"""Least share of the page's prose outside of menus that the main text must hold to be trusted."""
RELATED = 0.35
"""Least share of words at which prose that the main text left out is still looked at."""
CONTAINED_MIN = 4
CONTAINED_MAX = 200_000
"""Lengths, in characters: shortest line, and longest main text, at which a line is looked for within it."""


class Page(NamedTuple):
    """A page as text, the element of each line by its start, the main text (squeezed), and the page's metadata."""

    decoded: Decoded
    tags: dict[int, str]
    main: frozenset[str]
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: str | None

    def mark(self, lines: Sequence[Line]) -> None:
        """Mark what the markup shows to be no main text; what it can't tell stays open."""
        prose = [line for line in lines if line.open and line.prose and line.tag not in REGIONS]
        inside = {id(line) for line in lines if self._is_main(line)}
        held = sum(len(line.text) for line in prose if id(line) in inside)
        trusted = bool(inside) and held >= TRUSTED * sum(len(line.text) for line in prose)
        article = read_sample(line.text for line in lines if id(line) in inside) if trusted else ""
        for line in lines:
            if not line.open or id(line) in inside or line.tag == "h1":
                continue
            unrelated = line.prose and shared(line.text, article) < RELATED
            if line.tag in REGIONS or (trusted and (unrelated or line.tag == "li")):
                line.mark("boilerplate", "outside-main")

    def complete(self, metadata: Metadata) -> Metadata:
        """The metadata of the text with that of the page's head, which is more exact where it says anything."""
        return metadata._replace(
            title=self.title or metadata.title,
            publisher=self.publisher or metadata.publisher or (host_of(self.url) if self.url else None),
            author=metadata.author or self.author,
            url=self.url or metadata.url,
            published=self._published(metadata.published),
        )

    def _published(self, stated: Published | None) -> Published | None:
        found = next(iter(find_dates(self.published or "")), None)
        if found is None:
            return stated
        if stated and stated.earliest <= found.earliest <= stated.latest:
            return stated
        return Published(found.earliest, found.latest, 0, 0, "markup")

    def _is_main(self, line: Line) -> bool:
        return WHITE.sub("", line.text) in self.main


def read_page(data: bytes, path: str, limits: Limits) -> Page:
    """A saved page as text. Raises ReadError: `broken-page` where it has no text, and those of decoding."""
    url = None
    charset = None
    if path.lower().endswith((".mhtml", ".mht")):
        data, charset, url = _unpack(data)
    head = data[:CHARSET_WINDOW]
    declared = META_CHARSET.search(head) or XML_CHARSET.search(head)
    html = decode(data, charset or (declared[1].decode("ascii") if declared else None))
    linear = Linear()
    linear.feed(html.text)
    linear.finish()
    if not linear.lines:
        raise ReadError("broken-page")
    found = _extract(html.text) if len(html.text) <= limits.max_parsed else None
    text = "\n".join(linear.lines)
    return _page(Decoded(text, html.encoding), linear, found, url)


def _page(decoded: Decoded, linear: Linear, found: Any, url: str | None) -> Page:
    head, ld = linear.head, _linked_data(linear.json)
    tags: dict[int, str] = {}
    start = 0
    for line, tag in zip(linear.lines, linear.tags, strict=True):
        if tag:
            tags[start] = tag
        start += len(line) + 1
    title = head.get("og:title") or ld.get("headline") or getattr(found, "title", None) or head.get("title")
    publisher = head.get("og:site_name") or getattr(found, "sitename", None)
    return Page(
        decoded=decoded,
        tags=tags,
        main=_main_lines(getattr(found, "text", None) or "", linear.lines),
        title=_without_site(title, publisher) or None,
        publisher=publisher or None,
        author=head.get("author") or ld.get("author") or getattr(found, "author", None) or None,
        url=head.get("og:url") or head.get("canonical") or getattr(found, "url", None) or url,
        published=next((head[key] for key in PUBLISHED_KEYS if head.get(key)), None) or ld.get("datePublished"),
    )


def _main_lines(main: str, lines: Sequence[str]) -> frozenset[str]:
    """The lines, without white space, that the main text holds, whole or as part of one of its own."""
    whole = {WHITE.sub("", line.removeprefix("- ")) for line in main.splitlines()}
    joined = WHITE.sub("", main) if len(main) <= CONTAINED_MAX else ""
    squeezed = (WHITE.sub("", line) for line in lines)
    return frozenset(line for line in squeezed if line in whole or (len(line) >= CONTAINED_MIN and line in joined))


def _extract(html: str) -> Any:
    """Main text and metadata as trafilatura finds them; nothing where it can't."""
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            html,
            include_comments=False,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # it reads what people save: any page may be the one that it can't
        return None


def _linked_data(scripts: Sequence[str]) -> dict[str, str]:
    """The first news article in the page's JSON-LD, its plain values."""
    for script in scripts:
        try:
            loaded = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(loaded):
            if "datePublished" in node or "headline" in node:
                plain = {key: value for key, value in node.items() if isinstance(value, str)}
                author = next(_nodes(node.get("author")), {}).get("name")
                return {**plain, **({"author": author} if isinstance(author, str) else {})}
    return {}


def _nodes(loaded: Any) -> Iterator[dict[str, Any]]:
    for node in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()


def _without_site(title: str | None, publisher: str | None) -> str | None:
    if not title:
        return None
    suffix = SITE_SUFFIX.search(title)
    return title[: suffix.start()] if suffix and (not publisher or publisher in suffix[0]) else title.strip()


def _unpack(data: bytes) -> tuple[bytes, str | None, str | None]:
    """The HTML part of a saved web archive, its charset, and the page's address. Raises ReadError `broken-page`."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for kind in ("text/html", "application/xhtml+xml", "text/plain"):
            for part in message.walk():
                payload = part.get_payload(decode=True) if part.get_content_type() == kind else None
                if isinstance(payload, bytes) and payload.strip():
                    url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                    return payload, part.get_content_charset(), str(url) if url else None
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise ReadError("broken-page") from error
    raise ReadError("broken-page")
