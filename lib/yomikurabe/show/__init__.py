"""What notebooks and reports show: answers in sentences, figures, tables, and the HTML pages made of them.

A notebook asks its page modules (`overview`, `timeline`, `stakeholders`, `claims`, `chips` and their figures,
`changes`), each a few functions of a View: the corpus as its parameters narrow it.
"""

from typing import TYPE_CHECKING, Any

from . import (
    changes,
    changes_exports,
    changes_found,
    chip_claims,
    chip_figures,
    chip_rules,
    chip_status,
    chip_tables,
    chips,
    claims,
    claims_exports,
    claims_figure,
    claims_findings,
    claims_lists,
    claims_matrix,
    overview,
    results,
    stakeholders,
    stakeholders_changes,
    stakeholders_figures,
    stakeholders_matrix,
    stakeholders_network,
    stakeholders_positions,
    thinning,
    timeline,
    timeline_dates,
    timeline_exports,
    timeline_figure,
)
from .displays import Answer, Figure, Nothing, Results, Table
from .options import Options
from .view import View

if TYPE_CHECKING:
    from .pages import write_pages

__all__ = [
    "Answer",
    "Figure",
    "Nothing",
    "Options",
    "Results",
    "Table",
    "View",
    "changes",
    "changes_exports",
    "changes_found",
    "chip_claims",
    "chip_figures",
    "chip_rules",
    "chip_status",
    "chip_tables",
    "chips",
    "claims",
    "claims_exports",
    "claims_figure",
    "claims_findings",
    "claims_lists",
    "claims_matrix",
    "overview",
    "results",
    "stakeholders",
    "stakeholders_changes",
    "stakeholders_figures",
    "stakeholders_matrix",
    "stakeholders_network",
    "stakeholders_positions",
    "thinning",
    "timeline",
    "timeline_dates",
    "timeline_exports",
    "timeline_figure",
    "write_pages",
]


def __getattr__(name: str) -> Any:
    """What makes pages is loaded when it is first asked for: notebooks have no use for it."""
    if name == "write_pages":
        from .pages import write_pages

        return write_pages
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
