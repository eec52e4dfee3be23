"""Time of telling what ten articles brought to 250 and to 1,000: it grows with the articles, not with their square."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

from generated import write_articles

from yomikurabe.build import build_cached
from yomikurabe.changes import compare_corpora, open_run
from yomikurabe.topic import load_topic

BROUGHT = 10


def main() -> None:
    topic, taken = load_topic("ai-chips"), {}
    with TemporaryDirectory() as home, patch.dict("os.environ", YOMIKURABE_CACHE=f"{home}/cache"):
        for wanted in (250, 1_000):
            tables = []
            for count in (wanted - BROUGHT, wanted):
                articles = Path(home) / str(count)
                write_articles(articles, count)
                tables.append(build_cached([articles], topic))
            old, new = (open_run(folder, topic) for folder in tables)
            begin = process_time()
            changes = compare_corpora(old, new)
            taken[wanted] = process_time() - begin
            print(f"{wanted:,} articles: {taken[wanted]:.2f} s, {len(changes)} changes")
    print(f"1,000 against 250: {taken[1_000] / taken[250]:.1f} ×")


if __name__ == "__main__":
    main()
