# `make publish` publishes content/ into feeds/; `make test` passes every check. Both make .venv first.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CORPUS ?=
PEERS ?=

.PHONY: publish run serve test check format quality fit benchmark lock clean

publish: .venv/publish.stamp
	@$(BIN)/publisher publish

run: .venv/publish.stamp
	@$(BIN)/publisher run --serve

serve: .venv/publish.stamp
	@$(BIN)/publisher serve

test: check $(if $(shell command -v npm),.venv/node.stamp)
	$(BIN)/python -m pytest -q -n auto --dist loadfile

check: .venv/test.stamp
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/test.stamp
	$(BIN)/ruff check --quiet --fix
	$(BIN)/ruff format --quiet

# Scores the parser, the cleaner and the matcher on our own set, or on another: make quality CORPUS=DIR PEERS=1
# A fifth of a corpus's sources is scored apart: nothing is tuned on those (tests/quality/held_out.py).
# PEERS=1 also scores other extractors beside ours; they are installed for that alone.
quality: .venv/test.stamp $(if $(PEERS),.venv/quality.stamp)
	$(BIN)/python -m tests.quality $(if $(CORPUS),score "$(CORPUS)",own) $(if $(PEERS),--peers)

# Fits the weights by which units of plain text, passages of pages and edited sections are judged: make fit CORPUS=DIR
# Sums by more than one thread may differ in their last digits.
fit: .venv/test.stamp
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.quality.fit_network "$(CORPUS)"
	$(BIN)/python -m tests.quality.fit_passages "$(CORPUS)"
	$(BIN)/python -m tests.quality.fit_matching "$(CORPUS)"

# Times full, unchanged and one-change runs: make benchmark CORPUS=DIR, with make_corpus.py in it
benchmark: .venv/test.stamp
	$(BIN)/python -m tests.benchmark "$(CORPUS)"

# Pins every dependency with its hashes, for all systems and Python versions (needs uv).
lock:
	uv pip compile pyproject.toml --group build --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.txt
	uv pip compile pyproject.toml --group dev --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.txt -o requirements-dev.txt
	uv pip compile pyproject.toml --group quality --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements-dev.txt -o requirements-quality.txt

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# A feed parser in another language, for tests; without it one test is skipped, but in CI.
.venv/node.stamp: tests/node/packages.txt .venv/test.stamp
	$(BIN)/python tests/node/install.py && touch $@ || [ -z "$$PUBLISHER_TEST_ALL" ]

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 publish")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/publish.stamp: .venv/python.stamp requirements.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/publish.stamp requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

.venv/quality.stamp: .venv/test.stamp requirements-quality.txt
	@# All that is needed is in the list; resolving it again trips some versions of pip over lxml's extra.
	$(PIP) install --no-deps --require-hashes -r requirements-quality.txt
	@touch $@
