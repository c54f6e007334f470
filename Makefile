# `make demo` and `make test` do all the set-up: they need Python 3.11 or later, make and a package index.
PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
BIN := $(VENV)/bin
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz standards schemas clean

help:  ## Say what each target does.
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' $(MAKEFILE_LIST)

demo: $(INSTALLED)  ## Lint the example export, and a little of a force; what is found does not fail.
	@$(BIN)/recordcheck lint examples/contacts.csv || test $$? -eq 1
	@echo
	@$(BIN)/recordcheck lint examples/force/tables --standard police-child-protection --as-at 2026-03-31 \
	    --select 'MIS-40*' --no-targets --output-format concise || test $$? -eq 1

# A file is one worker's: what its tests share is made once.
test: $(TOOLS)  ## Lint, formatting, types, then all tests; stops at the first that fails.
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

fuzz: $(TOOLS)  ## Search for longer among random exports and standards, with another seed each time.
	FUZZ_EXAMPLES=3000 AGREEMENT_EXAMPLES=200 $(BIN)/python -m pytest -n $(WORKERS) \
	    tests/cli/test_fuzz.py tests/test_engine_agrees.py tests/exports

standards: $(INSTALLED)  ## Check the shipped standards and code lists, and run the examples of every rule.
	$(BIN)/recordcheck schema check
	$(BIN)/recordcheck schema test --mutate

schemas: $(INSTALLED)  ## Write the JSON Schemas again, after a change of the format or of the JSON output.
	$(BIN)/python -m recordcheck.standard.json_schema
	$(BIN)/python -m recordcheck.output.json_schema > recordcheck/run.schema.json

clean:  ## Remove the environment and everything that tools leave behind.
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is written last: an installation that was cut off is done again.
$(MADE):
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): $(MADE) pyproject.toml
	$(PIP) install --quiet --editable .
	@touch $@

# The pip of Python 3.11 knows no dependency groups, so a newer one comes first.
$(TOOLS): $(MADE) pyproject.toml
	$(PIP) install --quiet --upgrade "pip>=25.1"
	$(PIP) install --quiet --editable . --group dev
	@touch $@ $(INSTALLED)
