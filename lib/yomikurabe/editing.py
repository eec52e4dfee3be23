"""What an editor of a dictionary asks: what a change won and lost, and which names it does not have yet."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from .corpus import Corpus
from .extract.sounds import romaji
from .kept import cache_folder
from .morphology import reading
from .topic import EntityRow

_COMPARED = {
    "mentions": ["doc_id", "start", "end", "surface", "entity_id"],
    "timexes": ["doc_id", "start", "end", "surface", "value"],
    "quantities": ["doc_id", "start", "end", "surface", "low", "high", "unit"],
    "quotes": ["doc_id", "start", "end", "surface", "speaker_id"],
    "events": ["doc_id", "start", "end", "summary", "action"],
    "stances": ["doc_id", "start", "end", "actor_id", "issue_id", "polarity"],
}
"""The tables whose rows a dictionary changes, and the columns that make a row the same."""
_NO_SLUG = re.compile(r"[^a-z0-9]+")


class Change(NamedTuple):
    """The rows of one table that one build has and the other has not."""

    table: str
    gained: list[tuple[Any, ...]]
    lost: list[tuple[Any, ...]]


def compare_builds(old: Path, new: Path) -> Iterator[Change]:
    """What each table gained and lost from one folder of tables to another, where it did."""
    for name, columns in _COMPARED.items():
        before, after = (_rows(folder / f"{name}.parquet", columns) for folder in (old, new))
        if before != after:
            yield Change(name, [r for r in after if r not in before], [r for r in before if r not in after])


def _rows(path: Path, columns: list[str]) -> dict[tuple[Any, ...], None]:
    return dict.fromkeys(tuple(row.values()) for row in pq.read_table(path, columns=columns).to_pylist())


def remember_build(topic: str, folders: Sequence[Path], tables: Path) -> Path | None:
    """Note which tables were built last for this topic and these folders; those noted before, if still there."""
    path = cache_folder() / "checked.json"
    noted: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    key = "\0".join([topic, *(str(folder.resolve()) for folder in folders)])
    before = noted.get(key)
    path.write_text(json.dumps({**noted, key: tables.name}, ensure_ascii=False, indent=1), "utf-8")
    return tables.with_name(before) if before and tables.with_name(before).is_dir() else None


def suggest_rows(corpus: Corpus) -> str:
    """Names that the dictionary does not have, as CSV for entities.csv: one row an entity, the most named first."""
    unknown = corpus.entities[~corpus.entities["known"]]
    named = corpus.mentions[corpus.mentions["entity_id"].isin(unknown["entity_id"])].groupby("entity_id")
    counts = named["doc_id"].agg(["size", "nunique"]).sort_values(["nunique", "size"], ascending=False, kind="stable")
    rows = unknown.set_index("entity_id")
    taken = set(corpus.topic.entities)
    columns = list(EntityRow.model_fields)
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    for entity_id, (n, articles) in counts.iterrows():
        row = rows.loc[str(entity_id)]
        own = _slug(str(row["name_en"]), taken)
        taken.add(own)
        spelt = corpus.mentions.loc[corpus.mentions["entity_id"] == entity_id, "surface"].unique()
        others = [s for s in spelt if s not in (row["name_ja"], row["name_en"])]
        note = f"named {n} times in {articles} articles"
        values = {
            "entity_id": own,
            "kind": row["kind"],
            "name_ja": row["name_ja"],
            "name_en": _latin(str(row["name_en"])),
        }
        writer.writerow({**values, "short_forms": "|".join(others), "source": "", "note": note})
    return out.getvalue()


def _latin(name: str) -> str:
    """A name in Latin letters, by its reading."""
    return name if name.isascii() else romaji(reading(name)).title()


def _slug(name: str, taken: set[str]) -> str:
    base = _NO_SLUG.sub("-", _latin(name).lower()).strip("-") or "unnamed"
    return next(s for s in (base, *(f"{base}-{i}" for i in range(2, len(taken) + 3))) if s not in taken)
