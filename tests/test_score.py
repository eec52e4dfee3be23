"""Each score that was once reached is a floor."""

import json

import pytest

from tools.score_golden import FLOORS, build, reached

FLOOR = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    build(folder)
    return reached(folder)


@pytest.mark.parametrize("measure", FLOOR)
def test_a_score_does_not_fall(figures, measure):
    assert figures[measure] >= FLOOR[measure]
