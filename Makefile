# Page Studio. `make demo` shows it, `make test` checks it; both set the machine up first.

BOOTSTRAP_PYTHON ?= python3
PY := .venv/bin/python
export PYTHONUTF8 := 1
WINE_PACKAGES := wine wine64 gcc-mingw-w64-x86-64 python3.13

.PHONY: help setup ocr demo run hub test suite soak lint style types fmt translations lock screenshots manual dist wine wine-here wine-short clean

help:
	@echo "make demo         the main job on sample material, then the window"
	@echo "make run          the window on your own profile"
	@echo "make hub          a throw-away hub of the department with three sample stations"
	@echo "make test         everything CI checks"
	@echo "make soak         kills, seeds, fleets and speed in their long forms: some hours"
	@echo "make ocr          adds what suggests numbers to be covered in photographs"
	@echo "make lint | fmt   check | repair the style"
	@echo "make translations bring the Vietnamese texts in line with the source"
	@echo "make lock         write the lock files from pyproject.toml"
	@echo "make dist         build what is handed over: installers, packages, wheels, sums"
	@echo "make screenshots  photograph the window and the cards"
	@echo "make manual       build the manual: a site and a book to print in each language"
	@echo "make wine         the Windows tree tried under Wine: some hours (one room: see release/wine/__main__.py)"
	@echo "make wine-short   the same, with the rooms alone that lean most on the system: some minutes, part of make test"

setup:
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py

ocr: setup
	$(PY) -m pip --disable-pip-version-check install --require-hashes --requirement requirements-ocr.lock

demo: setup
	@$(PY) -m studio demo $(ARGS)

run: setup
	@$(PY) -m studio $(ARGS)

hub: setup
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py --tests
	@$(PY) -m tests.hub

lint: style types

style: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports
	$(PY) tools/hygiene.py

types: setup
	.venv/bin/mypy

test: export QT_QPA_PLATFORM := offscreen
# Where it is set, each of the hundreds of processes that the tests start would compile all it loads.
test: export PYTHONDONTWRITEBYTECODE :=
# The types are looked at beside the tests, on the processor that waits while these are collected.
test: style
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py --tests
	@$(MAKE) --no-print-directory -j2 types suite
	$(PY) -m pytest -m alone tests/perf
	@$(MAKE) --no-print-directory wine-here

suite:
	$(PY) -m pytest -n 3 --dist worksteal -m "not alone and not perf"

soak: export QT_QPA_PLATFORM := offscreen
soak: export PYTHONDONTWRITEBYTECODE :=
soak: export STUDIO_SOAK := 1
soak: setup
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py --tests
	$(PY) -m pytest -n 3 --dist worksteal -o faulthandler_timeout=0 -m "kill or soak" --ignore tests/perf
	$(PY) -m pytest -o faulthandler_timeout=0 -s tests/perf

fmt: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

translations: setup
	$(PY) tools/translations.py $(ARGS)

lock: setup
	$(PY) tools/lock.py $(ARGS)

screenshots: export QT_QPA_PLATFORM := offscreen
screenshots: setup
	$(PY) tools/screenshots.py $(ARGS)

manual: export QT_QPA_PLATFORM := offscreen
manual: setup
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py --tests
	$(PY) tools/manual.py $(ARGS)

# The Windows tree is laid out as the installer holds it.
wine: setup
	$(PY) -m release.windows_tree build/wine/built
	$(PY) -m release.wine all build/wine/built

# What `make test` takes along where it can: nobody who works on the program needs Wine.
wine-here:
	@for program in wine x86_64-w64-mingw32-gcc x86_64-w64-mingw32-windres python3.13; do \
	  command -v $$program >/dev/null || { echo "nothing tried under Wine: $$program is missing ($(WINE_PACKAGES))"; exit 0; }; \
	done; $(MAKE) --no-print-directory wine-short

wine-short: setup
	$(PY) -m release.windows_tree build/wine/built
	$(PY) -m release.wine short build/wine/built

dist: setup
	@$(BOOTSTRAP_PYTHON) tools/bootstrap.py --tests
	$(PY) -m release $(ARGS)

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
