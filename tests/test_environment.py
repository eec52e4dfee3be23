"""environment.yml serves conda users; pyproject.toml and uv.lock are the truth it is held against."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKED = {p["name"]: p["version"] for p in tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]}
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
UNDER_PIP = {"sudachipy", "sudachidict-core", "plotly"}


def wanted():
    return {r.name: r for r in map(Requirement, PYPROJECT["project"]["dependencies"])}


def listed():
    pip = next(d["pip"] for d in CONDA if isinstance(d, dict))
    names = [d for d in CONDA if isinstance(d, str) and d != "pip"]
    return {Requirement(d).name: Requirement(d) for d in [*names, *(p for p in pip if not p.startswith("-"))]}, pip


def test_every_dependency_stands_in_both_with_the_same_bounds():
    conda, _ = listed()
    bounds = {name: set(r.specifier) for name, r in wanted().items()}
    assert {name: set(r.specifier) for name, r in conda.items() if name != "python"} == bounds
    assert str(conda["python"].specifier) == PYPROJECT["project"]["requires-python"]


def test_the_lock_satisfies_environment_yml():
    conda, _ = listed()
    assert [n for n, r in conda.items() if n != "python" and LOCKED[n] not in r.specifier] == []


def test_what_conda_forge_lags_on_stands_under_pip():
    _, pip = listed()
    assert {re.split(r"[<>=]", p)[0] for p in pip} >= UNDER_PIP
    assert "-e ." in pip


def test_tokenizer_and_dictionary_are_pinned_exactly():
    for name in ("sudachipy", "sudachidict-core"):
        assert str(wanted()[name].specifier) == f"=={LOCKED[name]}"
