"""A report: tables built, notebooks run by papermill, pages rendered; a run of its own, put in place in one step."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any, NamedTuple

from .build import build_corpus
from .changes import find_run
from .corpus import Corpus, find_folder, find_tables, open_tables
from .errors import InputError, UserError
from .parameters import names_of, validate
from .pinned import pin
from .read import Folder, hash_files
from .runs import folders
from .runs.journal import Journal, Tell
from .runs.kernels import Forge
from .runs.lock import locked
from .runs.notebooks import notebooks_folder, run_all
from .runs.record import Dictionary, Input, Record
from .runs.settings import Settings
from .tables import TABLES, Ingest
from .topic import Topic, load_topic

_CHANGES = "05_changes"
"""The notebook that compares a run with the one before."""


class Terminated(KeyboardInterrupt):
    """The run was told to end by SIGTERM."""


class Made(NamedTuple):
    """What a run left behind: the page to open, whether `latest` leads to it, how many pages there are.

    `refused` and `failed` are inputs and notebooks with the reason.
    """

    front: Path
    is_latest: bool
    pages: int
    refused: dict[str, str]
    failed: dict[str, str]


def make_report(settings: Settings, tell: Tell) -> Made:
    """Build, run, render into a folder of its own in the output folder; `latest` moves to it unless a notebook failed.

    A run that makes nothing leaves its record and log. Raises InputError, TopicError, OutputError before or while
    something is made, KeyboardInterrupt (Terminated) where the run was stopped.
    """
    options = settings.options
    folders.check_out(options.out)
    if options.pdf:
        from .show.pdf import find_browser

        find_browser()  # before anything is made
    topic = load_topic(options.topic)
    articles = [find_folder(folder) for folder in options.folders or ("",)]
    with locked(options.out, options.wait), _heeding_sigterm():
        with folders.telling(options.out):
            killed = folders.prepare(options.out)
            journal = _begin(settings, topic, tell)
            for name in killed:
                journal.say(f"the run {name} did not come to its end; what it left is removed")
        try:
            with folders.telling(options.out), Forge(options.topic) as forge:
                return _make(settings, topic, articles, forge, journal)
        except BaseException as error:
            _give_up(settings, journal, error)
            raise


def _begin(settings: Settings, topic: Topic, tell: Tell) -> Journal:
    options, now = settings.options, datetime.now(UTC)
    folder = folders.start(options.out, now)
    record = Record(
        run=folders.name_of(folder),
        number=folders.next_number(options.out),
        started=now,
        folders=list(options.folders),
        topic=Dictionary(name=options.topic, sha256=topic.sha256),
        lang=options.lang,
        options=options.model_dump(mode="json", exclude={"folders", "topic", "lang"}),
        parameters=settings.parameters,
    )
    return Journal(folder, record, tell)


def _make(settings: Settings, topic: Topic, articles: list[Folder], forge: Forge, journal: Journal) -> Made:
    options, draft = settings.options, journal.folder
    sidecars = hash_files(articles, sidecars=True)
    with journal.step("tables") as told:
        tables, said = _tables(articles, topic)
        kept = folders.keep_tables(tables, draft)
        corpus = open_tables(kept, topic, options.lang)
        refused = _note_tables(journal, corpus, articles, sidecars)
        told.append(said)
        told += [f"{len(refused)} files rejected"] if refused else []
    _check(corpus, settings)
    chosen = _with_previous(settings.parameters, topic, options.out, journal)
    forge.wait()
    ours = pin(articles, topic, kept)
    failed = run_all(chosen, forge, notebooks_folder(), draft / "notebooks", options.time_limit, journal.note, ours)
    with journal.step("pages") as told:
        pages = _render(corpus, draft, settings, chosen, failed)
        journal.record.pages = ["index.html", *pages]
        told.append(f"{len(pages) + 1} files")
    return _put_in_place(settings, journal, refused, failed)


def _tables(given: list[Folder], topic: Topic) -> tuple[Folder, str]:
    """The tables of the articles given, or the folder of tables; and how they were come by."""
    if tables := find_tables(given):
        return tables, f"opened in {tables}"
    built = build_corpus(given, topic)
    return built.folder, f"{built.articles} articles ({built.analysed} analysed, the others cached)"


def _check(corpus: Corpus, settings: Settings) -> None:
    """Raise ParameterError for a source or a time that this corpus does not have, before a kernel starts."""
    from . import show

    for notebook, given in settings.parameters.items():
        show.View(corpus, validate(notebook, given))


def _note_tables(
    journal: Journal, corpus: Corpus, articles: list[Folder], sidecars: Mapping[str, str]
) -> dict[str, str]:
    """Note what went in and how many rows came out; the inputs that were refused, with the reason.

    Of `sidecars`, those that are no longer what they were before the tables are told, and have no hash.
    """
    record = journal.record
    hashes = dict(zip(corpus.articles["path"], corpus.articles["sha256"], strict=True))
    hashes |= hash_files(articles, hashes)
    for path in sorted(path for path in sidecars if hashes.get(path) != sidecars[path]):
        hashes.pop(path, None)
        journal.say(f"{path} changed while it was read; the next run reads it again")
    ingest = corpus.ingest[list(Ingest._fields)].astype(object)
    offered = [Ingest(*row) for row in ingest.where(ingest.notna(), None).itertuples(index=False)]
    record.inputs = [
        Input.model_validate(
            {"path": row.path, "status": row.status, "reason": row.reason, "sha256": hashes.get(row.path)}
        )
        for row in offered
    ]
    record.corpus = corpus.sha256
    record.tables = {name: corpus.count(name) for name in TABLES}
    return {row.path: row.note or row.reason or "" for row in offered if row.status == "rejected"}


def _with_previous(
    parameters: Mapping[str, dict[str, Any]], topic: Topic, out: Path, journal: Journal
) -> dict[str, dict[str, Any]]:
    """The parameters, the tables of the last good run among them for the notebook that compares with them."""
    given = {}
    if before := folders.previous_tables(out):
        try:
            given["before"] = str(find_run(before, topic).resolve())
        except InputError as error:  # an update of this library must not break every run from then on
            journal.say(f"changes: no comparison with the last run: {error}")
    return {
        name: {**{key: value for key, value in given.items() if key in names_of(name)}, **own}
        for name, own in parameters.items()
    }


def _render(
    corpus: Corpus, draft: Path, settings: Settings, chosen: Mapping[str, dict[str, Any]], failed: Mapping[str, str]
) -> list[str]:
    """Write all pages and the feed of the changes into `draft`; their names, index.html left out."""
    from . import show

    options = settings.options
    how = show.Options(options.fulltext, options.single_file, options.pdf)
    feed = None
    if _CHANGES not in failed:
        view = show.View(corpus, validate(_CHANGES, chosen[_CHANGES]))
        feed = show.changes_exports.as_atom(view, show.changes_found.find_changes(view), linked=True)
    return show.write_pages(corpus, draft / "notebooks", draft, failed, how, feed)


def _put_in_place(settings: Settings, journal: Journal, refused: dict[str, str], failed: dict[str, str]) -> Made:
    """Finish the run and let `latest` lead to it, unless a notebook failed and there is an earlier good one."""
    out, record = settings.options.out, journal.record
    record.end("partial" if failed else "complete", 1 if failed or refused else 0)
    record.write(journal.folder)
    run = journal.folder = folders.finish(journal.folder)
    is_latest = not failed or not folders.has_good(out)
    if is_latest:
        folders.publish(out, run)
    removed = folders.prune(out, settings.options.keep)
    journal.say(f"{record.status}: {run}" + (f", {len(removed)} older runs removed" if removed else ""))
    return Made((out if is_latest else run) / "index.html", is_latest, len(record.pages), refused, failed)


def _give_up(settings: Settings, journal: Journal, error: BaseException) -> None:
    """Leave the record and the log of a run that made nothing."""
    record, stopped = journal.record, isinstance(error, KeyboardInterrupt)
    if folders.is_finished(journal.folder):  # what failed came after
        return
    number = signal.SIGTERM if isinstance(error, Terminated) else signal.SIGINT
    reason = f"stopped by {number.name}" if stopped else str(error) if isinstance(error, UserError) else repr(error)
    record.failures.append(reason)
    record.end("interrupted" if stopped else "failed", 128 + number if stopped else 2)
    try:
        folders.strip(journal.folder)
        journal.say(f"{record.status}: {reason}")
        record.write(journal.folder)
        folders.finish(journal.folder)
        folders.prune(settings.options.out, settings.options.keep)
    except OSError:  # not even that can be written; what is told is what went wrong first
        folders.discard(journal.folder)


@contextmanager
def _heeding_sigterm() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: kernels are stopped, the record is written."""

    def end(number: int, frame: Any) -> None:
        raise Terminated

    if current_thread() is not main_thread():  # no other may ask for signals
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
