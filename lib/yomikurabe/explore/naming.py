"""What sources without a name are called: groups of people that articles speak of (専門家, experts)."""

from collections import Counter

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
