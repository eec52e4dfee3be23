"""Read a topic's CSVs, with those of the topics it builds on, and refuse what breaks their rules.

An offence is told by file, row and column. What Excel does to a CSV (a byte-order mark, CRLF line ends)
is no offence.
"""

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..errors import TopicError
from .chip_checks import check_chips
from .chip_rows import AttributeRow, ChipSpecCsvRow, CreditRow, ExportRuleCsvRow, ExportStatusCsvRow, LineageRow
from .fields import Row
from .metric_rows import MetricRow, RateRow
from .position_rows import GroupRow, IssueRow, MetonymRow, PositionRow
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
_FOLDERS = (_PACKAGE.parent.parent / "data" / "topics", _PACKAGE / "topics")
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


def topic_folder(name: str) -> Path:
    """The folder of a topic: a path to one, or the name of one that comes with the library."""
    for folder in (Path(name), *(f / name for f in _FOLDERS)):
        if (folder / "topic.toml").is_file():
            return folder
    known = sorted({p.parent.name for f in _FOLDERS for p in f.glob("*/topic.toml")})
    raise TopicError(
        f"there is no topic {name!r}", allowed=", ".join(known), mend="name one of these, or a folder with a topic.toml"
    )


def load_topic(name: str) -> Topic:
    """The dictionary of a topic, validated.

    Raises TopicError with file, row and column for the first offence. A topic that has not changed on disk is
    read once a process.
    """
    folders = _layers(topic_folder(name))
    paths = [path for folder in folders for path in [*sorted(folder.glob("*.csv")), folder / "topic.toml"]]
    stamps = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
    return _load(tuple(folders), stamps)


def _layers(folder: Path) -> list[Path]:
    """The topic's folder after those it builds on, each once."""
    found: list[Path] = []
    for base in _manifest(folder).get("base", []):
        found += [f for f in _layers(topic_folder(base)) if f not in found]
    return [*found, folder]


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "topic.toml"
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TopicError(f"can't be read: {error}", where=str(path), mend="write it as UTF-8 TOML") from error


