"""Whatever is dropped into the folder: reading never raises anything but its own refusal, and offsets always hold."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.errors import InputError
from yomikurabe.read import Source, read_article

ROOT = Path(__file__).parents[2]
SEEDS = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
PAGES = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "golden" / "read").glob("*.toml"))]
TEXTS = SEEDS + PAGES
LINES = sorted({line for text in TEXTS for line in text.splitlines() if len(line) < 200})
ODD = [
    *"「」『』（）()【】。！？!?、.．・|/>-#*•\t\u3000\xa0\u200b\u2028\x85\r\n\x0b\x1c\ufeff",
    *"\u202e\u2066\u0301\u3099🍠👨‍👩‍👧㍿①ｶﾞ令和二〇二五年",
    "\r\n",
    "\n\n\n",
    "関連記事\n",
    "2025年11月23日",
    "[28日] ",
    "お客様",
    "こちら",
    "https://example.jp/a/b",
    "|---|---|",
    "---\n",
]
KINDS = {"title", "heading", "body", "list_item", "byline", "dateline", "caption", "boilerplate", "duplicate"}
CUT = ("boilerplate", "duplicate")


def check(article: Article) -> None:
    """What holds for every article."""
    text, blocks, sentences = article.text, article.blocks, article.sentences
    assert [b.start for b in blocks] == [0, *(b.end for b in blocks[:-1])]
    assert blocks[-1].end == len(text) == article.document.n_chars
    assert {b.kind for b in blocks} <= KINDS
    assert all((b.reason is not None) >= (b.kind in CUT) for b in blocks)
    ids = {b.block_id: b for b in blocks}
    assert len(ids) == len(blocks)
    assert all(b.duplicate is None or ids[b.duplicate].kind != "duplicate" for b in blocks)
    assert len({s.sentence_id for s in sentences}) == len(sentences)
    for s in sentences:
        block = ids[s.block_id]
        assert block.kind not in CUT
        assert block.start <= s.start < s.end <= block.end
        assert text[s.start : s.end] == s.text == s.text.strip()
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    first, last = article.document.published_earliest, article.document.published_latest
    assert (first is None) == (last is None) == (article.document.published_basis == "unknown")
    assert all(text[f.start : f.end] == f.surface for f in article.findings)


def read_twice(source: Source) -> Article | None:
    try:
        article = read_article(source)
    except InputError:
        with pytest.raises(InputError):
            read_article(source)
        return None
    assert read_article(source) == article
    return article


@st.composite
def cut_and_spliced(draw: st.DrawFn) -> str:
    """A stretch of one real article, with stretches of others, repeated pieces and odd characters put in."""
    text = _stretch(draw)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(["odd", "line", "stretch", "again", "drop"]))
        if piece == "odd":
            text = text[:place] + draw(st.sampled_from(ODD)) * draw(st.integers(1, 3)) + text[place:]
        elif piece == "line":
            text = text[:place] + "\n" + draw(st.sampled_from(LINES)) + "\n" + text[place:]
        elif piece == "stretch":
            text = text[:place] + _stretch(draw) + text[place:]
        elif piece == "again":
            text += "\n" + text[place:]
        else:
            text = text[:place] + text[place + draw(st.integers(1, 200)) :]
    return text


def _stretch(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text) - 1))
    return text[start : start + draw(st.integers(1, 1200))]


@pytest.mark.slow
@settings(max_examples=9_000, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cut_and_spliced())
def test_mutated_articles_are_read_with_exact_offsets(text: str) -> None:
    article = read_twice(Source("a.txt", "a", text.encode("utf-8", "surrogatepass")))
    if article:
        assert article.text == text.removeprefix("\ufeff")
        check(article)


@settings(max_examples=700, deadline=None, database=None, derandomize=True)
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=40)), min_size=1).map("\n".join)
)
def test_lines_in_any_order_are_read_with_exact_offsets(text: str) -> None:
    article = read_twice(Source("a.md", "a", text.encode("utf-8", "surrogatepass")))
    if article:
        check(article)


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.mhtml"]))
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    article = read_twice(Source(path, "a", data))
    if article:
        check(article)


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<p>", "</p>", "<div>", "</div>", "<li>", "<nav>", "</nav>", "<h1>", "<table><tr><td>", "<br>"]
            ),
            st.sampled_from(["<!--", "-->", "<script>", "</script>", "&lt;", "&#xD800;", "&#0;", "<", "\x00"]),
            st.sampled_from(LINES),
        ),
        max_size=40,
    ).map("".join)
)
def test_broken_markup_is_read_with_exact_offsets(html: str) -> None:
    article = read_twice(Source("a.html", "a", html.encode()))
    if article:
        check(article)


@pytest.mark.parametrize("place", range(len(SEEDS)))
def test_real_articles_are_read_with_exact_offsets(place: int) -> None:
    article = read_twice(Source("a.txt", "a", SEEDS[place].encode()))
    assert article is not None
    assert article.text == SEEDS[place]
    assert article.sentences
    check(article)
