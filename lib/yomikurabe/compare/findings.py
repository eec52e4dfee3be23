"""What is wrong inside one article, or against the reference: every finder, with its evidence."""

from collections.abc import Callable, Iterator

from ..tables import Finding, FindingEvidence
from .finding_figures import find_currency_slips, find_reference_contradictions, find_unit_slips
from .finding_names import find_name_slips, find_spelling_variants
from .finding_rows import Found, Material
from .finding_texts import (
    find_doubled_text,
    find_quote_variants,
    find_self_contradictions,
    find_unborne_headings,
)

_FINDERS: tuple[Callable[[Material], Iterator[Found]], ...] = (
    find_name_slips,
    find_spelling_variants,
    find_doubled_text,
    find_unborne_headings,
    find_self_contradictions,
    find_quote_variants,
    find_currency_slips,
    find_unit_slips,
    find_reference_contradictions,
)


def build_findings(material: Material) -> tuple[list[Finding], list[FindingEvidence]]:
    """Grain: one thing wrong in one article, by kind and place, with evidence on every side."""
    findings: dict[str, Found] = {}
    for finder in _FINDERS:
        for one in finder(material):
            findings.setdefault(one.finding.finding_id, one)
    return [f.finding for f in findings.values()], [e for f in findings.values() for e in f.evidence]
