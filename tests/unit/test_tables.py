"""Tables: one declaration gives rows, frames, Arrow schemas and documentation."""

from datetime import date

import pandas as pd
import pytest

from yomikurabe.dictionary import describe_tables
from yomikurabe.tables import TABLES, Argument, Clause, Timex, check, empty, from_arrow, to_arrow, to_frame


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_all_columns_and_dtypes(name):
    frame = empty(name)
    assert list(frame.columns) == [c.name for c in TABLES[name].columns]
    assert len(frame) == 0
    assert {c.name for c in TABLES[name].columns if str(c.type) == "string"} <= set(frame.select_dtypes("str").columns)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_documented(name):
    assert [c.name for c in TABLES[name].columns if not c.doc] == []


def test_dates_lists_and_nulls_survive_the_way_to_a_frame_and_back_to_rows():
    timex = Timex("a", "a#t0", "a#s0", 0, 2, "8日", "date", None, date(2025, 12, 8), None, None, None, None)
    subject = Argument("ガ", 0, 1)
    clause = Clause("a", "a#c0", "a#s0", 0, 4, None, "会う", 2, False, "active", "past", 1.0, None, (subject,))
    assert to_frame(to_arrow("timexes", [timex]))["earliest"][0] == pd.Timestamp("2025-12-08")
    assert to_frame(to_arrow("timexes", [timex]))["latest"].isna().all()
    assert dict(to_frame(to_arrow("clauses", [clause]))["arguments"][0][0]) == {"role": "ガ", "start": 0, "end": 1}
    assert from_arrow("timexes", to_arrow("timexes", [timex])) == [timex]
    assert from_arrow("clauses", to_arrow("clauses", [clause])) == [clause]


def test_a_doubled_key_is_told():
    row = Timex("a", "a#t0", "a#s0", 0, 2, "8日", "date", None, None, None, None, None, None)
    with pytest.raises(AssertionError, match="timexes: more than one row for one time expression"):
        check("timexes", to_frame(to_arrow("timexes", [row, row])))


def test_the_column_dictionary_names_grain_and_types():
    told = describe_tables(["quantities"])
    assert "One row is one amount; its key is quantity_id." in told
    assert "| low | number or null | lower bound in `unit`, null where open |" in told
