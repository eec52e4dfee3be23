"""04_chips: which chips the articles name, what they claim of them, and what the reference makes of it."""

from ..words import listed
from .chip_claims import say_claims
from .chip_values import named, ranked, specs
from .displays import Answer
from .view import View

__all__ = ["answer", "named", "specs"]


def answer(view: View) -> Answer:
    """Which chips the articles name most, what they claim, and for how many chips there are reference values."""
    question, most, values = view.say("chips.question"), ranked(named(view)), specs(view)
    covered = set(values["chip_id"])
    if most:
        names = listed([f"{view.name(chip)} ({n})" for chip, n in most[:3]], view.lang)
        said = [view.say("chips.named", n=len(most), names=names)]
    else:
        said = [view.say("chips.none")]
    said += say_claims(view)
    if values.empty:
        said.append(view.say("chips.no_reference"))
    else:
        both = [chip for chip, _ in most if chip in covered]
        said.append(view.say("chips.reference", n=len(values), chips=len(covered), both=len(both)))
    return Answer(question, said, view.notes)
