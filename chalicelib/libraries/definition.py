"""Whether a definition can be published: its problems as an error, and the order of several. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.verify import NOTHING, Known, Problem, verify
from chalicelib.platform.errors import FieldProblem


def checked(source: str, known: Known = NOTHING) -> Library:
    """The definition of a text without any problem. Raises LibraryInvalidError with all of them."""
    library = read(source)
    if problems := verify(library, known):
        raise LibraryInvalidError(problems=tuple(map(as_field_problem, problems)))
    return library


def as_field_problem(problem: Problem) -> FieldProblem:
    """A problem as errors carry it, the hint behind its sentence."""
    hint = f" ({problem.hint})" if problem.hint else ""
    return FieldProblem(problem.place, problem.id, problem.message + hint)


def broken(new: Mapping[str, Library], published: Mapping[str, Library]) -> dict[str, list[FieldProblem]]:
    """What of other published libraries would not hold any more with these, by the key of the one they name: L083."""
    found: dict[str, list[FieldProblem]] = {}
    for other in published.values():
        naming = sorted(named(other) & new.keys())
        if other.key in new or not naming:
            continue
        before = set(verify(other, Known(libraries=published)))
        for problem in verify(other, Known(libraries={**published, **new})):
            if problem not in before:
                message = f"{other.key} would not hold any more: {problem.place}: {problem.message}"
                found.setdefault(naming[0], []).append(FieldProblem("file", "L083", message))
    return found


def referred(library: Library) -> AbstractSet[str]:
    """The other libraries its references name."""
    return {field.library for _, field in library.walk() if field.library} - {library.key}


def named(library: Library) -> AbstractSet[str]:
    """The other libraries its references, entries, statistics, reminders and deadlines name."""
    entries = {field.entries.library for _, field in library.walk() if field.entries}
    unless = {one.unless_in.library for one in (*library.reminders, *library.deadlines) if one.unless_in}
    parts = {part.library for one in library.statistics for part in one.parts if part.library}
    return referred(library) | entries | ((unless | parts) - {library.key})


def in_order(libraries: Iterable[Library]) -> list[Library]:
    """As they are to be published: what others refer to comes before them; in a circle, as they came."""
    waiting = {library.key: library for library in libraries}
    found: list[Library] = []
    while waiting:
        ready = [one for one in waiting.values() if not referred(one) & waiting.keys()]
        found += [waiting.pop(one.key) for one in ready or [next(iter(waiting.values()))]]
    return found
