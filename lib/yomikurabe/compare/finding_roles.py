"""People of the wrong firm, products of the wrong maker, firms of the wrong country: names that stand side by side."""

import re
from collections.abc import Iterator

from ..tables import Mention
from .finding_rows import Found, Material, held_against
from .offices import Offices, offices_of

_CHIEF = r"(?:CEO|ＣＥＯ|最高経営責任者|社長|会長|創業者|共同創業者)"
_CHIEF_AFTER = re.compile(rf"(?:氏|さん)?(?:[、(（]|共同|兼)?{_CHIEF}")
_CHIEF_BEFORE = re.compile(rf"(?:の|・)?{_CHIEF}(?:で(?:も)?ある|の|、|・)?")
_OLD = re.compile(r"前|元|次期|当時|故")
_MADE = re.compile(
    r"製(?:の)?[^。、「」『』]{0,8}[「『]?\Z|が(?:独自に)?(?:開発|設計)(?:した|する|している)[^。、「」『』]{0,12}[「『]?\Z"
)
_NOT_ITS_OWN = re.compile(
    r"[」』]?(?:に?対抗|相当|並み|級|互換|に匹敵|に代わ|を?搭載|より|の?(?:購入|輸入|調達|代替|競合))"
)
_LEADING = re.compile(r"の?[^。、「」『』はがをでに]{0,16}大手(?:の|、|・)?[「『]?\Z")


def find_wrong_roles(material: Material) -> Iterator[Found]:
    """Grain: one person, product or firm beside a firm, maker or country that isn't theirs."""
    offices = offices_of(material.topic)
    previous: Mention | None = None
    for mention in material.mentions:
        if previous and previous.sentence_id == mention.sentence_id:
            yield from _pair(material, offices, previous, mention)
        previous = mention


def _pair(material: Material, offices: Offices, one: Mention, other: Mention) -> Iterator[Found]:
    """What two neighbouring names say of each other."""
    if one.kind == "company" and other.kind == "person":
        yield from _chief(material, offices, one, other)
    elif one.kind == "company" and other.kind == "chip":
        yield from _maker(material, offices, one, other)
    elif one.kind == "place" and other.kind == "company":
        yield from _country(material, offices, one, other)


def _chief(material: Material, offices: Offices, firm: Mention, person: Mention) -> Iterator[Found]:
    """A firm's chief who is another firm's."""
    text, topic = material.text, material.topic
    between = text[firm.end : person.start]
    beside = between in ("の", "", "・", " ") and _CHIEF_AFTER.match(text, person.end)
    if not beside and not _CHIEF_BEFORE.fullmatch(between):
        return
    row, said = topic.entities.get(person.entity_id), topic.entities.get(firm.entity_id)
    own = offices.firms.get(person.entity_id, set())
    companies = [e for e in own if e in topic.entities and topic.entities[e].kind == "company"]
    if row is None or said is None or len(companies) != 1 or person.note or firm.note:
        return
    if offices.related(companies[0], firm.entity_id) or said.name_en in (row.role or "") or _OLD.search(between):
        return
    right = topic.entities[companies[0]]
    start, end = firm.start, beside.end() if beside else person.end
    yield held_against(
        material, "finding.firm", (start, end), right.name_ja, person.entity_id,
        person=person.surface, said=firm.surface,
    )  # fmt: skip


def _maker(material: Material, offices: Offices, firm: Mention, product: Mention) -> Iterator[Found]:
    """A product as another maker's."""
    text, topic = material.text, material.topic
    row = topic.entities.get(product.entity_id)
    if row is None or not row.affiliation or firm.entity_id not in offices.makers or firm.note or product.note:
        return
    between = text[firm.end : product.start]
    goods = (
        between.startswith("の") and any(between.rstrip("「『").endswith(g) for g in topic.goods) and len(between) < 20
    )
    listed = any(c in between for c in "、。とやをはにで")
    if offices.related(row.affiliation, firm.entity_id) or not ((goods and not listed) or _MADE.fullmatch(between)):
        return
    if _NOT_ITS_OWN.match(text, product.end):
        return
    right = topic.entities[row.affiliation]
    yield held_against(
        material, "finding.maker", (firm.start, product.end), right.name_ja, product.entity_id,
        product=product.surface, said=firm.surface,
    )  # fmt: skip


def _country(material: Material, offices: Offices, place: Mention, firm: Mention) -> Iterator[Found]:
    """A firm as the leading one of another country: 韓国の自動車大手 before a Japanese firm."""
    topic = material.topic
    row, said = topic.entities.get(firm.entity_id), topic.entities.get(place.entity_id)
    if row is None or said is None or not row.affiliation or said.role not in ("country", "territory") or firm.note:
        return
    home = topic.entities.get(row.affiliation)
    if home is None or home.kind != "place" or offices.related(home.entity_id, place.entity_id):
        return
    if not _LEADING.fullmatch(material.text[place.end : firm.start]):
        return
    yield held_against(
        material, "finding.country", (place.start, firm.end), home.name_ja, firm.entity_id,
        firm=firm.surface, said=place.surface,
    )  # fmt: skip
