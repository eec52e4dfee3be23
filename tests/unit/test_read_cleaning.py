"""Cleaning: what goes and what stays, one rule at a time, each with the neighbour that it must not take."""

import pytest

from yomikurabe.articles import Article
from yomikurabe.read import Source, read_article

TITLE = "新米の値段、3年ぶりに下がる"
LEAD = "農林水産省は8日、9月の米の平均価格が前の月を5％下回ったと発表した。新米の出回りで、下落は3年ぶりだという。"
MORE = "産地の新潟県では、在庫が増えた農家が出荷を急いでいる。価格は年内いっぱい弱含むとの見方が多い。"
BODY = f"{TITLE}\n{LEAD}\n"
CUT = ("boilerplate", "duplicate")


def read(text: str, name: str = "a.txt") -> Article:
    return read_article(Source(name, "a", text.encode()))


def kind_of(article: Article, line: str) -> tuple[str, str | None]:
    place = article.text.index(line)
    block = next(b for b in article.blocks if b.start <= place < b.end)
    return block.kind, block.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ホーム > ニュース > 経済", "menu"),
        ("トップ | 政治 | 経済 | スポーツ", "menu"),
        ("本文へスキップ", "navigation"),
        ("7.57K 人気度", "counter"),
        ("コメント0", "counter"),
        ("この記事は3分で読めます", "counter"),
        ("シェア ツイート はてブ 12", "share"),
        ("taro@example.jp", "contact"),
        ("TEL：03-1234-5678", "contact"),
        ("© 2025 農業新聞社", "copyright"),
        ("無断転載を禁じます", "copyright"),
        ("(出典:農業新聞)", "credit"),
        ("写真：農業新聞", "credit"),
        ("https://example.jp/news/1", "url"),
        ('[share_buttons url="https://example.jp" title="米"]', "shortcode"),
        ("#米 #農業", "tags"),
        ("- - -", "rule"),
        ("山田花子 アクセス", "author"),
        ("メールマガジンに登録", "promotion"),
        ("当サイトではCookieを使用しています。閲覧を続けると同意したとみなします。", "notice"),
    ],
)
def test_furniture_goes_wherever_it_stands(line: str, reason: str) -> None:
    for text in (f"{line}\n{BODY}{MORE}\n", f"{BODY}{line}\n{MORE}\n", f"{BODY}{MORE}\n{line}\n"):
        assert kind_of(read(text), line) == ("boilerplate", reason)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("値段が下がった3つの理由", "heading"),
        ("■農家の在庫は", "heading"),
        ("- 新潟県：5％安", "list_item"),
        ("・在庫は2割増", "list_item"),
        ("「もう限界だ」", "body"),
        ("会員登録者は100万人を超えた。", "body"),
        ("〔写真説明〕稲刈りをする農家", "caption"),
        ("稲刈りをする農家＝8日、新潟県長岡市", "caption"),
        ("（山田花子記者）", "byline"),
        ("ランキングでは新潟県が1位だった。", "body"),
    ],
)
def test_what_belongs_to_the_article_stays(line: str, kind: str) -> None:
    assert kind_of(read(f"{BODY}{line}\n{MORE}\n"), line)[0] == kind


def test_a_heading_of_links_opens_a_run_to_the_end() -> None:
    article = read(f"{BODY}{MORE}\n関連記事\nりんごの初競り\n長ねぎの高値続く、猛暑の影響で\nおすすめ\n3\n鍋の季節に\n")
    assert {b.kind for b in article.blocks if b.start > article.text.index("関連")} <= {"boilerplate"}


def test_the_article_goes_on_after_links_in_its_middle() -> None:
    article = read(f"{BODY}【関連記事】\n・りんごの初競り\n・みかんは豊作\n\n{MORE}\n")
    assert kind_of(article, "・りんご") == ("boilerplate", "section")
    assert kind_of(article, MORE)[0] == "body"


