"""Errors are one line: where, what, what is allowed, how to mend it."""

from yomikurabe.errors import ParameterError, UserError


def test_all_parts_stand_in_one_line():
    error = UserError("'x' is no\nunit", where="specs.csv, row 3", allowed="GB, W", mend="write GB")
    assert str(error) == "specs.csv, row 3: 'x' is no unit (allowed: GB, W); write GB"


def test_a_notebook_shows_the_line_and_no_traceback():
    assert ParameterError("no such year")._render_traceback_() == ["ParameterError: no such year"]
