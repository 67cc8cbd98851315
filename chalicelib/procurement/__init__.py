"""Procurement (采购): budget lines, purchase, acceptance. Reserved: not built yet (CHANGELOG.md)."""
