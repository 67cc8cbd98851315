"""A catalogue entry that remembers what was taken from it: what nobody took was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Entry:
    """A mapping of the catalogue; its parts have paths such as `steps.head.due_hours`.

    What is taken counts as translated, with everything in it; `each` gives entries that are taken part by part.
    """

    def __init__(self, values: dict[str, Any], path: str = "", left: set[str] | None = None) -> None:
        self._values = values
        self._path = path
        self._parts: dict[str, list[Entry]] = {}
        self._taken: set[str] = set()
        self._left: set[str] = set() if left is None else left

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def take(self, key: str, default: Any = None) -> Any:
        """The value of a key, as translated."""
        self._taken.add(key)
        return self._values.get(key, default)

    def look(self, key: str, default: Any = None) -> Any:
        """The value of a key, without a word on whether it is translated."""
        return self._values.get(key, default)

    def each(self, key: str) -> list[Entry]:
        """The entries of a list; by their `key`, effects by what they do and their place."""
        if key not in self._parts:
            found = self._values.get(key, [])
            self._parts[key] = [
                Entry(one, f"{self._path}{key}.{_name(one, place)}.", self._left)
                for place, one in enumerate(found, 1)
            ]
        return self._parts[key]

    def one(self, key: str) -> Entry:
        """The entry of a key whose value is a mapping."""
        if key not in self._parts:
            self._parts[key] = [Entry(self._values[key], f"{self._path}{key}.", self._left)]
        return self._parts[key][0]

    @property
    def path(self) -> str:
        return self._path

    def names(self) -> list[str]:
        """Its keys, in the order of the text."""
        return list(self._values)

    def leave_all(self) -> None:
        """Nothing of it can be said."""
        self._taken |= set(self._values)
        self._left.add(self._path.rstrip("."))

    def leave(self, what: str) -> None:
        """What was looked at and cannot be said."""
        self._taken.add(what)
        self._left.add(self._path + what)

    def left(self) -> set[str]:
        """The paths of everything that was not taken."""
        return self._left | set(self._untaken())

    def _untaken(self) -> Iterator[str]:
        for key in self._values:
            if key in self._parts:
                for part in self._parts[key]:
                    yield from part._untaken()
            elif key not in self._taken:
                yield self._path + key


def _name(one: dict[str, Any], place: int) -> str:
    return str(one["key"]) if "key" in one else f"{one['do']}_{place}"
