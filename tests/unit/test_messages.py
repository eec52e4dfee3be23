"""The catalogue: complete in both languages, and neither more nor less than what the library says."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import yomikurabe
from yomikurabe.messages import LANGUAGES, catalogue

LIB = Path(yomikurabe.__file__).parent
KEYS = sorted(catalogue())
SAYS = {"say", "text"}
PREFIXES = ("", "show.")
"""`View.say` and the templates leave the area out."""


def fields(text, lang):
    """The fields of a text; what is given in each language (`chip_en`, `chip_ja`) counts as one."""
    return {name.removesuffix(f"_{lang}") for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_a_message_has_both_languages_with_the_same_fields(key):
    texts = catalogue()[key]
    assert set(LANGUAGES) <= set(texts) <= {*LANGUAGES, "en_one", "ja_one"}
    assert all(text.strip() for text in texts.values())
    assert fields(texts["en"], "en") == fields(texts["ja"], "ja")
    for lang in LANGUAGES:
        assert fields(texts.get(f"{lang}_one", ""), lang) <= fields(texts[lang], lang)


def strings():
    """Every text of the library's code: plain ones, and the patterns that f-strings make."""
    for path in sorted(LIB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w.-]+" for p in node.values]
                yield "".join(parts)
    for path in sorted(LIB.rglob("*.j2")):
        yield from (re.escape(key) for key in re.findall(r'say\(\s*"([\w.]+)"', path.read_text("utf-8")))
        yield from (re.escape(key) + r"\w+" for key in re.findall(r'say\(\s*"([\w.]+)" ~', path.read_text("utf-8")))


def test_no_message_is_left_that_nobody_says():
    said = [re.compile(pattern) for pattern in {p for p in strings() if "." in p and len(p) < 80 and " " not in p}]
    unsaid = [key for key in KEYS if not any(s.fullmatch(key) or s.fullmatch(key.removeprefix("show.")) for s in said)]
    assert unsaid == []


def test_every_message_that_is_said_is_there():
    missing = set()
    for path in sorted(LIB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = node.args[0].value
                if name in SAYS and isinstance(key, str) and not any(f"{p}{key}" in catalogue() for p in PREFIXES):
                    missing.add((path.name, key))
    assert {m for m in missing if "." in m[1]} == set()
