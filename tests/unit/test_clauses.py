"""Clauses: golden sentences, refusals, embedding, moods, offsets, and what must hold for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yomikurabe.articles import Article
from yomikurabe.extract.clauses import build_clauses
from yomikurabe.morphology import tokens
from yomikurabe.tables import Clause, Document, Sentence

GOLDEN = tomllib.loads((Path(__file__).parents[1] / "golden" / "clauses.toml").read_text("utf-8"))["sentence"]
WANTED = 0.95


def article(*sentences: str) -> Article:
    """An article whose lines are these sentences."""
    text = "\n".join(sentences)
    document = Document._make({"doc_id": "d", "text": text}.get(name) for name in Document._fields)
    rows, start = [], 0
    for sentence in sentences:
        rows.append(Sentence("d", f"d#s{start}", "d#b0", start, start + len(sentence), sentence))
        start += len(sentence) + 1
    return Article(document, (), tuple(rows))


def clauses(*sentences: str) -> list[Clause]:
    page = article(*sentences)
    return build_clauses(page, {s.sentence_id: tokens(s.text, s.start) for s in page.sentences})


def one(text: str, predicate: str) -> Clause:
    """The only clause of a sentence with this predicate."""
    (found,) = [c for c in clauses(text) if c.predicate == predicate]
    return found


def arguments(text: str, clause: Clause) -> dict[str, str]:
    return {a.role: text[a.start : a.end] for a in clause.arguments}


def is_right(case: dict[str, Any]) -> bool:
    found = clauses(case["text"])
    return len(found) == len(case["clauses"]) and all(
        _fits(case["text"], wanted, clause) for wanted, clause in zip(case["clauses"], found, strict=True)
    )


def _fits(text: str, wanted: dict[str, Any], clause: Clause) -> bool:
    given = (clause.predicate, clause.negated, clause.voice)
    if given != (wanted["predicate"], wanted.get("negated", False), wanted.get("voice", "active")):
        return False
    for key, role in (("ga", "ガ"), ("ha", "ハ"), ("wo", "ヲ")):
        named = [text[a.start : a.end] for a in clause.arguments if a.role == role]
        if not (any(n.endswith(wanted[key]) for n in named) if key in wanted else not named):
            return False
    return True


def test_golden_sentences_come_out_right() -> None:
    wrong = [case["text"] for case in GOLDEN if not is_right(case)]
    assert len(GOLDEN) >= 60
    assert 1 - len(wrong) / len(GOLDEN) >= WANTED, wrong


def test_what_is_known_to_be_wrong_says_so() -> None:
    """A sentence that comes out right must lose its mark, and one that comes out wrong must have it."""
    assert [c["text"] for c in GOLDEN if is_right(c) == ("known" in c)] == []


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("知事は説明しない。", True),
        ("知事は説明していない。", True),
        ("知事は説明せず、退席した。", True),
        ("知事が説明することはない。", True),
        ("知事が説明するはずがない。", True),
        ("知事は説明できない。", True),
        ("知事は説明しませんでした。", True),
        ("知事は説明しないわけではない。", False),
        ("知事は説明しなければならない。", False),
        ("知事は説明せざるを得ない。", False),
        ("知事は説明するしかない。", False),
        ("知事は説明するかもしれない。", False),
        ("知事は説明するのではないか。", False),
    ],
)
def test_negation_counts_what_denies_and_nothing_else(text: str, negated: bool) -> None:
    assert one(text, "説明する").negated is negated


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("工場を建設する。", "fact"),
        ("工場を建設した。", "past"),
        ("工場を建設する予定だ。", "plan"),
        ("工場を建設する方針を示した。", "plan"),
        ("工場を建設へ。", "plan"),
        ("工場を建設したい。", "wish"),
        ("工場を建設する可能性がある。", "possibility"),
        ("工場を建設するだろう。", "possibility"),
        ("工場を建設すべきだ。", "obligation"),
        ("工場を建設する必要がある。", "obligation"),
        ("工場を建設するという。", "hearsay"),
        ("工場を建設するとみられる。", "hearsay"),
        ("工場を建設すれば、雇用が増える。", "condition"),
        ("工場を建設する場合、補助金が出る。", "condition"),
    ],
)
def test_modality_is_what_the_words_after_the_verb_say(text: str, modality: str) -> None:
    clause = one(text, "建設する")
    assert clause.modality == modality
    assert (clause.certainty == 1) == (modality in ("fact", "past"))


def test_a_chained_verb_takes_its_tense_from_what_follows() -> None:
    assert one("市長は会見を開き、計画を発表した。", "開く").modality == "past"


def test_voice() -> None:
    assert one("橋が閉鎖された。", "閉鎖する").voice == "passive"
    assert one("市は橋を閉鎖させた。", "閉鎖する").voice == "causative"


@pytest.mark.parametrize(
    ("text", "inner", "outer", "embedding"),
    [
        ("社長は値上げすると述べた。", "値上げする", "述べる", "to"),
        ("社長は「値上げする」と述べた。", "値上げする", "述べる", "quote"),
        ("社長は値上げすることを認めた。", "値上げする", "認める", "koto"),
        ("社長は値上げするよう求めた。", "値上げする", "求める", "you"),
        ("値上げした店が閉まった。", "値上げする", "閉まる", "adnominal"),
        ("店は値上げして、客が減った。", "値上げする", "減る", "chain"),
        ("値上げすると客が減る。", "値上げする", "減る", "chain"),
        ("値上げするとロイター通信が報じた。", "値上げする", "報じる", "to"),
        ("値上げするとの見方を示した。", "値上げする", "示す", "to"),
    ],
)
def test_embedding(text: str, inner: str, outer: str, embedding: str) -> None:
    clause = one(text, inner)
    assert (clause.embedding, clause.parent_id) == (embedding, one(text, outer).clause_id)


def test_a_topic_goes_to_its_chain_and_not_into_what_it_says() -> None:
    text = "野党は会見を開き、法案が通れば国会を欠席すると述べた。"
    assert arguments(text, one(text, "開く"))["ハ"] == "野党"
    assert arguments(text, one(text, "述べる"))["ハ"] == "野党"
    assert "ハ" not in arguments(text, one(text, "通る"))
    assert "ハ" not in arguments(text, one(text, "欠席する"))


def test_a_speaker_named_after_the_speech_leaves_the_topic_inside() -> None:
    text = "物価は下がると総裁は述べた。"
    assert arguments(text, one(text, "下がる")) == {"ハ": "物価"}
    assert arguments(text, one(text, "述べる")) == {"ハ": "総裁"}


def test_a_clause_before_a_noun_hangs_on_it_and_leaves_the_topic() -> None:
    text = "市長は市民が提出した要望書を受け取った。"
    assert arguments(text, one(text, "提出する")) == {"ガ": "市民", "head": "要望書"}
    assert arguments(text, one(text, "受け取る")) == {"ハ": "市長", "ヲ": "要望書"}


def test_lists_are_one_argument_and_partners_are_not() -> None:
    for goods in ("米と小麦、大豆", "米、小麦、大豆", "米と小麦"):
        text = f"{goods}を輸入した。"
        assert arguments(text, one(text, "輸入する")) == {"ヲ": goods}
    text = "首相は大統領と貿易を協議した。"
    assert arguments(text, one(text, "協議する")) == {"ハ": "首相", "ト": "大統領", "ヲ": "貿易"}


def test_postpositions_and_adverbs_are_no_predicates() -> None:
    text = "漁業をめぐり、両国は国際法に基づいて繰り返し改めて協議した。"
    assert [c.predicate for c in clauses(text)] == ["協議する"]


def test_offsets_count_from_the_start_of_the_document() -> None:
    lines = ("首相は米を備蓄した。", "首相は米を放出した。")
    text = "\n".join(lines)
    second = clauses(*lines)[1]
    assert text[second.predicate_start : second.end] == "放出した"
    assert (second.start, second.clause_id) == (text.rindex("首相"), f"d#c{text.rindex('放出')}")
    assert [text[a.start : a.end] for a in second.arguments] == ["首相", "米"]
    assert second.arguments[1].start == text.rindex("米")


@pytest.mark.parametrize(
    "text",
    ["", "。", "「", "」と", "「「」", "は", "と述べた", "することを", "「対策を急ぐと述べた。", "😀は🍣を食べた。"],
)
def test_broken_sentences_cost_nothing(text: str) -> None:
    for clause in clauses(text):
        assert 0 <= clause.start <= clause.predicate_start < clause.end <= len(text)


_PIECES = [
    "首相",
    "は",
    "が",
    "を",
    "米",
    "と",
    "「",
    "」",
    "。",
    "、",
    "述べた",
    "売る",
    "こと",
    "よう",
    "ない",
    "した",
    "の",
    "という",
    "H",
    "1",
]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join), st.text(max_size=40)))
def test_any_text_gives_clauses_within_it(text: str) -> None:
    text = text.replace("\n", "")
    found = clauses(text)
    ids = {c.clause_id for c in found}
    assert len(ids) == len(found)
    for clause in found:
        assert 0 <= clause.start <= clause.predicate_start < clause.end <= len(text)
        assert clause.parent_id is None or clause.parent_id in ids - {clause.clause_id}
        assert (clause.parent_id is None) == (clause.embedding is None)
        assert all(0 <= a.start < a.end <= len(text) for a in clause.arguments)
