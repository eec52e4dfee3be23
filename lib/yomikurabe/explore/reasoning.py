"""How the verdict of a comparison came about, step by step: told by the code that judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import pandas as pd

from ..compare.comparison_reasons import Setting, days_apart
from ..compare.comparison_words import detail
from ..compare.comparisons import Judged, block_claims, judge
from ..errors import InputError
from ..messages import catalogue, text
from ..tables import SCOPES, Claim, to_rows
from .evidence import read_evidence
from .layout import Line, OfCorpus, Part, Told
from .naming import known_name, metric_name
from .protocol import CorpusLike

_VERDICTS = ("conflict", "explained", "compatible", "agree", "single")
"""Which comparison is the example where none is named: of the first verdict that there is."""
_NEAR = 8


@dataclass(frozen=True, repr=False)
class Reasoning(OfCorpus):
    """One comparison with how it was judged.

    `claims` are its rows of the corpus's claims; `steps` has a row for each thing that was tried, in order: step, held,
    source (the article that was held against the first), told.
    """

    comparison_id: str
    verdict: str
    reason: str | None
    explanation: str
    claims: pd.DataFrame
    steps: pd.DataFrame
    shared: tuple[str, ...]
    corpus: CorpusLike = field(repr=False)

    def told(self) -> Told:
        """The claims with their sentences, what they share, each step with its answer, the verdict."""
        if not self.comparison_id:
            return Told(self._say("nothing"), (), ())
        setting = _setting(self.corpus)
        claims = [
            Line(" · ".join(_limits(self.corpus, claim, setting)), read_evidence(self.corpus, claim._asdict()))
            for claim in to_rows("claims", self.claims)
        ]
        steps = [Line(f"{n}. {told}") for n, told in enumerate(self.steps["told"], 1)]
        why = f" · {text(f'show.reason_why.{self.reason}', self.lang)}" if self.reason else ""
        verdict = f"{text(f'show.verdict.{self.verdict}', self.lang)}{why}"
        parts = [
            Part(self._say("claims", n=len(claims)), claims),
            Part(self._say("shared"), [Line(item) for item in self.shared]),
            Part(self._say("steps"), steps),
            Part(self._say("verdict"), [Line(verdict)]),
        ]
        return Told(self.explanation, [self.comparison_id], parts, self._say("hint"))

    def _say(self, key: str, **arguments: Any) -> str:
        return text(f"explore.explain.{key}", self.lang, **arguments)


def explain_comparison(corpus: CorpusLike, comparison_id: str | None) -> Reasoning:
    """How a comparison was judged; without an id, of one that matters. Raises InputError for one that isn't there."""
    comparisons = corpus.table("comparisons")
    if comparison_id is None:
        if comparisons.empty:
            return Reasoning("", "", None, "", corpus.table("claims"), _frame([]), (), corpus)
        order = comparisons["verdict"].map(_VERDICTS.index)
        comparison_id = str(comparisons["comparison_id"].iloc[int(order.to_numpy().argmin())])
    found = comparisons[comparisons["comparison_id"] == comparison_id]
    if found.empty:
        known = list(comparisons["comparison_id"])
        near = get_close_matches(str(comparison_id), known, n=_NEAR, cutoff=0.3) or known[:_NEAR]
        raise InputError(f"there is no comparison {comparison_id!r}", allowed=", ".join(near) + " …")
    (row,) = to_rows("comparisons", found)
    setting = _setting(corpus)
    claims, members = corpus.table("claims"), corpus.table("comparison_claims")
    first = members.loc[members["comparison_id"] == comparison_id, "claim_id"].iloc[0]
    blocks = block_claims(to_rows("claims", claims), corpus.topic).items()
    own = {key: block for key, block in blocks if any(claim.claim_id == first for claim in block)}
    judged = next(judged for judged in judge(own, setting) if judged.comparison_id == comparison_id)
    ids = [claim.claim_id for claim in judged.members]
    told = claims.set_index("claim_id", drop=False).loc[ids].reset_index(drop=True)
    steps = _frame([*_steps(corpus, judged, setting)])
    shared = tuple(_shared(corpus, judged, setting))
    return Reasoning(comparison_id, row.verdict, row.reason, row.explanation, told, steps, shared, corpus)


