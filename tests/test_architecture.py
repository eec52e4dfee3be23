"""Data flows one way, and knowledge of a topic stays out of the library."""

import ast
import re
from pathlib import Path

import pytest

import yomikurabe
from yomikurabe.topic import load_topic

LIB = Path(yomikurabe.__file__).parent
FLOW = (
    ("errors", "spans", "markup", "words", "switching"),
    ("tables", "messages"),
    ("articles", "topic"),
    ("reference",),
    ("morphology",),
    ("read",),
    ("extract",),
    ("relate",),
    ("compare",),
    ("analyse", "kept", "pinned"),
    ("inputs", "records", "article_cache", "comparing", "storing"),
    ("engines",),
    ("processes", "worker"),
    ("build", "cluster"),
    ("dictionary", "stored"),
    ("explore",),
    ("corpus",),
    ("changes",),
    ("editing", "scoring", "skeleton"),
    ("parameter_values",),
    ("parameters",),
    ("show",),
    ("runs",),
    ("report",),
    ("cli_shared",),
    ("cli_build", "cli_diff", "cli_report", "cli_topic"),
    ("cli",),
)
"""Each module may import its own level's own files, and what stands before it."""
PLAIN_ENGLISH = re.compile("[a-z]+")
"""A slug that is a word of its own (meta, flex) proves nothing."""
EDGED = "(?<![A-Za-z0-9_]){}(?![A-Za-z0-9_])"
LEVEL = {name: level for level, names in enumerate(FLOW) for name in names}


def modules():
    return sorted(p for p in LIB.rglob("*.py") if p.name != "__init__.py" or p.parent != LIB)


def part_of(path):
    """The part of the library that a file belongs to: its folder or its own name below the package."""
    return path.relative_to(LIB).parts[0].removesuffix(".py")


def imported(path):
    """Names of the parts of the library that a file imports, and of the packages from outside."""
    depth = len(path.relative_to(LIB).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            yield from ([node.module.split(".")[0]] if node.module else [a.name for a in node.names])
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[0] for a in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(LIB)))
def test_a_module_imports_only_what_stands_before_it(path):
    own = part_of(path)
    later = [n for n in imported(path) if n in LEVEL and n != own and LEVEL[n] >= LEVEL[own]]
    assert later == []


def test_only_morphology_imports_sudachipy():
    assert [part_of(p) for p in modules() if "sudachipy" in set(imported(p))] == ["morphology"]


def test_a_module_fits_on_a_few_screens():
    lines = {str(p.relative_to(LIB)): len(p.read_text("utf-8").splitlines()) for p in modules()}
    assert {name: n for name, n in lines.items() if n >= 250} == {}


def test_no_word_of_the_topic_stands_in_the_library():
    """Names that only this topic has; what its base layer says of the world at large is no secret of the topic."""
    topic, base = load_topic("ai-chips"), load_topic("news")
    rows = [row for key, row in topic.entities.items() if key not in base.entities]
    words = {word for row in rows for word in (row.entity_id, *row.spellings) if len(word) > 2}
    words |= {*topic.predicates} - {*base.predicates}
    words = {word for word in words if not PLAIN_ENGLISH.fullmatch(word)}
    found = []
    for path in sorted(
        p for p in LIB.rglob("*") if p.suffix in {".py", ".csv", ".toml", ".html", ".j2", ".js", ".css"}
    ):
        text = path.read_text("utf-8")
        found += [
            (path.name, word) for word in words if word in text and re.search(EDGED.format(re.escape(word)), text)
        ]
    assert found == []
