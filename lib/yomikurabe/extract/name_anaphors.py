"""Anaphors with 同: who or what 同氏, 同社, 同省 stand for, by what was named before."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from ..tables import Entity, Mention

ANAPHOR = re.compile(
    r"""同(?:
    (?P<person>氏|[A-Z]{3}|[一-鿿]{0,4}(?:大統領|首相|長官|大臣|相|議員|知事|市長|報道官|官|会長|社長|総裁|議長|代表|教授|監督|選手|記者|アナリスト))
    |(?P<firm>社|行|グループ)|(?P<media>紙|誌|通信社?|局|テレビ)|(?P<nation>国)
    |(?P<body>省|庁|委員会|委|院|党|軍|研究所|大学|大|政権|政府|当局|機構|協会)
    )""",
    re.VERBOSE,
)
"""同 with what it stands for, by kind."""

_KINDS = {
    "person": ("person",),
    "firm": ("company", "media"),
    "media": ("media",),
    "nation": ("place",),
    "body": ("org", "think-tank", "company"),
}
_SUBJECT = re.compile(r"[^。、「」]{0,12}?(?:は|が|も)")


def resolve_anaphor(
    anaphor: re.Match[str], text: str, mentions: Sequence[Mention], entities: Mapping[str, Entity]
) -> Mention | None:
    """The mention that an anaphor (a match of `ANAPHOR` in the article's text) stands for; nothing where none fits.

    Looked for backwards, sentence by sentence: in each the one that a particle makes its subject, else the last one.
    """
    sort = anaphor.lastgroup or ""
    fitting = [
        mention
        for mention in mentions
        if mention.end <= anaphor.start()
        and mention.kind in _KINDS.get(sort, ())
        and (sort != "body" or _ends_like(mention, entities, anaphor[sort]))
    ]
    for _, group in groupby(reversed(fitting), key=lambda mention: mention.sentence_id):
        latest_first = list(group)
        return next((m for m in reversed(latest_first) if _SUBJECT.match(text, m.end)), latest_first[0])
    return None


def _ends_like(mention: Mention, entities: Mapping[str, Entity], ending: str) -> bool:
    entity = entities.get(mention.entity_id)
    return mention.surface.endswith(ending) or (entity is not None and entity.name_ja.endswith(ending))
