"""Write the API reference, made from the docstrings, into docs/api or the folder given."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pdoc
from papermill import inspect_notebook
from pdoc.doc import Class, Module

import yomikurabe as yk
from yomikurabe.dictionary import describe_tables
from yomikurabe.parameters import NOTEBOOKS, validate
from yomikurabe.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]


def read_modules() -> dict[str, Module]:
    """What the library shows the world, by module; what its own declarations say is read from there."""
    for module in (yk, yk.show):
        for name in module.__all__:
            setattr(module, name, getattr(module, name))  # pdoc sees only what was loaded
    modules = {name: Module.from_name(name) for name in pdoc.extract.walk_specs([yk.__name__])}
    _explain_tables(modules["yomikurabe"].members["Corpus"])
    _explain_parameters(modules["yomikurabe.parameters"])
    return modules


def _explain_tables(corpus: Class) -> None:
    for name in TABLES:
        corpus.members[name].docstring = describe_tables([name]).removeprefix(f"### {name}\n\n")


def _explain_parameters(module: Module) -> None:
    """Types as a reader knows them, and what the notebooks say of each parameter."""
    told = {name: {n: p["help"] for n, p in _inspected(name).items()} for name in NOTEBOOKS}
    anywhere = dict(pair for name in reversed(NOTEBOOKS) for pair in told[name].items())  # the first that tells it
    own = {type(validate(name, {})).__name__: told[name] for name in NOTEBOOKS}
    for model in module.classes:
        for name, field in getattr(model.obj, "model_fields", {}).items():
            variable = model.members[name]
            variable.annotation = field.annotation
            variable.docstring = {**anywhere, **own.get(model.name, {})}.get(name, "")


def _inspected(notebook: str) -> dict[str, Any]:
    parameters: dict[str, Any] = inspect_notebook(str(ROOT / "notebooks" / f"{notebook}.ipynb"))
    return parameters


def write_reference(out: Path) -> None:
    """Write one page a module, an index and what the search box needs."""
    modules = read_modules()
    pdoc.render.configure(docformat="markdown", footer_text=f"Yomikurabe {version('yomikurabe')}")
    pages = {f"{name.replace('.', '/')}.html": pdoc.render.html_module(m, modules) for name, m in modules.items()}
    pages |= {"index.html": pdoc.render.html_index(modules), "search.js": pdoc.render.search_index(modules)}
    for name, content in pages.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(content, "utf-8")


if __name__ == "__main__":
    write_reference(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "api")
