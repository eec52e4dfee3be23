"""What an editor of a dictionary asks: what a change won and lost, and which names it does not have yet."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from .corpus import Corpus
from .extract.sounds import romaji
from .kept import cache_folder
from .morphology import readings
from .read import Folder, is_address
from .topic import FILES, Row

_COMPARED = {
    "mentions": ["doc_id", "start", "end", "surface", "entity_id"],
    "timexes": ["doc_id", "start", "end", "surface", "value"],
    "quantities": ["doc_id", "start", "end", "surface", "low", "high", "unit"],
    "quotes": ["doc_id", "start", "end", "surface", "speaker_id"],
    "events": ["doc_id", "start", "end", "summary", "action"],
    "stances": ["doc_id", "start", "end", "actor_id", "issue_id", "polarity"],
}
"""The tables whose rows a dictionary changes, and the columns that make a row the same."""
_USES = {
    "entities": ("mentions", "entity_id", "that no article names"),
    "predicates": ("clauses", "predicate", "that no article uses"),
    "actions": ("events", "action", "that no event has"),
    "issues": ("stances", "issue_id", "on which nobody takes a position"),
    "metrics": ("claims", "metric_id", "of which nothing is claimed"),
}
"""By table of the dictionary: the table and column in which a row of it shows, and what it is when it does not."""
_KANA = re.compile(r"[ァ-ヶ・]")
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


def remember_build(topic: str, folders: Sequence[Folder], tables: Path) -> Path | None:
    """Note which tables were built last for this topic and these folders; those noted before, if still there."""
    path = cache_folder() / "checked.json"
    noted: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    key = "\0".join([topic, *(str(f if is_address(f) else Path(f).resolve()) for f in folders)])
    before = noted.get(key)
    path.write_text(json.dumps({**noted, key: tables.name}, ensure_ascii=False, indent=1), "utf-8")
    return tables.with_name(before) if before and tables.with_name(before).is_dir() else None


def unused_rows(own: Mapping[str, Sequence[Row]], tables: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Table, what its rows are for, and the ids of a topic's own rows that these articles gave no use for."""
    for table, (name, column, use) in _USES.items():
        used = set(pq.read_table(tables / f"{name}.parquet", columns=[column])[column].to_pylist())
        (key,) = FILES[table][1]
        ids = [str(getattr(row, key)) for row in own.get(table, ())]
        if unused := [i for i in ids if i not in used]:
            yield table, use, unused


def suggest_rows(corpus: Corpus) -> list[dict[str, str]]:
    """Names that the dictionary does not have, as rows of entities.csv: one an entity, the most named first."""
    unknown = corpus.entities[~corpus.entities["known"]]
    named = corpus.mentions[corpus.mentions["entity_id"].isin(unknown["entity_id"])].groupby("entity_id")
    counts = named["doc_id"].agg(["size", "nunique"]).sort_values(["nunique", "size"], ascending=False, kind="stable")
    rows = unknown.set_index("entity_id")
    taken = set(corpus.topic.entities)
    found = []
    for entity_id, (n, articles) in counts.iterrows():
        row = rows.loc[str(entity_id)]
        family, latin = _latin(str(row["name_en"]), str(row["kind"]))
        own = _slug(latin, taken)
        taken.add(own)
        spelt = corpus.mentions.loc[corpus.mentions["entity_id"] == entity_id, "surface"].unique()
        short = [family, *(s for s in spelt if s not in (row["name_ja"], row["name_en"]))]
        found.append(
            {
                "entity_id": own,
                "kind": str(row["kind"]),
                "name_ja": str(row["name_ja"]),
                "name_en": latin,
                "short_forms": "|".join(dict.fromkeys(filter(None, short))),
                "note": f"named {_times(n, 'time')} in {_times(articles, 'article')}",
            }
        )
    return found


def as_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str], header: bool) -> str:
    """Rows as CSV with these columns, blank where a row has none of them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="", extrasaction="ignore")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def header_of(path: Path) -> list[str] | None:
    """The columns of a CSV as it stands; nothing where there is none."""
    if not path.is_file():
        return None
    return next(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")), None)


def _times(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def _latin(name: str, kind: str) -> tuple[str, str]:
    """A person's family name, where it is apart from the given one, and the name in Latin letters, by its reading."""
    if name.isascii():
        return "", name
    parts = readings(name)
    spelt = [romaji(read).title() for _, read in parts]
    if kind == "person" and len(parts) == 2 and not _KANA.search(name):
        return parts[0][0], f"{spelt[1]} {spelt[0]}"
    return "", " ".join(spelt)


def _slug(name: str, taken: set[str]) -> str:
    base = _NO_SLUG.sub("-", name.lower()).strip("-") or "unnamed"
    return next(s for s in (base, *(f"{base}-{i}" for i in range(2, len(taken) + 3))) if s not in taken)
