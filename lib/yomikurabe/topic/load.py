"""Read a topic's CSVs, with those of the topics it builds on, and refuse what breaks their rules.

An offence is told by file, row and column.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import TopicError
from .chip_checks import check_chips
from .chip_rows import AttributeRow, ChipSpecCsvRow, CreditRow, ExportRuleCsvRow, ExportStatusCsvRow, LineageRow
from .csv_rows import identity, read_rows, unique
from .fields import Row
from .manifest import MANIFEST, read_manifest
from .metric_rows import MetricRow, RateRow
from .position_rows import GroupRow, IssueRow, MetonymRow, PositionRow
from .references import check_references
from .rows import (
    FILES,
    ActionRow,
    ChronologyCsvRow,
    EntityRow,
    LawRow,
    OfficeRow,
    PredicateRow,
    ShapeRow,
    SideRow,
)

_PACKAGE = Path(__file__).resolve().parent.parent
_PROJECT = _PACKAGE.parent.parent
_FOLDERS = (_PROJECT / "data" / "topics", _PACKAGE / "topics")
"""Where topics lie: in the project, or inside the installed package."""


_BY_KEY = (
    "sides",
    "entities",
    "actions",
    "predicates",
    "issues",
    "positions",
    "groups",
    "metonyms",
    "laws",
    "attributes",
    "metrics",
)
"""Tables that a Topic has by their one key."""


class Topic(NamedTuple):
    """A dictionary: every CSV of the topic and of those it builds on, the own rows winning."""

    name: str
    title_en: str
    title_ja: str
    sha256: str
    goods: tuple[str, ...]
    sides: dict[str, SideRow]
    entities: dict[str, EntityRow]
    offices: tuple[OfficeRow, ...]
    shapes: tuple[ShapeRow, ...]
    actions: dict[str, ActionRow]
    predicates: dict[str, PredicateRow]
    issues: dict[str, IssueRow]
    positions: dict[str, PositionRow]
    groups: dict[str, GroupRow]
    metonyms: dict[str, MetonymRow]
    laws: dict[str, LawRow]
    chronology: tuple[ChronologyCsvRow, ...]
    attributes: dict[str, AttributeRow]
    credits: tuple[CreditRow, ...]
    lineage: tuple[LineageRow, ...]
    chip_specs: tuple[ChipSpecCsvRow, ...]
    export_rules: tuple[ExportRuleCsvRow, ...]
    export_status: tuple[ExportStatusCsvRow, ...]
    metrics: dict[str, MetricRow]
    rates: tuple[RateRow, ...]

    def __repr__(self) -> str:
        """Its name, its title and how many rows each table has: of all rows, thousands of lines."""
        held = {name: len(rows) for name, rows in self._asdict().items() if rows and not isinstance(rows, str)}
        return f"Topic {self.name}: {self.title_en}\n" + " · ".join(f"{name} {n:,}" for name, n in held.items())


def topic_folder(name: str, beside: Path = Path()) -> Path:
    """The folder of a topic: a path to one (from `beside`), or the name of one that comes with the library.

    A relative path is looked for below the project's root last: a notebook runs in a folder of its own.
    Raises TopicError where there is none.
    """
    below = [_PROJECT / name] if _FOLDERS[0].is_dir() else []
    for folder in (beside / name, *(f / name for f in _FOLDERS), *below):
        if (folder / MANIFEST).is_file():
            return folder
    raise TopicError(
        f"there is no topic {name!r}",
        allowed=", ".join(known_topics()),
        mend="name one of these, or a folder with a topic.toml",
    )


def known_topics() -> list[str]:
    """The names of the topics that come with the library."""
    return sorted({p.parent.name for f in _FOLDERS for p in f.glob(f"*/{MANIFEST}")})


def load_topic(name: str) -> Topic:
    """The dictionary of a topic, validated.

    Raises TopicError with file, row and column for the first offence. A topic that has not changed on disk is
    read once a process.
    """
    folders = _layers(topic_folder(name))
    paths = [path for folder in folders for path in [*sorted(folder.glob("*.csv")), folder / MANIFEST]]
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return _load(tuple(folders), stamps)


def own_rows(name: str) -> dict[str, list[Row]]:
    """The rows of a topic's own CSVs, those of the topics it builds on left out; a table that it lacks is not there.

    Raises TopicError as `load_topic` does.
    """
    folder = topic_folder(name)
    paths = {table: folder / f"{table}.csv" for table in FILES}
    return {
        table: [row for _, row in read_rows(path, path.read_bytes(), FILES[table][0])]
        for table, path in paths.items()
        if path.is_file()
    }


def _layers(folder: Path, above: tuple[Path, ...] = ()) -> list[Path]:
    """The topic's folder after those it builds on, each once."""
    if folder.resolve() in above:
        raise TopicError("builds on itself", where=str(above[-1] / MANIFEST), mend="name another base")
    found: list[Path] = []
    for base in read_manifest(folder).base:
        lower = _layers(topic_folder(base, folder), (*above, folder.resolve()))
        found += [f for f in lower if f not in found]
    return [*found, folder]


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Topic:
    manifest, digest = read_manifest(folders[-1]), hashlib.sha256()
    tables: dict[str, dict[tuple[Any, ...], Row]] = {name: {} for name in FILES}
    places: dict[tuple[Any, ...], str] = {}
    for folder in folders:
        _check_names(folder)
    for folder in reversed(folders):  # own rows first: they win, also where another layer has the same spelling
        for name, (_, key) in FILES.items():
            path = folder / f"{name}.csv"
            if path.is_file():
                data = path.read_bytes()
                digest.update(name.encode() + b"\0" + data + b"\0")
                numbered = list(read_rows(path, data, FILES[name][0]))
                tables[name] |= {k: row for k, row in unique(path, key, numbered).items() if k not in tables[name]}
                for line, row in numbered:
                    places.setdefault((name, *identity(row, key)), f"{path}, row {line}")
    rows: dict[str, Any] = {name: tuple(found.values()) for name, found in tables.items()}
    check_references(folders[-1], rows)
    for table in _BY_KEY:
        (column,) = FILES[table][1]
        rows[table] = {getattr(row, column): row for row in rows[table]}
    check_chips(
        rows["attributes"],
        rows["chip_specs"],
        rows["export_rules"],
        lambda name, row: places[(name, *identity(row, FILES[name][1]))],
    )
    name = folders[-1].resolve().name
    digest.update(repr(manifest.goods).encode())
    return Topic(name, manifest.title_en or name, manifest.title_ja or name, digest.hexdigest(), manifest.goods, **rows)


def _check_names(folder: Path) -> None:
    """Raise TopicError for a CSV that nothing would read."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in FILES:
            raise TopicError(
                "is no table of a topic", where=str(path), allowed=", ".join(f"{name}.csv" for name in FILES)
            )
