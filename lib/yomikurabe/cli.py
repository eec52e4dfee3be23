"""The command `yomikurabe`.

Exit codes: 0 all well; 1 output was made, but an input was rejected or a notebook failed; 2 nothing could be made.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from .cli_topic import app as topic_app
from .errors import UserError
from .tables import TABLES, Ingest

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read Japanese news articles side by side: tidy tables, notebooks and offline reports.",
)
app.add_typer(topic_app, name="topic")
_notes = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        show_default=False,
        help="Folders with articles (.txt, .md, .html, .mhtml), each with its own sources.csv if it has one; together "
        "they are one corpus. Without any: the project's own seeds/.",
    ),
]
TopicName = Annotated[str, typer.Option(help="Topic whose dictionary is used: a name, or a folder with a topic.toml.")]
TablesOut = Annotated[Path, typer.Option(help="Folder that the tables are written to, one Parquet file each.")]
ReportOut = Annotated[Path, typer.Option(help="Folder for the pages; an earlier report there is replaced.")]
Language = Annotated[str, typer.Option(help="Language of the pages: en or ja.")]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter", "-p", show_default=False, help="NAME=VALUE for each notebook that has it; may be repeated."
    ),
]
FullText = Annotated[
    bool,
    typer.Option(
        "--fulltext/--no-fulltext",
        help="Whether reader pages hold the whole articles, or only the sentences that other pages quote.",
    ),
]
SingleFile = Annotated[
    bool, typer.Option("--single-file", help="Write each page as one file with all that it needs, to be e-mailed.")
]
Pdf = Annotated[bool, typer.Option("--pdf", help="Print each page as PDF too; needs a Chromium on the PATH.")]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1, show_default=False, help="Processes that analyse articles; as many as are worth it by default."
    ),
]
TableNames = Annotated[
    list[str] | None, typer.Argument(help="Tables to describe; all without any.", show_default=False)
]

Show = Callable[[int, int, str], None]


def main() -> None:
    """Run the command; a user's mistake is one line and exit code 2."""
    try:
        app()
    except UserError as error:
        _notes.print(f"yomikurabe: {error}")
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
    from .topic import load_topic

    dictionary = load_topic(topic)
    given = [find_folder(f) for f in folders or [Path()]]
    with _progress("articles") as show:
        built = build_corpus(given, dictionary, progress=show, engine=over(processes) if processes else None)
    copy_tables(built.folder, out)
    ingest = pq.read_table(out / "ingest.parquet").to_pylist()
    refused = [Ingest(**row) for row in ingest if row["status"] == "rejected"]
    print(f"{built.articles} articles ({built.analysed} analysed, the others cached), {len(TABLES)} tables in {out}")
    _tell_refused(refused)
    raise typer.Exit(1 if refused else 0)


@app.command()
def report(
    folders: Folders = None,
    out: ReportOut = Path("reports"),
    topic: TopicName = "ai-chips",
    lang: Language = "en",
    parameter: Parameters = None,
    fulltext: FullText = True,
    single_file: SingleFile = False,
    pdf: Pdf = False,
) -> None:
    """Build the tables, run the notebooks and render them as pages that work offline."""
    from .report import make_report
    from .show.options import Options

    given = [str(f) for f in folders or []]
    with _progress("steps") as show:
        made = make_report(given, out, topic, lang, parameter or [], show, Options(fulltext, single_file, pdf))
    print(f"report: {made.front}")
    for page in made.pages:
        print(f"        {page}")
    _tell_refused(made.refused)
    for name, reason in made.failed.items():
        _notes.print(f"yomikurabe: notebook {name} failed: {reason}")
    raise typer.Exit(1 if made.refused or made.failed else 0)


@app.command()
def tables(names: TableNames = None) -> None:
    """Print the column dictionary: what one row of each table is, and each column with its type."""
    from .dictionary import describe_tables

    unknown = [n for n in names or [] if n not in TABLES]
    if unknown:
        raise UserError(f"there is no table {unknown[0]!r}", allowed=", ".join(TABLES))
    print(describe_tables(names or list(TABLES)))


def _tell_refused(rows: list[Ingest]) -> None:
    from .messages import render

    for row in rows:
        _notes.print(f"yomikurabe: {row.path} was rejected: {render(row.note) or row.reason}")


@contextmanager
def _progress(unit: str) -> Iterator[Show]:
    """A bar on a terminal, nothing elsewhere."""
    if not _notes.is_terminal:
        yield lambda done, of, what: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit))
    with Progress(*columns, console=_notes, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what[-40:])


if __name__ == "__main__":
    main()
