"""What notebooks and reports show: answers in sentences, figures, tables, and the HTML pages made of them.

A notebook asks its page modules (`overview`, `timeline`, `stakeholders`, `claims`, `chips` and their figures,
`changes`), each a few functions of a View: the corpus as its parameters narrow it.
"""

from collections.abc import Mapping
from pathlib import Path

from ..corpus import Corpus
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


def write_pages(
    corpus: Corpus,
    notebooks: Path,
    out: Path,
    lang: str,
    failed: Mapping[str, str],
    options: Options = Options(),  # noqa: B008 - immutable
    feed: bytes | None = None,
) -> list[str]:
    """Write a report's pages into `out`: see `pages.write_pages`."""
    from . import pages  # imported late: notebooks have no use for what makes pages

    return pages.write_pages(corpus, notebooks, out, lang, failed, options, feed)
