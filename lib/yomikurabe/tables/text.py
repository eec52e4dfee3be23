"""Rows of reading: documents, ingest, blocks, sentences."""

from datetime import date
from typing import Annotated, NamedTuple

from .schema import table


@table("documents", grain="article", key=("doc_id",))
class Document(NamedTuple):
    """One article. `text` is the decoded source exactly as it stands; all offsets count its code points."""

    doc_id: Annotated[str, "the file's stem; where two files share one, the relative path with -- for /"]
    path: Annotated[str, "path below the folder that was given, with /"]
    sha256: Annotated[str, "hash of the file's bytes"]
    encoding: Annotated[str, "encoding that the bytes were decoded with"]
    title: Annotated[str | None, "headline as it stands"]
    publisher: Annotated[str | None, "outlet that published it"]
    author: Annotated[str | None, "who wrote it"]
    url: Annotated[str | None, "address of the article"]
    label: Annotated[str, "short name that figures and tables use"]
    published: Annotated[date | None, "day of publication, null where only an interval or nothing is known"]
    published_earliest: Annotated[date | None, "first day on which it can have been published"]
    published_latest: Annotated[date | None, "last day on which it can have been published"]
    published_basis: Annotated[str, "how the date is known: stated, sidecar, inferred or unknown"]
    basis: Annotated[str | None, "how the date is known, as a sentence"]
    lang: Annotated[str | None, "main language of the text (ISO 639-1)"]
    n_chars: Annotated[int, "code points in the text"]
    n_body_chars: Annotated[int, "code points in the blocks that were kept"]
    text: Annotated[str, "the decoded source, nothing normalised"]


@table("ingest", grain="file offered", key=("path",))
class Ingest(NamedTuple):
    """One file offered: read, rejected or passed over, and why."""

    path: Annotated[str, "path below the folder that was given"]
    doc_id: Annotated[str | None, "its article, where it became one"]
    status: Annotated[str, "ok, rejected (should have been an article) or skipped (not a kind that is read)"]
    reason: Annotated[str | None, "code of the reason, null where ok"]
    note: Annotated[str | None, "the reason as a sentence"]
    n_bytes: Annotated[int | None, "size of the file"]
    encoding: Annotated[str | None, "encoding, where decoded"]


@table("blocks", grain="run of lines of one kind; blocks tile the text", key=("block_id",))
class Block(NamedTuple):
    """One run of lines of one kind."""

    doc_id: Annotated[str, "article"]
    block_id: Annotated[str, "doc_id#b and the start"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past the last code point"]
    kind: Annotated[str, "title, heading, body, list_item, byline, dateline, caption, boilerplate or duplicate"]
    reason: Annotated[str | None, "code of the rule that made it boilerplate, duplicate, …"]
    duplicate: Annotated[str | None, "block_id of the copy that was kept, for duplicates"]


@table("sentences", grain="sentence of a kept block", key=("sentence_id",))
class Sentence(NamedTuple):
    """One sentence of a block that was kept (boilerplate and duplicates have none)."""

    doc_id: Annotated[str, "article"]
    sentence_id: Annotated[str, "doc_id#s and the start"]
    block_id: Annotated[str, "block that it stands in"]
    start: Annotated[int, "first code point"]
    end: Annotated[int, "one past the last code point"]
    text: Annotated[str, "exactly text[start:end]"]
