"""What the commands share: arguments, notes on the error stream, a progress bar."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

notes = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)

Folders = Annotated[
    list[str] | None,
    typer.Argument(
        show_default=False,
        metavar="[FOLDER]...",
        help="Folders with articles (.txt, .md, .html, .mhtml), each with its own sources.csv if it has one; together "
        "they are one corpus; or addresses that fsspec opens. Without any: the project's own seeds/.",
    ),
]
TopicName = Annotated[str, typer.Option(help="Topic whose dictionary is used: a name, or a folder with a topic.toml.")]

Show = Callable[[int, int, str], None]


def tell_refused(reasons: Mapping[str, str]) -> None:
    """Name each input that was rejected, with the reason."""
    for path, reason in reasons.items():
        notes.print(f"yomikurabe: {path} was rejected: {reason}")


@contextmanager
def progress(unit: str) -> Iterator[Show]:
    """A bar on a terminal, nothing elsewhere."""
    if not notes.is_terminal:
        yield lambda done, of, what: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit))
    with Progress(*columns, console=notes, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of, what: bar.update(task, completed=done, total=of, description=what[-40:])
