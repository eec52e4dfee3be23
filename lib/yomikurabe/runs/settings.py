"""What a run is asked for: options and parameters, from a YAML file and the command line, checked before anything runs.

    folders: [articles]        # the options of `yomikurabe report`, with _ for -
    lang: ja
    parameters:                # for every notebook that has them
      since: -30d
    notebooks:                 # for one alone
      03_claims:
        verdicts: [conflict]

The command line wins over the file, a notebook's own section over the common one. Everything in the file is read as
text, as on the command line (003 is a name, no number); paths in it are looked for beside it first.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ..errors import ParameterError
from ..parameter_values import Flag, Name, Names, one_name
from ..parameters import NOTEBOOKS, explain, names_of, validate

_OF_THE_WHOLE = ("corpus", "topic", "lang")
"""Parameters that one report has once: its folders and its options say them."""
_COMMON, _OWN = "parameters", "notebooks"


class Options(BaseModel):
    """The options of one run; `folders` and `out` are paths, `wait` and `time_limit` seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folders: Names = ()
    out: Path = Path("reports")
    topic: Name = "ai-chips"
    lang: Annotated[Literal["en", "ja"], BeforeValidator(one_name)] = "en"
    fulltext: Flag = True
    single_file: Flag = False
    pdf: Flag = False
    keep: Annotated[int, Field(ge=0)] = 5
    wait: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    time_limit: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None


class Settings(NamedTuple):
    """The options of a run, and what each notebook is given: its parameters, corpus, topic and lang among them."""

    options: Options
    parameters: dict[str, dict[str, Any]]


class _Given(NamedTuple):
    """A value with where it stands."""

    value: Any
    where: str


class _File(NamedTuple):
    """A YAML file, taken apart: options, common parameters, and those of each notebook."""

    options: dict[str, _Given]
    common: dict[str, _Given]
    own: dict[str, dict[str, _Given]]


def read_settings(file: Path | None, options: Mapping[str, Any], pairs: Sequence[str]) -> Settings:
    """The settings of a run: `options` are those given on the command line, `pairs` its NAME=VALUE.

    Raises ParameterError for whatever can't be used, naming the line of the file.
    """
    stored = _read(file) if file else _File({}, {}, {})
    chosen = _options(stored.options, options)
    shared = {"corpus": ",".join(chosen.folders), "topic": chosen.topic, "lang": chosen.lang}
    ours = {name: _Given(value, "") for name, value in _split(pairs).items()}
    parameters = {}
    for notebook in NOTEBOOKS:
        given = {**_those_of(notebook, stored.common), **stored.own.get(notebook, {}), **_those_of(notebook, ours)}
        for name, (value, where) in given.items():
            _placed(where, lambda one: validate(notebook, one), {name: value})  # noqa: B023 - called at once
        parameters[notebook] = {**shared, **{name: value for name, (value, _) in given.items()}}
        validate(notebook, parameters[notebook])
    return Settings(chosen, parameters)


def _those_of(notebook: str, given: Mapping[str, _Given]) -> dict[str, _Given]:
    return {name: value for name, value in given.items() if name in names_of(notebook)}


def _placed(where: str, check: Callable[[dict[str, Any]], Any], given: dict[str, Any]) -> None:
    """Check a value that stands in a file; what is wrong is told with its line."""
    try:
        check(given)
    except ParameterError as error:
        place = ", ".join(part for part in (where, error.where) if part)
        raise ParameterError(error.what, where=place, allowed=error.allowed, mend=error.mend) from None


def _options(stored: Mapping[str, _Given], given: Mapping[str, Any]) -> Options:
    for name, (value, where) in stored.items():
        _placed(where, _validated, {name: value})
    return _validated({**{name: value for name, (value, _) in stored.items()}, **given})


def _validated(values: dict[str, Any]) -> Options:
    try:
        return Options.model_validate(values)
    except ValidationError as error:
        raise explain(error, "option") from None


def _split(pairs: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE pairs as a mapping. Raises ParameterError for one without `=` or a name that no notebook has."""
    split: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError(f"{pair!r} is no parameter", allowed="NAME=VALUE")
        if name not in _shared_names():
            raise ParameterError(f"no notebook has a parameter {name!r} of its own", allowed=", ".join(_shared_names()))
        split[name] = value
    return split


def _shared_names() -> list[str]:
    return sorted({name for notebook in NOTEBOOKS for name in names_of(notebook)} - set(_OF_THE_WHOLE))


def _read(file: Path) -> _File:
    try:
        root = yaml.compose(file.read_text("utf-8-sig"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError("can't be read as a text in UTF-8", where=str(file), mend=str(error)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}, line {mark.line + 1}" if mark else str(file)
        raise ParameterError(f"is no YAML: {getattr(error, 'problem', error)}", where=where) from None
    if root is None:
        return _File({}, {}, {})
    top = _keys(root, file, [*Options.model_fields, _COMMON, _OWN])
    options = {name: _value(node, file) for name, node in top.items() if name in Options.model_fields}
    common = _keys(top[_COMMON], file, _shared_names()) if _COMMON in top else {}
    own = _keys(top[_OWN], file, NOTEBOOKS) if _OWN in top else {}
    sections = {name: _keys(node, file, sorted({*names_of(name)} - {*_OF_THE_WHOLE})) for name, node in own.items()}
    return _File(
        {name: _beside(file, name, given) for name, given in options.items()},
        {name: _value(node, file) for name, node in common.items()},
        {key: {name: _value(node, file) for name, node in section.items()} for key, section in sections.items()},
    )


def _keys(node: yaml.Node, file: Path, allowed: Sequence[str]) -> dict[str, yaml.Node]:
    """The values of a mapping by their keys. Raises ParameterError for an unknown key, or one that stands twice."""
    if not isinstance(node, yaml.MappingNode):
        raise ParameterError("is no list of NAME: VALUE", where=_line(node, file), allowed=", ".join(allowed))
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value not in allowed:
            raise ParameterError(f"there is no {key.value!r}", where=_line(key, file), allowed=", ".join(allowed))
        if key.value in found:
            raise ParameterError(f"{key.value!r} stands there twice", where=_line(key, file))
        found[key.value] = value
    return found


def _value(node: yaml.Node, file: Path) -> _Given:
    if isinstance(node, yaml.ScalarNode):
        return _Given(node.value, _line(node, file))
    if isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
        return _Given([one.value for one in node.value], _line(node, file))
    raise ParameterError("is neither a value nor a list of values", where=_line(node, file))


def _line(node: yaml.Node, file: Path) -> str:
    return f"{file}, line {node.start_mark.line + 1}"


def _beside(file: Path, name: str, given: _Given) -> _Given:
    """Paths as seen from the file: what lies beside it, and where the report goes."""
    here = file.resolve().parent

    def seen(path: str) -> str:
        return str(here / path) if path and (name == "out" or (here / path).is_dir()) else path

    if name not in ("folders", "out", "topic"):
        return given
    value = given.value
    return given._replace(value=[seen(path) for path in value] if isinstance(value, list) else seen(value))
