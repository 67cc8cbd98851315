"""Texts for people. They live in `chalicelib/messages/<locale>.yaml`, never in code."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

DEFAULT_LOCALE = "zh_CN"
LOCALES = ("zh_CN", "en")
_FOLDER = Path(__file__).parents[1] / "messages"


def text(key: str, locale: str = DEFAULT_LOCALE, **params: Any) -> str:
    """The sentence under a dotted key, its `{placeholders}` filled.

    A key that is missing in `locale` is taken from the default; one missing there too is a KeyError
    (tests/architecture checks that no error and no event lacks its sentence).
    """
    catalogue = _load(locale)
    template = catalogue.get(key) or _load(DEFAULT_LOCALE)[key]
    return template.format_map(_Blank(params))


def problem(code: str, locale: str = DEFAULT_LOCALE, **params: Any) -> str:
    """The sentence of an error that is told later, in a history or a message; one for any that has no code."""
    known = code and f"errors.{code}" in _load(DEFAULT_LOCALE)
    return text(f"errors.{code}" if known else "problems.unexpected", locale, **params)


def name_of(group: str, key: str, locale: str = DEFAULT_LOCALE) -> str:
    """What people call a role, a section…; the key itself for one an institute added and we do not know."""
    catalogue = _load(locale)
    return catalogue.get(f"{group}.{key}") or _load(DEFAULT_LOCALE).get(f"{group}.{key}", key)


def names(group: str) -> frozenset[str]:
    """The keys that have a name in a group."""
    return frozenset(
        key.removeprefix(f"{group}.") for key in _load(DEFAULT_LOCALE) if key.startswith(f"{group}.")
    )


def locale_of(accept_language: str | None) -> str:
    """The best of our locales for an Accept-Language header; Chinese when in doubt."""
    wanted = (accept_language or "").strip().lower()
    return "en" if wanted.startswith("en") else DEFAULT_LOCALE


class _Blank(dict[str, Any]):
    """A placeholder without a value shows as `…` instead of an exception inside an error answer."""

    def __missing__(self, key: str) -> object:
        return _Ellipsis()


class _Ellipsis:
    def __format__(self, spec: str) -> str:
        return "…"


@functools.lru_cache(maxsize=4)
def _load(locale: str) -> dict[str, str]:
    content = yaml.safe_load((_FOLDER / f"{locale}.yaml").read_text("utf-8"))
    return dict(_flatten(content))


def _flatten(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += _flatten(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
