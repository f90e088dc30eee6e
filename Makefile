# make        sets up Epistola in .venv and builds the edition of this folder
# make test   sets up what the tests need as well, and runs all of them
#
# It needs git, make and Python 3.11 or newer. To choose a Python: make PYTHON=/path/to/python3

PYTHON ?=
VENV   := .venv
BIN    := $(VENV)/bin
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1
PIP    := $(PINNED) $(BIN)/python -m pip -qq --no-input
SOURCE_OF_SETUP := pyproject.toml hatch_build.py constraints.txt

.PHONY: build test evaluate schema lock clean

build: $(VENV)/.installed
	@$(BIN)/epistola build

test: $(VENV)/.installed-for-tests
	@echo "Style …"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@echo "Types …"
	@$(BIN)/mypy --no-error-summary
	@echo "Imports …"
	@$(BIN)/lint-imports --no-logo >$(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }
	@echo "Tests …"
	@$(BIN)/python -m pytest -q -n 2

evaluate: $(VENV)/.installed-for-tests
	@$(BIN)/python tests/benchmarks/evaluate.py --calibration

schema: $(VENV)/.installed
	@$(BIN)/epistola schema build schema/epistola.odd -o schema/generated

$(VENV)/.installed: $(SOURCE_OF_SETUP) | $(BIN)/python
	@echo "Installing Epistola and the packages that it needs into $(VENV) (once; about a minute) …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.installed
	@echo "Installing what the tests need (once; about a minute) …"
	@$(PIP) install --editable '.[test]'
	@touch $@

# The first Python in this list that is new enough and can make virtual environments.
$(BIN)/python:
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	    found="$$python"; \
	    "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
	    echo "Making a virtual environment in $(VENV) with $$("$$python" --version) …"; \
	    rm -rf $(VENV) && "$$python" -m venv $(VENV) && exit 0; \
	    echo "The virtual environment can't be made with $$python." >&2; exit 3; \
	done; \
	if [ -n "$$found" ]; then \
	    echo "$$found can't make virtual environments: its modules venv and ensurepip are missing." >&2; \
	    echo "Install them (Debian and Ubuntu: apt install python3-venv), then run make again." >&2; \
	else \
	    echo "Epistola needs Python 3.11 or newer, and there is none on your PATH." >&2; \
	    echo "Install it (https://www.python.org/downloads/), or name it: make PYTHON=/path/to/python3" >&2; \
	fi; \
	exit 3

# Write down the versions of today, in an environment of its own, so that tomorrow's machine gets the same.
lock:
	@rm -rf build/lock && $(or $(PYTHON),python3) -m venv build/lock
	@build/lock/bin/python -m pip -qq install --editable '.[test]' hatchling editables
	@{ echo "# Made by make lock: the exact versions with which all tests passed."; \
	   build/lock/bin/python -m pip freeze --exclude-editable; } >constraints.txt
	@rm -rf build/lock
	@echo "constraints.txt names $$(grep -c == constraints.txt) packages; now run make test."

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
