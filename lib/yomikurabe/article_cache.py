"""Records of articles, kept by key: written whole or not at all, and believed only after their checksum."""

import hashlib
import logging
from pathlib import Path

from .kept import note_use

_MARK = b"yomi-1\r\n"
"""Begins every record file: the format, and characters that a transfer as text would spoil."""
_CHECK = 16

log = logging.getLogger(__name__)


class ArticleCache:
    """The records below a folder, each written to `drafts` first. Any number of runs may read and write at once."""

    def __init__(self, kept: Path, drafts: Path) -> None:
        self._kept, self._drafts = kept, drafts

    def path(self, key: str) -> Path:
        """The file of a record."""
        return self._kept / "articles" / key[:2] / key

    def has(self, key: str) -> bool:
        """Whether there is a record, which counts as used from now on."""
        return note_use(self.path(key))

    def get(self, key: str) -> bytes | None:
        """A record; nothing where there is none, or a damaged one, which is told."""
        path = self.path(key)
        try:
            stored = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            log.warning("%s can't be read (%s); its article is analysed again", path, error.strerror)
            return None
        head = len(_MARK) + _CHECK
        record = stored[head:]
        if stored[:head] != _MARK + _check(key, record):
            why = "is damaged" if stored.startswith(_MARK) else "has another format"
            log.warning("%s %s; its article is analysed again", path, why)
            return None
        return record

    def put(self, key: str, record: bytes) -> None:
        """Keep a record. Raises OSError where it can't be written."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._drafts / key
        draft.write_bytes(_MARK + _check(key, record) + record)
        draft.replace(path)


def _check(key: str, record: bytes) -> bytes:
    """Checksum over a record and the key that it is kept by."""
    return hashlib.blake2b(record, digest_size=_CHECK, key=key.encode()[:64]).digest()
