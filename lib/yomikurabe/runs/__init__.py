"""Runs of the report: where each is kept, that two never mix, its record and log, its notebooks."""