@lru_cache(maxsize=4)
def _load(folders: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Topic:
    manifest, digest = _manifest(folders[-1]), hashlib.sha256()
    tables: dict[str, dict[tuple[Any, ...], Row]] = {name: {} for name in FILES}
    places: dict[tuple[Any, ...], str] = {}
    for folder in reversed(folders):  # own rows first: they win, also where another layer has the same spelling
        for name, (_, key) in FILES.items():
            path = folder / f"{name}.csv"
            if path.is_file():
                data = path.read_bytes()
                digest.update(name.encode() + b"\0" + data + b"\0")
                numbered = list(read_rows(path, data, FILES[name][0]))
                tables[name] |= {k: row for k, row in _unique(path, key, numbered).items() if k not in tables[name]}
                for line, row in numbered:
                    places.setdefault((name, *_identity(row, key)), f"{path}, row {line}")
    rows: dict[str, Any] = {name: tuple(found.values()) for name, found in tables.items()}
    _check_references(folders[-1], rows)
    for table in _BY_KEY:
        (column,) = FILES[table][1]
        rows[table] = {getattr(row, column): row for row in rows[table]}
    check_chips(
        rows["attributes"],
        rows["chip_specs"],
        rows["export_rules"],
        lambda name, row: places[(name, *_identity(row, FILES[name][1]))],
    )
    name, goods = folders[-1].resolve().name, tuple(manifest.get("goods", ()))
    digest.update(repr(goods).encode())
    return Topic(
        name, manifest.get("title_en", name), manifest.get("title_ja", name), digest.hexdigest(), goods, **rows
    )


def read_rows(path: Path, data: bytes, kind: type[Row]) -> Iterator[tuple[int, Row]]:
    """(line number, row) for each row of one CSV. Raises TopicError with file, row and column."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TopicError(f"byte {error.start} is not UTF-8", where=str(path), mend="save it as CSV UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _check_header(path, reader.fieldnames or [], kind)
    for values in reader:
        line = reader.line_num
        if None in values or None in values.values():
            raise TopicError("has another number of cells than the header", where=f"{path}, row {line}")
        if any(values.values()):
            yield line, _parse(path, line, values, kind)


def _check_header(path: Path, names: Iterable[str], kind: type[Row]) -> None:
    allowed = list(kind.model_fields)
    wanted = [n for n, f in kind.model_fields.items() if f.is_required()]
    for name in names:
        if name not in allowed:
            raise TopicError(f"unknown column {name!r}", where=f"{path}, row 1", allowed=", ".join(allowed))
    for name in wanted:
        if name not in names:
            raise TopicError(f"column {name!r} is missing", where=f"{path}, row 1", mend="add it to the header")


def _parse(path: Path, line: int, values: dict[str, str], kind: type[Row]) -> Row:
    for column, value in values.items():
        if value.startswith(("=", "@", "+=", "-=")):
            raise TopicError(f"{value!r} is a formula", where=f"{path}, row {line}, column {column}")
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0])
        raise TopicError(
            f"{values.get(column, '')!r}: {first['msg']}", where=f"{path}, row {line}, column {column}"
        ) from error


def _unique(path: Path, key: tuple[str, ...], rows: Iterable[tuple[int, Row]]) -> dict[tuple[Any, ...], Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for line, row in rows:
        identity = _identity(row, key)
        if identity in found:
            shown = ", ".join(str(part) for part in identity)
            raise TopicError(f"{shown} stands twice", where=f"{path}, row {line}, column {key[0]}")
        found[identity] = row
    return found


def _identity(row: Row, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, part) for part in key)


def _check_references(folder: Path, rows: dict[str, Any]) -> None:
    """What one CSV says of another must be there."""
    entities = {row.entity_id for row in rows["entities"]}
    sides, actions = {row.side for row in rows["sides"]}, {row.action for row in rows["actions"]}
    wanted = [
        *(("entities.csv", "affiliation", r.entity_id, r.affiliation, entities) for r in rows["entities"]),
        *(("entities.csv", "side", r.entity_id, r.side, sides) for r in rows["entities"]),
        *(("offices.csv", "entity_id", r.office_ja, r.entity_id, entities) for r in rows["offices"]),
        *(("predicates.csv", "action", r.predicate, r.action, actions) for r in rows["predicates"]),
        *(("metrics.csv", "yes_actions", r.metric_id, a, actions) for r in rows["metrics"] for a in r.yes_actions),
        *(("metrics.csv", "no_actions", r.metric_id, a, actions) for r in rows["metrics"] for a in r.no_actions),
        *(("issues.csv", "chips", r.issue, chip, entities) for r in rows["issues"] for chip in r.chips),
        *(("issues.csv", "makers", r.issue, maker, entities) for r in rows["issues"] for maker in r.makers),
        *(("groups.csv", "side", r.word, r.side, sides) for r in rows["groups"]),
        *(("metonyms.csv", "entity_id", r.side, r.entity_id, entities) for r in rows["metonyms"]),
        *(("metonyms.csv", "government", r.entity_id, r.government, entities) for r in rows["metonyms"]),
        *(("metonyms.csv", "side", r.entity_id, r.side, sides) for r in rows["metonyms"]),
        *(("shapes.csv", "vendor", r.pattern, r.vendor, entities) for r in rows["shapes"]),
        *(("chip_specs.csv", "chip_id", r.attribute, r.chip_id, entities) for r in rows["chip_specs"]),
        *(("export_rules.csv", "makers", r.rule_id, m, entities) for r in rows["export_rules"] for m in r.makers),
        *(("lineage.csv", "chip_id", r.of_id, r.chip_id, entities) for r in rows["lineage"]),
        *(("lineage.csv", "of_id", r.chip_id, r.of_id, entities) for r in rows["lineage"]),
        *(("export_status.csv", "chip_id", str(r.starts), r.chip_id, entities) for r in rows["export_status"]),
        *(("chronology.csv", "actors", r.reference_id, a, entities) for r in rows["chronology"] for a in r.actors),
    ]
    for file, column, row, value, known in wanted:
        if value is not None and value not in known:
            raise TopicError(
                f"{value!r} is no known row",
                where=f"{folder / file}, row of {row}, column {column}",
                mend="add it first",
            )
