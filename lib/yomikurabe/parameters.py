"""The parameters of the notebooks: what each may be given, checked before anything runs.

One model a notebook. Values come typed from a notebook, half-typed from `papermill -p` (a flag as text, a year as a
number) and as text from the command line; all three mean the same here.
"""

import ast
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from .errors import ParameterError
from .parameter_values import (
    Ago,
    AtLeast,
    Day,
    Flag,
    Name,
    Names,
    Share,
    Since,
    Status,
    Until,
    Verdict,
    names,
    one_name,
)

_INJECTED = "# Parameters"
"""First line of the cell that papermill injects, and of the notebooks' own parameter cells."""


_OF_THE_WHOLE = ("corpus", "topic", "lang", "before")
"""Parameters that narrow nothing: what is read, and how it is told."""


class Parameters(BaseModel):
    """What every notebook takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    corpus: Names = ()
    topic: Name = "ai-chips"
    lang: Annotated[Literal["en", "ja"], BeforeValidator(one_name)] = "en"
    sources: Names = ()

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the corpus, as `load` takes them: an empty name is the project's own."""
        return self.corpus or ("",)

    def chosen(self) -> dict[str, Any]:
        """What differs from the defaults and narrows what is shown, by name."""
        own = {n: getattr(self, n) for n in type(self).model_fields if n not in _OF_THE_WHOLE}
        return {n: v for n, v in own.items() if v != type(self).model_fields[n].default}


class Dated(Parameters):
    """What a notebook takes that can be narrowed to a time."""

    since: Since = None
    until: Until = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        since, until = self.since, self.until
        if isinstance(since, date) and isinstance(until, date) and since > until:
            raise ValueError(f"since ({since}) lies after until ({until})")
        return self


class Overview(Dated):
    """00_overview."""


class Timeline(Dated):
    """01_timeline."""

    actors: Names = ()
    actions: Names = ()
    status: Annotated[tuple[Status, ...], BeforeValidator(names)] = ()
    min_sources: AtLeast = 1
    show_reference: Flag = False


class Stakeholders(Dated):
    """02_stakeholders."""

    actors: Names = ()
    issues: Names = ()
    camps: Names = ()
    min_evidence: AtLeast = 1


class Claims(Dated):
    """03_claims."""

    metrics: Names = ()
    verdicts: Annotated[tuple[Verdict, ...], BeforeValidator(names)] = ()
    tolerance: Share = 0.0
    min_confidence: Share = 0.0


class Chips(Parameters):
    """04_chips."""

    chips: Names = ()
    vendors: Names = ()
    baseline: Name = ""
    precision: Name = ""
    as_of: Day = None


class Changes(Dated):
    """05_changes."""

    before: Name = ""


_MODELS: dict[str, type[Parameters]] = {
    "00_overview": Overview,
    "01_timeline": Timeline,
    "02_stakeholders": Stakeholders,
    "03_claims": Claims,
    "04_chips": Chips,
    "05_changes": Changes,
}
NOTEBOOKS = tuple(_MODELS)
"""The notebooks, in the order of their pages."""


def names_of(notebook: str) -> tuple[str, ...]:
    """The names of the parameters of a notebook."""
    return tuple(_MODELS[notebook].model_fields)


def validate(notebook: str, values: Mapping[str, Any]) -> Parameters:
    """The parameters of a notebook, checked.

    Raises ParameterError for an unknown name or a value that can't be used.
    """
    for name in values:
        if name not in names_of(notebook):
            raise ParameterError(
                f"there is no parameter {name!r}", where=notebook, allowed=", ".join(sorted(names_of(notebook)))
            )
    try:
        return _MODELS[notebook].model_validate(dict(values))
    except ValidationError as error:
        raise explain(error, f"{notebook}, parameter", notebook) from None


def settled(parameters: Parameters, newest: date | None) -> Parameters:
    """The parameters with each time before the newest article made a day. Raises ParameterError."""
    days: dict[str, date] = {}
    for name in ("since", "until"):
        ago = getattr(parameters, name, None)
        if isinstance(ago, Ago):
            if newest is None:
                raise ParameterError(f"'{ago}': no article of this corpus has a date", where=f"parameter {name}")
            try:
                days[name] = ago.before(newest)
            except ValueError:
                raise ParameterError(f"'{ago}' lies before the calendar begins", where=f"parameter {name}") from None
    if not days:
        return parameters
    try:
        return type(parameters).model_validate({**dict(parameters), **days})
    except ValidationError as error:
        raise explain(error, "parameter") from None


def explain(error: ValidationError, kind: str, whole: str = "") -> ParameterError:
    """The first thing that is wrong, in one line: `kind` says what is named, `whole` what all of them belong to."""
    first = error.errors()[0]
    message = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return ParameterError(message, where=whole)
    name, allowed = str(first["loc"][0]), ""
    if first["type"] == "literal_error":
        message, allowed = "is none of the allowed values", str(first["ctx"]["expected"])
    elif first["type"] == "greater_than_equal":
        message = f"is less than {first['ctx']['ge']}"
    elif first["type"] == "greater_than":
        message = f"is not more than {first['ctx']['gt']}"
    elif first["type"].startswith("int"):
        message = "is no whole number"
    elif first["type"].startswith(("float", "finite")):
        message = "is no number"
    message = message.replace("-r NAME", f"-r {name}")
    return ParameterError(f"{first['input']!r} {message}", where=f"{kind} {name}", allowed=allowed)


def read(notebook: str, namespace: Mapping[str, Any]) -> Parameters:
    """The parameters that stand in a notebook's `globals()`, checked.

    A name that papermill injected and that the notebook doesn't have would otherwise pass unseen.
    Raises ParameterError.
    """
    known = names_of(notebook)
    values = {name: namespace[name] for name in known if name in namespace}
    assigned = dict.fromkeys(name for name in _assigned(namespace.get("In", ())) if name not in known)
    return validate(notebook, {**values, **assigned})


def _assigned(history: Any) -> Iterator[str]:
    """Names assigned in parameter cells since the notebook's own one, the one with annotations, last ran."""
    cells: list[ast.Module] = []
    for source in history:
        if source.lstrip().startswith(_INJECTED):
            try:
                cell = ast.parse(source)
            except SyntaxError:  # a cell that didn't run
                continue
            own = any(isinstance(statement, ast.AnnAssign) for statement in cell.body)
            cells = [cell] if own else [*cells, cell]
    for cell in cells:
        for statement in cell.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
            yield from (target.id for target in targets if isinstance(target, ast.Name))
