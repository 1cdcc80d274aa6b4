# What developers and newcomers type. Everything runs in a virtual environment that the first
# target to need it sets up: pinned versions, checked by their hashes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
WORKERS ?= 2
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
BIN := $(VENV)/bin

.PHONY: help demo test lint bench bench-compare bench-scale bench-ppssp bench-knapsack bench-profile \
	bench-federal bench-ledger bench-reporting bench-questions pictures

help:
	@echo "make demo    set up, plan the retailer example, say where the result is"
	@echo "make test    run all tests"
	@echo "make lint    lint, format, types, layers"
	@echo "make pictures  the README's pictures (takes LibreOffice and poppler)"
	@echo "make bench   compare with other ways to plan, and measure (15 to 20 minutes)"

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

# What is measured, part by part: benchmarks/README.md. Each part can be made alone.

GENERATE = $(BIN)/python -m benchmarks.generate --periods 8 --seed 7
PUBLIC := ../shared/benchmarks

$(PEERS): constraints-bench.txt $(READY)
	@$(BIN)/python -m pip install --quiet --require-hashes -r constraints-bench.txt
	@touch $@

bench: bench-compare bench-scale bench-ppssp bench-knapsack bench-profile

out/60-250.json: benchmarks/*.py $(READY)
	@$(GENERATE) --initiatives 60 --people 250 -o $@

out/250-500.json: benchmarks/*.py $(READY)
	@$(GENERATE) --initiatives 250 --people 500 -o $@

bench-compare: $(PEERS) out/60-250.json out/250-500.json
	@$(BIN)/python -m benchmarks.compare out/60-250.json --seconds 60
	@$(BIN)/python -m benchmarks.compare out/250-500.json --seconds 60

bench-scale: $(READY)
	@$(BIN)/python -m benchmarks.scale --sizes 60/250,250/500,1000/2200 --seconds 120

bench-ppssp: $(READY)
	@$(BIN)/python -m benchmarks.ppssp $(PUBLIC)/ppssp/PI_1_1000_25_0.25_0.01.json \
		-o out/ppssp-1000.json --plan --time-limit 120

bench-knapsack: $(READY)
	@$(BIN)/python -m benchmarks.knapsack_set --folder $(PUBLIC)/knapsack

bench-profile: out/250-500.json
	@$(BIN)/python -m benchmarks.profile out/250-500.json

bench-federal: $(READY)
	@mkdir -p out
	@$(BIN)/python -m benchmarks.federal_it -o out/federal_it.xlsx --plan

bench-reporting: $(READY)
	@mkdir -p out
	@$(GENERATE) --initiatives 1000 --people 2200 -o out/1000-2200.json
	@$(BIN)/python -m benchmarks.reporting out/1000-2200.json

bench-questions: out/60-250.json out/250-500.json
	@$(BIN)/python -m benchmarks.questions out/60-250.json out/250-500.json
	@$(BIN)/python -m benchmarks.answers out/250-500.json
	@$(BIN)/python -m benchmarks.explained out/250-500.json

# The README's pictures, as LibreOffice prints the plan of the example.

pictures: demo
	@$(BIN)/python -m benchmarks.pictures out/retailer-plan.xlsx --sheets Summary Roadmap -o docs/images

bench-ledger: $(READY)
	@$(BIN)/python -m benchmarks.ledger_trials --trials 150 \
		$(if $(HEADGATE_TEST_POSTGRES),--postgres $(HEADGATE_TEST_POSTGRES))
