"""References between libraries: is the other there, what is shown of it, how its list is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.libraries.verify.shape import place_of
from chalicelib.platform.field_types import FieldType


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in library, display and reverse."""
    for path, field in library.walk():
        yield from _reference(library, known, place_of(path), field)
    yield from _reverse(library, known)


def unknown(library: Library, known: Known) -> Iterator[Problem]:
    """References to libraries that are not among the known ones."""
    for path, field in library.walk():
        if field.library is None or known.libraries is None:
            continue
        if known.library(field.library, library) is None:
            hint = "publish it first"
            yield Problem("L008", f"{place_of(path)}.library", f"there is no library {field.library!r}", hint)


def _reference(library: Library, known: Known, place: str, field: LibraryField) -> Iterator[Problem]:
    if (field.library is not None) != (field.type is FieldType.LIBRARY_REF):
        yield Problem("L008", f"{place}.library", "library goes with library_ref, and library_ref needs it")
    if field.type is not FieldType.LIBRARY_REF and (field.display or field.reverse):
        yield Problem("L023", f"{place}.display", "display and reverse go with library_ref", "drop them")
    other = known.library(field.library, library)
    if other is None:
        return
    if other.kind != "records":
        yield Problem("L008", f"{place}.library", f"{other.key} is a {other.kind}: it has no records to name")
    elif field.display and field.display not in other.fields:
        hint = ", ".join(other.fields)
        yield Problem("L023", f"{place}.display", f"{other.key} has no field {field.display!r}", hint)


def _reverse(library: Library, known: Known) -> Iterator[Problem]:
    """A list over there has one name of its own: not that of a field there, nor of another list."""
    others = [one for key, one in (known.libraries or {}).items() if key != library.key]
    taken = Counter(name for one in [library, *others] for _, name in _lists(one))
    for path, field in library.walk():
        if not field.reverse:
            continue
        other = known.library(field.library, library)
        labels = {one.label for one in other.fields.values()} if other else set()
        if taken[field.library, field.reverse] > 1 or field.reverse in labels:
            place = f"{place_of(path)}.reverse"
            yield Problem("L024", place, f"{field.library} has {field.reverse!r} already", "another name")


def _lists(library: Library) -> Iterator[tuple[str, tuple[str | None, str]]]:
    for path, field in library.walk():
        if field.reverse:
            yield path, (field.library, field.reverse)
