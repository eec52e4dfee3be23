"""02_stakeholders: who stands where on what, and who differs by issue or by day."""

from collections.abc import Mapping

import pandas as pd

from ..explore import naming
from ..parameters import Stakeholders
from ..words import listed, records
from . import figures
from .displays import Table
from .once import once
from .view import View

POLARITIES = ("support", "conditional", "undecided", "oppose")
"""Positions, from for to against."""
SYMBOLS = {"support": "circle", "conditional": "diamond", "undecided": "circle-open", "oppose": "x"}
"""The symbol of each position."""
COLOURS = dict(zip(POLARITIES, (figures.PALETTE[0], figures.PALETTE[4], figures.GREY, figures.PALETTE[1]), strict=True))
"""The colour of each position."""


@once
def stances(view: View) -> pd.DataFrame:
    """Grain: one position of a chosen actor on a chosen issue. Its own days count for since and until."""
    chosen = view.parameters
    assert isinstance(chosen, Stakeholders)  # noqa: S101 - for the type checker
    view.require("issues", chosen.issues, view.corpus.topic.issues)
    frame = view.within(view.corpus.rows("stances", view.sources["doc_id"]), "earliest", "latest")
    actors = actor_ids(view, chosen)
    kept = pd.Series(True, index=frame.index)
    if actors:
        kept &= frame["actor_id"].isin(actors)
    if chosen.camps:
        kept &= frame["actor_id"].map(camps(view)).isin(chosen.camps)
    if chosen.issues:
        kept &= frame["issue_id"].isin(chosen.issues)
    frame = frame[kept]
    counts = frame["actor_id"].value_counts()
    return frame[frame["actor_id"].map(counts) >= chosen.min_evidence]


def actor_ids(view: View, chosen: Stakeholders) -> frozenset[str]:
    """The chosen actors: entities by id or name, nameless groups by their id. Raises ParameterError."""
    view.require("camps", chosen.camps, view.sides)
    groups = set(view.corpus.stances["actor_id"]) if chosen.actors else set()
    named = [actor for actor in chosen.actors if actor not in groups]
    return view.entity_ids("actors", named) | frozenset(chosen.actors) & groups


def issue_name(view: View, issue_id: str) -> str:
    """What an issue is called in the page's language."""
    return naming.issue_name(view.corpus, issue_id)


def polarity_name(view: View, polarity: str) -> str:
    """What a polarity is called in the page's language."""
    return view.say(f"stakeholders.polarity.{polarity}")


@once
def camps(view: View) -> Mapping[str, str]:
    """The camp of each actor that has one: entities, countries as their governments, nameless groups."""
    topic = view.corpus.topic
    groups = {row.group: row.side for row in topic.groups.values() if row.side}
    return {**view.side_of, **{row.entity_id: row.side for row in topic.metonyms.values()}, **groups}


def camp_name(view: View, actor: str) -> str:
    """The camp of an actor in the page's language; a blank for those without one."""
    return view.sides.get(camps(view).get(actor, ""), "")


def sentences(view: View) -> list[str]:
    """Who stands where, in sentences; none where no position was found."""
    frame = stances(view)
    if frame.empty:
        return []
    said = [
        view.say(
            "stakeholders.positions.most",
            n=len(frame),
            actors=view.say("stakeholders.positions.actors", n=frame["actor_id"].nunique()),
            issues=view.say("stakeholders.positions.issues", n=frame["issue_id"].nunique()),
        )
    ]
    disputed = _disputed(frame)
    if disputed:
        issue, supporters, opponents = disputed[0]
        said.append(
            view.say(
                "stakeholders.positions.disputed",
                issue=issue_name(view, issue),
                supporters=supporters,
                opponents=opponents,
            )
        )
    changing = list(dict.fromkeys(actor for actor, _ in differing(view, frame)))
    if changing:
        names = listed([view.name(a) for a in changing[:3]], view.lang)
        said.append(view.say("stakeholders.positions.differ", n=len(changing), names=names))
    return said


def _disputed(frame: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Issues that actors are for and against, with how many, the most disputed first."""
    sides = frame.groupby(["issue_id", "polarity"])["actor_id"].nunique()
    found = [
        (str(issue), int(sides.get((issue, "support"), 0)), int(sides.get((issue, "oppose"), 0)))
        for issue in sorted(set(frame["issue_id"]))
    ]
    return sorted((f for f in found if f[1] and f[2]), key=lambda f: (-min(f[1:]), -sum(f[1:]), f[0]))


def kinds(view: View) -> dict[str, str]:
    """What an issue is compared with: sales of any goods with one another, any other issue with itself."""
    issues = view.corpus.topic.issues
    return {i: "trade" if row.places and (row.chips or row.makers) else i for i, row in issues.items()}


def differing(view: View, frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Actors and kinds of issues that they are for and against, at one time or another; most told of first."""
    opinions = frame[frame["polarity"].isin(("support", "oppose"))]
    opinions = opinions.assign(kind=opinions["issue_id"].map(kinds(view)))
    both = opinions.groupby(["actor_id", "kind"])["polarity"].nunique()
    counts = frame["actor_id"].value_counts()
    return sorted(both[both > 1].index, key=lambda key: (-int(counts[key[0]]), key))


def list_positions(view: View) -> Table:
    """Grain of a row: one position with the sentence that shows it, by actor, issue and day."""
    title, frame = view.say("stakeholders.positions.title"), stances(view)
    headers = [view.say(f"column.{c}") for c in ("actor", "issue", "position", "shown_by", "via", "date", "source")]
    if frame.empty:
        return Table(title, view.say("stakeholders.positions.none"), headers, [], view.lang)
    counts, order = frame["actor_id"].value_counts(), list(view.corpus.topic.issues)
    told = sorted(
        records(frame), key=lambda r: (-int(counts[r.actor_id]), r.actor_id, order.index(r.issue_id), r.doc_id, r.start)
    )
    rows = [
        (
            view.name(r.actor_id),
            issue_name(view, r.issue_id),
            polarity_name(view, r.polarity),
            view.evidence(r, "quote"),
            view.name(r.via_id) if isinstance(r.via_id, str) else "",
            view.dates(r.earliest, r.latest),
            view.place(r),
        )
        for r in told
    ]
    return Table(title, view.say("stakeholders.positions.caption", n=len(rows)), headers, rows, view.lang)
