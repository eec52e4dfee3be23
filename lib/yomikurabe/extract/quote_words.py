"""Words of Japanese that quotes need, from `quote_words.toml`: who speaks without a name, what holds an opinion."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _ending(words: Iterable[str], also: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)}{also})$")


NAMELESS: dict[str, str] = {word: slug for slug, words in _WORDS["nameless"].items() for word in words.split()}
"""What a source without a name is called, with the slug that stands for it; the longest ending of a phrase counts."""

_RA = r"|(?<=[者氏員家人長官士師生手相民])ら"
HUMAN = _ending(_WORDS["endings"]["human"].split(), _RA)
OPINIONS, INTENTS, PROPOSITIONS = (
    _ending(_WORDS["endings"][name].split()) for name in ("opinions", "intents", "propositions")
)
STATEMENTS, ATTRIBUTIVE, SHOWING, NAMING = (
    frozenset(_WORDS["sets"][name].split()) for name in ("statements", "attributive", "showing", "naming")
)
"""Each is explained in the file."""

_SAME = "氏|社長|CEO|長官|大統領|首相|報道官|教授|議員|容疑者|監督|選手|会長|委員|大使|知事"
ANAPHORS = re.compile(rf"^(?:同(?:{_SAME})|彼|彼女|本人)(?:自身)?$")
COMPANY_ANAPHORS = re.compile(r"^(?:同(?:社|行|省|庁|党|局|委員会|研究所|紙)|両社)(?:側|自身)?$")
PLURAL_ANAPHORS = re.compile(r"^(?:彼ら|彼女ら|両氏|両者)$")
