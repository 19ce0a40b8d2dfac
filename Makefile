# Makes the environment and runs things in it. Everything here can be done without make:
# see "Without make" in README.md.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/ready

COMPILED := .venv-compiled
COMPILED_PYTHON := $(BIN:$(VENV)%=$(COMPILED)%)/python
COMPILED_PIP := $(COMPILED_PYTHON) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test test-all compiled compiled-wheels test-compiled lint world world-ready clean

demo: $(READY)
	$(BIN)/python examples/demo.py

# As many processes as the machine has cores; a file's tests stay together, and files are begun in
# order: xdist would leave those of few but long tests to the end, where one core waits.
test: lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-all: export NEWSNORM_TESTING_EXAMPLES = 100
test-all: lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --hypothesis-profile=long -m "long or not long"

# newsnorm with its inner modules compiled by mypyc, in an environment of its own: needs a C
# compiler, and some minutes.
compiled: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt build hatch-mypyc
	$(MAKE) compiled-wheels
	$(PYTHON) -m venv --clear $(COMPILED)
	$(COMPILED_PIP) -r requirements-dev.txt
	$(COMPILED_PIP) --find-links dist/compiled --only-binary newsnorm,newsnorm-text,newsnorm-entities newsnorm newsnorm-text newsnorm-entities
	$(COMPILED_PIP) --no-build-isolation -r requirements-compiled.txt

# Made by a make of its own: what $(READY) installs must not see the variable.
compiled-wheels: export HATCH_BUILD_HOOKS_ENABLE = 1
compiled-wheels:
	$(BIN)/python -m build --no-isolation --outdir dist/compiled .
	$(BIN)/python -m build --no-isolation --outdir dist/compiled plugins/newsnorm-text
	$(BIN)/python -m build --no-isolation --outdir dist/compiled plugins/newsnorm-entities

# What was compiled answers as the plain modules do.
test-compiled: compiled
	$(COMPILED_PYTHON) -m pytest -n auto --dist loadfile --no-loadscope-reorder tests plugins

lint: $(READY)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

# The tables of newsnorm-world, from the packages that its build reads. With these installed,
# pytest also builds the tables anew and compares them.
world: world-ready
	cd plugins/newsnorm-world/build && ../../../$(BIN)/python -m world_build

world-ready: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r plugins/newsnorm-world/build/requirements.txt

clean:
	rm -rf $(VENV) $(COMPILED) dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): constraints.txt requirements-dev.txt requirements-local.txt pyproject.toml $(wildcard plugins/*/pyproject.toml)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -r requirements-local.txt
	$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"
