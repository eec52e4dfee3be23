"""The folders: which files are articles, which are not and why, and the bytes of one."""

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Container, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..errors import InputError
from ..tables import Document, Ingest, say
from .limits import DEFAULT, Limits, ReadError
from .remote import is_address, read_file
from .sidecar import NAME, Sidecar, SidecarRow, file_key, read_sidecar
from .walk import SUFFIXES, Entry, Folder, find_entries, os_refusal, printable, size_of

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Source(NamedTuple):
    """One file's bytes with what is known about it from outside: all that reading an article depends on."""

    path: str
    doc_id: str
    data: bytes
    sidecar: SidecarRow | None = None


class Offered(NamedTuple):
    """A file that should be an article, not yet opened.

    `path` is its name for tables and people (below the folder that was given, valid Unicode), `file` the file itself or
    its address.
    """

    path: str
    doc_id: str
    sidecar: SidecarRow | None
    file: Path | str
    n_bytes: int | None = None


def find_sources(folders: Sequence[Folder], limits: Limits = DEFAULT) -> tuple[list[Offered], list[Ingest]]:
    """The files of the folders that should be articles, sorted by path, and a row of ingest for everything else.

    A row's grain is one file offered (or one folder not entered). Raises InputError for a folder that isn't there.
    """
    offered: list[Offered] = []
    refused: list[Ingest] = []
    for folder, prefix in zip(folders, _prefixes(folders), strict=True):
        found, rows = _find_in(folder, prefix, limits)
        offered += found
        refused += rows
    offered.sort(key=lambda one: one.path)
    ids = _doc_ids([one.path for one in offered])
    named = [one._replace(doc_id=own) for one, own in zip(offered, ids, strict=True)]
    return named, sorted(refused, key=lambda row: row.path)


def load_source(offered: Offered, limits: Limits = DEFAULT) -> Source:
    """The bytes of one file. Raises ReadError: `vanished`, `unreadable`, `not-a-file`, `too-large`."""
    if isinstance(offered.file, str):
        data = read_file(offered.file, limits.max_bytes + 1)
    else:
        data = _read_local(offered, offered.file, limits)
    if len(data) > limits.max_bytes:
        raise ReadError("too-large", where=offered.path, n=len(data), limit=limits.max_bytes)
    return Source(offered.path, offered.doc_id, data, offered.sidecar)


def hash_files(
    folders: Sequence[Folder], but: Container[str] = (), limits: Limits = DEFAULT, sidecars: bool = False
) -> dict[str, str]:
    """SHA-256 of the bytes of each file that is read below the folders, articles and sidecars, by its path in ingest.

    Left out are the paths in `but`, what can't be read, and with `sidecars` what is no sources.csv.
    """
    hashes: dict[str, str] = {}
    for folder, prefix in zip(folders, _prefixes(folders), strict=True):
        for entry in find_entries(folder):
            path = printable(prefix + entry.below)
            if not (entry.error or entry.skipped or path in but or (sidecars and not entry.is_sidecar)):
                with suppress(ReadError):
                    hashes[path] = hashlib.sha256(
                        load_source(Offered(path, "", None, entry.file), limits).data
                    ).hexdigest()
    return hashes


def _read_local(offered: Offered, path: Path, limits: Limits) -> bytes:
    try:
        # Not to block on a pipe that has taken the file's place meanwhile.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise ReadError("not-a-file", where=offered.path)
            if state.st_size > limits.max_bytes:
                raise ReadError("too-large", where=offered.path, n=state.st_size, limit=limits.max_bytes)
            return file.read(limits.max_bytes + 1)
    except OSError as error:
        raise os_refusal(error, offered.path) from None


