"""Reports on stub notebooks: few and small, so that a run takes seconds and its notebooks do what a test wants."""

import subprocess
import sys
from pathlib import Path

import nbformat

from tools.execute_notebooks import KEPT_METADATA
from yomikurabe.parameters import NOTEBOOKS

ARTICLE = "米の値段が上がる\n2025年5月26日\n農水省は26日、価格が5キロ4285円になったと発表した。\n"
_MAIN = """
import sys
from pathlib import Path
from yomikurabe import cli, report
stubs, run_all = Path(sys.argv.pop(1)), report.run_all
there = lambda chosen: {name: own for name, own in chosen.items() if (stubs / f"{name}.ipynb").exists()}
report.run_all = lambda chosen, forge, source, *more: run_all(there(chosen), forge, stubs, *more)
cli.main()
"""


def write_articles(folder: Path) -> Path:
    """A folder with one article."""
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE, "utf-8")
    return folder


def write_stubs(folder: Path, **sources: str) -> Path:
    """Notebooks that begin well and then do what `sources` says, by the last word of the name: claims="1 / 0"."""
    folder.mkdir(exist_ok=True)
    by_word = {name.partition("_")[2]: name for name in NOTEBOOKS}
    for word, source in {"overview": "'well'", **sources}.items():
        name = by_word[word]
        cells = [nbformat.v4.new_code_cell("'begun'"), nbformat.v4.new_code_cell(source)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KEPT_METADATA), folder / f"{name}.ipynb")
    return folder


def start(stubs: Path, *arguments: object, cwd: Path) -> subprocess.Popen:
    """`yomikurabe report` on stub notebooks, begun."""
    command = [sys.executable, "-c", _MAIN, stubs, "report", *arguments]
    return subprocess.Popen(  # noqa: S603
        list(map(str, command)), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(stubs: Path, *arguments: object, cwd: Path) -> subprocess.CompletedProcess:
    """`yomikurabe report` on stub notebooks, to its end."""
    begun = start(stubs, *arguments, cwd=cwd)
    out, err = begun.communicate(timeout=120)
    return subprocess.CompletedProcess(begun.args, begun.returncode, out, err)
