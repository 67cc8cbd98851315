"""`python -m cli.checks.layers`: import-linter with the contracts of pyproject.toml."""

import sys

from importlinter.cli import lint_imports

if __name__ == "__main__":
    sys.exit(lint_imports(no_cache=True))
