"""What lies below a folder: files that should be articles, those that are not read, and why."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from .limits import ReadError
from .remote import is_address, list_files
from .sidecar import NAME

SUFFIXES = (".txt", ".md", ".html", ".htm", ".mhtml", ".mht")
Folder = Path | str
"""A folder of this machine, or an address that fsspec knows."""


class Entry(NamedTuple):
    """One file, or one folder that is not entered, as the walk meets it; `error` says why it can't be read."""

    file: Path | str
    below: str
    error: ReadError | None = None
    skipped: str | None = None
    n_bytes: int | None = None

    @property
    def is_sidecar(self) -> bool:
        return Path(self.below).name == NAME


def find_entries(folder: Folder) -> Iterator[Entry]:
    """Everything below a folder. Raises InputError where there is none."""
    if is_address(folder):
        return _listed(str(folder))
    path = Path(folder)
    if path.is_dir():
        return _walk(path)
    raise InputError(
        "there is no such folder" if not path.exists() else "this is no folder",
        where=printable(str(folder)),
        mend="give the folder that holds the articles",
    )


def _listed(address: str) -> Iterator[Entry]:
    """Everything below an address."""
    for file, below, size in list_files(address):
        hidden = any(part.startswith(".") for part in Path(below).parts)
        yield Entry(file, below, skipped="hidden" if hidden else _skipped(below), n_bytes=size)


def _walk(root: Path) -> Iterator[Entry]:
    """Everything below a folder, without following a link out of it or back into it."""
    home = os.path.realpath(root)
    waiting = [Path(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                children = sorted(listing, key=lambda child: child.name)
        except OSError as error:
            yield Entry(folder, _below(folder, root) + "/", os_refusal(error))
            continue
        for child in children:
            file = Path(child.path)
            below = _below(file, root)
            if child.name.startswith("."):
                yield Entry(file, below, skipped="hidden")
            elif child.is_symlink():
                yield _link(file, below, home)
            elif child.is_dir(follow_symlinks=False):
                waiting.append(file)
            elif skipped := _skipped(below):
                yield Entry(file, below, skipped=skipped)
            else:
                regular = child.is_file(follow_symlinks=False) or child.name == NAME
                yield Entry(file, below, None if regular else ReadError("not-a-file"))


def _link(file: Path, below: str, home: str) -> Entry:
    """A symbolic link: only one to a file elsewhere in the folder is harmless, and that file is read already."""
    try:
        target = os.path.realpath(file, strict=True)
    except OSError as error:
        loop = error.errno == errno.ELOOP
        return Entry(file, below, ReadError("link-loop") if loop else ReadError("link-broken"))
    if os.path.commonpath([home, target]) != home:
        return Entry(file, below, ReadError("link-outside"))
    if os.path.isdir(target):
        return Entry(file, below, ReadError("link-loop"))
    return Entry(file, below, skipped="link-inside")


def _skipped(below: str) -> str | None:
    """Why a file is not read by its name; nothing where it is."""
    path = Path(below)
    return None if path.name == NAME or path.suffix.lower() in SUFFIXES else "kind"


def _below(file: Path, root: Path) -> str:
    return os.path.relpath(file, root).replace(os.sep, "/")


def printable(name: str) -> str:
    """A file's name as valid Unicode: bytes that are none are shown as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def size_of(file: Path | str, listed: int | None = None) -> int | None:
    """Bytes of a file, where that can be told: `listed` for one that is not local."""
    try:
        return listed if isinstance(file, str) else file.lstat().st_size
    except OSError:
        return None


def os_refusal(error: OSError, where: str = "") -> ReadError:
    """Why a file can't be read."""
    if isinstance(error, FileNotFoundError):
        return ReadError("vanished", where=where)
    return ReadError("unreadable", where=where, cause=error.strerror or type(error).__name__)
