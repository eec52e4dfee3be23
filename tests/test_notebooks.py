"""The notebooks as they are committed, and as papermill runs them."""

import ast
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

from yomikurabe.parameters import NOTEBOOKS, names_of, validate

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
PAPERMILL = Path(sys.executable).parent / "papermill"


@pytest.fixture(params=NOTEBOOKS)
def name(request):
    return request.param


@pytest.fixture
def notebook(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameter_cell(notebook):
    (cell,) = (cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", []))
    return cell


def test_every_notebook_has_a_page_and_no_other_stands_there():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NOTEBOOKS)


def test_every_code_cell_was_executed_in_order(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))


def test_cells_are_short_and_define_nothing(notebook):
    for cell in code(notebook):
        if cell is not parameter_cell(notebook):
            assert len(cell.source.splitlines()) <= 10
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not [n for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)]


def test_the_question_stands_first_and_the_answer_right_after_the_parameters(notebook):
    first, second, third = notebook.cells[:3]
    assert first.cell_type == "markdown"
    assert re.search(r"\*\*.+\?\*\*", first.source)
    assert second is parameter_cell(notebook)
    assert third.outputs[0].metadata["yomikurabe"]["answer"]


def test_prose_in_a_notebook_holds_no_figure_that_could_go_stale(notebook):
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert not re.search(r"\d", re.sub(r"`[^`]*`", "", prose))


def test_parameters_are_annotated_and_explained_and_have_the_library_s_defaults(name, notebook):
    lines = parameter_cell(notebook).source.splitlines()
    assert lines[0] == "# Parameters"
    assert all(re.fullmatch(r"\w+: (str|int|float|bool) = \S+  # \S.*", line) for line in lines[1:])
    values = {line.partition(":")[0]: ast.literal_eval(re.search(r"= (\S+)", line)[1]) for line in lines[1:]}
    assert set(values) == set(names_of(name))
    assert validate(name, values) == validate(name, {})


def test_no_cell_gives_a_parameter_another_value(name, notebook):
    for cell in code(notebook):
        if cell is not parameter_cell(notebook):
            stored = {n.id for n in ast.walk(ast.parse(cell.source)) if isinstance(getattr(n, "ctx", None), ast.Store)}
            imported = {a.asname or a.name for n in ast.walk(ast.parse(cell.source)) for a in getattr(n, "names", [])}
            assert not (stored | imported) & set(names_of(name))


def test_outputs_are_the_same_on_every_machine(notebook):
    kinds = {kind for cell in code(notebook) for output in cell.outputs for kind in output.data}
    assert kinds <= {"application/vnd.plotly.v1+json", "text/html", "text/plain"}
    assert not {o.output_type for cell in code(notebook) for o in cell.outputs} & {"stream", "error"}
    written = json.dumps([cell.outputs for cell in code(notebook)], ensure_ascii=False)
    assert str(ROOT) not in written
    assert not re.search(r"/(?:home|root|tmp|Users)/|0x[0-9a-f]{6,}|bdata", written)


def test_nothing_of_the_run_is_kept_in_the_metadata(notebook):
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)*", cell.id) for cell in notebook.cells)


def papermill(notebook, out, *arguments):
    return subprocess.run(  # noqa: S603 - our own notebooks
        [PAPERMILL, FOLDER / f"{notebook}.ipynb", out, "--no-progress-bar", *arguments],
        capture_output=True,
        text=True,
        cwd=out.parent,
        env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        timeout=120,
    )


def at_once(runs, tmp_path):
    """Results of several runs, two at a time, each from a folder that is not the project's."""
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(papermill, run[0], tmp_path / f"{i}.ipynb", *run[1:]) for i, run in enumerate(runs)]
        return [job.result() for job in jobs]


REFUSED = {
    "an unknown name": (["01_timeline", "-p", "sinse", "2025"], "01_timeline: there is no parameter 'sinse'"),
    "a wrong type": (["01_timeline", "-p", "min_sources", "many"], "'many' is no whole number"),
    "an unknown source": (["02_stakeholders", "-p", "sources", "nope"], "'nope' is not in this corpus (allowed: 000"),
    "a time that ends before it begins": (
        ["00_overview", "-p", "since", "2026-01-01", "-p", "until", "2025"],
        "since (2026-01-01) lies after until (2025-12-31)",
    ),
}


@pytest.mark.slow
def test_papermill_stops_at_what_can_t_be_used_and_its_last_line_says_why(tmp_path):
    results = at_once([run for run, _ in REFUSED.values()], tmp_path)
    for result, (what, (_, said)) in zip(results, REFUSED.items(), strict=True):
        assert result.returncode != 0, what
        last = result.stderr.strip().splitlines()[-1]
        assert last.startswith("ParameterError: "), what
        assert said in last, what


CHOSEN = {
    "00_overview": ["-p", "since", "-3m", "-p", "lang", "ja"],
    "01_timeline": ["-p", "since", "2025-07-01", "-p", "show_reference", "true", "-r", "sources", "001,004"],
    "02_stakeholders": ["-p", "lang", "ja", "-p", "min_evidence", "2", "-r", "sources", "004"],
    "03_claims": ["-p", "tolerance", "0.05", "-p", "since", "2025-11"],
    "04_chips": ["-p", "as_of", "2025-08-15", "-p", "lang", "ja"],
    "05_changes": ["-p", "since", "2025-11", "-p", "lang", "ja"],
}


@pytest.mark.slow
def test_papermill_runs_every_notebook_with_other_parameters(tmp_path):
    results = at_once([[notebook, *given] for notebook, given in CHOSEN.items()], tmp_path)
    for i, (result, (notebook, given)) in enumerate(zip(results, CHOSEN.items(), strict=True)):
        assert result.returncode == 0, result.stderr[-500:]
        made = nbformat.read(tmp_path / f"{i}.ipynb", as_version=4)
        answer = next(o for cell in code(made) for o in cell.get("outputs", ()) if "yomikurabe" in o.metadata)
        chosen = {"en": "Only a part is shown", "ja": "一部だけを表示しています"}["ja" if "ja" in given else "en"]
        assert chosen in answer.data["text/plain"], notebook


@pytest.mark.slow
def test_running_all_cells_twice_in_one_kernel_works(notebook):
    from nbclient import NotebookClient

    sources = [cell.source for cell in code(notebook)] * 2
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    twice = nbformat.v4.new_notebook(metadata=notebook.metadata, cells=cells)
    NotebookClient(twice, timeout=120).execute()
    half = len(twice.cells) // 2
    for cell in twice.cells:
        for output in cell.outputs:
            output.pop("execution_count", None)
    assert [c.outputs for c in twice.cells[:half]] == [c.outputs for c in twice.cells[half:]]
