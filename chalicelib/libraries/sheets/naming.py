"""What people call the things a cell may name: options, people, departments, records of other libraries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from chalicelib.directory.model import Department, Person

Value = TypeVar("Value", bound=Hashable)
SEPARATORS = re.compile(r"([、;；,，\n])")
JOINED = "、"
REACH = 9
"""A name has four separators in it at the most."""


def plain(word: str) -> str:
    """A word without what people do not see as different: width, case, spaces around and doubled."""
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


class Names(Generic[Value]):
    """Words and what they name. A value's key names it before anything else; a name may be that of several."""

    def __init__(self, named: Iterable[tuple[Value, tuple[str, ...]]]) -> None:
        """`named`: each value with what it is called, the first of which is shown."""
        self._keys: dict[str, Value] = {}
        self._shown: dict[Value, str] = {}
        self._found: dict[str, dict[Value, None]] = {}
        for value, names in named:
            self._keys[str(value)] = value
            self._shown[value] = next(iter(names), str(value))
            for name in (str(value), *names, *(_with_key(name, value) for name in names)):
                self._found.setdefault(plain(name), {})[value] = None

    def find(self, word: str) -> tuple[Value, ...]:
        """What a word may mean: nothing, one, or several that are called so."""
        word = word.strip()
        if word in self._keys:
            return (self._keys[word],)
        return tuple(self._found.get(plain(word), ()))

    def word_of(self, value: Value) -> str:
        """How a value is written, such that `find` finds it alone: by its name, with the key where others share it."""
        name = self._shown.get(value, str(value)).strip()
        words = (name, _with_key(name, value))
        return next((word for word in words if self.find(word) == (value,)), str(value))

    def words(self) -> tuple[str, ...]:
        """How each value is written, in their order."""
        return tuple(self.word_of(value) for value in self._shown)


@dataclass(frozen=True)
class Known:
    """What cells may name beside options. `records` by the path of the field: `supplier`, `services.instrument`."""

    people: Names[str] = field(default_factory=lambda: Names(()))
    departments: Names[int] = field(default_factory=lambda: Names(()))
    records: Mapping[str, Names[str]] = field(default_factory=dict)


def options(labels: Mapping[str, str]) -> Names[str]:
    """The choices of a field."""
    return Names((key, (label,)) for key, label in labels.items())


def people(persons: Iterable[Person]) -> Names[str]:
    """People by name or userid."""
    return Names((person.userid, (person.name,)) for person in persons)


def departments(found: Mapping[int, Department]) -> Names[int]:
    """Departments by number, name, or path (`某院/力学所`)."""
    return Names((number, (one.name, _path(found, number))) for number, one in found.items())


def split(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The words of a cell that names several. What is known with a separator in it is one word."""
    pieces = SEPARATORS.split(text)
    words: list[str] = []
    at = 0
    while at < len(pieces):
        ends = range(min(len(pieces), at + REACH), at, -2)
        end = next((end for end in ends if is_known("".join(pieces[at:end]).strip())), at + 1)
        words.append("".join(pieces[at:end]).strip())
        at = end + 1
    return [word for word in words if word]


def _with_key(name: str, value: Hashable) -> str:
    return f"{name}（{value}）"


def _path(found: Mapping[int, Department], number: int) -> str:
    """The names from the top down; a circle ends where it closes."""
    way: list[int] = []
    at: int | None = number
    while at is not None and at in found and at not in way:
        way.append(at)
        at = found[at].parent
    return "/".join(found[one].name for one in reversed(way))
