"""Sentences: cut at 。！？ and at line ends, not inside matched brackets, and never across a block."""

import re
from collections.abc import Iterator, Sequence

PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "［": "］", "〈": "〉", "《": "》", "〔": "〕"} | {
    "“": "”"
}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}

MARKS = re.compile("[「『（(【［〈《〔“」』）)】］〉》〕”。！？!?．.]")
SIMPLE_END = re.compile("[。！？]+[」』）)】”]*")
# A line with an opening bracket, or with a mark that ends a sentence only in some company, is looked at mark by mark.
DOUBTFUL = re.compile("[「『（(【［〈《〔“!?．.]")
STOP = re.compile(r"(?<=[ぁ-ヿ一-鿿])．|(?<=[a-z)\"”])\.(?=\s+[\"“A-Z])")
# Go!Go!カレー is a name.
NAME_MARK = re.compile(r"(?<=[A-Za-z])[!?](?=[ァ-ヴA-Za-z])")

SAMPLE = 1_500
"""Characters of a text that show its style."""
PROTECTED_MAX = 400
"""Longest bracketed stretch, in characters, that keeps a sentence together; a longer one is a bracket left open."""
NESTED_MAX = 16
"""Deepest nesting of brackets that is looked into."""
LENGTH_MAX = 10_000
"""Longest sentence, in characters: a text without a full stop is cut at a comma or a space."""
WORD = re.compile(r"\w")

# A quote that is a whole utterance and is not taken up by a particle (…。」と述べた) ends the sentence before it.
TAKEN_UP = re.compile(r"[とはがをにもでのへやかなよりだっし、。,，．）)」』】］>・!?！？]|など|という|[\s\u3000]*$")
# A heading glued to the sentence after it by a space: its predicate is final, and no bracket or comma follows.
GLUED = re.compile(r"(?<=[るただいかすんうくむつ])[ \u3000](?=[A-Z一-鿿ァ-ヴ「])")
# An English heading amid Japanese prose: after a full stop or at the line's start, up to the Japanese that follows.
ENGLISH = re.compile(
    r"(?<=[。！？」\n])\s*[A-Z][A-Za-z0-9'’\-]*(?:[ ,:&]+[A-Za-z0-9'’\-.$%]+){3,}[?!]?(?= [ぁ-ヿ一-鿿])"
)
SPACED = re.compile("[ぁ-ヿ一-鿿] [A-Za-z0-9]|[A-Za-z0-9] [ぁ-ヿ一-鿿]")
UNSPACED = re.compile("[ぁ-ヿ一-鿿][A-Za-z0-9]|[A-Za-z0-9][ぁ-ヿ一-鿿]")
SPACED_SHARE = 0.2
"""Share of borders between Japanese and Latin with a space above which spaces there are the text's style."""


def is_spaced(text: str) -> bool:
    """Whether a text sets a space between Japanese and Latin as a habit; then a space shows no heading."""
    sample = text[:SAMPLE]
    if " " not in sample:
        return False
    spaced = len(SPACED.findall(sample))
    return spaced > SPACED_SHARE * (spaced + len(UNSPACED.findall(sample)))


def split_sentences(text: str, left: int, right: int, spaced: bool = True) -> Iterator[tuple[int, int]]:
    """The sentences of one line as spans of the text.

    A text that is not `spaced` is cut at a space behind a heading too.
    """
    cuts = _ends(text, left, right)
    if not spaced and text.find(" ", left, right) >= 0:
        cuts = sorted({*cuts, *_glued(text, left, right)})
    if not cuts or cuts[-1] != right:
        cuts.append(right)
    for cut in cuts:
        first, last = left, cut
        if text[first].isspace() or text[last - 1].isspace():
            first, last = _trim(text, first, last)
        left = cut
        if first < last and (text[first].isalnum() or WORD.search(text, first, last)):
            if last - first > LENGTH_MAX:
                yield from _bounded(text, first, last)
            else:
                yield first, last


def _ends(text: str, left: int, right: int) -> list[int]:
    """Where sentences end in a line."""
    if not DOUBTFUL.search(text, left, right):
        return [mark.end() for mark in SIMPLE_END.finditer(text, left, right)]
    marks = [(mark.start(), mark[0]) for mark in MARKS.finditer(text, left, right)]
    pairs = iter([*_outermost(marks), (right, right)])
    opened, closed = next(pairs)
    ends: list[int] = []
    for place, mark in marks:
        while place >= closed < right:
            opened, closed = next(pairs)
        if place >= opened:  # inside of brackets, at whose end an utterance may end
            whole = place + 1 == closed and mark in "」』" and text[place - 1] == "。"
            if whole and not TAKEN_UP.match(text, closed, right):
                ends.append(closed)
        elif ends and ends[-1] == place and (mark in CLOSERS or mark in "。！？!?"):
            ends[-1] = place + 1  # one more mark, or a bracket that closes nothing
        elif mark in "。！？" or (mark in "!?．." and _is_end(text, place, mark)):
            ends.append(place + 1)
    return ends


def _is_end(text: str, place: int, mark: str) -> bool:
    """Whether a mark that is also part of names and numbers ends a sentence here."""
    if mark in "!?":
        return not NAME_MARK.match(text, place)
    return bool(STOP.match(text, place))


def _outermost(marks: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """The outermost pairs of matched brackets; one that stays open protects nothing."""
    stack: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for place, mark in marks:
        if mark in PAIRS:
            stack.append((place, mark))
        elif mark in CLOSERS:
            depth = _find_opener(stack, CLOSERS[mark])
            if depth < 0 or place + 1 - stack[depth][0] > PROTECTED_MAX:
                continue
            opened = stack[depth][0]
            del stack[depth:]
            while pairs and pairs[-1][0] > opened:
                pairs.pop()
            pairs.append((opened, place + 1))
    return pairs


def _find_opener(stack: Sequence[tuple[int, str]], opener: str) -> int:
    """The place in the stack of the bracket that is closed, or -1."""
    for depth in range(len(stack) - 1, max(len(stack) - NESTED_MAX, 0) - 1, -1):
        if stack[depth][1] == opener:
            return depth
    return -1


def _glued(text: str, left: int, right: int) -> Iterator[int]:
    """Cuts behind a heading that stands in a line with the sentence after it."""
    for heading in ENGLISH.finditer(text, left, right):
        yield heading.end()
    for space in GLUED.finditer(text, left, right):
        yield space.start()


def _trim(text: str, left: int, right: int) -> tuple[int, int]:
    piece = text[left:right]
    return left + len(piece) - len(piece.lstrip()), left + len(piece.rstrip())


def _bounded(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while last - first > LENGTH_MAX:
        window = text[first : first + LENGTH_MAX]
        cut = max(window.rfind(mark) for mark in "、, \u3000") + 1 or LENGTH_MAX
        yield _trim(text, first, first + cut)
        first, last = _trim(text, first + cut, last)
    if first < last:
        yield first, last
