"""A home folder for builds and reports to which something happens, and the process that these are forked from."""

import pytest

pytest.register_assert_rewrite("faults")

from faults import RICE  # noqa: E402
from killing import Forks  # noqa: E402

PREPARE = f"""
from yomikurabe.extract.names import known_entities
from yomikurabe.topic import load_topic
known_entities(load_topic({str(RICE)!r}))

from contextlib import nullcontext
from types import SimpleNamespace
from yomikurabe import report
report.Forge = lambda topic: nullcontext(SimpleNamespace(wait=lambda: None))

def no_notebooks(chosen, forge, source, folder, *more):
    folder.mkdir()
    return {{}}

report.run_all = no_notebooks
"""
"""Whose kernels take their time is tried with some kills less."""
NEWS = "農水省は2{n}日、備蓄米{n}0万トンを放出すると発表した。小泉進次郎農相は「6月初めには店頭に並ぶ」と述べた。\n"


@pytest.fixture(scope="module")
def forks(tmp_path_factory):
    forks = Forks(tmp_path_factory.mktemp("forks") / "notes", PREPARE)
    yield forks
    forks.close()


@pytest.fixture
def home(tmp_path, forks):
    """A folder with articles, and places for what runs keep."""
    for name in ("articles", "cache", "tmp"):
        (tmp_path / name).mkdir()
    for n in (1, 2, 3):
        (tmp_path / "articles" / f"{n}.txt").write_text(f"米の値段{n}\n2025年5月2{n}日\n{NEWS.format(n=n)}", "utf-8")
    forks.env = {"YOMIKURABE_CACHE": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "tmp")}
    return tmp_path
