"""03_claims: which sources agree, which contradict one another, and why; what is wrong inside one article."""

from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from ..explore import naming
from ..markup import Html, element, join
from ..messages import text
from ..parameters import Claims
from ..tables import SPELLING
from ..words import listed, records
from . import thinning
from .displays import Answer
from .once import once
from .view import View

VERDICTS = ("conflict", "compatible", "agree", "explained", "single")
"""The order in which verdicts are told: what matters first."""
_NEAR = ("value", "baseline", "changed")
"""Reasons of two figures that differ, which a reader's tolerance may call the same."""


class Compared(NamedTuple):
    """One comparison with its claims (rows of `claims`) and its verdict under the reader's tolerance."""

    comparison_id: str
    metric_id: str
    subject_id: str | None
    verdict: str
    reason: str | None
    explanation: str
    claims: tuple[Any, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The articles that take part, each once."""
        return tuple(dict.fromkeys(claim.doc_id for claim in self.claims))


def chosen_parameters(view: View) -> Claims:
    """The page's own parameters; the defaults where another page asks."""
    return view.parameters if isinstance(view.parameters, Claims) else Claims()


@once
def compared(view: View) -> list[Compared]:
    """Grain: one comparison in which a chosen article takes part, two of them where it has several sources.

    Conflicts come first, spellings last; within a verdict those with most sources.
    """
    chosen = chosen_parameters(view)
    view.require("metrics", chosen.metrics, {*view.corpus.topic.metrics, *view.corpus.comparisons["metric_id"]})
    claims = {row.claim_id: row for row in records(view.corpus.claims)}
    members: dict[str, list[Any]] = {}
    for row in records(view.corpus.comparison_claims):
        members.setdefault(row.comparison_id, []).append(claims[row.claim_id])
    mine = set(view.documents["doc_id"])
    rows = []
    for row in records(view.corpus.comparisons):
        said = members[row.comparison_id]
        here = {claim.doc_id for claim in said} & mine
        if len(here) < min(2, len({claim.doc_id for claim in said})):
            continue
        if chosen.metrics and row.metric_id not in chosen.metrics:
            continue
        one = _judged(view, row, tuple(said), chosen.tolerance)
        if not chosen.verdicts or one.verdict in chosen.verdicts:
            rows.append(one)
    return sorted(rows, key=_order)


def _order(row: Compared) -> tuple[Any, ...]:
    return (
        row.metric_id == SPELLING,
        VERDICTS.index(row.verdict),
        -len(row.sources),
        row.metric_id.startswith("open:"),
        row.metric_id,
        row.comparison_id,
    )


def _judged(view: View, row: Any, claims: tuple[Any, ...], tolerance: float) -> Compared:
    """A comparison as the reader's tolerance has it: two figures that lie that near are the same for this page."""
    reason = row.reason if isinstance(row.reason, str) else None
    subject = row.subject_id if isinstance(row.subject_id, str) else None
    verdict, explanation = row.verdict, row.explanation
    if tolerance and reason in _NEAR and _is_near(claims, tolerance):
        verdict, reason = "compatible", "rounding"
        explanation = view.say("claims.tolerated", explanation=explanation, percent=f"{tolerance:.0%}")
    return Compared(row.comparison_id, row.metric_id, subject, verdict, reason, explanation, claims)


def _is_near(claims: tuple[Any, ...], tolerance: float) -> bool:
    values = [c.low if c.low == c.low else c.high for c in claims]
    if any(value != value for value in values) or len({c.unit for c in claims}) > 1:
        return False
    return bool(max(values) - min(values) <= tolerance * max(abs(v) for v in values))


def answer(view: View) -> Answer:
    """How many comparisons came out how, which contradictions there are, what is wrong inside single articles."""
    question, rows = view.say("claims.question"), compared(view)
    told = [row for row in rows if row.metric_id != SPELLING]
    if not rows:
        return Answer(question, [view.say("claims.none")], view.notes)
    counts = Counter(row.verdict for row in told)
    named = [f"{view.say(f'verdict.{verdict}')} {counts[verdict]}" for verdict in VERDICTS if counts[verdict]]
    said = [view.say("claims.count", n=len(told), verdicts=", ".join(named))] if told else []
    conflicts = [row for row in told if row.verdict == "conflict"]
    if conflicts:
        said.append(view.say("claims.conflicts", n=len(conflicts), first=conflicts[0].explanation))
    elif told:
        said.append(view.say("claims.no_conflict"))
    spelt = [row for row in rows if row.metric_id == SPELLING]
    said += [view.say("claims.spelt", n=len(spelt), names=_spelt(view, spelt))] if spelt else []
    wrong = findings(view)
    if len(wrong):
        said.append(view.say("claims.found", n=len(wrong), articles=wrong["doc_id"].nunique()))
    return Answer(question, said, view.notes)


def _spelt(view: View, rows: list[Compared]) -> str:
    return listed([view.name(row.subject_id or "") for row in rows[:3]], view.lang)


@once
def findings(view: View) -> pd.DataFrame:
    """Grain: one finding of a chosen article that is sure enough, the gravest first within an article."""
    frame = view.rows("findings")
    frame = frame[frame["confidence"] >= chosen_parameters(view).min_confidence]
    order = frame["severity"].map({"high": 0, "medium": 1, "low": 2})
    return frame.assign(order=order).sort_values(["doc_id", "order", "start"]).drop(columns="order")


def metric_name(view: View, metric_id: str) -> str:
    """What a metric is called; an open one by its head noun."""
    return naming.metric_name(view.corpus, metric_id)


def verdict_mark(view: View, verdict: str, reason: str | None) -> Html:
    """A verdict in its colour, with its reason; the word says it too."""
    word = element("strong", view.say(f"verdict.{verdict}"), class_=f"verdict {verdict}")
    return join([word, f" · {text(f'show.reason_why.{reason}', view.lang)}" if reason else ""])


def told_by(view: View, claims: tuple[Any, ...]) -> Html:
    """Each claim with its source, its value as written and the sentence that it stands in."""
    said = [_one(view, claim) for claim in thinning.leading_claims(claims, thinning.MOST_NAMED)]
    return element("ul", *(element("li", one) for one in thinning.first(view, said, len(claims))), class_="said")


def _one(view: View, claim: Any) -> Html:
    about = [f"「{claim.value_text}」"]
    if isinstance(claim.polarity, str):
        about += [view.say(f"answer.{claim.polarity}"), view.say(f"rung.{claim.certainty}")]
    elif claim.modality != "fact":
        about.append(view.say(f"modality.{claim.modality}"))
    if isinstance(claim.asserted_by, str):
        about.append(view.say("claims.asserted", name=view.name(claim.asserted_by)))
    head = join([view.place(claim), " ", element("span", " · ".join(about), class_="as-said")])
    return join([head, element("div", view.evidence(claim), class_="sentence")])
