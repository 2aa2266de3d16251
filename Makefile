# `make demo` and `make test` do all set-up themselves. Needs make and Python 3.11 or newer with venv.
#   make demo PYTHON=python3.13 VENV=~/venvs/bangmun     another Python, another place
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := $(VENV)/bin
STAMP := $(VENV)/.bangmun-installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TESTFLAGS ?= -q -n 2
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 $(UPGRADE)

.PHONY: help install demo test check score accuracy readme lock clean
help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -e 's/:.*## /	/' | expand -t 10

install: $(STAMP)  ## everything into $(VENV), versions and hashes from the lock files

# Build requirements come first and are locked too: one dependency (the model of kiwipiepy) is built on the spot.
$(STAMP): requirements.lock requirements-build.lock pyproject.toml
	@test -n '$(PYTHON)' || { echo 'bangmun needs Python 3.11 or newer, and found none; name one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "bangmun needs Python 3.11 or newer, not $$($(PYTHON) -V 2>&1) ($(PYTHON))" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo 'this Python has no venv; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV), a minute or two the first time …' >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements-build.lock
	@$(PIP) --require-hashes --no-build-isolation -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)  ## the main job on sample sites, served and crawled on this machine
	@$(BIN)/bangmun demo

test: $(STAMP)  ## all tests
	@$(BIN)/python -m pytest $(TESTFLAGS)

check: $(STAMP)  ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

score: $(STAMP)  ## scores against the labels in ../shared, where they are
	@$(BIN)/python bench/score.py

accuracy: $(STAMP)  ## write docs/accuracy.md anew, where ../shared is
	@$(BIN)/python bench/accuracy.py

readme: $(STAMP)  ## write the tables and the demo's output in README.md and README.ko.md anew
	@$(BIN)/python bench/readme.py

lock: $(STAMP)  ## write the lock files anew; UPGRADE=--upgrade for newer versions
	@$(PIP) uv
	@$(BIN)/$(LOCK) pyproject.toml --group dev --output-file requirements.lock
	@$(BIN)/$(LOCK) --group build --output-file requirements-build.lock

clean:  ## remove $(VENV) and what tools leave behind
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
