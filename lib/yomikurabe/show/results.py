"""The five things that matter most in a corpus, each a computed sentence with the page that it comes from."""

from collections.abc import Callable

from ..markup import page_link
from ..parameters import Chips, Overview, Parameters, Stakeholders, Timeline
from ..reference import export_status
from ..tables import SPELLING
from ..words import as_day, day, listed, records
from . import figures, thinning
from .chip_rules import STATUSES, day_of
from .chip_status import chosen_chips
from .claims import compared, findings
from .displays import Results
from .stakeholders_positions import differing, stances
from .timeline import happenings
from .view import View

_NAMED = 3
"""Names that a sentence lists."""
_SHOWN = 80


def list_results(view: View) -> Results:
    """What happened, who differs, what contradicts what, what can't be right, what may be sold: a sentence each."""
    items = []
    for notebook, (model, say) in _RESULTS.items():
        shared = {name: getattr(view.parameters, name) for name in Overview.model_fields if name in model.model_fields}
        for sentence in say(View(view.corpus, model(**shared))):
            name = view.say(f"{notebook.partition('_')[2]}.name")
            items.append((sentence, page_link(name, notebook)))
    return Results(view.say("overview.results.title"), items)


def _happened(view: View) -> list[str]:
    """The latest happening among those that most sources tell."""
    frame = happenings(view)
    told = [row for row in records(frame) if row.status == "happened" and as_day(row.latest)]
    if not told:
        return [view.say("timeline.none")]
    most = max(told, key=lambda row: (len(row.sources) > 1, row.latest, len(row.sources), row.happening_id))
    when = day(most.latest.date(), view.lang)
    summary = figures.shortened(most.summary, _SHOWN)
    names = listed(thinning.first(view, [view.label(doc_id) for doc_id in most.sources]), view.lang)
    return [view.say("results.happened", day=when, summary=summary, n=len(most.sources), names=names)]


def _differ(view: View) -> list[str]:
    """Who is for one thing and against another of its kind, or changed."""
    frame = stances(view)
    actors = list(dict.fromkeys(actor for actor, _ in differing(view, frame)))
    if not actors:
        return [view.say("results.steady", n=len(frame))]
    names = listed([view.name(actor) for actor in actors[:_NAMED]], view.lang)
    return [view.say("results.differ", n=len(actors), names=names)]


def _contradict(view: View) -> list[str]:
    """What contradicts what, and what can't be right inside one article."""
    rows = [row for row in compared(view) if row.metric_id != SPELLING]
    conflicts = [row for row in rows if row.verdict == "conflict"]
    if conflicts:
        said = [view.say("results.conflict", n=len(conflicts), first=conflicts[0].explanation)]
    else:
        said = [view.say("results.no_conflict", n=len(rows))]
    grave = records(findings(view).query("severity == 'high'"))
    if not grave:
        return [*said, view.say("results.nothing_wrong")]
    worst = grave[0]
    surface = figures.shortened(worst.surface, _SHOWN)
    told = {"label": view.label(worst.doc_id), "surface": surface, "first": worst.explanation}
    return [*said, view.say("results.wrong", n=len(grave), **told)]


def _may_be_sold(view: View) -> list[str]:
    """What the law allows for the chips that the articles name most, on the day of the newest article.

    Nothing where the topic has no law of that kind.
    """
    if not view.corpus.topic.export_rules and not view.corpus.topic.export_status:
        return []
    on = day_of(view)
    by_status: dict[str, list[str]] = {}
    if on is None:
        return [view.say("chips.history.none")]
    for chip in chosen_chips(view)[: 2 * _NAMED]:
        by_status.setdefault(export_status(view.corpus.topic, chip, on).status, []).append(view.name(chip))
    told = [
        view.say("results.status", status=view.say(f"export.{status}"), names=listed(by_status[status], view.lang))
        for status in STATUSES[:-1]
        if status in by_status
    ]
    if not told:
        return [view.say("chips.history.none")]
    return [view.say("results.sold", day=day(on, view.lang), told="; ".join(told))]


_RESULTS: dict[str, tuple[type[Parameters], Callable[[View], list[str]]]] = {
    "01_timeline": (Timeline, _happened),
    "02_stakeholders": (Stakeholders, _differ),
    "03_claims": (Overview, _contradict),
    "04_chips": (Chips, _may_be_sold),
}
