"""One article from its bytes: decoded, cleaned, described, cut into blocks and sentences."""

import hashlib
import re
from array import array
from collections.abc import Sequence
from datetime import date

from ..articles import Article
from ..tables import Block, Document, Finding, Sentence, say
from .blocks import Run, read_runs
from .clean import clean
from .copies import mark_copies
from .decode import Decoded, decode
from .limits import DEFAULT, Limits, ReadError
from .lines import Line, read_lines
from .metadata import Metadata, read_metadata
from .page import read_page
from .sentences import is_spaced, split_sentences
from .sidecar import SidecarRow
from .sources import Source

CUT = ("boilerplate", "duplicate")
HTML = (".html", ".htm", ".mhtml", ".mht")

LANGUAGE_SAMPLE = 400
KANA = re.compile("[ぁ-ヿ]")
HAN = re.compile("[一-鿿]")
HANGUL = re.compile("[가-힣]")
LATIN = re.compile("[A-Za-z]")


def read_article(source: Source, limits: Limits = DEFAULT) -> Article:
    """The article of one file: a pure function of its bytes, its name and its row of sources.csv.

    Raises ReadError (an InputError with a reason code): `empty`, `binary`, `undecodable`, `truncated`,
    `lone-surrogate`, `too-large`, `long-line`, `too-many-lines`, `broken-page`.
    """
    try:
        return _read(source, limits)
    except ReadError as error:
        error.where = error.where or source.path
        raise


def _read(source: Source, limits: Limits) -> Article:
    if len(source.data) > limits.max_bytes:
        raise ReadError("too-large", n=len(source.data), limit=limits.max_bytes)
    page = read_page(source.data, source.path, limits) if source.path.lower().endswith(HTML) else None
    decoded = page.decoded if page else decode(source.data)
    lines = read_lines(decoded.text, limits, page.tags if page else None)
    kept = mark_copies(lines)
    if page:
        page.mark(lines)
    clean(lines)
    metadata = read_metadata(lines)
    runs = read_runs(lines, kept)
    if page:
        metadata = page.complete(metadata)
    spans = _spans(lines)
    del lines, kept  # most of the memory of a large file: free it before there are sentences
    blocks = _blocks(source.doc_id, runs)
    sentences = _sentences(source.doc_id, decoded.text, runs, spans)
    document = _document(source, decoded, metadata, runs)
    return Article(document, blocks, sentences, tuple(_findings(source, decoded.text, metadata)))


def _blocks(doc_id: str, runs: Sequence[Run]) -> tuple[Block, ...]:
    """Blocks: one row is one run of lines of one kind; they tile the text."""
    return tuple(
        Block(
            doc_id,
            f"{doc_id}#b{run.start}",
            run.start,
            run.end,
            run.kind,
            run.reason,
            None if run.copy_of is None else f"{doc_id}#b{run.copy_of}",
        )
        for run in runs
    )


def _spans(lines: Sequence[Line]) -> "array[int]":
    """Where each line begins behind its list mark, and where it ends: all that sentences need of it."""
    return array("q", (place for line in lines for place in (line.left + line.bullet, line.right)))


def _sentences(doc_id: str, text: str, runs: Sequence[Run], spans: "array[int]") -> tuple[Sentence, ...]:
    """Sentences: one row is one sentence of a kept block. `spans` are its lines, begin and end in turn."""
    spaced = is_spaced(text)
    found: list[Sentence] = []
    place = 0
    for run in runs:
        block_id = f"{doc_id}#b{run.start}"
        while place < len(spans) and spans[place] < run.end:
            left, right = max(spans[place], run.start), min(spans[place + 1], run.end)
            if run.kind not in CUT and left < right:
                for start, end in split_sentences(text, left, right, spaced):
                    found.append(Sentence(doc_id, f"{doc_id}#s{start}", block_id, start, end, text[start:end]))
            if spans[place + 1] > run.end:  # the rest of this line is another block
                break
            place += 2
    return tuple(found)


def _document(source: Source, decoded: Decoded, metadata: Metadata, runs: Sequence[Run]) -> Document:
    sidecar = source.sidecar or SidecarRow("")
    earliest, latest, known, basis = _published(metadata, sidecar)
    return Document(
        doc_id=source.doc_id,
        path=source.path,
        sha256=hashlib.sha256(source.data).hexdigest(),
        encoding=decoded.encoding,
        title=metadata.title,
        publisher=sidecar.publisher or metadata.publisher,
        author=sidecar.author or metadata.author,
        url=sidecar.url or metadata.url,
        label=sidecar.label or source.doc_id,
        published=earliest if earliest == latest else None,
        published_earliest=earliest,
        published_latest=latest,
        published_basis=known,
        basis=basis,
        lang=_language(decoded.text),
        n_chars=len(decoded.text),
        n_body_chars=sum(run.end - run.start for run in runs if run.kind not in CUT),
        text=decoded.text,
    )


def _published(metadata: Metadata, sidecar: SidecarRow) -> tuple[date | None, date | None, str, str | None]:
    """First and last day of publication, how it is known, and that as a sentence; sources.csv wins."""
    if sidecar.published:
        detail = sidecar.basis or "sources.csv"
        return (*sidecar.published, "sidecar", say("read.published.sidecar", basis=detail))
    stated = metadata.published
    if stated:
        return stated.earliest, stated.latest, "stated", say(f"read.published.{stated.basis}")
    return None, None, "unknown", None


def _findings(source: Source, text: str, metadata: Metadata) -> list[Finding]:
    """Where the text and sources.csv disagree: one row is one fact that they tell differently."""
    sidecar, stated = source.sidecar, metadata.published
    if sidecar is None or sidecar.published is None or stated is None:
        return []
    first, last = sidecar.published
    if stated.earliest <= last and first <= stated.latest:
        return []
    surface = text[stated.start : stated.end]
    told = f"{first}/{last}" if first != last else str(first)
    return [
        Finding(
            doc_id=source.doc_id,
            finding_id=f"{source.doc_id}#fsidecar-differs{stated.start}",
            start=stated.start,
            end=stated.end,
            kind="sidecar-differs",
            surface=surface,
            explanation=say("read.finding.published", sidecar=told, text=str(stated.earliest)),
            expected=told,
            severity="medium",
            confidence=0.9,
        )
    ]


def _language(text: str) -> str | None:
    """The language of a text by the script in its middle (ISO 639-1)."""
    middle = max(0, len(text) - LANGUAGE_SAMPLE) // 2
    sample = text[middle : middle + LANGUAGE_SAMPLE]
    if len(KANA.findall(sample)) * 20 >= len(HAN.findall(sample)) and KANA.search(sample):
        return "ja"
    counts = {
        "zh": len(HAN.findall(sample)),
        "ko": len(HANGUL.findall(sample)),
        "en": len(LATIN.findall(sample)) // 4,
    }
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] else None
