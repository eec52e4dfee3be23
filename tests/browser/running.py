"""Notebooks run in this process, without a kernel: quick, and on any corpus."""

import ast
from pathlib import Path
from unittest.mock import patch

import nbformat

import yomikurabe as yk
from yomikurabe.parameters import NOTEBOOKS
from yomikurabe.runs.notebooks import without_tour
from yomikurabe.show import Options, write_pages

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


def run_notebook(name, corpus, **parameters):
    """The notebook with the outputs that its cells give for a corpus; the tour for newcomers left out."""
    notebook = without_tour(FOLDER / f"{name}.ipynb")
    names = {"__name__": "notebook"}
    with patch.object(yk, "load", return_value=corpus):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [
                    nbformat.v4.new_output("display_data", data=data, metadata=metadata)
                    for data, metadata in _run(cell.source, names)
                ]
                if "parameters" in cell.metadata.get("tags", []):
                    names |= {"lang": corpus.lang, **parameters}
    return notebook


def _run(source, names):
    """The outputs of what the last expression of a cell gives."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - our own notebooks
    if last is None:
        return []
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names).bundles()  # noqa: S307


def write_report(corpus, out, options=Options(), feed=None, **parameters):  # noqa: B008 - immutable
    """The pages of a report on a corpus, in a folder; `feed` is that of the changes."""
    notebooks = out / "notebooks"
    notebooks.mkdir(parents=True)
    for name in NOTEBOOKS:
        nbformat.write(run_notebook(name, corpus, **parameters), notebooks / f"{name}.ipynb")
    return write_pages(corpus, notebooks, out, {}, options, feed)
