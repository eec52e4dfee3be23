"""What a build is given: the articles with the key of each, what was refused, and the key of all together."""

import hashlib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from .errors import InputError
from .morphology import versions
from .read import Folder, Limits, Offered, Source, find_sources, ingest_row, load_source
from .tables import Ingest
from .topic import Topic

_HERE = Path(__file__).resolve().parent
_DECIDING = ("trafilatura", "ahocorasick-rs", "pyarrow")
"""Packages whose version a table's content or bytes may depend on, beside those of the morphology."""


class Keyed(NamedTuple):
    """A file that can be read, and a digest over all that its tables depend on. Its bytes are not kept."""

    offered: Offered
    key: str


class Inputs(NamedTuple):
    """Articles in the order of their paths, the rows of what was not read, and a digest over all of it."""

    articles: list[Keyed]
    ingest: list[Ingest]
    key: str


def read_inputs(folders: Sequence[Folder], topic: Topic, limits: Limits) -> Inputs:
    """Every readable file below the folders. Raises InputError where a folder is missing."""
    offered, ingest = find_sources(folders, limits)
    articles: list[Keyed] = []
    for file in offered:
        try:
            articles.append(Keyed(file, key_of(load_source(file, limits), topic, limits)))
        except InputError as error:
            ingest.append(ingest_row(file, error))
    digest = hashlib.sha256(_setting(topic, limits))
    for article in articles:
        digest.update(article.key.encode())
    digest.update(repr(ingest).encode("utf-8", "surrogatepass"))
    return Inputs(articles, ingest, digest.hexdigest())


def key_of(source: Source, topic: Topic, limits: Limits) -> str:
    """A digest over all that the tables of one article depend on."""
    digest = hashlib.sha256(_setting(topic, limits))
    digest.update(f"\0{source.path}\0{source.doc_id}\0{source.sidecar}\0".encode("utf-8", "surrogatepass"))
    digest.update(source.data)
    return digest.hexdigest()


def _setting(topic: Topic, limits: Limits) -> bytes:
    return f"{topic.sha256} {own_digest()} {limits}".encode()


@cache
def own_digest() -> str:
    """The library's own files and what it stands on: a kept table is of use only to the code that made it."""
    used = [versions(), unicodedata.unidata_version, *(f"{name} {version(name)}" for name in _DECIDING)]
    digest = hashlib.sha256(" ".join(used).encode())
    for path in sorted(p for p in _HERE.rglob("*") if p.suffix in {".py", ".csv", ".toml"}):
        digest.update(path.read_bytes())
    return digest.hexdigest()
