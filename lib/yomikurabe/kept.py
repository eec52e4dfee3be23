"""The folder of what builds leave behind for later ones, and what of it is thrown away.

    articles/   one record an article, by its key
    corpora/    the tables of a set of articles, by theirs
    drafts/     what is being written, a folder for each corpus that is being built; put in place by one rename
    locks/      one for each corpus that is being built; gone with the process that holds it

Records that no build has used for a month and corpora that none has used for a week are removed, once a day; drafts of
a run that was killed by the next one that builds something.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time

from filelock import FileLock, Timeout

PROJECT = Path(__file__).resolve().parent.parent.parent
"""The project's root, when the library lies in one."""
_DAY = 86_400
_DAYS = {"articles": 30, "corpora": 7, "locks": 30}
"""Days after which what lies unused in a folder is removed."""

log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where it lies: $YOMIKURABE_CACHE, the project's data/build, or the user's cache."""
    if named := os.environ.get("YOMIKURABE_CACHE"):
        return Path(named)
    if (PROJECT / "data" / "topics").is_dir():
        return PROJECT / "data" / "build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yomikurabe"


def lock_of(kept: Path, corpus: str) -> FileLock:
    """The lock of a corpus: who holds it builds it, and writes into its folder of `drafts/`."""
    return FileLock(kept / "locks" / corpus)


@contextmanager
def drafts_of(kept: Path, corpus: str) -> Iterator[Path]:
    """An empty folder to write to for who holds the lock of a corpus, on the file system that results are moved to.

    Removes what it holds at the end, and before what killed runs left. Raises OSError.
    """
    own = kept / "drafts" / corpus
    own.parent.mkdir(exist_ok=True)
    for path in own.parent.iterdir():
        if path == own:
            _remove(path)
        else:
            with suppress(Timeout), lock_of(kept, path.name).acquire(timeout=0):
                _remove(path)
    own.mkdir()
    try:
        yield own
    finally:
        _remove(own)


def note_use(path: Path) -> bool:
    """Whether something is there; if so, that it was used now."""
    try:
        if abs(path.stat().st_mtime - time()) > _DAY / 2:  # also where a clock was ahead
            os.utime(path)
    except FileNotFoundError:
        return False
    except OSError:  # somebody else's, or on a disk that can't be written: it can be read all the same
        return path.exists()
    return True


def prune(kept: Path) -> None:
    """Remove what nothing has used for long; at most once a day, and never what a build of the last day has used."""
    mark = kept / "pruned"
    now = time()
    with suppress(OSError):
        if mark.exists() and abs(mark.stat().st_mtime - now) < _DAY:
            return
        mark.touch()
        for name, days in _DAYS.items():
            for path in _leaves(kept / name, deep=name == "articles"):
                with suppress(OSError):
                    unused = now - path.stat().st_mtime
                    if unused > days * _DAY:
                        _remove(path)
                    elif unused < -_DAY:  # dated by a clock that was ahead: its days are counted from now on
                        os.utime(path)


def _leaves(folder: Path, deep: bool) -> Iterator[Path]:
    if folder.is_dir():
        for path in folder.iterdir():
            yield from path.iterdir() if deep and path.is_dir() else (path,)


def _remove(path: Path) -> None:
    log.debug("removing %s", path)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
