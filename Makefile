# Everything here goes through ./xt's own environment (.venv), made on first use.
# `make` alone lists the targets.

SHELL := /bin/bash
PYTHON3 ?= python3
STAGE ?=
REGION ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint bench soak package deploy clean

help: ## List the targets
	@echo "make TARGET"
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST)

run: ## Start the whole platform on this machine (Ctrl-C stops it)
	@exec $(PYTHON3) ./xt up

test: ## Run every check, as CI does
	@exec $(PYTHON3) ./xt checks

lint: ## Run only the quick checks: style, types, layers
	@exec $(PYTHON3) ./xt checks --only style --only types --only layers

bench: ## Run the benchmarks
	@exec $(PYTHON3) ./xt make bench

soak: ## Run the long test
	@exec $(PYTHON3) ./xt make soak

package: ## Write the deployment package: make package STAGE=prod REGION=cn-north-1
	@exec $(PYTHON3) ./xt package "$(STAGE)" "$(REGION)"

deploy: ## Deploy to AWS: make deploy STAGE=prod REGION=cn-north-1
	@exec $(PYTHON3) ./xt deploy "$(STAGE)" "$(REGION)"

clean: ## Remove what can be made again (not the local platform's data)
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -not -path './.venv/*' -not -path '*/node_modules/*' -prune -exec rm -rf {} +
	@echo "Clean."
