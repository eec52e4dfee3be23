"""The README is kept true: its column dictionary, its commands, its files."""

import re
from pathlib import Path

import pytest

from tools.write_columns import README, with_columns
from yomikurabe.tables import TABLES

ROOT = Path(__file__).resolve().parents[1]
TEXT = README.read_text("utf-8")


def test_the_column_dictionary_is_current():
    assert with_columns(TEXT) == TEXT, "run `make docs`"
    assert re.findall(r"^### (\w+)$", TEXT, re.MULTILINE) == list(TABLES)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"(?:^|`)make ([a-z]+)", TEXT, re.MULTILINE))))
def test_every_make_command_exists(target):
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_every_picture_and_folder_named_is_there():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT)
    named = [*pictures, "seeds", "data/topics/ai-chips", "tests/golden/floors.json"]
    assert [n for n in named if not (ROOT / n).exists()] == []
