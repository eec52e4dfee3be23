"""Across articles, and against the reference."""
