"""The command `yomikurabe`.

Exit codes: 0 all well; 1 output was made, but an input was rejected or a notebook failed; 2 nothing could be made.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from .cli_diff import diff
from .cli_report import report
from .cli_shared import Folders, TopicName, notes, progress, tell_refused
from .cli_topic import app as topic_app
from .errors import UserError
from .tables import TABLES

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read Japanese news articles side by side: tidy tables, notebooks and offline reports.",
)
app.add_typer(topic_app, name="topic")
app.command()(report)
app.command()(diff)

TablesOut = Annotated[Path, typer.Option(help="Folder that the tables are written to, one Parquet file each.")]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1, show_default=False, help="Processes that analyse articles; as many as are worth it by default."
    ),
]
TableNames = Annotated[
    list[str] | None, typer.Argument(help="Tables to describe; all without any.", show_default=False)
]


def main() -> None:
    """Run the command; a user's mistake is one line and exit code 2."""
    try:
        app()
    except UserError as error:
        notes.print(f"yomikurabe: {error}")
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        from . import __version__

        print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    folders: Folders = None,
    out: TablesOut = Path("data/build/tables"),
    topic: TopicName = "ai-chips",
    processes: Processes = None,
) -> None:
    """Turn folders of articles into tables; articles that were analysed before are taken from the cache.

    Every file offered has a row in ingest.parquet; what could not be read is named there and on the screen, and the
    rest goes on (exit code 1).
    """
    import pyarrow.parquet as pq

    from .build import build_corpus, copy_tables, over
    from .corpus import find_folder
    from .messages import render
    from .topic import load_topic

    dictionary = load_topic(topic)
    given = [find_folder(f) for f in folders or [""]]
    with progress("articles") as show:
        built = build_corpus(given, dictionary, progress=show, engine=over(processes) if processes else None)
    copy_tables(built.folder, out)
    rejected = [row for row in pq.read_table(out / "ingest.parquet").to_pylist() if row["status"] == "rejected"]
    refused = {row["path"]: render(row["note"]) or row["reason"] for row in rejected}
    print(f"{built.articles} articles ({built.analysed} analysed, the others cached), {len(TABLES)} tables in {out}")
    tell_refused(refused)
    raise typer.Exit(1 if refused else 0)


@app.command()
def tables(names: TableNames = None) -> None:
    """Print the column dictionary: what one row of each table is, and each column with its type."""
    from .dictionary import describe_tables

    unknown = [n for n in names or [] if n not in TABLES]
    if unknown:
        raise UserError(f"there is no table {unknown[0]!r}", allowed=", ".join(TABLES))
    print(describe_tables(names or list(TABLES)))


if __name__ == "__main__":
    main()
