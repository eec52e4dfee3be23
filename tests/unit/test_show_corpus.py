"""A small corpus made by hand, for the tests of `show`: two articles, one of them hostile."""

from datetime import date

import pandas as pd

from yomikurabe.corpus import Corpus
from yomikurabe.explore.frames import TableFrame
from yomikurabe.stored import Stored
from yomikurabe.tables import (
    TABLES,
    Block,
    Document,
    Entity,
    Event,
    Mention,
    Quantity,
    Quote,
    Sentence,
    check,
    to_arrow,
    to_frame,
)
from yomikurabe.topic import load_topic

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
SLY = '<a href="javascript:alert(3)">x</a>\u202e'
TEXTS = {
    "calm": "米の値段\n農家は「今年は豊作だ」と述べた。\n5月3日に新米が出回った。価格は4000円だった。\nランキング",
    'a"b<c>': f"{EVIL}\n専門家は「{SLY}」と語った。\n価格は4000円で、</script>だった。",
}


def make_corpus(lang="en"):
    """Two articles with a sentence a line, a quote, an amount and an event each; of the calm one a line is cut."""
    rows = {name: [] for name in TABLES}
    for (doc_id, text), day in zip(TEXTS.items(), (date(2025, 5, 10), date(2025, 6, 1)), strict=True):
        _add_article(rows, doc_id, text, day)
    rows["entities"] = [
        Entity("farmer", "person", "農家", f"Farmer {EVIL}", None, None, None, True, None),
        Entity("expert", "person", SLY, "Expert", None, None, None, False, None),
    ]
    frames = {name: check(name, to_frame(to_arrow(name, rows[name]))) for name in TABLES}
    for table, column in (("documents", "duplicate_of"), ("events", "cluster_id")):
        frames[table][column] = pd.Series([None] * len(frames[table]), dtype="str")
    corpus = Corpus(load_topic("news"), lang, Stored("nowhere"))
    dressed = {name: TableFrame.of(name, frame, lang) for name, frame in frames.items()}
    vars(corpus).update(dressed, sha256="0123456789abcdef" * 4)  # as if they had been read
    return corpus


def _add_article(rows, doc_id, text, day):
    evil = doc_id != "calm"
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line), line))
        start += len(line) + 1
    kept = lines if evil else lines[:-1]
    title = text.split("\n")[0]
    label = "<b>bold</b>" if evil else "calm"
    rows["documents"].append(
        Document(
            doc_id, f"{doc_id}.txt", "0" * 64, "utf-8", title, EVIL if evil else "Rice Times", None,
            "javascript:alert(4)" if evil else "https://rice.example/1", label, day, day, day,
            "stated", None, "ja", len(text), sum(len(line) for *_, line in kept), text,
        )
    )  # fmt: skip
    cut = kept[-1][1] + 1 if not evil else len(text)
    rows["blocks"].append(Block(doc_id, f"{doc_id}#b0", 0, cut, "body", None, None))
    if not evil:
        rows["blocks"].append(Block(doc_id, f"{doc_id}#b{cut}", cut, len(text), "boilerplate", "section", None))
    for begin, end, line in kept:
        rows["sentences"].append(Sentence(doc_id, f"{doc_id}#s{begin}", f"{doc_id}#b0", begin, end, line))

    def found(surface):
        begin = text.index(surface)
        sentence = next(s for s in rows["sentences"] if s.doc_id == doc_id and s.start <= begin < s.end)
        return sentence.sentence_id, begin, begin + len(surface), surface

    speaker, entity = ("専門家", "expert") if evil else ("農家", "farmer")
    said = SLY if evil else "今年は豊作だ"
    sentence, *span = found(speaker)
    rows["mentions"].append(Mention(doc_id, f"{doc_id}#m{span[0]}", sentence, *span, entity, "person", None))
    sentence, *span = found(said)
    rows["quotes"].append(
        Quote(doc_id, f"{doc_id}#u{span[0]}", sentence, *span, entity, speaker, "述べた", True, None, None, None)
    )
    sentence, *span = found("4000円")
    amount = Quantity(doc_id, f"{doc_id}#q{span[0]}", sentence, *span, 4000.0, 4000.0, "JPY", False, None, None)
    rows["quantities"].append(amount)
    sentence, *span = found(kept[-1][2])
    rows["events"].append(
        Event(doc_id, f"{doc_id}#e{span[0]}", sentence, *span, day, day, "day", None, "出回る", (entity,), (), None,
              "happened", None, None)
    )  # fmt: skip


def test_the_corpus_made_by_hand_says_where_things_stand():
    corpus = make_corpus()
    texts = dict(zip(corpus.documents["doc_id"], corpus.documents["text"], strict=True))
    rows = corpus.quotes.itertuples()
    assert [texts[q.doc_id][q.start : q.end] for q in rows] == ["今年は豊作だ", SLY]
