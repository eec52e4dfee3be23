"""What `make lab` tells JupyterLab. What people set in JupyterLab itself stands above `labconfig` beside this file."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]

c = get_config()  # noqa: F821 - JupyterLab runs this file
c.ServerApp.root_dir = str(PROJECT)
c.LabApp.default_url = "/lab/tree/notebooks/00_overview.ipynb"
c.LabApp.workspaces_dir = str(PROJECT / "data" / "build" / "lab")
c.LabApp.custom_css = True
# Where custom.css is looked for: a style of your own first. No other way of naming the folder is open to a project.
own = Path(os.environ.get("JUPYTER_CONFIG_DIR", "~/.jupyter")).expanduser()
c.ServerApp.tornado_settings = {"static_custom_path": [str(own / "custom"), str(HERE / "custom")]}
