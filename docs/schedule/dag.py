"""Airflow: the notebooks as tasks of apache-airflow-providers-papermill.

Airflow needs nothing of this project; the kernel does. Make it known to Airflow's Jupyter once, as Airflow's user:

    /srv/yomikurabe/.venv/bin/python -m ipykernel install --user --name yomikurabe
"""

from datetime import UTC, datetime, timedelta

from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.sdk import DAG

PROJECT = "/srv/yomikurabe"
PARAMETERS = {"corpus": f"{PROJECT}/articles", "since": "-90d"}
"""For the notebooks that have them: the chips have no `since`."""

with DAG(
    "yomikurabe",
    schedule="15 6 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=15)},
):
    for name in ("00_overview", "01_timeline", "02_stakeholders", "03_claims", "04_chips"):
        PapermillOperator(
            task_id=name,
            input_nb=f"{PROJECT}/notebooks/{name}.ipynb",
            output_nb=f"{PROJECT}/executed/{{{{ run_id }}}}-{name}.ipynb",
            parameters={k: v for k, v in PARAMETERS.items() if name != "04_chips" or k != "since"},
            kernel_name="yomikurabe",
        )
