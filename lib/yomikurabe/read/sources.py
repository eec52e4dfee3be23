"""The folders: which files are articles, which are not and why, and the bytes of one."""

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..tables import Document, Ingest, say
from .limits import DEFAULT, Limits, ReadError
from .sidecar import NAME, Sidecar, SidecarRow, file_key, read_sidecar

SUFFIXES = (".txt", ".md", ".html", ".htm", ".mhtml", ".mht")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Source(NamedTuple):
    """One file's bytes with what is known about it from outside: all that reading an article depends on."""

    path: str
    doc_id: str
    data: bytes
    sidecar: SidecarRow | None = None


class Offered(NamedTuple):
    """A file that should be an article, not yet opened.

    `path` is its name for tables and people (below the folder that was given, valid Unicode), `file` the file itself.
    """

    folder: Path
    path: str
    doc_id: str
    sidecar: SidecarRow | None
    file: Path


class _Entry(NamedTuple):
    """One file, or one folder that is not entered, as the walk meets it; `error` says why it can't be read."""

    file: Path
    below: str
    error: ReadError | None = None
    skipped: str | None = None


def find_sources(folders: Sequence[Path], limits: Limits = DEFAULT) -> tuple[list[Offered], list[Ingest]]:
    """The files of the folders that should be articles, sorted by path, and a row of ingest for everything else.

    A row's grain is one file offered (or one folder not entered). Raises InputError for a folder that isn't there.
    """
    offered: list[Offered] = []
    refused: list[Ingest] = []
    for folder, prefix in zip(folders, _prefixes(folders), strict=True):
        found, rows = _find_in(Path(folder), prefix, limits)
        offered += found
        refused += rows
    offered.sort(key=lambda one: one.path)
    ids = _doc_ids([one.path for one in offered])
    named = [one._replace(doc_id=own) for one, own in zip(offered, ids, strict=True)]
    return named, sorted(refused, key=lambda row: row.path)


