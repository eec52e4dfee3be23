"""What a corpus answers: who an entity is in any spelling, an article with what was found in it."""

import pytest

import yomikurabe as yk


@pytest.fixture(scope="module")
def seeds():
    return yk.load("seeds")


SPELT = [
    "Lutnick",
    "lutnick",
    "ＬＵＴＮＩＣＫ",
    "Howard Lutnick",
    "HowardLutnick",
    "howard-lutnick",
    "ハワード・ラトニック",
]
SPELT += ["ラトニック", "ラトニック氏", "ﾗﾄﾆｯｸ", "ラトニック商務長官", "ハワード・ルートニック", "ルトニック米商務長官"]


@pytest.mark.parametrize("name", SPELT)
def test_an_entity_is_found_in_whatever_spelling(seeds, name):
    assert seeds.find(name).entity_id == "howard-lutnick"


def test_a_dossier_has_all_that_an_entity_did_said_and_wants(seeds):
    found = seeds.find("トランプ")
    own = found.entity_id
    assert own == "donald-trump"
    assert list(found.quotes["quote_id"]) == list(seeds.quotes.loc[seeds.quotes["speaker_id"] == own, "quote_id"])
    assert set(found.stances["actor_id"]) == {own}
    assert set(found.mentions["entity_id"]) == {own}
    assert all(own in actors for actors in found.events["actors"])
    assert found.events["earliest"].is_monotonic_increasing
    assert "spelling" not in set(found.claims["metric_id"])
    for shown in (repr(found), found._repr_html_()):
        assert "Donald Trump" in shown
        assert seeds.evidence(found.quotes.iloc[0]).marked in shown
        assert seeds.evidence(found.quotes.iloc[0]).place in shown
    assert f"… {len(found.events) - 5} more in the table" in repr(found)


def test_a_chip_s_dossier_tells_what_is_claimed_of_it(seeds):
    found = seeds.find("h20")
    assert found.entity_id == "h20"
    assert set(found.claims["scope_chip"]) | set(found.claims["subject_id"]) >= {"h20"}
    assert len(found.chip_claims) > 0
    assert all("h20" in pair for pair in zip(found.chip_claims["chip_id"], found.chip_claims["versus_id"], strict=True))


def test_an_answer_comes_in_the_corpus_s_language():
    found = yk.load("seeds", lang="ja").find("Lutnick")
    assert repr(found).startswith("ハワード・ラトニック (howard-lutnick)")
    assert "発言：" in repr(found)
    assert "立場：" in repr(found)
    assert repr(found).splitlines()[1] == "人物 · Howard Lutnick · 米商務長官"


def test_who_is_no_office_holder_is_told_without_words_of_another_language():
    assert repr(yk.load("seeds", lang="ja").find("H20")).splitlines()[1] == "チップ · Nvidia H20"


def test_an_entity_that_no_article_names_says_so(seeds):
    found = seeds.find("Le Monde")
    assert found.mentions.empty
    assert "no article of this corpus names it" in repr(found)


def test_a_nameless_group_is_found_as_well(seeds):
    assert set(seeds.find("専門家").quotes["speaker_id"]) == {"experts"}


def test_a_spelling_that_only_the_text_has_is_found(tmp_path):
    (tmp_path / "a.txt").write_text(
        "米の値段\n2025年5月26日\n\n青葉電機の田中実社長は「米は下がる」と述べた。田中社長は農家を訪れた。\n", "utf-8"
    )
    corpus = yk.load(tmp_path)
    assert "tanaka-minoru" not in corpus.topic.entities
    found = corpus.find("田中実社長")
    assert "田中実" in set(found.mentions["surface"])
    assert corpus.find("田中実").entity_id == found.entity_id


def test_without_a_name_the_one_named_most_is_shown(seeds, tmp_path):
    assert seeds.find().entity_id == seeds.mentions["entity_id"].mode()[0]
    (tmp_path / "a.txt").write_text("雨の朝\n\n雨が降っていて、静かな朝だったので、ずっと窓を眺めていた。\n", "utf-8")
    assert "No article names anybody" in repr(yk.load(tmp_path).find())


def test_a_name_that_means_nobody_gets_the_nearest_in_one_line(seeds):
    with pytest.raises(
        yk.UserError, match=r"called 'Latnick' here \(allowed: howard-lutnick \(Howard Lutnick\)"
    ) as error:
        seeds.find("Latnick")
    assert "\n" not in str(error.value)
    with pytest.raises(yk.UserError, match=r"called 'ラトニク氏' here \(allowed: howard-lutnick"):
        seeds.find("ラトニク氏")
    with pytest.raises(yk.UserError, match="nobody and nothing is called ''"):
        seeds.find("")


def test_a_name_that_may_be_several_lists_them(seeds):
    with pytest.raises(yk.UserError, match=r"'Wang' may be any of \d+ .*give one's id"):
        seeds.find("Wang")


def test_an_article_is_shown_with_its_spans_and_folded_boilerplate(seeds):
    shown = seeds.show("003")
    assert shown.doc_id == "003_59e3dda551ac2872"
    page = shown._repr_html_()
    for kind in ("mention", "timex", "quantity", "quote", "event", "claim", "finding"):
        assert f'<mark class="{kind}"' in page
    cut = seeds.blocks[(seeds.blocks["doc_id"] == shown.doc_id) & (seeds.blocks["kind"] == "boilerplate")]
    assert len(cut) > 0
    assert page.count('<details class="cut">') > 0
    for sentence in shown.table("sentences")["text"]:
        assert sentence[:5].replace("<", "&lt;") in page or "<mark" in page
    assert "【NVIDIA】" in repr(shown)
    assert "[Cut: page furniture, 21 characters]" in repr(shown)
    assert "paragraphs more: print(it) shows all" in repr(shown)
    everything = str(shown).replace("【", "").replace("】", "")
    assert all(sentence.strip() in everything for sentence in shown.table("sentences")["text"])


def test_an_article_goes_by_its_label_or_its_id(seeds):
    assert seeds.show("004").doc_id == seeds.show("004_db42a3d0a5237aa1").doc_id
    assert seeds.show().doc_id.startswith("001")
    with pytest.raises(yk.UserError, match=r"there is no article '0003' \(allowed: 003, 000, 001, 002, 004\)"):
        seeds.show("0003")


def test_a_label_of_several_articles_lists_their_ids(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            "米の値段\n\n農水省は2025年5月26日に新しい備蓄米の価格を発表した。\n", "utf-8"
        )
    (tmp_path / "sources.csv").write_text("file,label\na.txt,same\nb.txt,same\n", "utf-8")
    with pytest.raises(yk.UserError, match=r"several articles have the label 'same' \(allowed: a, b\); give a doc_id"):
        yk.load(tmp_path).show("same")
