"""Xietong: everything a Lambda runs, one package per capability (docs/architecture.md)."""
