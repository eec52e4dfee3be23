"""How a claim's row is made: most of its columns are empty for any one kind."""

from typing import NamedTuple

from ..tables import Claim, Sentence, Timex


class Scope(NamedTuple):
    """What a claim is about and limited to: `period` is a time expression, `term` a period without dates."""

    subject: str | None = None
    chip: str | None = None
    place: str | None = None
    deal: str | None = None
    period: Timex | None = None
    term: str | None = None


class Manner(NamedTuple):
    """How a claim is meant, who asserts it, and through whom it reached us."""

    modality: str = "fact"
    asserted_by: str | None = None
    via_id: str | None = None


class Value(NamedTuple):
    """What is claimed: an interval in a unit, or an answer with its rung on the ladder of certainty."""

    low: float | None = None
    high: float | None = None
    unit: str | None = None
    polarity: str | None = None
    certainty: str | None = None


def make_claim(
    sentence: Sentence,
    span: tuple[int, int],
    metric_id: str,
    value_text: str,
    value: Value = Value(),  # noqa: B008 - immutable
    scope: Scope = Scope(),  # noqa: B008
    manner: Manner = Manner(),  # noqa: B008
) -> Claim:
    """One claim. Its id is made of its place and metric, and of answer and chip where it has them."""
    start, end = span
    identity = "-".join(
        [f"{sentence.doc_id}#k{start}-{metric_id}", *filter(None, (value.polarity, value.polarity and scope.chip))]
    )
    period = scope.period
    return Claim(
        doc_id=sentence.doc_id,
        claim_id=identity,
        sentence_id=sentence.sentence_id,
        start=start,
        end=end,
        subject_id=scope.subject,
        metric_id=metric_id,
        scope_chip=scope.chip,
        scope_place=scope.place,
        scope_deal=scope.deal,
        scope_period=period.value if period else scope.term,
        polarity=value.polarity,
        certainty=value.certainty,
        low=value.low,
        high=value.high,
        unit=value.unit,
        value_text=value_text,
        earliest=period.earliest if period else None,
        latest=period.latest if period else None,
        modality=manner.modality,
        asserted_by=manner.asserted_by,
        via_id=manner.via_id,
    )
