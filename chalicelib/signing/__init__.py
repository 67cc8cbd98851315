"""Signing (签署): signatures and callbacks of Qiyuesuo (契约锁). Contracts and seals: not built yet (CHANGELOG.md)."""
