"""From bytes to text: encodings by trial, the strictest first, and no character lost or replaced."""

import codecs
import re
from typing import NamedTuple

from .limits import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", 3),
    (codecs.BOM_UTF32_LE, "utf-32", 4),
    (codecs.BOM_UTF32_BE, "utf-32", 4),
    (codecs.BOM_UTF16_LE, "utf-16", 2),
    (codecs.BOM_UTF16_BE, "utf-16", 2),
)
# An escape sequence that opens a JIS character set: only ISO-2022-JP has it.
JIS_ESCAPE = re.compile(rb"\x1b\$[@B]|\x1b\$\([DOPQ]|\x1b\([IJ]")
JIS = ("iso2022_jp", "iso2022_jp_2004", "iso2022_jp_ext")
LEGACY = (("cp932",), ("euc_jp", "euc_jis_2004"))

KANA = re.compile("[ぁ-ゖァ-ヺー、。「」]")
# What comes out when one legacy encoding is read as the other: half-width katakana, private use, box drawing …
ODD = re.compile("[\uff61-\uff9f\ue000-\uf8ff\u2500-\u257f\x80-\x9f龠-龥]")
SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
# Controls that no text has: all below the space but tab, line ends, form feed, separators and escape.
CONTROL = re.compile("[\x01-\x08\x0e-\x1a]")
CONTROL_SHARE = 0.01

# Declared names (MIME, HTML) whose everyday bytes are those of a wider encoding.
ALIASES = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932"}


class Decoded(NamedTuple):
    """Text with the encoding that it was read by."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file's bytes, strictly: nothing is replaced, a byte order mark is not text.

    `declared` (an HTML or MIME charset) is tried after the byte order mark. Raises ReadError: `empty`, `binary`,
    `truncated`, `lone-surrogate` or `undecodable`.
    """
    if not data or data.isspace():
        raise ReadError("empty")
    decoded = _by_mark(data) or _by_name(data, declared) or _by_trial(data)
    nul = decoded.text.find("\0")
    if nul >= 0:
        raise ReadError("binary", place=nul)
    controls = CONTROL.search(decoded.text)
    if controls and len(CONTROL.findall(decoded.text)) > CONTROL_SHARE * len(decoded.text):
        raise ReadError("binary", place=controls.start())
    if not decoded.text or decoded.text.isspace():
        raise ReadError("empty")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding, width in BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                if encoding == "utf-8-sig":
                    raise _refusal(data, error) from None
                cut = error.end >= len(data) or len(data) % width
                raise ReadError("truncated" if cut else "lone-surrogate", place=error.start) from None
    return None


def _by_name(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    name = ALIASES.get(declared.strip().lower(), declared.strip())
    try:
        return Decoded(data.decode(name), codecs.lookup(name).name)
    except (LookupError, ValueError):  # an unknown name, or bytes that are not what the page says
        return None


def _by_trial(data: bytes) -> Decoded:
    if JIS_ESCAPE.search(data, 0, 1_000_000) and (found := _first(data, JIS)):
        return found
    if b"\0" in data and (found := _markless_utf16(data)):
        return found
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = _markless_utf16(data) or _legacy(data)
        if found is None:
            raise _refusal(data, error) from None
        return found


def _first(data: bytes, encodings: tuple[str, ...]) -> Decoded | None:
    for encoding in encodings:
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return None


def _markless_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: half of its bytes repeat the few high bytes of kana, ASCII and line ends."""
    if len(data) % 2:
        return None
    head = data[:4000]
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if sum(high.count(b) for b in (0x00, 0x30)) > 0.3 * len(high):
            return _first(data, (encoding,))
    return None


def _legacy(data: bytes) -> Decoded | None:
    """Shift_JIS or EUC-JP, whichever reads more like Japanese; nothing if neither does."""
    found = [decoded for encodings in LEGACY if (decoded := _first(data, encodings))]
    best = max(found, key=lambda decoded: _plausibility(decoded.text), default=None)
    return best if best and _plausibility(best.text) > 0 else None


def _plausibility(text: str) -> int:
    sample = text[:20_000]
    return len(KANA.findall(sample)) - len(ODD.findall(sample))


def _refusal(data: bytes, error: UnicodeDecodeError) -> ReadError:
    """Why bytes that are no legacy encoding are no UTF-8 either."""
    if "\0" in data[:8000].decode("latin-1"):
        return ReadError("binary", place=data.find(b"\0"))
    if error.end >= len(data) and error.start > len(data) - 4:
        return ReadError("truncated", place=error.start)
    if SURROGATE_BYTES.match(data, error.start):
        return ReadError("lone-surrogate", place=error.start)
    return ReadError("undecodable", place=error.start)
