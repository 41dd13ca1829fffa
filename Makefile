# Every target does its own set-up: a virtual environment in .venv, filled from requirements.lock.
# Needs: Python 3.11 or newer, git, make, and the network (once) for the packages of the lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SITE ?= site

# pytest's own options, e.g. make test PYTEST_ARGS="-k numbers"
PYTEST_ARGS ?=

# How many units of an invented prefecture, of 16 reports each, make bench goes through, one number after the other.
BENCH_UNITS ?= 4 12

# How long make fuzz tries damaged input on each thing that reads some.
FUZZ_SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help setup site serve build test lint format bench guard fuzz lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make the virtual environment (the other targets do it by themselves)

# Keyed on the lock and on pyproject.toml; a set-up that breaks off leaves no stamp and is done again.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "error: $(PYTHON) is missing or older than 3.11; name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "error: this Python cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@rm -f $@
	@echo "setting up $(VENV) from requirements.lock: half a minute or more, once"
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

site: $(STAMP) ## build the data and the whole site into site/
	$(BIN)/disclosure site --out $(SITE)

serve: site ## build the site and serve it on http://127.0.0.1:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

build: $(STAMP) ## read, check and write the data of every report again
	$(BIN)/disclosure build

test: lint ## the linters, then every test
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(STAMP) ## ruff, mypy --strict, the order of the rooms, yamllint, actionlint and zizmor over the workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint .
	$(BIN)/actionlint
	$(BIN)/zizmor --offline --quiet .github

format: $(STAMP) ## put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP) ## time the reports at hand, and an invented prefecture through the whole chain
	$(BIN)/python benchmarks/run.py
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/scale.py $(BENCH_UNITS)
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/capacity.py
	@if [ -n "$$DISCLOSURE_SOURCES" ]; then PYTHONPATH=scripts $(BIN)/python benchmarks/reading.py "$$DISCLOSURE_SOURCES"; fi

fuzz: $(STAMP) ## try damaged documents and files on everything that reads them, FUZZ_SECONDS for each kind
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/fuzz.py $(FUZZ_SECONDS)

guard: $(STAMP) ## fail where the chain has grown out of proportion: coarse bounds on ratios of time, none on seconds
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/scale.py 2 6 --plain 0 --guard

lock: $(STAMP) ## compile requirements.lock again, with the newest versions
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
	  --extra dev --custom-compile-command "make lock" pyproject.toml requirements.in -o requirements.lock

clean: ## remove what was made: the environment, the site, caches
	rm -rf $(VENV) $(SITE) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis scripts/*.egg-info
	find scripts tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
