"""Extraction against raw SudachiPy mode C on the same kept text: CPU, one process, at least 2 MB."""

import gc
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any

import sudachipy

from yomikurabe import analyse as pipeline
from yomikurabe.read import Limits, Source, find_sources, load_source
from yomikurabe.topic import load_topic

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "golden" / "annotated" / "documents")
LEAST_BYTES = 2_000_000
STAGES = {
    "read": ("read_article",),
    "extract": (
        "tokens",
        "build_mentions",
        "build_timexes",
        "build_quantities",
        "build_clauses",
        "build_quotes",
    ),
    "relate": ("build_events", "find_stale_plans", "build_claims", "build_chip_claims", "build_stances"),
    "compare": ("build_findings",),
}
"""What an article passes through, by the verbs of the library's folders."""


def corpus_of(least: int) -> list[Source]:
    """The annotated articles again and again under other names, until there are `least` bytes."""
    sources = [load_source(file) for file in find_sources(FOLDERS)[0]]
    once = sum(len(s.data) for s in sources)
    return [s._replace(doc_id=f"{s.doc_id}-{i}") for i in range(-(-least // once)) for s in sources]


class Clock:
    """CPU seconds of each stage of the pipeline, taken by standing between it and its caller."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        for name in chain.from_iterable(STAGES.values()):
            setattr(pipeline, name, self.timed(name, getattr(pipeline, name)))

    def timed(self, name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            begin = process_time()
            try:
                return stage(*arguments)
            finally:
                self.spent[name] += process_time() - begin

        return run


def main() -> None:
    topic, limits, sources, clock = load_topic("ai-chips"), Limits(), corpus_of(LEAST_BYTES), Clock()
    raw = sudachipy.Dictionary().tokenizer(mode=sudachipy.SplitMode.C)
    tokenize = clock.timed("raw", lambda sentences: [raw.tokenize(s.text) for s in sentences])
    for source in sources[: len(sources) // 4]:
        pipeline.analyse(source, topic, limits)  # warms caches; not counted
    clock.spent.clear()
    gc.freeze()  # as a build does
    for source in sources:
        tokenize(pipeline.analyse(source, topic, limits)["sentences"])
    raw_cost = clock.spent["raw"]
    cost = {name: spent / raw_cost for name, spent in clock.spent.items()}
    print(f"raw mode C of the kept text: {raw_cost:.2f} s; each stage in multiples of that")
    for verb, names in STAGES.items():
        for name in names:
            print(f"  {name:18} {cost[name]:5.2f} ×")
        print(f"{verb:20} {sum(cost[name] for name in names):5.2f} ×")
    print(f"{'all':20} {sum(cost.values()) - cost['raw']:5.2f} ×")


if __name__ == "__main__":
    main()
