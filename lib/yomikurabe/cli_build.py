"""The command `yomikurabe build`."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from .cli_shared import Folders, TopicName, progress, tell_refused
from .errors import UserError
from .tables import TABLES


class Engine(StrEnum):
    """What analyses the articles."""

    local = "local"
    dask = "dask"


Out = Annotated[
    str,
    typer.Option(
        help="Folder that the tables are written to: one Parquet file each; with dask a folder of Parquet files each, "
        "also at an address that fsspec opens and every worker can reach."
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        show_default=False,
        help="Processes that analyse articles; as many as are worth it by default.",
    ),
]
EngineName = Annotated[Engine, typer.Option(help="What analyses the articles: this machine, or a dask cluster.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        show_default=False,
        help="Address of a dask scheduler, such as tcp://host:8786; without it, dask starts processes on this machine.",
    ),
]


def build(
    folders: Folders = None,
    out: Out = "data/build/tables",
    topic: TopicName = "ai-chips",
    processes: Processes = None,
    engine: EngineName = Engine.local,
    scheduler: Scheduler = None,
) -> None:
    """Turn folders of articles into tables; on this machine, articles analysed before are taken from the cache.

    Every file offered has a row in ingest.parquet; what could not be read is named there and on the screen, and the
    rest goes on (exit code 1).
    """
    from .corpus import find_folder
    from .messages import render
    from .topic import load_topic

    if scheduler and engine is not Engine.dask:
        raise UserError("--scheduler is an option of the engine dask", mend="add --engine dask")
    if scheduler and processes:
        raise UserError(
            "--processes is for processes of this machine, not of a scheduler's", mend="leave one of them out"
        )
    given = [find_folder(f) for f in folders or [""]]
    if engine is Engine.dask:
        said, rejected = _with_dask(given, load_topic(topic), out, scheduler, processes)
    else:
        said, rejected = _here(given, load_topic(topic), Path(out), processes)
    print(f"{said}, {len(TABLES)} tables in {out}")
    refused = {row["path"]: render(row["note"]) or row["reason"] for row in rejected}
    tell_refused(refused)
    raise typer.Exit(1 if refused else 0)


def _here(folders: Any, topic: Any, out: Path, processes: int | None) -> tuple[str, Sequence[Mapping[str, Any]]]:
    import pyarrow.parquet as pq

    from .build import build_corpus, over
    from .storing import copy_tables

    with progress("articles") as show:
        built = build_corpus(folders, topic, progress=show, engine=over(processes) if processes else None)
    copy_tables(built.folder, out)
    rejected = [row for row in pq.read_table(out / "ingest.parquet").to_pylist() if row["status"] == "rejected"]
    return f"{built.articles} articles ({built.analysed} analysed, the others cached)", rejected


def _with_dask(
    folders: Any, topic: Any, out: str, scheduler: str | None, processes: int | None
) -> tuple[str, Sequence[Mapping[str, Any]]]:
    from .cluster import build_dataset, connected

    with progress("jobs") as show, connected(scheduler, processes) as client:
        built = build_dataset(folders, topic, out, client, show)
    return f"{built.articles} articles", [row._asdict() for row in built.rejected]
