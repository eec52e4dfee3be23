"""Golden pages: small articles in the manner of different Japanese sites, with what must stay and what must go."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from yomikurabe.articles import Article
from yomikurabe.messages import text
from yomikurabe.read import Source, read_article

FOLDER = Path(__file__).parents[1] / "golden" / "read"
CASES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
CUT = ("boilerplate", "duplicate")


def read(case: dict[str, Any]) -> Article:
    data = case["text"].encode(case.get("encoding", "utf-8"))
    return read_article(Source(case["file"], Path(case["file"]).stem, data))


def kept_share(article: Article, stretch: str) -> float:
    """Share of a stretch, at the place where most of it is kept, that stands in kept blocks."""
    shares = []
    start = article.text.find(stretch)
    while start >= 0:
        end = start + len(stretch)
        kept = (max(0, min(end, b.end) - max(start, b.start)) for b in article.blocks if b.kind not in CUT)
        shares.append(sum(kept) / len(stretch))
        start = article.text.find(stretch, start + 1)
    assert shares, f"not in the text: {stretch}"
    return max(shares)


@pytest.mark.parametrize("name", CASES)
def test_a_page_keeps_its_article(name: str) -> None:
    article = read(CASES[name])
    assert [s for s in CASES[name]["keep"] if kept_share(article, s) < 0.9] == []


@pytest.mark.parametrize("name", CASES)
def test_a_page_loses_its_furniture(name: str) -> None:
    article = read(CASES[name])
    assert [s for s in CASES[name]["boilerplate"] if kept_share(article, s) > 0.1] == []


@pytest.mark.parametrize("name", CASES)
def test_a_page_gives_its_title_and_date(name: str) -> None:
    case, document = CASES[name], read(CASES[name]).document
    assert document.title == case.get("title")
    assert document.published == (date.fromisoformat(case["published"]) if "published" in case else None)
    assert document.published_basis == ("stated" if "published" in case else "unknown")
    assert document.author == case.get("author", document.author)


@pytest.mark.parametrize("name", CASES)
def test_every_cut_block_has_a_reason_that_people_can_read(name: str) -> None:
    reasons = {block.reason for block in read(CASES[name]).blocks if block.kind in CUT}
    for reason in reasons:
        assert text(f"read.reason.{reason}", "en") != text(f"read.reason.{reason}", "ja")
