"""The folder of what builds leave behind for later ones, and what of it is thrown away.

    articles/   one record an article, by its key
    corpora/    the tables of a set of articles, by theirs
    drafts/     what is being written; put in place by one rename
    locks/      one for each corpus that is being built

Records that no build has used for a month, corpora that none has used for a week, and drafts a day old (of runs that
were killed) are removed, once a day.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import time
from uuid import uuid4

PROJECT = Path(__file__).resolve().parent.parent.parent
"""The project's root, when the library lies in one."""
_DAY = 86_400
_DAYS = {"articles": 30, "corpora": 7, "drafts": 1, "locks": 30}
"""Days after which what lies unused in a folder is removed."""

log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where it lies: $YOMIKURABE_CACHE, the project's data/build, or the user's cache."""
    if named := os.environ.get("YOMIKURABE_CACHE"):
        return Path(named)
    if (PROJECT / "data" / "topics").is_dir():
        return PROJECT / "data" / "build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yomikurabe"


def draft_path(kept: Path) -> Path:
    """A new name to write under, on the file system that the result is moved to. Raises OSError."""
    (kept / "drafts").mkdir(parents=True, exist_ok=True)
    return kept / "drafts" / uuid4().hex


def note_use(path: Path) -> bool:
    """Whether something is there; if so, that it was used now."""
    try:
        if path.stat().st_mtime < time() - _DAY / 2:
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
        if mark.exists() and mark.stat().st_mtime > now - _DAY:
            return
        mark.touch()
        for name, days in _DAYS.items():
            for path in _leaves(kept / name, deep=name == "articles"):
                with suppress(OSError):
                    if path.stat().st_mtime < now - days * _DAY:
                        _remove(path)


def _leaves(folder: Path, deep: bool) -> Iterator[Path]:
    if folder.is_dir():
        for path in folder.iterdir():
            yield from path.iterdir() if deep and path.is_dir() else (path,)


def _remove(path: Path) -> None:
    log.debug("removing %s, which nothing has used for long", path)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