def ingest_row(file: Offered | Source, outcome: Document | InputError) -> Ingest:
    """The row of ingest of one file: read (`outcome` is its document) or refused (`outcome` is the error)."""
    size = len(file.data) if isinstance(file, Source) else size_of(file.file, file.n_bytes)
    if isinstance(outcome, InputError):
        error = outcome if isinstance(outcome, ReadError) else ReadError("unreadable", cause=str(outcome))
        return Ingest(file.path, None, "rejected", error.reason, error.note, size, None)
    controls = len(BIDI.findall(outcome.text))
    note = say("read.ingest.bidi", n=controls) if controls else None
    return Ingest(file.path, outcome.doc_id, "ok", None, note, size, outcome.encoding)


def _find_in(folder: Folder, prefix: str, limits: Limits) -> tuple[list[Offered], list[Ingest]]:
    entries = sorted(find_entries(folder), key=lambda entry: entry.below)
    sidecars = {
        Path(entry.below).parent.as_posix(): _load_sidecar(entry, limits)
        for entry in entries
        if entry.is_sidecar and not entry.error
    }
    offered: list[Offered] = []
    refused: list[Ingest] = []
    for entry in entries:
        path = printable(prefix + entry.below)
        if entry.error or entry.skipped:
            refused.append(_refused_row(path, entry))
        elif entry.is_sidecar:
            refused.append(_sidecar_row(path, entry, sidecars[Path(entry.below).parent.as_posix()]))
        else:
            offered.append(Offered(path, "", _sidecar_of(entry.below, sidecars), entry.file, entry.n_bytes))
    return offered, refused


def _prefixes(folders: Sequence[Folder]) -> list[str]:
    """What tells the folders apart in paths: nothing for one, the shortest ends that differ for several."""
    if len(folders) == 1:
        return [""]
    parts = [Path(f if is_address(f) else os.path.realpath(f)).parts for f in folders]
    for length in range(1, max(map(len, parts), default=0) + 1):
        ends = ["/".join(part.strip(os.sep) for part in one[-length:]) for one in parts]
        if len(set(ends)) == len(ends):
            return [end + "/" for end in ends]
    raise InputError("the same folder is given twice", where=printable(str(folders[0])), mend="give each folder once")


def _doc_ids(paths: list[str]) -> list[str]:
    """Stems; where files share one, their whole paths with -- for /."""
    stems = [Path(path).stem for path in paths]
    shared = {stem for stem, n in Counter(stems).items() if n > 1}
    ids = [path.replace("/", "--") if stem in shared else stem for path, stem in zip(paths, stems, strict=True)]
    counts = Counter(ids)
    # Only a file that is named like another's path can still share its id.
    return [one if counts[one] == 1 else path for one, path in zip(ids, paths, strict=True)]


def _load_sidecar(entry: Entry, limits: Limits) -> Sidecar:
    try:
        return read_sidecar(load_source(Offered(NAME, "", None, entry.file), limits).data)
    except ReadError as error:
        return Sidecar({}, error)


def _sidecar_of(below: str, sidecars: dict[str, Sidecar]) -> SidecarRow | None:
    """The row for a file in the nearest sources.csv at or above it."""
    for parent in Path(below).parents:
        sidecar = sidecars.get(parent.as_posix())
        if sidecar is not None:
            return sidecar.rows.get(file_key(Path(below).relative_to(parent).as_posix()))
    return None


def _refused_row(path: str, entry: Entry) -> Ingest:
    size = size_of(entry.file, entry.n_bytes)
    if entry.error:
        return Ingest(path, None, "rejected", entry.error.reason, entry.error.note, size, None)
    reason = entry.skipped or "kind"
    return Ingest(path, None, "skipped", reason, say(f"read.ingest.{reason}", kinds=", ".join(SUFFIXES)), size, None)


def _sidecar_row(path: str, entry: Entry, sidecar: Sidecar) -> Ingest:
    size = size_of(entry.file, entry.n_bytes)
    if sidecar.offence:
        return Ingest(path, None, "rejected", sidecar.offence.reason, sidecar.offence.note, size, None)
    note = say("read.ingest.sidecar", n=len(sidecar.rows))
    return Ingest(path, None, "skipped", "sidecar", note, size, None)
