"""Execute every notebook in place, for committing: what differs from run to run is taken out again."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
KEPT_METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def execute(path: Path, drafts: Path) -> None:
    """Run one notebook and write it back with outputs and counts, without times and paths."""
    draft = drafts / path.name
    papermill.execute_notebook(str(path), str(draft), kernel_name="python3", progress_bar=False)
    notebook = nbformat.read(draft, as_version=4)
    notebook.metadata = nbformat.NotebookNode(KEPT_METADATA)
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.NotebookNode({"tags": tags} if tags else {})
    nbformat.write(notebook, path)


def main() -> None:
    with TemporaryDirectory() as drafts:
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            execute(path, Path(drafts))
            print(f"executed {path.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
