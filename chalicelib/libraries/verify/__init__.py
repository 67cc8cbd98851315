"""Whether a library can be as its definition says: every problem with a stable id, its place, and a hint. Pure."""

from __future__ import annotations

from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import (
    actions,
    derived,
    references,
    rights,
    shape,
    sizes,
    states,
    statistics,
    timing,
    views,
)
from chalicelib.libraries.verify.problem import Known, Problem, line

__all__ = ["Known", "Problem", "line", "verify"]
NOTHING = Known()


def verify(library: Library, known: Known = NOTHING) -> list[Problem]:
    """Every problem of a definition; of what it says of others as far as they are known."""
    found = [*shape.problems(library), *references.problems(library, known)]
    found += references.unknown(library, known)
    found += derived.problems(library, known)
    found += states.problems(library, known)
    found += views.problems(library)
    found += rights.problems(library, known)
    found += timing.problems(library, known)
    found += actions.problems(library, known)
    found += statistics.problems(library, known)
    found = found or [*sizes.problems(library)]
    return list(dict.fromkeys(found))
