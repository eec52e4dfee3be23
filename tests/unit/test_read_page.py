"""Saved web pages: the linearised text tiles, its main text is labelled, its head gives the metadata."""

import quopri
from datetime import date

import pytest

from yomikurabe.articles import Article
from yomikurabe.read import Limits, ReadError, Source, read_article

PAGE = """<!DOCTYPE html><html lang="ja"><head><meta charset="{charset}"><title>梅の収穫量が3割減 | 果実新聞</title>
<meta property="og:title" content="梅の収穫量が3割減"><meta property="og:site_name" content="果実新聞">
<meta property="article:published_time" content="2025-06-10T09:30:00+09:00">
<link rel="canonical" href="https://kajitsu.example.jp/articles/123">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","author":{{"name":"山本花子"}}}}</script>
<style>p {{ color: red }}</style></head>
<body><header><a href="/">果実新聞</a><nav><ul><li>ホーム</li><li>ニュース</li><li>果物</li></ul></nav></header>
<main><article><h1>梅の収穫量が3割減</h1><p>2025年6月10日 9時30分</p>
<figure><img src="a.jpg"><figcaption>収穫を待つ梅＝9日、みなべ町</figcaption></figure>
<p>和歌山県は10日、今年の梅の収穫量が平年より<b>3割</b>少ない見込みだと発表した。2月の低温で
受粉が進まなかったためだ。</p><h2>2年続きの不作</h2>
<p>不作は2年続きで、農家からは「木を守るだけで精いっぱいだ」との声が上がる。県は苗木の更新に補助金を出す。</p>
<ul><li>南高：35%減</li><li>古城：20%減</li></ul>
<table><tr><td>出荷価格</td><td>900円</td></tr></table>
<p>加工業者は原料の確保を急いでいる。輸入梅の手当ても始まったが、塩分の管理が難しいという。<br>収穫は7月上旬まで続く。</p>
<div><a>シェアする</a><a>ツイート</a></div></article></main>
<aside><h3>アクセスランキング</h3><ol><li>桃の袋掛け、始まる</li><li>ぶどう狩り園が一斉に開く</li></ol></aside>
<footer>&copy; 2025 果実新聞社</footer></body></html>"""
CUT = ("boilerplate", "duplicate")


def kept(article: Article) -> str:
    return "".join(article.text[b.start : b.end] for b in article.blocks if b.kind not in CUT)


def check_page(article: Article) -> None:
    document = article.document
    assert (document.title, document.publisher, document.author) == ("梅の収穫量が3割減", "果実新聞", "山本花子")
    assert (document.published, document.published_basis) == (date(2025, 6, 10), "stated")
    assert kept(article).splitlines() == [
        "梅の収穫量が3割減",
        "2025年6月10日 9時30分",
        "収穫を待つ梅＝9日、みなべ町",
        "和歌山県は10日、今年の梅の収穫量が平年より3割少ない見込みだと発表した。2月の低温で受粉が進まなかったためだ。",
        "2年続きの不作",
        "不作は2年続きで、農家からは「木を守るだけで精いっぱいだ」との声が上がる。県は苗木の更新に補助金を出す。",
        "南高：35%減",
        "古城：20%減",
        "出荷価格\t900円",
        "加工業者は原料の確保を急いでいる。輸入梅の手当ても始まったが、塩分の管理が難しいという。",
        "収穫は7月上旬まで続く。",
    ]
    assert "アクセスランキング" in article.text
    assert "color: red" not in article.text


@pytest.mark.parametrize("charset", ["utf-8", "Shift_JIS", "EUC-JP"])
def test_a_page_is_read_in_its_declared_charset(charset: str) -> None:
    article = read_article(Source("a.html", "a", PAGE.format(charset=charset).encode(charset)))
    check_page(article)
    assert article.document.url == "https://kajitsu.example.jp/articles/123"


def test_a_web_archive_is_unpacked() -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kajitsu.example.jp/articles/9\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\tboundary="--B"\r\n\r\n----B\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    page = quopri.encodestring(PAGE.format(charset="utf-8").encode())
    image = "\r\n----B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    for end in ("----B--\r\n", ""):  # whole, and cut off
        article = read_article(Source("a.mhtml", "a", head.encode() + page + image.encode() + end.encode()))
        check_page(article)


def test_nesting_of_any_depth_is_read() -> None:
    article = read_article(Source("a.html", "a", ("<div>" * 50_000 + PAGE.format(charset="utf-8")).encode()))
    assert "和歌山県は10日" in kept(article)
    assert "アクセスランキング" not in kept(article)


def test_a_page_too_large_for_the_library_is_cleaned_as_text() -> None:
    article = read_article(Source("a.html", "a", PAGE.format(charset="utf-8").encode()), Limits(max_parsed=100))
    assert "収穫は7月上旬まで続く。" in kept(article)
    assert "アクセスランキング" not in kept(article)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.html", b"<html><head><title>x</title></head><body><script>var a = 1</script></body></html>"),
        ("a.mhtml", b"Content-Type: image/png\r\n\r\nxxxx"),
        ("a.mhtml", b"just some words"),
    ],
)
def test_a_page_without_text_is_refused(path: str, data: bytes) -> None:
    if data == b"just some words":  # an archive without headers is its own text
        assert read_article(Source(path, "a", data)).text == "just some words"
        return
    with pytest.raises(ReadError) as refused:
        read_article(Source(path, "a", data))
    assert refused.value.reason == "broken-page"


def test_surrogates_and_nul_from_character_references_never_reach_the_text() -> None:
    article = read_article(Source("a.html", "a", "<p>雨が&#xD800;降り&#0;ました。</p>".encode()))
    article.text.encode("utf-8")
    assert "\0" not in article.text
