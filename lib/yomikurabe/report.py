"""The report: tables built, notebooks run by papermill, pages rendered, all of it put in place in one step.

A notebook that fails keeps what it showed up to there; the others go on.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING, Any, NamedTuple

from filelock import FileLock

from .build import PROJECT, build_cached, cache_folder
from .corpus import Corpus, find_folder, open_tables
from .errors import OutputError, ParameterError
from .parameters import NOTEBOOKS, names_of, validate
from .tables import Ingest
from .topic import load_topic

if TYPE_CHECKING:
    from .show import Options

AT_ONCE = 2
"""Notebooks that run at the same time."""
_OF_THE_WHOLE = ("corpus", "topic", "lang")
"""Parameters that one report has once: its folders and its options say them."""
_MARK = ".yomikurabe-report"
"""A file that says that a folder is a report of ours, which a new one may replace."""

Progress = Callable[[int, int, str], None]


class Made(NamedTuple):
    """What a run left behind: the pages, inputs that were refused, notebooks that failed with the reason."""

    front: Path
    pages: list[Path]
    refused: list[Ingest]
    failed: dict[str, str]


def make_report(
    folders: Sequence[str],
    out: Path,
    topic: str,
    lang: str,
    parameters: Sequence[str],
    progress: Progress,
    options: "Options | None" = None,
) -> Made:
    """Build, run, render; the pages in `out` are replaced only once all new ones are there.

    `parameters` are NAME=VALUE. Raises ParameterError before anything runs, InputError, TopicError, OutputError.
    """
    given = {"corpus": ",".join(folders), "topic": topic, "lang": lang, **split_parameters(parameters)}
    chosen = {notebook: _own(notebook, given) for notebook in NOTEBOOKS}
    _check_out(out)
    dictionary = load_topic(topic)
    corpus = open_tables(build_cached([find_folder(f) for f in folders or [""]], dictionary), dictionary, lang)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        failed = _run_all(chosen, draft / "notebooks", progress)
        pages = _render(corpus, draft, lang, failed, options)
        (draft / _MARK).touch()
        _put_in_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    refused = corpus.ingest[corpus.ingest["status"] == "rejected"]
    rows = [Ingest(*row) for row in refused[list(Ingest._fields)].itertuples(index=False)]
    return Made(out / "index.html", [out / page for page in pages], rows, failed)


def split_parameters(given: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE pairs as a mapping. Raises ParameterError for one without `=` or a name that no notebook has."""
    pairs: dict[str, str] = {}
    known = sorted({name for notebook in NOTEBOOKS for name in names_of(notebook)} - set(_OF_THE_WHOLE))
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError(f"{pair!r} is no parameter", allowed="NAME=VALUE")
        if name not in known:
            raise ParameterError(f"no notebook has a parameter {name!r} of its own", allowed=", ".join(known))
        pairs[name] = value
    return pairs


def _own(notebook: str, given: Mapping[str, str]) -> dict[str, Any]:
    own = {name: value for name, value in given.items() if name in names_of(notebook)}
    validate(notebook, own)
    return own


def _check_out(out: Path) -> None:
    if out.exists() and not (out / _MARK).exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(
            "is no report of ours and is not empty", where=str(out), mend="name another folder with --out, or remove it"
        )


def _run_all(chosen: Mapping[str, dict[str, Any]], folder: Path, progress: Progress) -> dict[str, str]:
    """Run every notebook into `folder`; the failed ones with the last line of their error."""
    folder.mkdir(parents=True)
    failed: dict[str, str] = {}
    with TemporaryDirectory(prefix="yomikurabe-") as sockets, ThreadPoolExecutor(AT_ONCE) as pool:
        runs = {pool.submit(_run, name, values, folder, Path(sockets)): name for name, values in chosen.items()}
        for done, run in enumerate(as_completed(runs), 1):
            if error := run.exception():
                failed[runs[run]] = str(error).strip().splitlines()[-1]
            progress(done, len(runs), runs[run])
    return failed


def _run(name: str, parameters: dict[str, Any], folder: Path, sockets: Path) -> None:
    import papermill  # imported late: only a report needs it
    from traitlets.config import Config

    # A kernel listens on sockets of this user alone, not on TCP ports that anyone on the machine can reach.
    private = Config({"KernelManager": {"transport": "ipc", "ip": str(sockets / name)}})
    papermill.execute_notebook(
        str(notebooks_folder() / f"{name}.ipynb"),
        str(folder / f"{name}.ipynb"),
        parameters=parameters,
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        config=private,
        extra_arguments=["--log-level=CRITICAL"],  # an interrupt at shutdown is no news
    )


def notebooks_folder() -> Path:
    """Where the notebooks lie: in the project, or inside the installed package."""
    inside = Path(__file__).resolve().parent / "notebooks"
    return inside if inside.is_dir() else PROJECT / "notebooks"


def _render(corpus: Corpus, draft: Path, lang: str, failed: Mapping[str, str], options: "Options | None") -> list[str]:
    """Write all pages into `draft`; their names, index.html left out."""
    from . import show

    return show.write_pages(corpus, draft / "notebooks", draft, lang, failed, options or show.Options())


def _put_in_place(draft: Path, out: Path) -> None:
    """Swap the finished folder for the old one."""
    name = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
    with FileLock(cache_folder() / f"report-{name}.lock"):
        try:
            draft.chmod(0o755)
            old = draft.with_name(f"{draft.name}-old")
            if out.exists():
                out.rename(old)
            draft.rename(out)
            shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise OutputError(f"can't be written: {error.strerror}", where=str(out)) from error
