"""The files of docs/schedule: each as far as it can be tried here (`tools/try_airflow.py` runs the DAG itself)."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer
import yaml

from tools.write_columns import README
from yomikurabe.cli import app
from yomikurabe.parameters import NOTEBOOKS, validate
from yomikurabe.runs.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "schedule"
FILES = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.iterdir()) if path.is_file()}
INSTALLED = "/srv/yomikurabe"
FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
"""What the five fields of a cron line may hold."""


def is_cron(line):
    fields = line.split()
    return len(fields) == 5 and all(
        field == "*" or (field.isdigit() and low <= int(field) <= high)
        for field, (low, high) in zip(fields, FIELDS, strict=True)
    )


def commands():
    """Every call of `yomikurabe report` in these files and the README, by where it stands."""
    for name, text in {**FILES, "README.md": README.read_text("utf-8")}.items():
        for line in re.findall(r"(?:^|[ =/])yomikurabe (report [^;&|\n]*)", text, re.MULTILINE):
            yield pytest.param(shlex.split(line.partition("`")[0], comments=True), id=f"{name}: {line}")


@pytest.mark.parametrize("arguments", list(commands()))
def test_every_call_is_one_that_the_command_takes(arguments):
    report = typer.main.get_command(app).commands["report"]
    context = report.make_context("report", arguments[1:])
    read_settings(None, {}, context.params["parameter"])


def test_the_settings_can_be_read():
    options, parameters = read_settings(FOLDER / "run.yaml", {}, [])
    assert (options.out, options.keep) == (FOLDER / "reports", 14)
    assert parameters["03_claims"]["since"] == "-90d"


def test_the_crontab_has_a_time_and_a_command_in_each_line():
    lines = [line for line in FILES["crontab"].splitlines() if not re.match(r"#|\w+=", line)]
    assert len(lines) == 1
    *fields, command = lines[0].split(maxsplit=5)
    assert is_cron(" ".join(fields))
    assert "%" not in command, "cron would end the command there"
    assert not is_cron("15 24 * * *")


def test_systemd_takes_the_units_without_a_word(tmp_path):
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("no systemd-analyze on the PATH: Debian's package is systemd")
    for name in ("yomikurabe.service", "yomikurabe.timer"):
        bin_folder = Path(sys.executable).parent
        text = FILES[name].replace(f"{INSTALLED}/.venv/bin", str(bin_folder)).replace(INSTALLED, str(ROOT))
        (tmp_path / name).write_text(text, "utf-8")
    command = [analyze, "verify", tmp_path / "yomikurabe.service", tmp_path / "yomikurabe.timer"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    (tmp_path / "yomikurabe.timer").write_text(FILES["yomikurabe.timer"].replace("OnCalendar", "OnCalender"), "utf-8")
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert "OnCalender" in done.stderr


def test_the_workflow_calls_what_there_is():
    workflow = yaml.load(FILES["workflow.yml"], yaml.BaseLoader)  # noqa: S506 - makes strings alone
    assert all(is_cron(entry["cron"]) for entry in workflow["on"]["schedule"])
    (job,) = workflow["jobs"].values()
    assert all(("uses" in step) != ("run" in step) for step in job["steps"])
    targets = [step["run"].removeprefix("make ") for step in job["steps"] if step.get("run", "").startswith("make ")]
    assert targets == [re.search(r"^READY := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1]]


def test_actionlint_finds_nothing_in_the_workflow(tmp_path):
    if not (actionlint := shutil.which("actionlint")):
        pytest.skip("no actionlint on the PATH")
    command = [actionlint, str(FOLDER / "workflow.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert (done.returncode, done.stdout) == (0, "")


def test_the_dag_runs_notebooks_with_parameters_that_they_take(monkeypatch):
    tasks, dags = [], []

    class Dag:
        def __init__(self, name, **options):
            dags.append((name, options))

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

    operators, sdk = ModuleType("airflow.providers.papermill.operators.papermill"), ModuleType("airflow.sdk")
    operators.PapermillOperator, sdk.DAG = lambda **given: tasks.append(given), Dag
    parents = ("airflow", "airflow.providers", "airflow.providers.papermill", "airflow.providers.papermill.operators")
    for name in parents:
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, operators.__name__, operators)
    monkeypatch.setitem(sys.modules, sdk.__name__, sdk)
    exec(compile(FILES["dag.py"], "dag.py", "exec"), {})  # noqa: S102 - our own file
    ((name, options),) = dags
    assert name == "yomikurabe"
    assert is_cron(options["schedule"])
    assert {task["task_id"] for task in tasks} <= set(NOTEBOOKS)
    assert len(tasks) == len({task["task_id"] for task in tasks}) > 3
    for task in tasks:
        assert (ROOT / Path(task["input_nb"]).relative_to(INSTALLED)).is_file()
        assert validate(task["task_id"], task["parameters"]).corpus == (f"{INSTALLED}/articles",)
