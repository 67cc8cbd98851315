"""The cloud side of the project: one list of functions, one template, two clouds (docs/architecture.md)."""
