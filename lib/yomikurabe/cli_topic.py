"""The commands `yomikurabe topic …`: what an editor of a dictionary needs."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Begin a topic's dictionary, check it, and find what it lacks."
)

_MOST = 15
"""Rows shown of what a table gained or lost."""

TopicName = Annotated[str, typer.Argument(help="A topic: its name, or a folder with a topic.toml.")]
Folders = Annotated[
    list[Path] | None,
    typer.Option("--articles", "-a", show_default=False, help="Folder with articles; may be repeated. Else seeds/."),
]
Gold = Annotated[
    Path | None,
    typer.Option(show_default=False, help="Folder with annotated articles (NAME.resolved.json) to score against."),
]
NewName = Annotated[str, typer.Argument(help="Name of the new topic and of its folder: a-z, 0-9 and -.")]
Out = Annotated[Path, typer.Option(help="Folder in which the topic's folder is made.")]


@app.command()
def new(name: NewName, out: Out = Path()) -> None:
    """Make the folder of a new topic: every table with its header and an example, a README for the columns."""
    from .skeleton import write_topic
    from .topic import load_topic

    folder = write_topic(name, out)
    load_topic(str(folder))
    shown = shlex.quote(str(folder))
    print(f"{folder}: a topic that holds nothing of its own yet; its README.md describes every column")
    print("next, with a folder of articles:")
    print(f"  yomikurabe topic suggest {shown} --articles FOLDER   # rows for {shown}/entities.csv")
    print(f"  yomikurabe topic check {shown} --articles FOLDER     # after every change")
    print(f"  yomikurabe report FOLDER --topic {shown}")


@app.command()
def check(topic: TopicName = "ai-chips", articles: Folders = None, gold: Gold = None) -> None:
    """Validate a dictionary, show which of its rows these articles have no use for, and what the tables gained and lost
    since it was last checked."""
    from .build import build_cached
    from .corpus import find_folder, open_tables
    from .editing import compare_builds, remember_build, unused_rows
    from .scoring import lines, score_corpus
    from .topic import load_topic, own_rows, topic_folder

    dictionary, own = load_topic(topic), own_rows(topic)
    folders = [find_folder(f) for f in articles or [Path()]]
    tables = build_cached(folders, dictionary)
    held = ", ".join(f"{table} {len(rows)}" for table, rows in own.items() if rows)
    print(f"{topic}: no offence; rows of its own: {held or 'none'}")
    for table, use, unused in unused_rows(own, tables):
        print(f"{table} {use}: {len(unused)} of {len(own[table])}: {', '.join(unused[:_MOST])}{_more(unused, ', ')}")
    before = remember_build(str(topic_folder(topic).resolve()), folders, tables)
    if before is None:
        print("first check of these articles: the next one shows what changed")
    else:
        changes = list(compare_builds(before, tables))
        if not changes:
            print("no row changed since the last check")
        for change in changes:
            print(f"{change.table}: {len(change.gained)} gained, {len(change.lost)} lost")
            for sign, rows in (("+", change.gained), ("-", change.lost)):
                for row in rows[:_MOST]:
                    print(f"  {sign} {' · '.join('–' if value is None else str(value) for value in row)}")
                print(_more(rows, f"  {sign} ", "\n"), end="")
    if gold:
        for line in lines(score_corpus(open_tables(tables, dictionary), gold)):
            print(line)


def _more(rows: Sequence[object], before: str, after: str = "") -> str:
    """How many are not shown, where some are not."""
    return f"{before}… and {len(rows) - _MOST} more{after}" if len(rows) > _MOST else ""


@app.command()
def suggest(topic: TopicName = "ai-chips", articles: Folders = None) -> None:
    """Print names that the dictionary does not have, as rows ready for its entities.csv, the most named first.

    The rows have the columns of that file, so that they can be appended to it with >>; a header comes first where there
    is no such file yet.
    """
    from .corpus import find_folder, load
    from .editing import as_csv, header_of, suggest_rows
    from .topic import FILES, topic_folder

    rows = suggest_rows(load([find_folder(f) for f in articles or [Path()]], topic))
    path = topic_folder(topic) / "entities.csv"
    header = header_of(path)
    print(as_csv(rows, header or list(FILES["entities"][0].model_fields), header is None), end="")
    told = f"{len(rows)} names that {topic} has no row for" if rows else f"{topic} has a row for every name found"
    print(
        told + (f"; put those worth knowing into {path}, and check them with topic check" * bool(rows)), file=sys.stderr
    )
