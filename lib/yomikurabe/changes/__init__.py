"""What changed from one run to the next: articles, events, positions, conflicts and findings, matched by content."""

from .compare import KINDS, NEWS, Change, compare_corpora
from .earlier import find_run, open_run

__all__ = ["KINDS", "NEWS", "Change", "compare_corpora", "find_run", "open_run"]
