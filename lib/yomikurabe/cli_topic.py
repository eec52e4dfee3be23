"""The commands `yomikurabe topic …`: what an editor of a dictionary needs."""

import shlex
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
    """Validate a dictionary, and show the rows that the tables gained and lost since it was last checked."""
    from .build import build_cached
    from .corpus import find_folder, open_tables
    from .editing import compare_builds, remember_build
    from .scoring import lines, score_corpus
    from .topic import load_topic

    dictionary = load_topic(topic)
    print(f"{topic}: {len(dictionary.entities)} entities, {len(dictionary.predicates)} predicates, no offence")
    folders = [find_folder(f) for f in articles or [Path()]]
    tables = build_cached(folders, dictionary)
    before = remember_build(dictionary.name, folders, tables)
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
                    print(f"  {sign} {' · '.join(str(value) for value in row)}")
    if gold:
        for line in lines(score_corpus(open_tables(tables, dictionary), gold)):
            print(line)


@app.command()
def suggest(topic: TopicName = "ai-chips", articles: Folders = None) -> None:
    """Print names that the dictionary does not have, as rows ready for its entities.csv, the most named first."""
    from .corpus import find_folder, load
    from .editing import suggest_rows

    print(suggest_rows(load([find_folder(f) for f in articles or [Path()]], topic)), end="")
