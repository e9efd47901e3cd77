# Support Simulator. `make` lists what there is to do.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
# Tests of one file at a time: make test TESTS=tests/unit
TESTS  ?= tests
JOBS   ?= auto

CHROMIUM ?= /usr/bin/chromium
SOURCES  := pyproject.toml hatch_build.py simulator/__init__.py $(wildcard simulator/web/translations/*/LC_MESSAGES/*.po)

# Where Python is told not to keep compiled modules, each worker and each started command compiles all of them again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo serve test check format coverage e2e browser bench kill shots translations clean test-llama

help: ## This list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: $(VENV)/.prod ## Install, add sample people and serve on http://127.0.0.1:8000 (HOST=…, PORT=…)
	@SIMULATOR_DATA_DIR=$${SIMULATOR_DATA_DIR:-var/demo} $(BIN)/simulator serve --demo --host $(HOST) --port $(PORT)

serve: $(VENV)/.prod ## Serve with the settings of the environment or simulator.toml
	@$(BIN)/simulator serve

test: $(VENV)/.dev browser ## Everything: rules of the code, units, content, services, web, real browsers
	$(BIN)/python -m pytest $(TESTS) -n $(JOBS) --dist loadgroup

coverage: $(VENV)/.dev ## Which lines the tests without browsers do not reach
	$(BIN)/python -m pytest tests/unit tests/content tests/services tests/web tests/worker -n $(JOBS) --cov --cov-report=term

e2e: $(VENV)/.dev browser ## Only the browser tests
	$(BIN)/python -m pytest tests/e2e -n $(JOBS) --dist loadgroup

check: $(VENV)/.dev ## Style, types, imports, templates, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint simulator/web/templates --lint --quiet
	$(BIN)/simulator schema --check
	$(BIN)/simulator check

format: $(VENV)/.dev ## Let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev $(VENV)/.prod ## Overhead of a turn, cold start, memory, grading, understanding
	@for part in turn understanding voice tone; do \
		if [ -f bench/$$part.py ]; then $(BIN)/python -m bench.$$part || exit 1; fi; done

bench-%: $(VENV)/.dev ## One of them: bench-understanding, bench-voice, bench-tone, bench-gateway, bench-judge, …
	$(BIN)/python -m bench.$*

test-llama: $(VENV)/.dev ## The wire protocol against llama.cpp: LLAMA_MODEL=file.gguf (needs llama-cpp-python[server])
	$(BIN)/python -m pytest tests/llama -m llama -n0 -rs

kill: $(VENV)/.dev ## A hundred `kill -9` while eight writers reply
	KILLS=100 $(BIN)/python -m pytest tests/kill -m kill

shots: $(VENV)/.dev $(VENV)/.prod browser ## Screenshots of every page into shots/, and the one of the README
	@if [ -f bench/shots.py ]; then $(BIN)/python -m bench.shots; else $(BIN)/python -m tests.shots; fi

translations: $(VENV)/.dev ## Collect texts for translators and compile what they wrote
	$(BIN)/pybabel extract -F babel.cfg -k _l -o simulator/web/translations/messages.pot simulator/web
	$(BIN)/pybabel update -i simulator/web/translations/messages.pot -d simulator/web/translations --no-fuzzy-matching
	$(BIN)/pybabel compile -d simulator/web/translations

# Browser tests drive the system's chromium; an installation of one's own is not downloaded.
browser:
	@if [ ! -x $(CHROMIUM) ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium; fi
	@[ -x $(CHROMIUM) ] || { echo "Browser tests need $(CHROMIUM): install chromium or set CHROMIUM=…" >&2; exit 1; }

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Editable, so that only a change of dependencies or translations installs again.
$(VENV)/.prod: $(SOURCES) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[prod]"
	@touch $@

$(VENV)/.dev: $(SOURCES) | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[prod,dev]"
	@touch $@ $(VENV)/.prod

clean: ## Remove what can be made again (not the data in var/)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache shots
