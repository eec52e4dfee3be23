"""The same article in two files is counted once; articles that share a line or two are not the same."""

from yomikurabe.compare.duplicates import build_duplicates, wordings_of
from yomikurabe.read import Source, read_article

LEAD = "農林水産省は26日、備蓄米30万トンを放出すると発表した。価格は5キロ2000円程度を見込む。"
MORE = "小売業者との随意契約で、6月初めには店頭に並ぶ見通しだ。申し込みは初日だけで70社に上った。"
SNOW = "大雪で列車が止まり、駅には人があふれた。復旧は夜になる見込みだという。"


def duplicates(**texts):
    articles = [read_article(Source(f"{name}.txt", name, text.encode())) for name, text in texts.items()]
    sentences = [s for a in articles for s in a.sentences]
    wordings = wordings_of([s.doc_id for s in sentences], [s.text for s in sentences])
    return build_duplicates([a.document for a in articles], wordings)


def test_the_fuller_of_two_nearly_equal_articles_is_counted():
    rows = duplicates(a=f"{LEAD}{MORE}\n", b=f"{LEAD}{MORE}追記がある。\n", c=f"{SNOW}\n")
    assert [(row.doc_id, row.duplicate_of) for row in rows] == [("a", "b")]
    assert 0.9 < rows[0].similarity < 1.0


def test_among_equals_the_first_is_counted_and_each_repeat_points_to_it():
    rows = duplicates(z=f"{LEAD}{MORE}\n", y=f"{LEAD}{MORE}\n", x=f"{LEAD}{MORE}\n")
    assert [(row.doc_id, row.duplicate_of, row.similarity) for row in rows] == [("y", "x", 1.0), ("z", "x", 1.0)]


def test_a_shared_lead_does_not_make_two_articles_one():
    assert duplicates(a=f"{LEAD}{MORE}\n", b=f"{LEAD}{SNOW}\n") == []


def test_every_one_of_many_copies_is_found_also_where_all_articles_share_phrases():
    phrases = "担当者は取材に応じなかった。詳しいことは分かっていない。今後も調べるとしている。"
    others = {f"a{n:02}": f"{chr(0x4E00 + n) * 80}について伝えた。{phrases}\n" for n in range(60)}
    copies = {f"b{n:02}": f"{LEAD}{MORE}{phrases}\n" for n in range(60)}
    rows = duplicates(**others, **copies)
    assert {row.doc_id: row.duplicate_of for row in rows} == {name: "b00" for name in copies if name != "b00"}


def test_versions_of_one_story_point_to_the_fullest_however_many_there_are():
    versions = {f"v{n:03}": f"{LEAD}{MORE}{SNOW}続報{n}が入った。\n" for n in range(60)}
    rows = duplicates(**versions)
    assert {row.doc_id: row.duplicate_of for row in rows} == {name: "v010" for name in versions if name != "v010"}
