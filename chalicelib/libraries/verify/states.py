"""States of a record: are they there, is each reached, and does nothing leave a frozen one?"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.libraries.words import States
from chalicelib.platform.field_types import FieldType


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in states."""
    for key, states in library.states.items():
        place, field = f"states.{key}", library.fields.get(key)
        if field is None or field.type is not FieldType.ENUM or field.is_derived:
            enums = ", ".join(name for name, one in library.fields.items() if one.type is FieldType.ENUM)
            yield Problem("L030", place, f"{key!r} is no enum field that is written", enums)
            continue
        yield from _named(place, field, states)
        yield from _moves(place, states, known)
        yield from _reached(place, field, states)


def _named(place: str, field: LibraryField, states: States) -> Iterator[Problem]:
    said = [(f"{place}.start", name) for name in states.start]
    said += [(f"{place}.frozen", name) for name in states.frozen]
    for number, move in enumerate(states.moves):
        said += [(f"{place}.moves.{number}.from", name) for name in move.sources]
        said += [(f"{place}.moves.{number}.to", name) for name in move.targets]
    for where, name in said:
        if name not in field.options:
            yield Problem("L031", where, f"there is no state {name!r}", ", ".join(field.options))


def _moves(place: str, states: States, known: Known) -> Iterator[Problem]:
    for number, move in enumerate(states.moves):
        for name in set(move.sources) & set(states.frozen):
            yield Problem(
                "L033", f"{place}.moves.{number}.from", f"nothing leaves {name!r}: it is frozen", "drop one"
            )
        for role in move.by:
            if known.roles is not None and role not in known.roles:
                yield Problem("L051", f"{place}.moves.{number}.by", f"there is no role {role!r}")


def _reached(place: str, field: LibraryField, states: States) -> Iterator[Problem]:
    """With moves said, a state is where records begin, or some way leads there."""
    if not states.moves:
        return
    start = states.start or ((str(field.default),) if field.default else ())
    if not start:
        yield Problem("L032", f"{place}.start", "say in which states records begin", "start, or a default")
        return
    reached, more = set(start), True
    while more:
        found = {to for move in states.moves if reached & set(move.sources) for to in move.targets}
        more = not found <= reached
        reached |= found
    for name in field.options:
        if name not in reached:
            yield Problem(
                "L032", f"{place}.moves", f"no record ever comes to {name!r}", "a move to it, or a start"
            )
