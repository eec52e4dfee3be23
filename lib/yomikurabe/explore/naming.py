"""What entities, groups of people (専門家, experts), metrics and issues are called in the corpus's language."""

from collections import Counter

from ..messages import text
from ..tables import SPELLING
from .protocol import CorpusLike


def group_name(corpus: CorpusLike, group: str) -> str:
    """A group in the page's language: in Japanese its first word in the dictionary, else the one that articles use."""
    if corpus.lang == "ja":
        known = next((word for word, row in corpus.topic.groups.items() if row.group == group), None)
        if known:
            return known
        quotes = corpus.table("quotes")
        said = Counter(quotes.loc[quotes["speaker_id"] == group, "speaker_surface"].dropna())
        if said:
            return str(max(said, key=lambda word: (said[word], word)))
    return group.replace("-", " ")


def known_name(corpus: CorpusLike, entity_id: str) -> str:
    """An entity's or a nameless group's name."""
    name = corpus.name(entity_id)
    return name if name != entity_id else group_name(corpus, entity_id)


def metric_name(corpus: CorpusLike, metric_id: str) -> str:
    """What a metric is called; an open one by its head noun."""
    if metric_id == SPELLING:
        return text("show.claims.spelling", corpus.lang)
    row = corpus.topic.metrics.get(metric_id)
    if row is not None:
        return str(getattr(row, f"label_{corpus.lang}"))
    head, _, predicate = metric_id.removeprefix("open:").partition("+")
    return text("show.claims.open", corpus.lang, head=head, predicate=predicate) if predicate else f"「{head}」"


def issue_name(corpus: CorpusLike, issue_id: str) -> str:
    """What an issue is called; one that the topic doesn't know, by its id."""
    row = corpus.topic.issues.get(issue_id)
    return str(getattr(row, f"label_{corpus.lang}")) if row else issue_id
