"""topic.toml: what a topic is called and which topics it builds on."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..errors import TopicError

MANIFEST = "topic.toml"


class Manifest(BaseModel):
    """What topic.toml may say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title_en: str = Field("", description="title of pages in English")
    title_ja: str = Field("", description="title of pages in Japanese")
    base: tuple[str, ...] = Field((), description="topics that this one builds on: names, or paths from its own folder")
    goods: tuple[str, ...] = Field((), description="nouns for what the topic trades in, whatever its name")
    sources: str = Field("", description="where its rows come from, as a sentence")


def read_manifest(folder: Path) -> Manifest:
    """The topic.toml of a folder. Raises TopicError for one that can't be read, or that says what none may say."""
    path = folder / MANIFEST
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TopicError(f"can't be read: {error}", where=str(path), mend="write it as UTF-8 TOML") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            raise TopicError(
                f"unknown key {name!r}", where=str(path), allowed=", ".join(Manifest.model_fields)
            ) from None
        raise TopicError(f"{first['input']!r}: {first['msg']}", where=f"{path}, key {name}") from None
