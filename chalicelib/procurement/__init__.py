"""Procurement (采购): budget lines of the research system. Purchase and acceptance: not built yet (CHANGELOG.md)."""
