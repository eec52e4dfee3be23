"""A reader page is the same whether it is cut out of the whole corpus or made article by article."""

import pytest

from yomikurabe.corpus import load
from yomikurabe.explore.by_article import ByArticle
from yomikurabe.explore.reader import Reading, body_of
from yomikurabe.words import records


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_article_cut_out_reads_as_it_does_in_the_whole(lang):
    corpus = load("seeds", lang=lang)
    articles = ByArticle(corpus)
    for document in records(corpus.documents):
        one = articles.one(document.doc_id)
        assert body_of(one, document, Reading({})) == body_of(corpus, document, Reading({}))


class Shuffled:
    """A corpus whose rows stand in any order."""

    def __init__(self, corpus):
        self.corpus, self.topic, self.lang = corpus, corpus.topic, corpus.lang

    def table(self, name):
        return self.corpus.table(name).sample(frac=1, random_state=1)


def test_rows_that_do_not_stand_together_are_found_too():
    corpus = load("seeds")
    table = ByArticle(Shuffled(corpus)).one(corpus.documents["doc_id"].iloc[2]).table("mentions")
    assert set(table["doc_id"]) == {corpus.documents["doc_id"].iloc[2]}
    assert len(table) == (corpus.mentions["doc_id"] == corpus.documents["doc_id"].iloc[2]).sum()
    assert ByArticle(corpus).one("nobody's").table("mentions").empty


def test_a_group_without_a_name_is_called_as_in_the_whole():
    corpus = load("seeds", lang="ja")
    group = next(g for g in corpus.topic.groups.values())
    assert ByArticle(corpus).one("x").name(group.group) in corpus.topic.groups