def test_an_advertisement_amid_the_article_goes_without_its_neighbours() -> None:
    advert = (
        "あなたの家計を守る保険プラン | ほけん相談室\n"
        "お客様一人ひとりに最適なプランを、専門家が無料でご提案いたします。\n"
        "✅ 迅速なお見積もり\n✅ 安心のサポート\n詳細はこちらをご覧ください：\n"
    )
    article = read(f"{BODY}値段の先行き\n{MORE}\n{advert}農家の声\n{LEAD[:-1]}とみられている。\n")
    assert all(kind_of(article, line) == ("boilerplate", "advert") for line in advert.splitlines())
    assert kind_of(article, "値段の先行き")[0] == kind_of(article, "農家の声")[0] == "heading"


def test_a_reader_addressed_in_a_quote_is_no_advertisement() -> None:
    line = "米店の店主は「お客様にはご案内のうえ、ご予約をお願いいたします」と話している。"
    assert kind_of(read(f"{BODY}{line}\n{MORE}\n"), line)[0] == "body"


def test_promotion_glued_to_the_last_sentence_is_cut_off_within_the_line() -> None:
    article = read(f"{TITLE}\n{LEAD}{MORE}ハッピー投資塾2025年、仮想通貨で稼ぐ新講座が登場します。詳細はこちら\n")
    assert kind_of(article, "ハッピー投資塾") == ("boilerplate", "promotion")
    assert kind_of(article, MORE)[0] == "body"
    assert [s.text for s in article.sentences][-1] == "価格は年内いっぱい弱含むとの見方が多い。"


@pytest.mark.parametrize("label", ["に適し:", "で利用:"])
def test_a_fragment_of_a_template_goes(label: str) -> None:
    assert kind_of(read(f"{BODY}{label}\n値段の先行き\n{MORE}\n"), label) == ("boilerplate", "fragment")


def test_a_label_that_a_list_follows_stays() -> None:
    assert kind_of(read(f"{BODY}理由:\n- 新米が出回った\n- 在庫が増えた\n{MORE}\n"), "理由:")[0] == "heading"


def test_the_fuller_of_two_copies_is_kept_and_the_other_points_to_it() -> None:
    third = "専門家は、秋の天候しだいで値段が再び上がることもあるとみて、備蓄米の扱いに注目している。"
    poor, full = f"{LEAD}\n{MORE}\n{third}\n", f"{TITLE}\n{LEAD}\n農家は\n{MORE}\n見通し\n{third}\n"
    for text in (poor + "12 人気度\n" + full, full + "12 人気度\n" + poor):
        article = read(text)
        (copy,) = (b for b in article.blocks if b.kind == "duplicate")
        kept = next(b for b in article.blocks if b.block_id == copy.duplicate)
        assert article.text[copy.start : copy.end] == poor
        assert article.text[kept.start :].startswith(LEAD)
        assert [s.text for s in article.sentences].count(third) == 1
        assert kind_of(article, "見通し")[0] == "heading"


def test_what_only_the_poorer_copy_says_is_kept() -> None:
    extra = "なお、輸入米の関税を下げる案については、年明けに与党内で議論が始まる見通しになっている。"
    third = "専門家は、秋の天候しだいで値段が再び上がることもあるとみて、備蓄米の扱いに注目している。"
    headings = "値段の今後の見通しはどうなるのか\n備蓄米の扱いは今後も焦点になる"
    text = f"{LEAD}\n{MORE}\n{extra}\n{third}\n\n{TITLE}\n{LEAD}\n農家は\n{MORE}\n{headings}\n{third}\n"
    assert kind_of(read(text), extra)[0] == "body"


def test_a_note_without_a_paragraph_is_kept() -> None:
    article = read("新米の値段\n3年ぶりに下落\n")
    assert [s.text for s in article.sentences] == ["新米の値段", "3年ぶりに下落"]
