"""The command `yomikurabe diff`: what changed from one run to another."""

from pathlib import Path
from typing import Annotated

import typer

Old = Annotated[
    Path, typer.Argument(help="Tables of the earlier run: what `build --out` wrote, or a report's folder or run.")
]
New = Annotated[Path, typer.Argument(help="Tables of the later run.")]
TopicName = Annotated[
    str, typer.Option(help="Topic that both were built with: its names of issues and metrics are used.")
]
Csv = Annotated[
    Path | None,
    typer.Option(help="Write the changes into this CSV file too, a row each.", show_default=False, dir_okay=False),
]
Atom = Annotated[
    Path | None, typer.Option(help="Write an Atom feed of the changes too.", show_default=False, dir_okay=False)
]


Language = Annotated[str, typer.Option(help="Language of the sentences: en or ja.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        show_default=False,
        metavar="KIND",
        help="Exit with 1 where one of these is new: conflict, finding, position, event or article; may be repeated.",
    ),
]


def diff(
    old: Old,
    new: New,
    topic: TopicName = "ai-chips",
    lang: Language = "en",
    csv: Csv = None,
    atom: Atom = None,
    fail_on: FailOn = None,
) -> None:
    """Tell what is new, gone or changed between two runs: conflicts, findings, positions, events and articles.

    Rows are matched by what they say, so what only moved in its article, or whose file got another name, is no news.
    """
    from .changes import KINDS, open_run
    from .errors import ParameterError
    from .parameters import validate
    from .show import View, changes, changes_exports, changes_found
    from .show.exports import write_files
    from .topic import load_topic

    for kind in fail_on or ():
        if kind not in KINDS:
            raise ParameterError(f"{kind!r} is no kind of change", where="--fail-on", allowed=", ".join(KINDS))
    chosen = validate("05_changes", {"topic": topic, "lang": lang})
    dictionary = load_topic(topic)
    before, after = (open_run(folder, dictionary, lang) for folder in (old, new))
    found = changes_found.between(before, View(after, chosen))
    for line in changes.lines(found):
        print(line)
    if csv:
        write_files(csv.parent, {csv.name: changes_exports.as_csv(found).encode("utf-8-sig")})
    if atom:
        write_files(atom.parent, {atom.name: changes_exports.as_atom(found.new, found)})
    alarming = [change for change in found.changes if change.news == "new" and change.kind in (fail_on or ())]
    raise typer.Exit(1 if alarming else 0)
