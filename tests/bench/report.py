"""What a report costs: `yomikurabe report` against as many notebooks that only import, as plain papermill runs them.

Both run as whole processes in turn, as many notebooks at once; wall clock, medians. The report forks its kernels from
one process with the libraries loaded; papermill starts each anew.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import nbformat

from yomikurabe.parameters import NOTEBOOKS

RUNS = 3
IMPORT_ONLY = "import pandas\nimport plotly.graph_objects\nimport yomikurabe.show"
IN_THE_SAME_MANNER = """
import sys
from concurrent.futures import ThreadPoolExecutor
import papermill
from yomikurabe.runs.notebooks import AT_ONCE
def run(path):
    papermill.execute_notebook(path, path + ".out", kernel_name="python3", progress_bar=False)
with ThreadPoolExecutor(AT_ONCE) as pool:
    list(pool.map(run, sys.argv[1:]))
"""


def seconds(*command: str) -> float:
    begin = perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)  # noqa: S603
    return perf_counter() - begin


def main() -> None:
    with TemporaryDirectory() as folder:
        paths = [str(Path(folder) / f"{i}.ipynb") for i in range(len(NOTEBOOKS))]
        for path in paths:
            nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(IMPORT_ONLY)]), path)
        ours, bare = [], []
        for _ in range(RUNS + 1):
            ours.append(seconds("-m", "yomikurabe.cli", "report", "--out", str(Path(folder) / "out")))
            bare.append(seconds("-c", IN_THE_SAME_MANNER, *paths))
    # The first pair warms caches and is not counted.
    ratios = sorted(a / b for a, b in zip(ours[1:], bare[1:], strict=True))
    spread = f"{median(ratios):.2f} × (runs {ratios[0]:.2f} to {ratios[-1]:.2f})"
    print(f"report / {len(paths)} import-only notebooks: {spread}")


if __name__ == "__main__":
    main()
