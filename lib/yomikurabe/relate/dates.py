"""When an article without a date can have appeared: after what it tells as past, before what it tells as to come."""

from collections.abc import Sequence

from ..tables import Document, Event, Timex, say


def infer_publication(document: Document, events: Sequence[Event], timexes: Sequence[Timex]) -> Document:
    """The document with the interval of publication that its own dates allow.

    A date that the text or sources.csv states is never changed. Only dates written out in full count: a relative one
    would need the answer. The interval is open where nothing closes it.
    """
    if document.published_basis != "unknown":
        return document
    written = {t.timex_id for t in timexes if t.anchor is None}
    full = [e for e in events if e.timex_id in written and e.earliest and e.latest]
    earliest = max((e.earliest for e in full if e.status == "happened" and e.earliest), default=None)
    latest = min(
        (e.latest for e in full if e.status == "planned" and e.latest and (earliest is None or e.latest >= earliest)),
        default=None,
    )
    if earliest is None and latest is None:
        return document
    key = "date.inferred" if earliest and latest else "date.not_before" if earliest else "date.not_after"
    return document._replace(
        published_earliest=earliest,
        published_latest=latest,
        published_basis="inferred",
        basis=say(key, earliest=str(earliest), latest=str(latest)),
    )
