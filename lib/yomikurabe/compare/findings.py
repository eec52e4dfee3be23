"""What is wrong inside one article, or against the reference: every finder, with its evidence."""

from collections.abc import Callable, Iterator

from ..tables import Finding, FindingEvidence
from .finding_changes import find_wrong_changes
from .finding_conversions import find_wrong_conversions
from .finding_dates import find_impossible_dates
from .finding_figures import find_reference_contradictions, find_two_periods, find_unit_slips
from .finding_headings import find_unborne_headings
from .finding_laws import find_wrong_laws
from .finding_names import find_name_slips, find_spelling_variants
from .finding_people import find_wrong_people
from .finding_quotes import find_quote_variants
from .finding_roles import find_wrong_roles
from .finding_rows import Found, Material
from .finding_sums import find_wrong_sums
from .finding_texts import find_doubled_text, find_self_contradictions

_FINDERS: tuple[Callable[[Material], Iterator[Found]], ...] = (
    find_name_slips,
    find_wrong_laws,
    find_wrong_people,
    find_wrong_roles,
    find_spelling_variants,
    find_doubled_text,
    find_unborne_headings,
    find_self_contradictions,
    find_quote_variants,
    find_wrong_conversions,
    find_wrong_changes,
    find_wrong_sums,
    find_unit_slips,
    find_two_periods,
    find_impossible_dates,
    find_reference_contradictions,
)


def build_findings(material: Material) -> tuple[list[Finding], list[FindingEvidence]]:
    """Grain: one thing wrong in one article, by kind and place, with evidence on every side."""
    findings: dict[str, Found] = {}
    for finder in _FINDERS:
        for one in finder(material):
            findings.setdefault(one.finding.finding_id, one)
    return [f.finding for f in findings.values()], [e for f in findings.values() for e in f.evidence]
