"""How a record is numbered: what its fields put into the pattern before the counter does the rest. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chalicelib.libraries.model import Library

DAYS = frozenset({"yyyy", "yy", "mm", "dd"})
PLACEHOLDER = re.compile(r"{([^{}]*)}")


def placeholders(pattern: str) -> tuple[str, ...]:
    """The fields a pattern names."""
    names = PLACEHOLDER.findall(pattern)
    return tuple(name for name in names if name not in DAYS and not name.startswith("seq:"))


def pattern_of(library: Library, values: Mapping[str, Any]) -> str:
    """The pattern for one record: an option's code, or the value itself, in place of each field."""
    found = library.pattern
    for name in placeholders(found):
        value = str(values.get(name, ""))
        found = found.replace(f"{{{name}}}", library.codes.get(name, {}).get(value, value))
    return found
