"""Run docs/schedule/dag.py under Airflow, in an environment of its own: every task, with the kernel of this one.

usage: try_airflow.py [FOLDER]   the folder for Airflow's environment (hundreds of MB), kept if named
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("apache-airflow", "apache-airflow-providers-papermill")


def call(*command: str | Path, **environment: str) -> None:
    subprocess.run([str(part) for part in command], check=True, env={**os.environ, **environment})  # noqa: S603


def try_dag(folder: Path) -> None:
    """Install Airflow into `folder`, lay the DAG out for this project, run all its tasks."""
    airflow, project = folder / "venv" / "bin" / "airflow", folder / "project"
    if not airflow.exists():
        call("uv", "venv", "--python", sys.executable, folder / "venv")
        call("uv", "pip", "install", "--python", folder / "venv" / "bin" / "python", *PACKAGES)
    call(sys.executable, "-m", "ipykernel", "install", "--prefix", folder / "jupyter", "--name", "yomikurabe")
    for name, there in (("notebooks", ROOT / "notebooks"), ("articles", ROOT / "seeds")):
        project.mkdir(exist_ok=True)
        if not (project / name).is_symlink():
            (project / name).symlink_to(there)
    (project / "executed").mkdir(exist_ok=True)
    (folder / "dags").mkdir(exist_ok=True)
    dag = (ROOT / "docs" / "schedule" / "dag.py").read_text("utf-8")
    (folder / "dags" / "dag.py").write_text(dag.replace("/srv/yomikurabe", str(project)), "utf-8")
    settings = {
        "AIRFLOW_HOME": str(folder / "home"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "JUPYTER_PATH": str(folder / "jupyter" / "share" / "jupyter"),
    }
    call(airflow, "db", "migrate", **settings)
    call(airflow, "dags", "test", "yomikurabe", **settings)
    made = sorted((project / "executed").glob("*.ipynb"))
    print(*made, sep="\n")


def main() -> None:
    if len(sys.argv) > 1:
        try_dag(Path(sys.argv[1]).resolve())
    else:
        with TemporaryDirectory() as folder:
            try_dag(Path(folder))


if __name__ == "__main__":
    main()
