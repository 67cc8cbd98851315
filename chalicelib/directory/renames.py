"""Who has another userid than they had: rows of requests, proxies and matrices go on naming the former one.

Whatever is read with such names is held against this list, so it is kept for some seconds: renames are some dozens in
the life of an institute, and in those seconds a former userid is taken as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from chalicelib.directory import store
from chalicelib.platform import clock

KEPT_SECONDS = 10


def present() -> Mapping[str, str]:
    """Former userid -> the present one, of everybody who was ever renamed; empty where nobody was."""
    return _present(int(clock.now().timestamp()) // KEPT_SECONDS)


def forget() -> None:
    """Look again: somebody was renamed here."""
    _present.cache_clear()


@lru_cache(maxsize=1)
def _present(_: int) -> Mapping[str, str]:
    return store.read_aliases()
