# make run          open the dashboard on http://127.0.0.1:8501
#                   REPORTS=folder/or/file  also add these reports
#                   FOLDERS=folder          let the Reports page read this folder (REPORTS, if not set)
#                   LIBRARY=path.duckdb     keep the library elsewhere; LIBRARY=figures/ shows a dataset of
#                                           python -m extract corpus, read only     PORT=8600  another port
# make test         lint, types, and every test, the browser's included
# make check        lint and types only
# make accuracy     score the labels of tests/gold/ again, for the About page
# make screenshots  make the pictures of the README again
# make bench        measure the extractor (BENCH=reading, dashboard or corpus: those instead)
# make pins         compile requirements*.in into requirements*.txt
# make clean        remove .venv and what tools leave behind; the library stays

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
PORT ?= 8501
BENCH ?= extract
export FOLDERS ?= $(REPORTS)

.PHONY: run test check accuracy screenshots bench pins clean

run: $(VENV)/run.stamp
	@$(PY) -m dashboard add --if-empty data/reports
	@if [ -n "$$REPORTS" ]; then $(PY) -m dashboard add "$$REPORTS" || \
	    echo "Not every report was added (see above); the dashboard opens with the rest."; fi
	@exec $(PY) -m streamlit run app.py --server.port $(PORT)

test: check
	@$(PY) scripts/chromium.py --get
	@$(PY) -m pytest --numprocesses auto --dist worksteal -m "not browser"
	@$(PY) -m pytest -m browser

check: $(VENV)/test.stamp
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

accuracy: $(VENV)/test.stamp
	@$(PY) scripts/accuracy.py

screenshots: $(VENV)/test.stamp
	@$(PY) scripts/chromium.py --get
	@$(PY) scripts/screenshots.py

bench: $(VENV)/test.stamp
	@$(PY) -m benchmarks.$(BENCH)

COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 \
    --generate-hashes --no-header --no-annotate
pins: $(VENV)/test.stamp
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt
	@$(COMPILE) requirements-ocr.in -o requirements-ocr.txt
	@$(COMPILE) requirements-login.in -o requirements-login.txt
	@$(COMPILE) requirements-cluster.in -o requirements-cluster.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results

# A stamp is newer than the requirements it stands for once they are installed.
$(VENV)/run.stamp: requirements.txt
	@$(PY) -m pip --version >/dev/null 2>&1 || scripts/environment.sh
	@echo "Installing the packages into $(VENV) (about 600 MB, once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-dev.txt requirements-cluster.txt
	@echo "Installing what the tests need into $(VENV) …"
	@$(PIP) -r requirements.txt -r requirements-dev.txt -r requirements-cluster.txt
	@touch $@
