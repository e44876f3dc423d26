# Each target sets up .venv by itself when it is needed. All that must be there is Python (3.11 or newer) and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# OpenBLAS and the like must not take all cores in each of several processes.
export OMP_NUM_THREADS ?= 1

.PHONY: run dashboard test check lint prove compose-test benchmark audit lock docs clean

run: $(READY)  ## ingest the example documents and say what was found
	@$(BIN)/wirelake ingest seeds; status=$$?; [ $$status -eq 3 ] || exit $$status

dashboard: $(READY)  ## open the dashboard on this machine
	@$(BIN)/wirelake dashboard

test: $(READY)  ## all tests of less than a minute
	$(BIN)/pytest -m "not prove" --numprocesses 2 --dist loadfile --durations 15

check: lint  ## lint, types and tests
	$(MAKE) test

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright

prove: $(READY)  ## long proofs: two thousand documents, killed runs, readers beside a writer
	$(BIN)/pytest -m prove

compose-test: $(READY)  ## bring the containers up for real: needs a Docker engine, takes some minutes
	WIRELAKE_TRY_CONTAINERS=1 $(BIN)/pytest -m prove tests/deployment

benchmark: $(READY)  ## ratios against named baselines, measured in one run
	for file in benchmarks/bench_*.py; do $(BIN)/python -m $$(basename $$file .py | sed s/^/benchmarks./) || exit 1; done

audit:  ## a bill of materials, and the known holes in what is pinned (tools of its own; asks a public database)
	$(PYTHON) -m venv .audit
	.audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1 cyclonedx-bom==7.5.0
	.audit/bin/cyclonedx-py requirements requirements.lock --output-file sbom.json
	.audit/bin/pip-audit --no-deps --disable-pip --requirement requirements.lock

docs: $(READY)  ## write the data dictionary and the reference of commands from the declarations
	$(BIN)/python -m warehouse.store.dictionary > docs/data_dictionary.md
	$(BIN)/python -m typer flows.cli utils docs --name wirelake --output docs/commands.md

lock:  ## pin the dependencies anew; needs uv
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url --no-header \
		--output-file requirements.lock

clean:
	rm -rf .venv .audit .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Wirelake needs Python 3.11 or newer; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	@# The lock names every package: nothing is left for pip to resolve.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)
