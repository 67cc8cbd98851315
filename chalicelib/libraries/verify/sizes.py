"""Whether a record can be written with all it is found and counted by: a transaction takes 100 writes."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.indexing import indexes
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify.problem import Problem

MOST = 45
"""A change takes an index item away and puts another; so twice as many, and the record and its history."""


def problems(library: Library) -> Iterator[Problem]:
    """Of a library that has no other problem: more than it can keep up to date at once."""
    by, counted = len(indexes(library)), len(library.counted)
    unique = sum(field.unique for field in library.fields.values()) + len(library.unique_keys)
    if library.kind == "records" and by + counted + unique > MOST:
        said = f"a record is found by {by} indexes, counted by {counted} statistics, unique in {unique} ways: {MOST} in all"
        hint = "each order of a view is an index for every field that permissions ask for: sort views alike, or drop some"
        yield Problem("L067", "views", said, hint)
