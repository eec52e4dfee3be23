"""Clauses: who does what to what, read once for quotes, events, stances and claims.

A sentence is a string of symbols (`clause_words`), its units are found by one pattern (`clause_patterns`,
`clause_reader`), a predicate's shape says what it means (`clause_reading`), and particles join phrases and predicates
(`clause_tree`, `clause_speech`).
"""

from collections.abc import Mapping

from ..articles import Article
from ..morphology import Tokens
from ..tables import Argument, Clause, Sentence
from .clause_arguments import read_arguments
from .clause_frames import Frame
from .clause_reader import read_frames
from .clause_words import read_symbols

_MARKS = frozenset("、。」_|")


def build_clauses(article: Article, tokens: Mapping[str, Tokens]) -> list[Clause]:
    """Grain: one predicate of one sentence, in the order of the text.

    `predicate` is the dictionary form: 許可する (also for 許可される and for a bare 許可 that ends a headline), 高い,
    明らかにする, 違反だ for a noun with だ, である or です (its whole last compound), ある for a bare ない, negated.
    `parent_id` is the clause that reports it (to, koto, you, quote), that it is chained to (chain) or whose phrase it
    modifies (adnominal; `head` among the arguments is that phrase).
    """
    rows: list[Clause] = []
    text = article.text
    for sentence in article.sentences:
        cut = tokens[sentence.sentence_id]
        symbols = read_symbols(cut.words)
        for frame in read_frames(text, cut, symbols):
            rows.append(_row(frame, sentence, cut, symbols, read_arguments(frame, text, cut)))
    return rows


def _row(frame: Frame, sentence: Sentence, tokens: Tokens, symbols: str, arguments: tuple[Argument, ...]) -> Clause:
    left, reading, parent = frame.left, frame.reading, frame.parent
    while left < frame.head and symbols[left] in _MARKS:
        left += 1
    modality, certainty = _mood(frame)
    starts, prefix = tokens.starts, f"{sentence.doc_id}#c"
    start = starts[frame.head]
    return Clause(
        sentence.doc_id,
        f"{prefix}{start}",
        sentence.sentence_id,
        starts[left],
        tokens.ends[frame.end - 1],
        f"{prefix}{starts[parent.head]}" if parent else None,
        frame.predicate,
        start,
        reading.negated,
        reading.voice,
        modality,
        certainty,
        frame.embedding if parent else None,
        arguments,
    )


def _mood(frame: Frame) -> tuple[str, float]:
    """Modality and certainty; a 連用形 or て takes its tense from what it is chained to (会見を開き、…と述べた)."""
    if frame.joint == "if":
        return "condition", 0.3
    while frame.reading.tenseless and frame.reading.modality == "fact" and frame.embedding == "chain" and frame.parent:
        frame = frame.parent
    return frame.reading.modality, frame.reading.certainty
