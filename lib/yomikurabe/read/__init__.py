"""Read: from files as people drop them to articles with exact offsets."""

from .article import read_article
from .limits import Limits, ReadError
from .sidecar import SidecarRow
from .sources import Offered, Source, find_sources, ingest_row, load_source

__all__ = [
    "Limits",
    "Offered",
    "ReadError",
    "SidecarRow",
    "Source",
    "find_sources",
    "ingest_row",
    "load_source",
    "read_article",
]
