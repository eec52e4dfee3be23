"""The date of publication: every usual date line, and none where the text only tells of a day."""

from datetime import date

import pytest

from yomikurabe.articles import Article
from yomikurabe.messages import render
from yomikurabe.read import SidecarRow, Source, read_article

TITLE = "コメの値段が3年ぶりに下がる\n"
BODY = "農林水産省は8日、9月の米の平均価格が前の月を5％下回ったと発表した。下落は3年ぶりだという。\n"


def read(text: str, sidecar: SidecarRow | None = None) -> Article:
    return read_article(Source("a.txt", "a", text.encode(), sidecar))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025年11月23日", date(2025, 11, 23)),
        ("２０２５年１１月２３日（日）　１０時３５分", date(2025, 11, 23)),
        ("2025-07-22 10:35", date(2025, 7, 22)),
        ("2025/12/09", date(2025, 12, 9)),
        ("2025.12.09 08:15", date(2025, 12, 9)),
        ("令和7年6月3日", date(2025, 6, 3)),
        ("令和元年5月1日 配信", date(2019, 5, 1)),
        ("8月 4, 2025", date(2025, 8, 4)),
        ("Nov 23, 2025", date(2025, 11, 23)),
        ("23 November 2025 10:00 JST", date(2025, 11, 23)),
        ("二〇二五年十一月二十三日", date(2025, 11, 23)),
        ("公開日: 2025年11月21日 / 更新日: 2025年11月23日 – 著者: 山田 花子", date(2025, 11, 21)),
        ("更新：2025/11/23 10:00　公開：2025/11/21 9:00", date(2025, 11, 21)),
        ("最終更新日 2025年11月23日", date(2025, 11, 23)),
        ("農業新聞 2025年11月23日 朝刊", date(2025, 11, 23)),
        ("入力 2025.11.23 10:00", date(2025, 11, 23)),
        ("公開済 2025/11/23, 02:15", date(2025, 11, 23)),
    ],
)
def test_a_date_line_states_the_day_above_or_below_the_article(line: str, expected: date) -> None:
    for text in (TITLE + line + "\n" + BODY, BODY + line + "\n"):
        article = read(text)
        assert article.document.published == expected
        assert article.document.published_basis == "stated"
        assert any(b.kind == "dateline" for b in article.blocks)


@pytest.mark.parametrize(
    "text",
    [
        TITLE + BODY,
        TITLE + "2025年2月1日、農林水産省は米の平均価格が前の月を5％下回ったと発表した。\n",
        TITLE + "[28日] " + BODY,
        TITLE + "【4月15日 パリ】" + BODY,
        TITLE + "2025年13月45日\n" + BODY,
        TITLE + "品番 2025-99-99\n" + BODY,
        TITLE + BODY + "関連記事\n新米の値段は 2024年10月1日\n古米の値段は 2024年10月2日\n",
        TITLE + BODY + "2020年1月1日\n米の値段が上がり始め、5キロ当たり2千円を超えたと記録されている。\n",
    ],
)
def test_a_day_that_the_text_only_tells_of_is_no_date_of_publication(text: str) -> None:
    document = read(text).document
    assert (document.published, document.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("稲刈りをする農家（2025年11月24日、新潟市）\n[24日 通信] " + BODY, date(2025, 11, 24)),
        ("[新潟 2025年11月24日 通信] " + BODY, date(2025, 11, 24)),
        ("12/9(火) 17:32配信\n" + BODY + "(C)2025/12/9 農業新聞\n", date(2025, 12, 9)),
    ],
)
def test_an_agencys_day_is_completed_by_a_full_date_of_the_same_day(text: str, expected: date) -> None:
    document = read(text).document
    assert (document.published, document.published_basis) == (expected, "stated")


def test_a_month_alone_is_an_interval() -> None:
    document = read(TITLE + "公開 2025年11月\n" + BODY).document
    assert (document.published, document.published_earliest, document.published_latest) == (
        None,
        date(2025, 11, 1),
        date(2025, 11, 30),
    )


def test_sources_csv_wins_and_a_disagreement_is_a_finding() -> None:
    row = SidecarRow("a.txt", published=(date(2025, 11, 25), date(2025, 11, 25)), basis="the paper's archive")
    article = read(TITLE + "公開日：2025年11月23日\n" + BODY, row)
    assert (article.document.published, article.document.published_basis) == (date(2025, 11, 25), "sidecar")
    assert render(article.document.basis) == "from sources.csv: the paper's archive"
    (finding,) = article.findings
    assert (finding.kind, finding.surface, finding.expected) == ("sidecar-differs", "2025年11月23日", "2025-11-25")
    assert article.text[finding.start : finding.end] == finding.surface


def test_an_interval_of_sources_csv_that_holds_the_stated_day_is_no_finding() -> None:
    row = SidecarRow("a.txt", published=(date(2025, 11, 1), date(2025, 11, 30)))
    assert read(TITLE + "2025年11月23日\n" + BODY, row).findings == ()
