"""The tables: one declaration for rows, columns, dtypes and their documentation."""

# The order of these imports is the order of the tables.
# isort: off
from .schema import TABLES, Argument, Column, Table, check, empty, from_arrow, say, to_arrow, to_frame, to_rows
from .text import Block, Document, Ingest, Sentence
from .spans import Clause, Entity, Mention, Quantity, Quote, Timex
from .meaning import SCOPES, SPELLING, ChipClaim, Claim, Event, Stance
from .comparison import Comparison, ComparisonClaim, Duplicate, EventCluster, Finding, FindingEvidence
from .reference import ChipSpec, ChronologyRow, ExportRule, ExportStatus
# isort: on

__all__ = [
    "SCOPES",
    "SPELLING",
    "TABLES",
    "Argument",
    "Block",
    "ChipClaim",
    "ChipSpec",
    "ChronologyRow",
    "Claim",
    "Clause",
    "Column",
    "Comparison",
    "ComparisonClaim",
    "Document",
    "Duplicate",
    "Entity",
    "Event",
    "EventCluster",
    "ExportRule",
    "ExportStatus",
    "Finding",
    "FindingEvidence",
    "Ingest",
    "Mention",
    "Quantity",
    "Quote",
    "Sentence",
    "Stance",
    "Table",
    "Timex",
    "check",
    "empty",
    "from_arrow",
    "say",
    "to_arrow",
    "to_frame",
    "to_rows",
]
