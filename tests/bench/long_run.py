"""Generated articles through build, notebooks and pages in one process: memory, open files, page sizes, growth.

    python tests/bench/long_run.py [COUNT]

A tenth of the articles goes first, and once more at the end: what that leaves behind, every further run would.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

BATCHES = 10


class Spent(NamedTuple):
    """CPU seconds of a step, and what the process holds after it."""

    seconds: float
    megabytes: int
    files: int


def resident() -> int:
    """Megabytes that the process has in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def open_files() -> int:
    """Files, pipes and sockets that the process has open."""
    return len(os.listdir("/proc/self/fd")) - 1


@contextmanager
def measured(name: str, into: dict[str, Spent]) -> Iterator[None]:
    """Keep and print what a step takes."""
    begin = process_time()
    yield
    spent = into[name] = Spent(process_time() - begin, resident(), open_files())
    print(f"  {name:10} {spent.seconds:8.1f} s CPU {spent.megabytes:6} MB, {spent.files} open files", flush=True)


def run(articles: Path, out: Path) -> dict[str, Spent]:
    """One run over a folder of articles; what each step took."""
    from browser.running import write_report
    from yomikurabe.build import build_corpus
    from yomikurabe.corpus import open_tables
    from yomikurabe.engines import here
    from yomikurabe.topic import load_topic

    topic, spent, held = load_topic("ai-chips"), {}, []

    def note(done: int, of: int, what: str) -> None:
        if done % max(1, of // BATCHES) == 0:
            held.append(resident())

    with measured("build", spent):
        built = build_corpus([articles], topic, progress=note, engine=here)
    if held:
        print(f"             memory after each tenth: {' '.join(map(str, held))} MB")
    with measured("open", spent):
        corpus = open_tables(built.folder, topic)
    with measured("report", spent):
        write_report(corpus, out)
    return spent


def print_sizes(out: Path) -> None:
    """What the pages weigh."""
    for page in sorted(out.glob("*.html")):
        print(f"  {page.name:22} {page.stat().st_size / 1000:8.0f} kB")
    readers = [page.stat().st_size / 1000 for page in (out / "sources").iterdir()]
    print(
        f"  {len(readers)} reader pages        {sum(readers) / len(readers):8.0f} kB each, at most {max(readers):.0f}"
    )


def main(count: int = 1_000) -> None:
    from generated import write_articles

    fewer = max(10, count // 10)
    with TemporaryDirectory() as folder:
        os.environ["YOMIKURABE_CACHE"] = f"{folder}/cache"
        runs = []
        for number, size in enumerate((fewer, count, fewer)):
            print(f"{size:,} articles")
            articles = Path(folder) / f"articles{number}"
            write_articles(articles, size, seed=number)
            runs.append(run(articles, Path(folder) / f"report{number}"))
        print_sizes(Path(folder) / "report1")
    for step in runs[0]:
        print(f"{step}: {runs[1][step].seconds / runs[0][step].seconds:.1f} × for {count / fewer:.0f} × the articles")
    last = runs[2]["report"]
    print(f"open files: {last.files - runs[0]['report'].files:+d} after all runs")
    print(f"memory: {last.megabytes - runs[1]['report'].megabytes:+d} MB after a further small run")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
