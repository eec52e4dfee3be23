"""Run every benchmark of this folder in a process of its own; each prints ratios measured in one run."""

import subprocess
import sys
from pathlib import Path

NO_BENCHMARKS = ("run", "generated")


def main() -> None:
    here = Path(__file__).resolve()
    for path in sorted(p for p in here.parent.glob("*.py") if p.stem not in NO_BENCHMARKS):
        print(f"== {path.stem}", flush=True)
        subprocess.run([sys.executable, str(path)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
