"""What the cells of the dictionary's CSVs may hold."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_SLUG = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
_SOURCE = r"^(general knowledge|https?://\S.*|)$"
ADDRESS = r"^https?://\S+$"
ATTRIBUTE = r"^[a-z][a-z0-9_]*$"
IN_WORDS = {
    _SLUG: "a-z and 0-9 with - or . between them",
    _SOURCE: "general knowledge, an address, or blank",
    ADDRESS: "an address that begins with https://",
    ATTRIBUTE: "a-z, 0-9 and _",
}
"""What the patterns of cells mean, for whoever wrote something else."""

Slug = Annotated[str, Field(pattern=_SLUG)]
Day = Annotated[date | None, BeforeValidator(lambda v: v or None)]
Listed = Annotated[tuple[str, ...], BeforeValidator(lambda v: tuple(p.strip() for p in v.split("|") if p.strip()))]
Text = Annotated[str, Field(min_length=1)]
Optional = Annotated[str | None, BeforeValidator(lambda v: v or None)]
Number = Annotated[float | None, Field(allow_inf_nan=False), BeforeValidator(lambda v: v or None)]
Whole = Annotated[int | None, Field(ge=1), BeforeValidator(lambda v: v or None)]
Month = Annotated[int | None, Field(ge=1, le=12), BeforeValidator(lambda v: v or None)]
Source = Annotated[str, Field(pattern=_SOURCE, description="address, or `general knowledge`")]
LabelEn = Annotated[Text, Field(description="what figures and tables print, in English")]
LabelJa = Annotated[Text, Field(description="the same in Japanese")]
Note = Annotated[str, Field(description="how it is meant, or why it is as it is")]
Address = Annotated[str, Field(description="address where it is stated")]


class Row(BaseModel):
    """A row of a CSV: unknown columns are refused, spaces around values are not part of them."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def is_slug(text: str) -> bool:
    """Whether a text may be an id."""
    return re.fullmatch(_SLUG, text) is not None
