# Yomikurabe: `make help` lists what there is.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
BIN := .venv/bin
READY := .venv/.ready
LAB_LAYOUT := data/build/lab/default-37a8.jupyterlab-workspace
SYNC := UV_PYTHON_DOWNLOADS=never $(UV) sync --quiet --frozen --compile-bytecode --python $(PYTHON)

export PYTHONHASHSEED := 0
export PYDEVD_DISABLE_FILE_VALIDATION := 1

.DEFAULT_GOAL := help
.PHONY: help report test check lab notebooks score bench docs

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: $(READY) ## build the tables, run the notebooks, render reports/index.html
	@$(BIN)/yomikurabe report

test: $(READY) ## run every test; browser tests where a Chromium is found
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests
	$(BIN)/pytest --nbval -p no:cacheprovider notebooks

check: $(READY) ## format, lint, security rules and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

lab: $(READY) $(LAB_LAYOUT) ## open the notebooks in JupyterLab; LAB="..." gives it options
	@$(BIN)/jupyter trust notebooks/*.ipynb
	JUPYTER_CONFIG_PATH="$${JUPYTER_CONFIG_PATH:+$$JUPYTER_CONFIG_PATH:}$(CURDIR)/notebooks/jupyter" $(BIN)/jupyter lab $(LAB)

notebooks: $(READY) ## execute the notebooks in place, for committing
	$(BIN)/python tests/tools/execute_notebooks.py

score: $(READY) ## score the tables against the annotated articles in tests/golden
	$(BIN)/python tests/tools/score_golden.py

bench: $(READY) ## print the ratios of the benchmarks
	@$(SYNC) --inexact --group peers
	$(BIN)/python tests/bench/run.py

docs: $(READY) ## write the column dictionary into README.md, the API reference into docs/api
	$(BIN)/python tests/tools/write_columns.py
	$(BIN)/python -W error tests/tools/write_reference.py

$(READY): pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(SYNC)
	@touch $@

# Written once: what people then arrange themselves is kept there.
$(LAB_LAYOUT):
	@mkdir -p $(@D)
	@cp notebooks/jupyter/workspaces/$(@F) $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv
