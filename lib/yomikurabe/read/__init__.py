"""Read: from files as people drop them to articles with exact offsets."""

from .article import read_article
from .limits import Limits, ReadError
from .remote import is_address
from .sidecar import SidecarRow
from .sources import Offered, Source, find_sources, hash_files, ingest_row, load_source
from .walk import Folder

__all__ = [
    "Folder",
    "Limits",
    "Offered",
    "ReadError",
    "SidecarRow",
    "Source",
    "find_sources",
    "hash_files",
    "ingest_row",
    "is_address",
    "load_source",
    "read_article",
]
