"""The timeline for other programs: what is written is what the page tells, and articles' words stay words."""

import csv
import io
import json

import pytest

import yomikurabe as yk
from yomikurabe import parameters, show
from yomikurabe.show import timeline_exports
from yomikurabe.show.timeline import happenings

HOSTILE = '=HYPERLINK("//x") <script>alert(1)</script>, 会談;した'


@pytest.fixture(scope="module")
def view():
    return show.View(yk.load("seeds"), parameters.validate("01_timeline", {}))


@pytest.fixture
def hostile():
    corpus = yk.load("seeds")
    vars(corpus)["events"] = corpus.events.assign(summary=HOSTILE)
    return show.View(corpus, parameters.validate("01_timeline", {}))


def test_every_happening_is_in_every_file(view, tmp_path):
    told = len(happenings(view))
    script, calendar, table = timeline_exports.write(view, tmp_path / "out")
    assert len(json.loads(script.read_text("utf-8"))["events"]) == told
    assert calendar.read_text("utf-8").count("BEGIN:VEVENT") == told
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert [r["happening_id"] for r in rows] == list(happenings(view)["happening_id"])


def test_a_planned_year_is_tentative_and_ends_on_its_last_day(view):
    entry = next(
        e for e in timeline_exports.as_icalendar(view).split("BEGIN:VEVENT") if "DTSTART;VALUE=DATE:20260101" in e
    )
    assert "DTEND;VALUE=DATE:20270101" in entry  # the day after the last, as the format wants it
    assert "STATUS:TENTATIVE" in entry


def test_lines_of_the_calendar_are_folded_within_75_octets(view):
    assert max(len(line.encode()) for line in timeline_exports.as_icalendar(view).split("\r\n")) <= 75


def test_words_of_articles_are_no_markup_no_formula_and_no_field(hostile):
    event = timeline_exports.as_timelinejs(hostile)["events"][0]
    assert "<script>" not in event["text"]["headline"] + event["text"]["text"]
    rows = list(csv.DictReader(io.StringIO(timeline_exports.as_csv(hostile))))
    assert all(r["summary"].startswith("'=HYPERLINK") for r in rows)
    plain = timeline_exports.as_icalendar(hostile).replace("\r\n ", "")
    assert "\\, 会談\\;した" in plain


def test_a_place_that_cannot_be_written_is_told(view, tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(yk.OutputError, match="name a folder that can be written"):
        timeline_exports.write(view, tmp_path / "file")
