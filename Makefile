# What developers and newcomers type. Everything runs in a virtual environment that the first
# target to need it sets up: pinned versions, checked by their hashes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
WORKERS ?= 2
READY := $(VENV)/.ready
BIN := $(VENV)/bin

.PHONY: help demo test lint bench

help:
	@echo "make demo    set up, plan the retailer example, say where the result is"
	@echo "make test    run all tests"
	@echo "make lint    lint, format, types, layers"
	@echo "make bench   plan 599 real investments and print the figures"

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headgate needs Python 3.11 or later")'
	@test -x $(BIN)/python || { echo "Setting up $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)
	@mkdir -p out
	@$(BIN)/headgate new out/retailer.xlsx --example retailer --force
	@$(BIN)/headgate plan out/retailer.xlsx -o out/retailer-plan.xlsx
	@echo "The plan is in out/retailer-plan.xlsx; what it was made from, in out/retailer.xlsx."

test: $(READY)
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY)
	@mkdir -p out
	@$(BIN)/python -m benchmarks.federal_it -o out/federal_it.xlsx --plan
