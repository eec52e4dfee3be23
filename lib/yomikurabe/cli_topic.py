"""The commands `yomikurabe topic …`: what an editor of a dictionary needs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Check a topic's dictionary, and find what it lacks."
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
