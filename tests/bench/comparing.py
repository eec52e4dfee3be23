"""Time of comparing the claims of 1,000 and of 10,000 articles, and what claims cost beside raw tokenization."""

from itertools import groupby
from pathlib import Path
from time import process_time

from yomikurabe.analyse import analyse
from yomikurabe.compare.comparisons import build_comparisons
from yomikurabe.read import Limits, find_sources, load_source
from yomikurabe.tables import Claim
from yomikurabe.topic import load_topic

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "golden" / "annotated" / "documents")


def matter_of(claim: Claim) -> tuple[str, str]:
    """What a claim is about: its metric and subject."""
    return claim.metric_id, claim.subject_id or ""


def main() -> None:
    topic, limits = load_topic("ai-chips"), Limits()
    made = [analyse(load_source(file), topic, limits) for file in find_sources(FOLDERS)[0]]
    rows = {name: [row for one in made for row in one[name]] for name in ("documents", "claims")}
    taken = {}
    for wanted in (1_000, 10_000):
        copies = range(wanted // len(rows["documents"]) + 1)
        documents = [d._replace(doc_id=f"{d.doc_id}-{i}") for i in copies for d in rows["documents"]]
        claims = [
            c._replace(doc_id=f"{c.doc_id}-{i}", claim_id=f"{c.claim_id}-{i}") for i in copies for c in rows["claims"]
        ]
        claims.sort(key=matter_of)
        begin = process_time()
        build_comparisons((list(matter) for _, matter in groupby(claims, matter_of)), set(), documents, topic)
        taken[wanted] = process_time() - begin
        print(f"{len(documents):,} articles, {len(claims):,} claims: {taken[wanted]:.2f} s")
    print(f"10,000 against 1,000: {taken[10_000] / taken[1_000]:.1f} ×")


if __name__ == "__main__":
    main()
