"""Files that switch together: links of a folder that all lead through one link, which is replaced in one step.

out/claims.parquet   ->  .tables/claims.parquet
out/.tables          ->  .tables-3f…            whoever is killed meanwhile leaves the old state or the new one
"""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

_NEW = ".new"
"""The end of the name of a link that is about to be put in place."""


def switch(out: Path, names: Collection[str], through: str, target: str) -> None:
    """Let `out/through` lead to `target` (seen from `out`), and `names` in `out` through it. Raises OSError.

    Links to what is new are made before, stale ones removed after; files that lay there under such a name are replaced.
    """
    for path in out.glob(f".*{_NEW}"):  # of a run that was killed
        path.unlink()
    for name in names:
        if not os.path.lexists(out / name):
            _link(out / name, f"{through}/{name}")
    _link(out / through, target)
    for name in names:
        if not _leads(out / name, f"{through}/{name}"):
            _link(out / name, f"{through}/{name}")
    for path in out.iterdir():
        if path.name not in names and _leads(path, f"{through}/{path.name}"):
            path.unlink()


def _leads(path: Path, target: str) -> bool:
    return path.is_symlink() and os.readlink(path) == target


def _link(path: Path, target: str) -> None:
    """Put a symbolic link in place of whatever is there, in one step."""
    draft = path.with_name(f".{path.name.lstrip('.')}{_NEW}")
    draft.symlink_to(target)
    if path.is_dir() and not path.is_symlink():  # no link takes the place of a folder
        shutil.rmtree(path)
    draft.replace(path)
