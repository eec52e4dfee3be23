"""Building: warm against cold, 10,000 articles against 1,000, two processes against one, and the peak of memory.

Each build is a process of its own; its CPU is counted from where everything is imported and the dictionary loaded.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from generated import write_articles

from yomikurabe.build import build_corpus, over
from yomikurabe.topic import load_topic

FEW, MANY = 1_000, 10_000
RUNS = 3


class Taken(NamedTuple):
    """What one build took: CPU and wall-clock seconds, and the most memory in MB."""

    cpu: float
    wall: float
    peak: float


def measure(folder: Path, processes: int) -> Taken:
    """Build in this process, or over several."""
    topic = load_topic("ai-chips")
    cpu, wall = process_time(), perf_counter()
    build_corpus([folder], topic, engine=over(processes))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Taken(process_time() - cpu, perf_counter() - wall, peak)


def build(folder: Path, cache: Path, processes: int = 1) -> Taken:
    """What a build in a process of its own takes."""
    command = [sys.executable, __file__, str(folder), str(processes)]
    env = {**os.environ, "YOMIKURABE_CACHE": str(cache)}
    return Taken(*json.loads(subprocess.run(command, env=env, check=True, capture_output=True).stdout))  # noqa: S603


def cold(folder: Path, cache: Path, processes: int = 1) -> Taken:
    """A build that finds nothing."""
    shutil.rmtree(cache, ignore_errors=True)
    return build(folder, cache, processes)


def changed(folder: Path, cache: Path) -> Taken:
    """A build after one article has changed."""
    path = sorted(folder.glob("*.txt"))[len(os.listdir(folder)) // 2]
    path.write_text(path.read_text("utf-8") + "これは追記である。\n", "utf-8")
    return build(folder, cache)


def main() -> None:
    with TemporaryDirectory() as place:
        few, many, cache = Path(place) / "few", Path(place) / "many", Path(place) / "cache"
        write_articles(few, FEW)
        write_articles(many, MANY)
        pairs = [(cold(few, cache, 2).wall, cold(few, cache)) for _ in range(RUNS)]
        whole = median(one.cpu for _, one in pairs)
        print(f"cold, {FEW:,} articles: {whole:.2f} s CPU, one process")
        print(f"2 processes: {median(one.wall / two for two, one in pairs):.2f} × as fast (target ≥ 1.7)")
        same = median(build(few, cache).cpu for _ in range(RUNS))
        print(f"warm, nothing changed: {same / whole:.3f} × cold (target ≤ 0.05)")
        one = median(changed(few, cache).cpu for _ in range(RUNS))
        print(f"warm, one article changed: {one / whole:.3f} × cold (target ≤ 0.05)")
        large = cold(many, cache)
        print(f"{MANY:,} articles: {large.cpu / whole:.1f} × the CPU of {FEW:,} (target ≤ 11)")
        peak = median(one.peak for _, one in pairs)
        print(f"peak memory: {large.peak:.0f} MB against {peak:.0f} MB, {large.peak / peak:.2f} × (target: flat)")


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
