"""`yomikurabe report`: what a person calls, and cron, systemd or a CI job."""

import signal
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from .cli_shared import Folders, TopicName, notes, tell_refused

SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--parameters",
        "-f",
        show_default=False,
        metavar="FILE",
        help="YAML file with these options and the parameters of the notebooks; the command line wins over it.",
    ),
]
ParameterPairs = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        "-p",
        show_default=False,
        metavar="NAME=VALUE",
        help="Parameter for each notebook that has it; may be repeated.",
    ),
]
Out = Annotated[
    Path, typer.Option(help="Folder of the reports, a folder for each run; index.html in it opens the last good one.")
]
Language = Annotated[str, typer.Option(help="Language of the pages: en or ja.")]
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
Keep = Annotated[int, typer.Option(help="Older good runs that are kept beside the latest one.")]
Wait = Annotated[float, typer.Option(metavar="SECONDS", help="How long to wait for another run in the same folder.")]
TimeLimit = Annotated[
    float | None,
    typer.Option(metavar="SECONDS", show_default="none", help="How long a notebook may take before it is stopped."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]

_NO_OPTIONS = ("parameters", "parameter", "quiet")


def report(
    context: typer.Context,
    folders: Folders = None,
    parameters: SettingsFile = None,
    parameter: ParameterPairs = None,
    out: Out = Path("reports"),
    topic: TopicName = "ai-chips",
    lang: Language = "en",
    fulltext: FullText = True,
    single_file: SingleFile = False,
    pdf: Pdf = False,
    keep: Keep = 5,
    wait: Wait = 0.0,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Build the tables, run the notebooks and render them as pages that work offline.

    Each run has a folder of its own below OUT/runs, with its record (run.json) and log (run.log). OUT/latest and the
    pages in OUT switch to it in one step, unless a notebook failed and there is an earlier good run.
    """
    from .report import Terminated, make_report
    from .runs.settings import read_settings

    settings = read_settings(parameters, _given(context), parameter or [])
    tell = (lambda line: None) if quiet else _say
    try:
        made = make_report(settings, tell)
    except KeyboardInterrupt as stop:
        number = signal.SIGTERM if isinstance(stop, Terminated) else signal.SIGINT
        notes.print(f"yomikurabe: stopped by {number.name}; {settings.options.out / 'latest'} is as it was")
        raise typer.Exit(128 + number) from None
    tell(f"report: {made.front}")
    tell_refused(made.refused)
    for name, reason in made.failed.items():
        notes.print(f"yomikurabe: notebook {name} failed: {reason}")
    if not made.is_latest:
        latest = settings.options.out / "latest"
        notes.print(f"yomikurabe: what was made lies in {made.front.parent}; {latest} stays on the last good run")
    raise typer.Exit(1 if made.refused or made.failed else 0)


def _say(line: str) -> None:
    with suppress(OSError):  # a full disk behind it must not cost the report, whose run.log has the line too
        print(line, flush=True)


def _given(context: typer.Context) -> dict[str, Any]:
    """The options that stand on the command line, for they win over the file."""
    sources = {name: context.get_parameter_source(name) for name in context.params if name not in _NO_OPTIONS}
    return {name: context.params[name] for name, source in sources.items() if source and source.name == "COMMANDLINE"}
