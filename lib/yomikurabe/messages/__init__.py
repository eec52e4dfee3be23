"""Every label and sentence for people, from one catalogue in English and Japanese.

The catalogue is the TOML files beside this module, one an area: a table a key, with the texts `en` and `ja`
(`str.format` fields in braces) and, where a language says it differently for one, `en_one` or `ja_one` (chosen when
`n` is 1).
"""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "ja")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every message by its dotted key."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        _flatten(tomllib.loads(path.read_text("utf-8")), "", found)
    return found


def _flatten(node: dict[str, Any], prefix: str, into: dict[str, dict[str, str]]) -> None:
    texts = {k: v for k, v in node.items() if isinstance(v, str)}
    if texts:
        into[prefix] = texts
    for key, child in node.items():
        if isinstance(child, dict):
            _flatten(child, f"{prefix}.{key}" if prefix else key, into)


def text(key: str, lang: str = "en", **arguments: Any) -> str:
    """The message `key` in `lang`, its fields filled in. A missing key is a KeyError: a mistake of ours."""
    texts = catalogue()[key]
    one = texts.get(f"{lang}_one") if arguments.get("n") == 1 else None
    chosen = one if one is not None else texts[lang]
    return chosen.format_map(arguments)


def render(stored: str | None, lang: str = "en") -> str | None:
    """A sentence stored by `tables.say`, in `lang`; null stays null."""
    if stored is None or stored != stored or not stored:
        return None
    message = json.loads(stored)
    return text(message["message"], lang, **message["arguments"])
