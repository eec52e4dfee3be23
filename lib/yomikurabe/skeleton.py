"""The skeleton of a new topic: every table with its header and an example, and a README, made from the row models."""

import csv
import inspect
import io
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from .errors import OutputError, TopicError
from .topic import COMMENT, FILES, MANIFEST, Manifest, Row, is_slug, known_topics

_EXAMPLES = Path(__file__).resolve().parent / "topic" / "examples.toml"
_BASE = "news"
"""What every topic builds on."""


def write_topic(name: str, out: Path) -> Path:
    """Make the folder `out/name` with a topic that loads as it is; the folder.

    Raises TopicError for a name that can't be, OutputError for a folder that is there or can't be written.
    """
    if not is_slug(name):
        raise TopicError(
            f"{name!r} can't be the name of a topic", allowed="a-z and 0-9 with - or . between them, as in rice-prices"
        )
    if name in known_topics():
        raise TopicError(f"a topic {name!r} comes with the library", mend="name yours otherwise")
    folder = out / name
    if folder.exists():
        raise OutputError("is there already", where=str(folder), mend="name another topic, or another place with --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{name}-", dir=out))
        try:
            for file, text in _files(name):
                (draft / file).write_text(text, "utf-8", newline="\n")
            draft.chmod(0o755)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise OutputError.refused(error, folder, "name another place with --out") from error
    return folder


def _files(name: str) -> Iterator[tuple[str, str]]:
    """Name and text of each file of a skeleton."""
    yield MANIFEST, _manifest(name)
    yield "README.md", _readme(name)
    for table, (row, _) in FILES.items():
        yield f"{table}.csv", _table(row, examples()[table])


@cache
def examples() -> dict[str, list[dict[str, str]]]:
    """Example rows of each table, blank cells left out."""
    return tomllib.loads(_EXAMPLES.read_text("utf-8"))


def _manifest(name: str) -> str:
    title = f'"{name}"'
    values = {"title_en": title, "title_ja": title, "base": f'["{_BASE}"]', "goods": "[]", "sources": '""'}
    lines = [f"# {field.description}\n{key} = {values[key]}" for key, field in Manifest.model_fields.items()]
    return "\n".join(lines) + "\n"


def _table(row: type[Row], rows: list[dict[str, str]]) -> str:
    """Header, what a row is, and the example rows as comments."""
    columns, out = list(row.model_fields), io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerow([f"{COMMENT} {_grain(row)} Examples, comments until the {COMMENT} is taken away:"])
    for values in rows:
        first, *rest = (values.get(column, "") for column in columns)
        writer.writerow([COMMENT + first, *rest])
    return out.getvalue()


def _grain(row: type[Row]) -> str:
    return inspect.getdoc(row).split("\n")[0]  # type: ignore[union-attr]


def _readme(name: str) -> str:
    tables = [f"| `{table}.csv` | {_grain(row).rstrip('.')} |" for table, (row, _) in FILES.items()]
    return "\n".join([_HEAD.format(name=name, base=_BASE), *tables, _COLUMNS, *map(_describe, FILES)])


_HEAD = """\
# Topic: {name}

What Yomikurabe knows of this field, beyond what the topic `{base}` says of the world: one table a file; every table
may be empty or missing. Begin with `entities.csv` (who and what is named), then `issues.csv` (what people are for or
against) and `metrics.csv` (what is claimed in figures, dates, or yes and no). `yomikurabe topic suggest` prints
rows for names that articles have and the topic has not; `yomikurabe topic check` says what is wrong, and
what a new row has changed.

- `topic.toml` holds the titles and the topics that this one builds on. A row with the id of one of theirs replaces it.
- All files are UTF-8 with a header row and commas. Columns that aren't needed may be left out, or their cells be blank.
- A row whose first cell begins with `#` is a comment. `|` separates the parts of a list. Days are `YYYY-MM-DD`.
- What one file says of another (a camp, an employer, an action) must stand there, or in `{base}`.
- A wrong spelling costs more than a missing one: what is an ordinary word too is a short form, or no spelling at all.

| file | one row is |
|---|---|"""
_COLUMNS = """
The tables from `attributes.csv` to `export_status.csv` are for topics whose products have data sheets and rules of
sale.

## Columns"""


def _describe(table: str) -> str:
    row, key = FILES[table]
    head = f"\n### {table}.csv\n\n{inspect.getdoc(row)}\nUnique by {', '.join(key)}.\n"
    columns = (_column(name, field) for name, field in row.model_fields.items())
    return "\n".join([head, "| column | needed | meaning |", "|---|---|---|", *columns])


def _column(name: str, field: FieldInfo) -> str:
    allowed = [str(value) or "blank" for value in _choices(field.annotation)]
    meaning = str(field.description) + (f" ({', '.join(allowed)})" if allowed else "")
    return f"| {name} | {'yes' if field.is_required() else 'no'} | {meaning.replace('|', chr(92) + '|')} |"


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()
