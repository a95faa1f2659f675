# make reproduce   set everything up, build the study's project, verify the paper's numbers, report
# make test        set everything up, run the tests
# make identify    derive anew what the printed numbers determine, and the reconstruction; compare
# make browser     the report, opened in a real browser
# make twice       the study under another Python, and its pdf in another world, are the same
# make peers       the files we write, read by programs of others, a running Taguette among them
# make check       format, lint, types, import contract, generated pages
# make bench       speed and memory, as ratios measured in one run
# make docs        write the generated pages anew
# make screenshots take the pictures of the report anew

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: reproduce test identify browser twice peers check bench docs screenshots fixtures clean

reproduce: $(VENV)/.run
	$(BIN)/python -m analysis all -o $(OUT)

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

identify: $(VENV)/.solve
	$(BIN)/python -m analysis identify
	$(BIN)/python -m analysis reconstruct

# Debian's chromium where it is there, or the one that CHROMIUM names; else Playwright's own.
browser: $(VENV)/.browser
	test -n "$$CHROMIUM" || command -v chromium > /dev/null || $(BIN)/python -m playwright install chromium
	$(BIN)/python -m pytest tests/browser -n auto

twice: $(VENV)/.test
	$(BIN)/python -m pytest tests/twice -q

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

screenshots: $(VENV)/.browser
	$(BIN)/python -m docs.screenshots

fixtures: $(VENV)/.run
	$(BIN)/python -m fixtures.make

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

# One virtual environment; each kind of work adds what it needs to it.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[report]'
	touch $@

$(VENV)/.solve: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[report,solve]'
	touch $@ $(VENV)/.run

$(VENV)/.test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@ $(VENV)/.run $(VENV)/.solve

$(VENV)/.browser: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,browser]'
	touch $@ $(VENV)/.run $(VENV)/.solve $(VENV)/.test

$(VENV)/.peers: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,peers]'
	touch $@ $(VENV)/.run $(VENV)/.solve $(VENV)/.test

$(VENV)/.lint: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	touch $@ $(VENV)/.run $(VENV)/.solve $(VENV)/.test

$(VENV)/.bench: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,bench]'
	touch $@ $(VENV)/.run $(VENV)/.solve $(VENV)/.test
