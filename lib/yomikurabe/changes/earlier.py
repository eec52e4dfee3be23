"""The tables of an earlier run: a folder of tables, or a report's folder that holds one."""

import json
from pathlib import Path

from ..corpus import Corpus, open_tables
from ..errors import InputError
from ..kept import PROJECT
from ..stored import Stored
from ..tables import TABLES
from ..topic import Topic

_RECORD = "run.json"
_MEND = "name a folder that `yomikurabe build --out` or `yomikurabe report` wrote"


def open_run(folder: str | Path, topic: Topic, lang: str = "en") -> Corpus:
    """The tables that an earlier run left: `find_run`, opened."""
    return open_tables(find_run(folder, topic), topic, lang)


def find_run(folder: str | Path, topic: Topic) -> Path:
    """The tables in a folder, in the `tables/` of a run, or in the latest run of a report.

    A relative path is looked for below the working directory, then below the project's root. Raises InputError where
    there is no such folder, or where its tables are incomplete, of another version or of another topic.
    """
    tables = _find_tables(folder)
    Stored(str(tables)).check()
    built_with = _topic_of(tables)
    if built_with and Path(built_with).name != topic.name:
        told = f"it was built with the topic {built_with!r}, not with {topic.name!r}"
        raise InputError(told, where=str(folder), mend="compare runs of one topic, and name it")
    return tables


def _find_tables(folder: str | Path) -> Path:
    given = Path(folder)
    found = [path for path in (given, PROJECT / given) if path.is_dir()]
    if not found:
        raise InputError(f"there is no folder {str(folder)!r}", mend=_MEND)
    for path in (found[0] / "tables", found[0] / "latest" / "tables", found[0]):
        if any((path / f"{name}.parquet").exists() for name in TABLES):
            return path
    raise InputError("there are no tables in it", where=str(folder), mend=_MEND)


def _topic_of(tables: Path) -> str | None:
    """The topic that the record of a run names; nothing for tables without one."""
    try:
        return str(json.loads((tables.parent / _RECORD).read_text("utf-8"))["topic"]["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
