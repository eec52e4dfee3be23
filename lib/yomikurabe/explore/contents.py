"""What a corpus holds: its articles, its dates, how much of what was found, what to ask next."""

from dataclasses import dataclass

from ..messages import text
from ..tables import TABLES
from ..words import as_day, records, span
from .layout import Line, OfCorpus, Part, Told
from .protocol import CorpusLike

_MOST = 12
"""Articles that are listed."""


@dataclass(frozen=True, repr=False)
class Contents(OfCorpus):
    """A corpus in a few lines."""

    corpus: CorpusLike

    def told(self) -> Told:
        """The articles, the newest first; the tables with their numbers of rows."""
        documents = self.corpus.articles
        about = [self._say("topic", topic=getattr(self.corpus.topic, f"title_{self.lang}"))]
        days = as_day(documents["published_earliest"].min()), as_day(documents["published_latest"].max())
        about += [self._say("published", first=days[0], last=days[1])] if all(days) else []
        refused = int((self.corpus.table("ingest")["status"] == "rejected").sum())
        about += [self._say("refused", n=refused)] if refused else []
        ordered = documents.sort_values(["published_latest", "doc_id"], ascending=False, na_position="last")
        lines = [Line(_article(row)) for row in records(ordered.head(_MOST))]
        counts = ((name, self.corpus.count(name)) for name in TABLES)
        counted = Line(" · ".join(f"{name} {n:,}" for name, n in counts if n))
        parts = [
            Part(self._say("articles"), lines, len(documents) - len(lines)),
            Part(self._say("counts"), [counted]),
        ]
        label = str(documents["label"].iloc[0]) if len(documents) else ""
        return Told(self._say("title", n=len(documents)), about, parts, self._say("hint", label=label))

    def _say(self, key: str, **arguments: object) -> str:
        return text(f"explore.corpus.{key}", self.lang, **arguments)


def _article(document: object) -> str:
    published = span(*(as_day(getattr(document, f"published_{end}")) for end in ("earliest", "latest")))
    parts = (getattr(document, "label", None), published, getattr(document, "title", None))
    return " · ".join(part for part in parts if isinstance(part, str) and part)
