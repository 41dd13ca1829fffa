# Every target does its own set-up: a virtual environment in .venv, filled from requirements.lock with what the program
# needs, and from requirements-dev.lock with what tests and linters need besides where a target runs those.
# Needs: Python 3.11 or newer, git, make, and the network (once) for the packages of the locks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# pip compiles on one processor, and the tests of packages too: two fifths of its time. The process that reads a document
# may write no file, so that what it imports has to be compiled before.
BYTECODE := $(BIN)/python -m compileall -qq -j 0 -x '/tests?/|/pip/'
SITE ?= site

# pytest's own options, e.g. make test PYTEST_ARGS="-k numbers"
PYTEST_ARGS ?=

# How many units of an invented prefecture, of 16 reports each, make bench goes through, one number after the other.
BENCH_UNITS ?= 4 12
# Numbers of real reports, renamed and shifted, whose site make bench builds too.
BENCH_REAL ?= 60
# Another checkout of this repository, after its own make setup: its program is measured in the same run, at the
# prefecture it makes itself.
BENCH_OTHER ?=
# The peer of reading, which nothing else needs: installed below build/ for the benchmark alone.
BENCH_PEER ?= pdfplumber==0.11.10
# How many times each report and document is read; the shortest counts.
BENCH_TIMES ?= 1
# Documents whose reading is timed: what DISCLOSURE_SOURCES names, or the folder of reports next to the checkout.
BENCH_SOURCES ?= $(or $(DISCLOSURE_SOURCES),$(wildcard ../shared/reports))

# How long make fuzz tries damaged input on each thing that reads some.
FUZZ_SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help setup develop site serve build page test lint format bench guard fuzz lock clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make the virtual environment for the program (the other targets do it by themselves)

develop: $(DEV_STAMP) ## add to it what tests and linters need (test, lint and bench do it by themselves)

# Keyed on the lock and on pyproject.toml; a set-up that breaks off leaves no stamp and is done again.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "error: $(PYTHON) is missing or older than 3.11; name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' \
	  || { echo "error: this Python cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@rm -f $@ $(DEV_STAMP)
	@echo "setting up $(VENV) from requirements.lock: half a minute or more, once"
	$(PYTHON) -m venv --clear $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --no-deps -e .
	@$(BYTECODE) $(VENV)/lib scripts || true
	@touch $@

# The second lock holds the first one, in the same versions: what is there already stays as it is.
$(DEV_STAMP): $(STAMP) requirements-dev.lock
	@rm -f $@
	@echo "adding what tests and linters need from requirements-dev.lock: half a minute or more, once"
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(BYTECODE) $(VENV)/lib || true
	@touch $@

# A build starts a dozen interpreters: where bytecode may not be written each of them would compile what it imports.
site: $(STAMP) ## build the data and the whole site into site/
	PYTHONDONTWRITEBYTECODE= $(BIN)/disclosure site --out $(SITE)

serve: site ## build the site and serve it on http://127.0.0.1:8000
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

build: $(STAMP) ## read, check and write the data of every report again
	PYTHONDONTWRITEBYTECODE= $(BIN)/disclosure build

page: $(STAMP) ## write docs/reference/checks.md from checks.yml, calculations.yml and the labels
	$(BIN)/python -c "from pathlib import Path; from disclosure.package.stored.definitions import write_page; from disclosure.store import find_layout; write_page(find_layout(Path()))"

# The tests start hundreds of interpreters: where bytecode may not be written each of them would compile the program.
test: lint ## the linters, then the tests on all processors; of slow round trips a sample, all of them with FULL=1
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses=auto $(PYTEST_ARGS)

# Two linters run at a time, the longest first; all run to their end, whichever fails. make before 4.0 mixes their lines.
LINTERS := mypy lint-imports deptry-scripts deptry ruff ruff-format plain-words yamllint actionlint zizmor
LINT_JOBS := --jobs=2 --keep-going $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

lint: $(DEV_STAMP) ## ruff, mypy --strict, the order of the rooms, deptry, yamllint, actionlint and zizmor over the workflows
	@$(MAKE) --no-print-directory $(LINT_JOBS) $(LINTERS:%=lint/%)

.PHONY: $(LINTERS:%=lint/%)
lint/mypy: ; $(BIN)/mypy
lint/lint-imports: ; $(BIN)/lint-imports
lint/deptry-scripts: ; $(BIN)/deptry scripts --optional-dependencies-dev-groups dev
lint/deptry: ; $(BIN)/deptry .
lint/ruff: ; $(BIN)/ruff check .
lint/ruff-format: ; $(BIN)/ruff format --check .
lint/plain-words: ; $(BIN)/python tests/lint/plain_words.py
lint/yamllint: ; $(BIN)/yamllint .
lint/actionlint: ; $(BIN)/actionlint
lint/zizmor: ; $(BIN)/zizmor --offline --quiet .github

format: $(DEV_STAMP) ## put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV_STAMP) ## time the reports at hand and an invented prefecture through the whole chain, against what is asked
	@mkdir -p build && rm -f build/bench-*.json
	$(BIN)/python benchmarks/run.py --times $(BENCH_TIMES)
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/scale.py $(BENCH_UNITS) --real $(BENCH_REAL) $(BENCH_OTHER:%=--other %) \
	  --results build/bench-scale.json
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/capacity.py
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/watch.py
	@if [ -n "$(BENCH_SOURCES)" ]; then $(INSTALL) --upgrade --target build/peer $(BENCH_PEER) \
	  && PYTHONPATH=scripts $(BIN)/python benchmarks/reading.py $(BENCH_SOURCES) --peer build/peer \
	  --times $(BENCH_TIMES) $(BENCH_OTHER:%=--other %) --results build/bench-reading.json; fi
	$(BIN)/python benchmarks/targets.py build/bench-scale.json build/bench-reading.json

fuzz: $(DEV_STAMP) ## try damaged documents and files on everything that reads them, FUZZ_SECONDS for each kind
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/fuzz.py $(FUZZ_SECONDS)

guard: $(DEV_STAMP) ## fail where the chain has grown out of proportion: coarse bounds on ratios of time, none on seconds
	PYTHONPATH=scripts:. $(BIN)/python benchmarks/scale.py 2 6 --guard

# The larger lock comes first and bounds the smaller one, so that no package has two versions.
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--custom-compile-command "make lock" --no-emit-index-url

lock: $(DEV_STAMP) ## compile the locks again, with the newest versions
	$(COMPILE) --upgrade --extra dev pyproject.toml requirements.in -o requirements-dev.lock
	$(COMPILE) --upgrade --constraint requirements-dev.lock pyproject.toml requirements.in -o requirements.lock
	$(COMPILE) --upgrade --constraint requirements-dev.lock --extra ocr pyproject.toml requirements.in -o requirements-ocr.lock
	$(COMPILE) --upgrade --constraint requirements-dev.lock --override tests/package/tools-left-out.in tests/package/tools.in -o requirements-tools.lock

clean: ## remove what was made: the environment, the site, caches
	rm -rf $(VENV) $(SITE) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis scripts/*.egg-info
	find scripts tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