def _setting(corpus: CorpusLike) -> Setting:
    """What a comparison is judged against."""
    return Setting({d.doc_id: d for d in to_rows("documents", corpus.articles.assign(text=""))}, corpus.topic)


def _frame(rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["step", "held", "source", "told"])


def _steps(corpus: CorpusLike, judged: Judged, setting: Setting) -> Iterator[tuple[str, bool, str, str]]:
    """Each thing that was tried, with its answer in words."""
    first, by_id = judged.members[0], {claim.claim_id: claim for claim in judged.members}
    for code, held, claim_id in judged.verdict.steps:
        other = by_id[claim_id]
        a, b = corpus.label(first.doc_id), corpus.label(other.doc_id)
        asked = text(f"explore.step.{code}.asked", corpus.lang, a=a, b=b)
        answer = _answer(corpus, judged, (first, other), code, held, setting)
        yield code, held, b, f"{asked} {answer}"


def _answer(
    corpus: CorpusLike, judged: Judged, pair: tuple[Claim, Claim], code: str, held: bool, setting: Setting
) -> str:
    """Yes or no, with what was looked at where that is known."""
    lang, key = corpus.lang, f"explore.step.{code}.{'yes' if held else 'no'}"
    if key not in catalogue():
        return text(f"explore.step.{'yes' if held else 'no'}", lang)
    days = days_apart(*pair, setting.documents)
    column = judged.verdict.column or ("modality" if code == "forecast-vs-actual" else "value_text")
    limits = [detail(claim, column, setting)[lang] for claim in pair]
    labels = [corpus.label(claim.doc_id) for claim in pair]
    apart = text("explore.step.days", lang, n=days) if days is not None else text("explore.step.undated", lang)
    return text(key, lang, a=labels[0], b=labels[1], limit_a=limits[0], limit_b=limits[1], days=apart)


def _shared(corpus: CorpusLike, judged: Judged, setting: Setting) -> Iterator[str]:
    """What brought the claims together, and how many others it brought as well."""
    first, lang = judged.members[0], corpus.lang
    yield text("explore.explain.metric", lang, name=metric_name(corpus, first.metric_id))
    for column in ("subject_id", "unit", *SCOPES):
        values = {getattr(claim, column) for claim in judged.members}
        if len(values) == 1 and first._asdict()[column]:
            yield text(f"explore.explain.{column}", lang, name=_named(corpus, first, column, setting))
    articles = len({claim.doc_id for claim in judged.block})
    yield text("explore.explain.block", lang, n=len(judged.block), articles=articles)


def _named(corpus: CorpusLike, claim: Claim, column: str, setting: Setting) -> str:
    """What a claim is about, counted in or limited to, in words."""
    value = str(getattr(claim, column))
    if column == "subject_id":
        return known_name(corpus, value)
    if column == "unit":
        return text(f"show.unit.{value}", corpus.lang) if f"show.unit.{value}" in catalogue() else value
    return detail(claim, column, setting)[corpus.lang]


def _limits(corpus: CorpusLike, claim: Claim, setting: Setting) -> Iterator[str]:
    """A claim's words, what it is limited to, how sure it is, who vouches for it."""
    yield f"「{claim.value_text}」"
    for column in SCOPES:
        if getattr(claim, column):
            yield _named(corpus, claim, column, setting)
    if claim.polarity:
        yield text(f"show.answer.{claim.polarity}", corpus.lang)
    elif claim.modality != "fact":
        yield text(f"show.modality.{claim.modality}", corpus.lang)
    if claim.asserted_by:
        yield text("show.claims.asserted", corpus.lang, name=known_name(corpus, claim.asserted_by))
