"""The command `yomikurabe`.

Exit codes: 0 all well; 1 output was made, but an input was rejected or a notebook failed; 2 nothing could be made.
"""

import errno
import os
import sys
from typing import Annotated

import typer

from .cli_build import build
from .cli_diff import diff
from .cli_report import report
from .cli_shared import notes
from .cli_topic import app as topic_app
from .errors import FULL, OutputError, UserError
from .tables import TABLES

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read Japanese news articles side by side: tidy tables, notebooks and offline reports.",
)
app.add_typer(topic_app, name="topic")
app.command()(build)
app.command()(report)
app.command()(diff)

TableNames = Annotated[
    list[str] | None, typer.Argument(help="Tables to describe; all without any.", show_default=False)
]


def main() -> None:
    """Run the command; a user's mistake is one line and exit code 2."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except UserError as error:
        notes.print(f"yomikurabe: {error}")
        sys.exit(2)
    except OSError as error:  # what is said can't be written; all other places tell it themselves
        if error.errno not in FULL | {errno.EPIPE}:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else it is tried again at the end
        if error.errno != errno.EPIPE:  # a reader that has had enough is no news
            notes.print(f"yomikurabe: {OutputError.refused(error, 'standard output', '')}")
        sys.exit(1)


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
def tables(names: TableNames = None) -> None:
    """Print the column dictionary: what one row of each table is, and each column with its type."""
    from .dictionary import describe_tables

    unknown = [n for n in names or [] if n not in TABLES]
    if unknown:
        raise UserError(f"there is no table {unknown[0]!r}", allowed=", ".join(TABLES))
    print(describe_tables(names or list(TABLES)))


if __name__ == "__main__":
    main()
