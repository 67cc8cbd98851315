# Everything here runs in ./xt's own environment (.venv), made on first use. `make` alone lists the targets.

PYTHON3 ?= python3
STAGE ?=
REGION ?=

XT := $(PYTHON3) ./xt
NEEDS_STAGE = $(if $(and $(STAGE),$(REGION)),,$(error say which: make $@ STAGE=prod REGION=cn-north-1))

ABSENT := -$(if $(wildcard bench/__main__.py),,|bench)$(if $(wildcard bench/soak.py),,|soak)

.DEFAULT_GOAL := help
.PHONY: help run test lint generate bench soak package deploy clean

help: ## List the targets
	@echo "make TARGET, with one of:"
	@sed -nE 's/^([a-z]+):.*## (.*)/\1 \2/p' $(firstword $(MAKEFILE_LIST)) \
		| grep -vE '^($(ABSENT)) ' | while read -r name text; do printf '  %-9s %s\n' "$$name" "$$text"; done

run: ## Start the whole platform on this machine; Ctrl-C stops it
	@exec $(XT) up

test: ## Run every check, as CI does
	@exec $(XT) python -m cli.checks

lint: ## Run only the quick checks: style, types, layers
	@exec $(XT) python -m cli.checks --only style,types,layers

generate: ## Write the generated files: policies, OpenAPI, ASL, web/dist
	@exec $(XT) python -m cli.checks.generated --write

ifneq ($(wildcard bench/__main__.py),)
bench: ## Run the benchmarks, or with ONLY=libraries one of them
	@exec $(XT) python -m bench $(ONLY)
endif

ifneq ($(wildcard bench/soak.py),)
soak: ## Run the long test
	@exec $(XT) python -m bench.soak
endif

package: ## Write template and code to build/STAGE: make package STAGE=prod REGION=cn-north-1
	@exec $(XT) python -m infra.package --stage $(STAGE) --region $(REGION) --out build/$(STAGE)$(NEEDS_STAGE)

deploy: ## Deploy to AWS: make deploy STAGE=prod REGION=cn-north-1
	@exec $(XT) python -m infra.deploy --stage $(STAGE) --region $(REGION)$(NEEDS_STAGE)

clean: ## Remove what can be made again; the platform's data stays
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	@find . \( -name .venv -o -name node_modules -o -name .git \) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Clean."
