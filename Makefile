# The seven words of this house. Each of them may be said in a fresh clone.
PYTHON ?= python3
OURS := .venv/bin/python
.PHONY: up check test messages docs demo clean environment
.DEFAULT_GOAL := up
MAKEFLAGS += --no-print-directory

up: environment ## Prepare and run everything on http://localhost:8000 (PORT=…), until Ctrl-C
	@$(OURS) -m config.up

check: environment ## Format, lint, types, imports, migrations, messages, docs, deployment settings
	@$(OURS) -m config.check

test: environment ## All tests on a real PostgreSQL, on both cores (TESTS=tests/api for a part)
	@$(OURS) -m pytest -q -n 2 -rN -p tests.one_screen $(TESTS)

messages: environment ## Collect the words of the source, compile the catalogues
	@$(OURS) -m config.messages

docs: environment ## Print the documents that are made from the code
	@$(OURS) manage.py print_docs
	@$(OURS) manage.py spectacular --file docs/openapi.yaml

demo: environment ## Put the demonstration back to its first day (asks first)
	@$(OURS) -m config.up.fresh

clean: ## Remove what can be made again; reports, letters and the database stay
	@rm -rf .venv .venv.lock .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locale -name '*.mo' -delete

environment:
	@$(PYTHON) config/setup_environment.py
