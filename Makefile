# make run     installs what is missing, then opens Peer Journal (without a screen: a tour in pictures)
# make test    the same, then all tests
# make check   style, types, layers
# make bench   speed and memory, as a table and in build/bench.json
# make pictures  every step of the tour in every look, in build/pictures
# make clean   removes what was built; .venv stays

PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p))))
BIN := .venv/bin
SYSTEM := build/.stamp-system-$(if $(DISPLAY)$(WAYLAND_DISPLAY),window,offscreen)
READY := .venv/.stamp

.PHONY: run test check bench pictures clean ready
.DEFAULT_GOAL := run

run: ready
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	@$(BIN)/peerjournal
else
	@QT_QPA_PLATFORM=offscreen $(BIN)/peerjournal tour --to build/tour
	@echo "There is no screen here: the pictures of a tour through the program are in build/tour."
endif

test: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --max-worker-restart=0

check: ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: ready
	@mkdir -p build
	QT_QPA_PLATFORM=offscreen $(BIN)/python benchmarks/run.py --json build/bench.json

pictures: ready
	QT_QPA_PLATFORM=offscreen $(BIN)/peerjournal tour --to build/pictures --all-looks

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

ready: $(READY)

$(SYSTEM): scripts/setup.sh
	@PYTHON="$(PYTHON)" scripts/setup.sh $(@:build/.stamp-system-%=%)
	@mkdir -p build && touch $@

$(READY): requirements-dev.lock pyproject.toml | $(SYSTEM)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
