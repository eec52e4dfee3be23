"""Write the column dictionary into README.md, between its two marks."""

import re
from pathlib import Path

from yomikurabe.dictionary import describe_tables
from yomikurabe.tables import TABLES

README = Path(__file__).resolve().parents[2] / "README.md"
MARKS = re.compile(r"(<!-- columns -->\n).*?(<!-- /columns -->)", re.DOTALL)


def with_columns(text: str) -> str:
    """The README's text with the dictionary as it should stand."""
    return MARKS.sub(lambda m: m[1] + describe_tables(list(TABLES)) + "\n" + m[2], text)


if __name__ == "__main__":
    README.write_text(with_columns(README.read_text("utf-8")), "utf-8")
