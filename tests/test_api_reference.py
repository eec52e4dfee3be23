"""The API reference is made without a warning, explains every public name and asks no other host for anything."""

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from html import unescape
from inspect import signature

import nbformat
import pytest
from pdoc.doc import Class, Namespace

import yomikurabe as yk
from browser.running import FOLDER
from tools import write_reference
from yomikurabe.parameters import NOTEBOOKS, names_of, validate
from yomikurabe.show import __all__ as pages
from yomikurabe.tables import TABLES

LOADED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*|url\([^)]*\)|@import[^;]*")
OURS = "yomikurabe"


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The pages as `make docs` writes them, each as text by its name."""
    out = tmp_path_factory.mktemp("api")
    made = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", write_reference.__file__, out], capture_output=True, text=True
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}


@pytest.fixture(scope="module")
def modules():
    return write_reference.read_modules()


def words(page):
    """A page as it is read, its tags taken out."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", page)))


def test_there_is_a_page_for_each_module_that_notebooks_use(reference):
    modules = [name for name in pages if f"yomikurabe/show/{name}.html" in reference]
    assert {"overview", "timeline", "stakeholders", "claims", "chips"} <= {*modules}
    assert {"index.html", "yomikurabe.html", "yomikurabe/parameters.html", "yomikurabe/show.html"} <= {*reference}


@pytest.mark.parametrize(
    ("page", "called"),
    [
        ("yomikurabe.html", yk.load),
        ("yomikurabe.html", yk.Corpus.evidence),
        ("yomikurabe/show.html", yk.show.write_pages),
        ("yomikurabe/show/timeline.html", yk.show.timeline.happenings),
        ("yomikurabe/parameters.html", yk.parameters.read),
    ],
)
def test_public_names_stand_with_their_signatures(reference, page, called):
    """Every parameter with a type, in order, as the code itself has them."""
    names = [name for name in signature(called).parameters if name != "self"]
    shown = rf"def {called.__name__}\( ?(?:self, )?" + ".*?, ".join(f"{name}: [^:]+" for name in names)
    assert re.search(shown + r".*?\) -> ", words(reference[page])), shown


def test_every_table_is_told_with_its_columns(reference):
    told = words(reference["yomikurabe.html"])
    for table in TABLES.values():
        assert f"One row is one {table.grain}; its key is" in told
        assert [c.name for c in table.columns if c.doc and c.doc.replace("`", "") not in told] == []


def test_every_parameter_is_told_as_its_notebook_tells_it(modules):
    for notebook in NOTEBOOKS:
        model = modules["yomikurabe.parameters"].members[type(validate(notebook, {})).__name__]
        cell = next(c.source for c in nbformat.read(FOLDER / f"{notebook}.ipynb", 4).cells if c.cell_type == "code")
        for name in names_of(notebook):
            assert re.search(rf"(?m)^{name}: .*# {re.escape(model.members[name].docstring)}$", cell)


def public(namespace):
    """Every public member of a module or class that is our own, and theirs."""
    for member in namespace.members.values():
        if not member.name.startswith("_") and member.taken_from[0].split(".")[0] == OURS:
            yield member
            if isinstance(member, Namespace):
                yield from public(member)


def fields_of_records(module):
    """What they hold is said where the record is explained; parameters are seen to above."""
    for member in public(module):
        if isinstance(member, Class):
            names = [f.name for f in fields(member.obj)] if is_dataclass(member.obj) else []
            yield from (f"{member.fullname}.{name}" for name in [*names, *getattr(member.obj, "model_fields", ())])


def test_no_public_name_is_without_a_docstring(modules):
    silent = {m.fullname for module in modules.values() for m in (module, *public(module)) if not m.docstring}
    assert silent - {name for module in modules.values() for name in fields_of_records(module)} == set()


def test_its_pages_ask_no_other_host_for_anything(reference):
    for name, page in reference.items():
        assert [tag for tag in LOADED.findall(page) if "//" in tag and "data:" not in tag] == [], name
        assert not re.search(r" at 0x[0-9a-f]+", page), name
