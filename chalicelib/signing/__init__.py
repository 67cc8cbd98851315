"""Signing (签署): contracts, e-seals, physical seals. Reserved: not built yet (CHANGELOG.md)."""
