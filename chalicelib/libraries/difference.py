"""What changed between two definitions of a library, in the office's words, and what that asks of stored records. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify.problem import Problem
from chalicelib.libraries.verify.shape import place_of
from chalicelib.libraries.words import EVERYONE
from chalicelib.platform import messages
from chalicelib.platform.field_types import FieldType


class Asks(StrEnum):
    """Of stored records: nothing, a word in `migrate`, or something that cannot be."""

    NOTHING = "nothing"
    PLAN = "plan"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Change:
    """`place` is a path in the file, `sentence` what an office reads. `field` is the key that `migrate` must have."""

    place: str
    sentence: str
    asks: Asks = Asks.NOTHING
    field: str = ""


LISTS = ("views", "reminders", "deadlines", "statistics", "actions")
WORDS = ("name", "description", "append_only", "serial", "states")
FIXED = ("key_field", "ledger")
"""Stored records are named, and accounts kept, by them."""


def difference(old: Library, new: Library, locale: str = messages.DEFAULT_LOCALE) -> list[Change]:
    """Everything that is not the same; empty for equal definitions. What `migrate` says is no difference."""
    teller = _Teller(locale)
    if old.kind != new.kind:
        return [teller.word("kind", "", (old.kind, new.kind), "kind", Asks.IMPOSSIBLE)]
    found = [*_words(teller, old, new), *_fields(teller, old.fields, new.fields)]
    found += [*_unique_keys(teller, old, new), *_no_overlap(teller, old, new)]
    found += _matrix(teller, old, new)
    found += _permissions(teller, old, new)
    for word in LISTS:
        found += _parts(teller, word, getattr(old, word), getattr(new, word))
    return found


def unplanned(changes: list[Change], new: Library) -> list[Problem]:
    """What stored records forbid: changes `migrate` does not cover (L080), and those nothing can cover (L084)."""
    found = []
    for change in changes:
        if change.asks is Asks.IMPOSSIBLE:
            hint = "make another library, and move what is to stay"
            found.append(Problem("L084", change.place, f"stored records forbid it: {change.sentence}", hint))
        elif change.asks is Asks.PLAN and change.field not in new.migrate:
            hint = f"migrate: {{{change.field}: …}}" if change.field else "not while records are stored"
            found.append(
                Problem("L080", change.place, f"stored records would not fit: {change.sentence}", hint)
            )
    return found


def planned(changes: list[Change], new: Library) -> list[Problem]:
    """Changes that `migrate` covers: they mean rewriting stored records (L081)."""
    return [
        Problem("L081", change.place, f"stored records have to be rewritten: {change.sentence}", "")
        for change in changes
        if change.asks is Asks.PLAN and change.field in new.migrate
    ]


@dataclass(frozen=True)
class _Teller:
    locale: str

    def say(self, key: str, place: str, asks: Asks = Asks.NOTHING, field: str = "", **said: Any) -> Change:
        told = {name: self._shown(value) for name, value in said.items()}
        return Change(place, messages.text(f"library_changes.{key}", self.locale, **told), asks, field)

    def word(
        self,
        word: str,
        name: str,
        pair: tuple[Any, Any],
        place: str,
        asks: Asks = Asks.NOTHING,
        field: str = "",
    ) -> Change:
        """One word that says something else, of the library or of something with a name."""
        key = "word_of" if name else "word"
        said = {"word": self.name_of(word), "old": pair[0], "new": pair[1]}
        return self.say(key, place, asks, field, name=name, **said)

    def name_of(self, word: str) -> str:
        return messages.name_of("library_words", word, self.locale)

    def _shown(self, value: Any) -> str:
        if isinstance(value, bool):
            return messages.text(f"values.{str(value).lower()}", self.locale)
        if value in (None, "", (), {}):
            return messages.text("changes.nothing", self.locale)
        if isinstance(value, BaseModel):
            value = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {self._shown(one)}" for key, one in value.items())
        if isinstance(value, list | tuple):
            return ", ".join(map(self._shown, value))
        return str(value)


def _words(teller: _Teller, old: Library, new: Library) -> Iterator[Change]:
    for word in (*WORDS, *FIXED):
        pair = getattr(old, word), getattr(new, word)
        if pair[0] != pair[1]:
            asks = Asks.IMPOSSIBLE if word in FIXED else Asks.NOTHING
            yield teller.word(word, "", pair, word, asks)


def _fields(
    teller: _Teller, old: Mapping[str, LibraryField], new: Mapping[str, LibraryField], table: str = ""
) -> Iterator[Change]:
    """Changes of fields, or of a table's columns; what columns ask is asked of the table."""
    for key in [*old, *(key for key in new if key not in old)]:
        path = f"{table}.{key}" if table else key
        place, asked = place_of(path), table or key
        if key not in old:
            yield _added(teller, place, asked, new[key])
        elif key not in new:
            asks = Asks.NOTHING if old[key].is_derived else Asks.PLAN
            yield teller.say("field_removed", place, asks, asked, name=old[key].label)
        else:
            yield from _field(teller, place, asked, old[key], new[key])
            yield from _fields(teller, old[key].columns, new[key].columns, key)


def _added(teller: _Teller, place: str, asked: str, field: LibraryField) -> Change:
    needed = field.required and field.default is None
    key = "field_added_required" if needed else "field_added"
    return teller.say(key, place, Asks.PLAN if needed else Asks.NOTHING, asked, name=field.label)


