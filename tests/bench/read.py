"""Reading's cost: its CPU against SudachiPy's mode-C tokenization of the text that it keeps, and its memory a byte.

Run as `python tests/bench/read.py`; prints one line a ratio: name, value, the most that is allowed.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sudachipy import SplitMode, dictionary

from yomikurabe.articles import Article
from yomikurabe.read import Source, find_sources, load_source, read_article

ROOT = Path(__file__).parents[2]
TEXT_BYTES = 2_000_000
FILE_BYTES = 10_000_000
CPU_MOST = 0.5
MEMORY_MOST = 8.0


def sources() -> list[Source]:
    """The articles of the project, and each with the paragraphs of the next mixed in: TEXT_BYTES in all at least."""
    found = [load_source(one) for one in find_sources([ROOT / "seeds"])[0]]
    documents = ROOT / "tests" / "golden" / "documents"
    if documents.is_dir():
        found += [load_source(one) for one in find_sources([documents])[0]]
    mixed: list[Source] = []
    shift = 0
    while sum(len(one.data) for one in mixed) < TEXT_BYTES:
        for index, one in enumerate(found):
            other = found[(index + shift) % len(found)]
            data = one.data if not shift else _mixed(one.data, other.data)
            mixed.append(Source(one.path, f"{one.doc_id}-{shift}", data))
        shift += 1
    return mixed


def _mixed(one: bytes, other: bytes) -> bytes:
    first, second = one.split(b"\n"), other.split(b"\n")
    return b"\n".join(line for index in range(len(first)) for line in (first[index], *second[index : index + 1]))


def cpu(work: Callable[[], object]) -> float:
    """Least CPU time of three runs, in seconds."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def cpu_ratio() -> float:
    """CPU of reading over that of raw tokenization of the kept sentences, in one process."""
    given = sources()
    articles = [read_article(one) for one in given]
    tokenizer = dictionary.Dictionary().tokenizer()

    def tokenize(read: Sequence[Article]) -> None:
        for article in read:
            for sentence in article.sentences:
                tokenizer.tokenize(sentence.text, SplitMode.C)

    return cpu(lambda: [read_article(one) for one in given]) / cpu(lambda: tokenize(articles))


def memory_ratio() -> float:
    """Peak memory of reading one file of FILE_BYTES, above the level after import, over the file's size."""
    whole = b"\n".join(one.data for one in sources())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        path.write_bytes(b"\n".join([whole] * (FILE_BYTES // len(whole) + 1)))
        command = [sys.executable, __file__, "--one", str(path)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603


def _one(path: Path) -> float:
    """Peak above the level now, a byte of the file (Linux counts both for this process alone)."""
    level = _status("VmRSS")
    article = read_article(Source(path.name, path.stem, path.read_bytes()))
    assert article.sentences
    return (_status("VmHWM") - level) / path.stat().st_size


def _status(field: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(field))


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(_one(Path(sys.argv[-1])))
    else:
        print(f"reading, CPU × raw tokenization  {cpu_ratio():.2f}  ≤ {CPU_MOST}")
        print(f"reading, memory × file           {memory_ratio():.2f}  ≤ {MEMORY_MOST}")