def load_source(offered: Offered, limits: Limits = DEFAULT) -> Source:
    """The bytes of one file. Raises ReadError: `vanished`, `unreadable`, `not-a-file`, `too-large`."""
    try:
        # Not to block on a pipe that has taken the file's place meanwhile.
        handle = os.open(offered.file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise ReadError("not-a-file", where=offered.path)
            if state.st_size > limits.max_bytes:
                raise ReadError("too-large", where=offered.path, n=state.st_size, limit=limits.max_bytes)
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        raise _os_refusal(error, offered.path) from None
    if len(data) > limits.max_bytes:
        raise ReadError("too-large", where=offered.path, n=len(data), limit=limits.max_bytes)
    return Source(offered.path, offered.doc_id, data, offered.sidecar)


def ingest_row(file: Offered | Source, outcome: Document | InputError) -> Ingest:
    """The row of ingest of one file: read (`outcome` is its document) or refused (`outcome` is the error)."""
    size = len(file.data) if isinstance(file, Source) else _size(file.file)
    if isinstance(outcome, InputError):
        error = outcome if isinstance(outcome, ReadError) else ReadError("unreadable", cause=str(outcome))
        return Ingest(file.path, None, "rejected", error.reason, error.note, size, None)
    controls = len(BIDI.findall(outcome.text))
    note = say("read.ingest.bidi", n=controls) if controls else None
    return Ingest(file.path, outcome.doc_id, "ok", None, note, size, outcome.encoding)


def _find_in(folder: Path, prefix: str, limits: Limits) -> tuple[list[Offered], list[Ingest]]:
    if not folder.is_dir():
        raise InputError(
            "there is no such folder" if not folder.exists() else "this is no folder",
            where=_printable(str(folder)),
            mend="give the folder that holds the articles",
        )
    entries = sorted(_walk(folder), key=lambda entry: entry.below)
    sidecars = {
        Path(entry.below).parent.as_posix(): _load_sidecar(entry.file, limits)
        for entry in entries
        if entry.file.name == NAME and not entry.error
    }
    offered: list[Offered] = []
    refused: list[Ingest] = []
    for entry in entries:
        path = _printable(prefix + entry.below)
        if entry.error or entry.skipped:
            refused.append(_refused_row(path, entry))
        elif entry.file.name == NAME:
            refused.append(_sidecar_row(path, entry.file, sidecars[Path(entry.below).parent.as_posix()]))
        else:
            offered.append(Offered(folder, path, "", _sidecar_of(entry.below, sidecars), entry.file))
    return offered, refused


def _walk(root: Path) -> Iterator[_Entry]:
    """Everything below a folder, without following a link out of it or back into it."""
    home = os.path.realpath(root)
    waiting = [Path(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                children = sorted(listing, key=lambda child: child.name)
        except OSError as error:
            yield _Entry(folder, _below(folder, root) + "/", _os_refusal(error))
            continue
        for child in children:
            file = Path(child.path)
            below = _below(file, root)
            if child.name.startswith("."):
                yield _Entry(file, below, skipped="hidden")
            elif child.is_symlink():
                yield _link(file, below, home)
            elif child.is_dir(follow_symlinks=False):
                waiting.append(file)
            elif not _is_article(file):
                yield _Entry(file, below, skipped=None if child.name == NAME else "kind")
            else:
                regular = child.is_file(follow_symlinks=False)
                yield _Entry(file, below, None if regular else ReadError("not-a-file"))


def _link(file: Path, below: str, home: str) -> _Entry:
    """A symbolic link: only one to a file elsewhere in the folder is harmless, and that file is read already."""
    try:
        target = os.path.realpath(file, strict=True)
    except OSError as error:
        loop = error.errno == errno.ELOOP
        return _Entry(file, below, ReadError("link-loop") if loop else ReadError("link-broken"))
    if os.path.commonpath([home, target]) != home:
        return _Entry(file, below, ReadError("link-outside"))
    if os.path.isdir(target):
        return _Entry(file, below, ReadError("link-loop"))
    return _Entry(file, below, skipped="link-inside")


def _is_article(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES


def _below(file: Path, root: Path) -> str:
    return os.path.relpath(file, root).replace(os.sep, "/")


def _printable(name: str) -> str:
    """A file's name as valid Unicode: bytes that are none are shown as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _prefixes(folders: Sequence[Path]) -> list[str]:
    """What tells the folders apart in paths: nothing for one, the shortest ends that differ for several."""
    if len(folders) == 1:
        return [""]
    parts = [Path(os.path.realpath(folder)).parts for folder in folders]
    for length in range(1, max(map(len, parts), default=0) + 1):
        ends = ["/".join(part.strip(os.sep) for part in one[-length:]) for one in parts]
        if len(set(ends)) == len(ends):
            return [end + "/" for end in ends]
    raise InputError("the same folder is given twice", where=_printable(str(folders[0])), mend="give each folder once")


def _doc_ids(paths: list[str]) -> list[str]:
    """Stems; where files share one, their whole paths with -- for /."""
    stems = [Path(path).stem for path in paths]
    shared = {stem for stem, n in Counter(stems).items() if n > 1}
    ids = [path.replace("/", "--") if stem in shared else stem for path, stem in zip(paths, stems, strict=True)]
    counts = Counter(ids)
    # Only a file that is named like another's path can still share its id.
    return [one if counts[one] == 1 else path for one, path in zip(ids, paths, strict=True)]


def _load_sidecar(file: Path, limits: Limits) -> Sidecar:
    try:
        return read_sidecar(load_source(Offered(file.parent, NAME, "", None, file), limits).data)
    except ReadError as error:
        return Sidecar({}, error)


def _sidecar_of(below: str, sidecars: dict[str, Sidecar]) -> SidecarRow | None:
    """The row for a file in the nearest sources.csv at or above it."""
    for parent in Path(below).parents:
        sidecar = sidecars.get(parent.as_posix())
        if sidecar is not None:
            return sidecar.rows.get(file_key(Path(below).relative_to(parent).as_posix()))
    return None


def _refused_row(path: str, entry: _Entry) -> Ingest:
    size = _size(entry.file)
    if entry.error:
        return Ingest(path, None, "rejected", entry.error.reason, entry.error.note, size, None)
    reason = entry.skipped or "kind"
    return Ingest(path, None, "skipped", reason, say(f"read.ingest.{reason}", kinds=", ".join(SUFFIXES)), size, None)


def _sidecar_row(path: str, file: Path, sidecar: Sidecar) -> Ingest:
    if sidecar.offence:
        return Ingest(path, None, "rejected", sidecar.offence.reason, sidecar.offence.note, _size(file), None)
    note = say("read.ingest.sidecar", n=len(sidecar.rows))
    return Ingest(path, None, "skipped", "sidecar", note, _size(file), None)


def _size(file: Path) -> int | None:
    try:
        return file.lstat().st_size
    except OSError:
        return None


def _os_refusal(error: OSError, where: str = "") -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("vanished", where=where)
    return ReadError("unreadable", where=where, cause=error.strerror or type(error).__name__)
