"""The timeline for other programs: TimelineJS JSON, iCalendar, CSV.

Formats: https://timeline.knightlab.com/docs/json-format.html, RFC 5545, RFC 4180.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ..markup import escape
from ..words import listed, records, span
from .exports import as_rows, write_files
from .figures import shortened
from .timeline import happenings
from .view import View

_HEADLINE = 80
_LINE = 75
"""Octets that a line of iCalendar may have."""
_CALENDAR_STATUS = {"happened": "CONFIRMED", "planned": "TENTATIVE", "hypothetical": "TENTATIVE", "denied": "CANCELLED"}
_COLUMNS = ("happening_id", "earliest", "latest", "status", "action", "summary", "actors", "chips", "sources")


def as_timelinejs(view: View) -> dict[str, Any]:
    """The happenings as TimelineJS reads them; its text is markup, so the articles' words are escaped."""
    return {
        "title": {"text": {"headline": view.say("timeline.name"), "text": view.say("timeline.question")}},
        "events": [
            {
                "unique_id": row.happening_id,
                "start_date": _parts(row.earliest.date()),
                **({"end_date": _parts(row.latest.date())} if row.latest != row.earliest else {}),
                "display_date": span(row.earliest.date(), row.latest.date()),
                "group": view.say(f"status.{row.status}"),
                "text": {
                    "headline": str(escape(shortened(row.summary, _HEADLINE))),
                    "text": str(escape(_told(view, row))),
                },
            }
            for row in records(happenings(view))
        ],
    }


def as_icalendar(view: View) -> str:
    """The happenings as all-day entries; what is only planned or imagined is tentative, what was denied is cancelled.

    The stamp that the format asks for is the day of the newest article, so that one corpus gives one file.
    """
    period = view.period()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yomikurabe//Timeline//EN"]
    for row in records(happenings(view)):
        first, last = row.earliest.date(), row.latest.date()
        lines += [
            "BEGIN:VEVENT",
            f"UID:{row.happening_id}@yomikurabe",
            f"DTSTAMP:{period[1] if period else last:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{min(last, date.max - timedelta(1)) + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_value(shortened(row.summary, _HEADLINE))}",
            f"DESCRIPTION:{_value(_told(view, row))}",
            f"STATUS:{_CALENDAR_STATUS[row.status]}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def as_csv(view: View) -> str:
    """One row a happening; lists are joined by |."""
    return as_rows(_COLUMNS, ([getattr(row, c) for c in _COLUMNS] for row in records(happenings(view))))


def write(view: View, folder: str | Path) -> list[Path]:
    """Write timeline.json, timeline.ics and timeline.csv (with the mark that spreadsheets look for) into a folder.

    Raises OutputError where that can't be written.
    """
    return write_files(
        folder,
        {
            "timeline.json": json.dumps(as_timelinejs(view), ensure_ascii=False, indent=1).encode(),
            "timeline.ics": as_icalendar(view).encode(),
            "timeline.csv": as_csv(view).encode("utf-8-sig"),
        },
    )


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _told(view: View, row: Any) -> str:
    """The words of the clause and who tells them."""
    return f"{row.summary} ({listed(map(view.label, row.sources), view.lang)})"


def _value(text: str) -> str:
    """Text as iCalendar has it."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    """A line broken after so many octets, never inside a character."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE:
            parts.append("")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n ".join(parts)
