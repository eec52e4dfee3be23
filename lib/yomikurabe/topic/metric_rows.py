"""What a row of metrics.csv and rates.csv is: what can be claimed, and what currencies were worth."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .fields import LabelEn, LabelJa, Listed, Note, Number, Optional, Row, Slug, Text

Groups = Annotated[
    tuple[tuple[str, ...], ...],
    BeforeValidator(
        lambda v: tuple(
            tuple(w.strip() for w in group.split("|") if w.strip()) for group in v.split("+") if group.strip()
        )
    ),
]


class MetricRow(Row):
    """One thing that can be claimed of a subject, with the words by which articles name it."""

    metric_id: Slug = Field(description="id of the metric")
    kind: Literal["amount", "share", "ratio", "date", "rank", "yes-no"] = Field(description="what its values are")
    label_en: LabelEn
    label_ja: LabelJa
    words_ja: Groups = Field(
        description="words that name it: groups joined by +, of each at least one of the words parted by |"
    )
    yes_ja: Listed = Field(
        (), description="for yes-no: words in or beside a predicate that affirm it; for rank: words of rank"
    )
    no_ja: Listed = Field((), description="for yes-no: words that deny it")
    open_ja: Listed = Field((), description="for yes-no: words that leave it open")
    yes_actions: Listed = Field((), description="for yes-no: what affirms it when done, rows of actions.csv")
    no_actions: Listed = Field((), description="for yes-no: what denies it when done")
    refuse_ja: Listed = Field((), description="words beside which it is something else")
    units: Listed = Field((), description="units of its values; for counts the counters")
    subject: Listed = Field((), description="kinds of what it is about, or entity_ids; blank: it has no subject")
    scope: Listed = Field((), description="what may limit it: chip, place, period, deal; with ! it must")
    tolerance: Number = Field(None, description="relative difference that is still the same value")
    better: Literal["", "higher", "lower"] = Field("", description="which way is better; blank: neither")
    strict: Literal["", "yes"] = Field(
        "", description="yes where there is one right value, so that another contradicts it"
    )
    changes: Literal["", "yes"] = Field("", description="yes for a state or running count: later articles may differ")
    reference_id: Optional = Field(None, description="row of chronology.csv that settles it")
    holds: Literal["", "yes", "no"] = Field("", description="what that row says; yes: from its day on")
    note: Note = ""


class RateRow(Row):
    """What one unit of a currency was worth over one year."""

    currency: Text = Field(description="ISO code")
    against: Text = Field(description="ISO code of the currency that it is counted in")
    year: Annotated[int, Field(ge=1990, le=2100)] = Field(description="calendar year")
    low: Annotated[float, Field(gt=0)] = Field(description="least rate of the year")
    high: Annotated[float, Field(gt=0)] = Field(description="highest rate of the year")
