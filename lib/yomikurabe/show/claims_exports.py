"""The claims for other programs: CSV, and ClaimReview JSON-LD of what is checked against the reference.

Format: https://schema.org/ClaimReview.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..words import records
from .claims import compared, findings
from .exports import as_rows, write_files
from .once import once
from .view import View

_COMPARISONS = (
    "comparison_id", "metric_id", "subject_id", "verdict", "reason", "explanation",
    "source", "value_text", "low", "high", "unit", "polarity", "certainty", "sentence",
)  # fmt: skip
_FINDINGS = ("finding_id", "source", "kind", "surface", "explanation", "expected", "severity", "confidence")
_RATINGS = {"conflict": 1, "unknown": 3, "compatible": 4, "agree": 5}
"""schema.org's scale runs from the worst to the best: 1 contradicted … 5 borne out."""
_CONTRADICTS = "contradicts-reference"


def comparisons_csv(view: View) -> str:
    """One row a claim in a comparison."""
    rows = [
        (
            *(row.comparison_id, row.metric_id, row.subject_id, row.verdict, row.reason, row.explanation),
            *(view.label(claim.doc_id), claim.value_text, claim.low, claim.high, claim.unit),
            *(claim.polarity, claim.certainty, view.sentence(claim.sentence_id)),
        )
        for row in compared(view)
        for claim in row.claims
    ]
    return as_rows(_COMPARISONS, rows)


def findings_csv(view: View) -> str:
    """One row a finding."""
    rows = [
        (f.finding_id, view.label(f.doc_id), f.kind, f.surface, f.explanation, f.expected, f.severity, f.confidence)
        for f in records(findings(view))
    ]
    return as_rows(_FINDINGS, rows)


def claim_reviews(view: View) -> dict[str, Any]:
    """A schema.org graph with a ClaimReview for each statement that is checked against the reference.

    Those are the statements about chips, and findings that contradict the chronology. The day of the newest article
    stands for the day of the review, so that one corpus gives one file.
    """
    period = view.period()
    reviewed = period[1].isoformat() if period else None
    told = [
        _review(view, row, view.sentence(row.sentence_id), row.verdict, row.explanation, reviewed)
        for row in records(view.rows("chip_claims").sort_values(["doc_id", "start"]))
    ]
    frame = findings(view)
    checked = set(zip(view.rows("chip_claims")["doc_id"], view.rows("chip_claims")["start"], strict=True))
    told += [
        _review(view, row, row.surface, "conflict", row.explanation, reviewed)
        for row in records(frame[frame["kind"] == _CONTRADICTS])
        if (row.doc_id, row.start) not in checked
    ]
    return {"@context": "https://schema.org", "@graph": told}


def _review(view: View, row: Any, said: str, verdict: str, explanation: str, reviewed: str | None) -> dict[str, Any]:
    document = _documents(view)[row.doc_id]
    publisher = document.publisher if isinstance(document.publisher, str) else document.label
    appearance: dict[str, Any] = {"@type": "CreativeWork", "name": document.title or document.label}
    if isinstance(document.url, str) and document.url.startswith(("http://", "https://")):
        appearance["url"] = document.url
    claim: dict[str, Any] = {"@type": "Claim", "author": {"@type": "Organization", "name": publisher}}
    if not pd.isna(document.published_latest):
        claim["datePublished"] = str(pd.Timestamp(document.published_latest).date())
    claim["appearance"] = appearance
    return {
        "@type": "ClaimReview",
        "identifier": f"{row.doc_id}#{row.start}",
        "claimReviewed": said,
        "itemReviewed": claim,
        "author": {"@type": "Organization", "name": "Yomikurabe"},
        **({"datePublished": reviewed} if reviewed else {}),
        "reviewBody": explanation,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATINGS[verdict],
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": view.say(f"verdict.{verdict}"),
        },
    }


@once
def _documents(view: View) -> Mapping[str, Any]:
    return {row.doc_id: row for row in records(view.corpus.articles)}


def write(view: View, folder: str | Path) -> list[Path]:
    """Write comparisons.csv, findings.csv (with the mark that spreadsheets look for) and claim_reviews.json.

    Raises OutputError where that can't be written.
    """
    reviews = json.dumps(claim_reviews(view), ensure_ascii=False, indent=1)
    return write_files(
        folder,
        {
            "comparisons.csv": comparisons_csv(view).encode("utf-8-sig"),
            "findings.csv": findings_csv(view).encode("utf-8-sig"),
            "claim_reviews.json": reviews.encode(),
        },
    )
