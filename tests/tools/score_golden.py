"""Score the tables against the annotated articles; `--keep` raises the floors to what was reached."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from yomikurabe.build import build_cached
from yomikurabe.storing import copy_tables
from yomikurabe.topic import load_topic

TESTS = Path(__file__).resolve().parents[1]
ANNOTATED = TESTS / "golden" / "annotated"
FLOORS = TESTS / "golden" / "floors.json"
SCORER = TESTS / "tools" / "score.py"
FOLDERS = (TESTS.parent / "seeds", ANNOTATED / "documents")


def build(out: Path) -> None:
    """The tables of the annotated articles, as one corpus of two folders."""
    copy_tables(build_cached(FOLDERS, load_topic("ai-chips")), out)


def score(tables: Path, *options: str) -> str:
    """What the scorer prints."""
    command = [sys.executable, str(SCORER), str(tables), str(ANNOTATED), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def reached(tables: Path) -> dict[str, float]:
    """Each measure with its figure in percent: F1, or the rate where there is no precision."""
    measures: dict[str, Any] = json.loads(score(tables, "--json"))
    figures = {name: m["f1"] if m["f1"] is not None else m["recall"] for name, m in measures.items()}
    return {name: round(100 * figure, 1) for name, figure in figures.items() if figure is not None}


def main() -> None:
    with TemporaryDirectory() as folder:
        build(Path(folder))
        if "--keep" in sys.argv:
            FLOORS.write_text(json.dumps(reached(Path(folder)), indent=1) + "\n", "utf-8")
            print(f"floors written to {FLOORS}")
        else:
            print(score(Path(folder), *sys.argv[1:]), end="")


if __name__ == "__main__":
    main()