def _field(teller: _Teller, place: str, asked: str, old: LibraryField, new: LibraryField) -> Iterator[Change]:
    yield from _options(teller, place, asked, old, new)
    for word in LibraryField.model_fields:
        pair = getattr(old, word), getattr(new, word)
        if word in {"options", "columns"} or pair[0] == pair[1]:
            continue
        asks = Asks.PLAN if word in _ASKING and _ASKING[word](old, new) else Asks.NOTHING
        yield teller.word(word, new.label, pair, f"{place}.{word}", asks, asked)


def _options(
    teller: _Teller, place: str, asked: str, old: LibraryField, new: LibraryField
) -> Iterator[Change]:
    place = f"{place}.options"
    if old.type is not new.type:
        return
    if gone := [label for key, label in old.options.items() if key not in new.options]:
        yield teller.say("options_removed", place, Asks.PLAN, asked, name=new.label, values=gone)
    if more := [label for key, label in new.options.items() if key not in old.options]:
        yield teller.say("options_added", place, name=new.label, values=more)
    for key, label in old.options.items():
        if new.options.get(key, label) != label:
            yield teller.say("option_named", place, name=new.label, old=label, new=new.options[key])


def _unique_keys(teller: _Teller, old: Library, new: Library) -> Iterator[Change]:
    for number, key in enumerate(new.unique_keys):
        if key not in old.unique_keys:
            names = [new.fields[name].label for name in key.fields if name in new.fields]
            yield teller.say("key_added", f"unique_keys.{number}", Asks.PLAN, key.fields[0], values=names)
    for key in old.unique_keys:
        if key not in new.unique_keys:
            names = [old.fields[name].label for name in key.fields if name in old.fields]
            yield teller.say("key_removed", "unique_keys", values=names)


def _no_overlap(teller: _Teller, old: Library, new: Library) -> Iterator[Change]:
    """Records that are stored stand in no lane, or in another."""
    if old.no_overlap != new.no_overlap:
        asks = Asks.PLAN if new.no_overlap else Asks.NOTHING
        yield teller.word("no_overlap", "", (old.no_overlap, new.no_overlap), "no_overlap", asks)


def _matrix(teller: _Teller, old: Library, new: Library) -> Iterator[Change]:
    if not (old.matrix and new.matrix):
        return
    if old.matrix.rows.type != new.matrix.rows.type:
        pair = old.matrix.rows.type, new.matrix.rows.type
        yield teller.word("rows", "", pair, "matrix.rows.type", Asks.IMPOSSIBLE)
    was, now = old.matrix.columns, new.matrix.columns
    if gone := [label for key, label in was.items() if key not in now]:
        yield teller.say("columns_removed", "matrix.columns", Asks.PLAN, values=gone)
    if more := [label for key, label in now.items() if key not in was]:
        yield teller.say("columns_added", "matrix.columns", values=more)


def _parts(teller: _Teller, word: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Views and the like, by key; their order is no difference."""
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    for key in [*was, *(key for key in now if key not in was)]:
        if was.get(key) == now.get(key):
            continue
        told = "part_removed" if key not in now else "part_changed" if key in was else "part_added"
        found = now.get(key) or was[key]
        yield teller.say(told, f"{word}.{key}", part=teller.name_of(word), name=found.name)


def _permissions(teller: _Teller, old: Library, new: Library) -> Iterator[Change]:
    """By whom they are for: all that somebody may belongs together."""
    for who in dict.fromkeys(one.who for one in (*old.permissions, *new.permissions)):
        was, now = ([one for one in side.permissions if one.who == who] for side in (old, new))
        if was == now:
            continue
        told = "part_changed" if was and now else "part_added" if now else "part_removed"
        name = messages.name_of("roles", who, teller.locale)
        name = messages.text("changes.everyone", teller.locale) if who == EVERYONE else name
        yield teller.say(told, "permissions", part=teller.name_of("permissions"), name=name)


def _narrower(old: LibraryField, new: LibraryField) -> bool:
    low = new.min is not None and (old.min is None or new.min > old.min)
    high = new.max is not None and (old.max is None or new.max < old.max)
    return low or high


_WIDER = {
    (FieldType.TEXT, FieldType.LONGTEXT),
    (FieldType.ENUM, FieldType.TEXT),
    (FieldType.MONEY, FieldType.NUMBER),
}
"""What fits the one fits the other."""
_ASKING: Mapping[str, Callable[[LibraryField, LibraryField], bool]] = {
    "type": lambda old, new: (old.type, new.type) not in _WIDER,
    "required": lambda _, new: new.required and new.default is None,
    "unique": lambda _, new: new.unique,
    "computed": lambda old, new: new.is_derived and not old.is_derived,
    "lookup": lambda old, new: new.is_derived and not old.is_derived,
    "rollup": lambda old, new: new.is_derived and not old.is_derived,
    "entries": lambda _, new: new.entries is not None,
    "since": lambda old, new: new.is_derived and not old.is_derived,
    "library": lambda _, new: new.library is not None,
    "multiple": lambda old, _: old.multiple,
    "row_key": lambda _, new: bool(new.row_key),
    "min": _narrower,
    "max": _narrower,
}
"""When a word that changed asks something of stored records; the other words never do."""
