"""The first tour in the overview: ten short cells that work on any corpus, and that no report shows."""

from pathlib import Path

import nbformat
import papermill
import pytest
from test_show_corpus import make_corpus

import yomikurabe as yk
from yomikurabe.runs.notebooks import TOUR, run_all

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "00_overview.ipynb"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(NOTEBOOK, as_version=4)


def tour(notebook):
    return [cell for cell in notebook.cells if TOUR in cell.metadata.get("tags", [])]


def test_ten_cells_end_the_overview_each_after_a_sentence(notebook):
    cells = tour(notebook)
    assert notebook.cells[-20:] == cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code"] * 10
    assert all(len(cell.source.splitlines()) <= 2 for cell in cells if cell.cell_type == "code")
    asked = " ".join(cell.source for cell in cells)
    assert all(f"tables.{name}(" in asked for name in ("find", "evidence", "show", "compare", "explain", "columns"))
    assert all(cell.outputs for cell in cells if cell.cell_type == "code")


def small(folder, text):
    (folder / "a.txt").write_text(text, "utf-8")
    return yk.load(folder)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("which", ["seeds", "hostile", "one article", "no name"])
def test_every_cell_shows_something_on_any_corpus(notebook, which, lang, tmp_path):
    quiet = "雨の朝\n\n雨が降っていて、静かな朝だったので、ずっと窓を眺めていた。\n"
    one = "米の値段\n\n農水省は2025年5月26日に備蓄米の価格を発表した。「下がる」と農水省は述べた。\n"
    corpora = {
        "seeds": lambda: yk.load("seeds", lang=lang),
        "hostile": lambda: make_corpus(lang),
        "one article": lambda: small(tmp_path, one),
        "no name": lambda: small(tmp_path, quiet),
    }
    names = {"tables": corpora[which](), "yk": yk}
    for cell in tour(notebook):
        if cell.cell_type == "code":
            *before, last = cell.source.splitlines()
            exec("\n".join(before), names)  # noqa: S102 - our own notebook
            shown = eval(last, names)  # noqa: S307
            assert repr(shown).strip()
            assert isinstance(shown, list) or shown._repr_html_()


def test_a_report_runs_the_overview_without_the_tour(notebook, tmp_path, monkeypatch):
    """It keeps its executed notebooks, and a tour shows whole articles."""
    given = []
    monkeypatch.setattr(papermill, "execute_notebook", lambda cells, *_, **__: given.append(cells))
    assert run_all({"00_overview": {}}, None, NOTEBOOK.parent, tmp_path / "run", None, lambda *_: None) == {}
    taught = {cell.id for cell in tour(notebook)}
    assert [cell.id for cell in given[0].cells] == [cell.id for cell in notebook.cells if cell.id not in taught]
