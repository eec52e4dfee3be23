"""From clauses to meaning, within one article."""
