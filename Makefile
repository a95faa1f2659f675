# make reproduce   set everything up, build the study's project, verify the paper's numbers
# make test        set everything up, run the tests
# make peers       the files we write, read by programs of others
# make check       format, lint, types, import contract, generated pages
# make bench       speed and memory, as ratios measured in one run
# make docs        write the generated pages anew

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: reproduce test peers check bench docs fixtures clean

reproduce: $(VENV)/.run
	$(BIN)/python -m analysis all -o $(OUT)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

peers: $(VENV)/.peers
	$(BIN)/python -m pytest tests/peers -n auto

check: $(VENV)/.lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m docs.generate --check

bench: $(VENV)/.bench
	$(BIN)/python -m pytest tests/benchmarks -p no:xdist -q

docs: $(VENV)/.test
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.plots

fixtures: $(VENV)/.run
	$(BIN)/python -m fixtures.make

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

# One virtual environment; each kind of work adds what it needs to it.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@ $(VENV)/.run

$(VENV)/.peers: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,peers]'
	touch $@ $(VENV)/.run $(VENV)/.test

$(VENV)/.lint: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	touch $@ $(VENV)/.run $(VENV)/.test

$(VENV)/.bench: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,bench]'
	touch $@ $(VENV)/.run $(VENV)/.test
