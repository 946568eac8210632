# Each word needs only Python 3.11 or later; the first use makes .venv. `make` alone lists them.
.POSIX:
.PHONY: help demo test quick lint bench messages acts pictures clean

PORT = 8000
TESTS =
CASES = 1000
PYTHON =

help:
	@echo "make demo [PORT=8000]    the demonstration country, played and served"
	@echo "make quick [TESTS=path]  the tests that need no browser, on SQLite; one to two minutes"
	@echo "make test [TESTS=path]   all tests, on SQLite and then on PostgreSQL"
	@echo "make lint                style, types, import contracts, templates"
	@echo "make bench [CASES=1000]  speed, as ratios on this machine"
	@echo "make messages            bring the sentences to the catalogues"
	@echo "make acts                write docs/acts.md from the declared acts"
	@echo "make pictures            take the pictures of docs/pictures anew"
	@echo "make clean               remove what these made (.demo, with what was entered there, stays)"

demo:
	@PYTHON="$(PYTHON)" sh tools/environment.sh run
	@GENDERDESK_HOME="$$(pwd)/.demo" .venv/bin/genderdesk demo --port $(PORT)

test:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/run_tests.py all $(TESTS)

quick:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/run_tests.py quick $(TESTS)

lint:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/run_lint.py

bench:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python -m benchmarks --cases $(CASES)

messages:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/messages.py

acts:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/acts_page.py

pictures:
	@PYTHON="$(PYTHON)" sh tools/environment.sh development
	@.venv/bin/python tools/pictures.py

clean:
	rm -rf .venv build src/genderdesk.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
