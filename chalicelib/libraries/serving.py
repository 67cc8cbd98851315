"""Which lists an index can serve: one field equal to something, and one more to sort or range by. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.libraries.filters import ONE_VALUE, RANGES, Term

MOST_VALUES = 10
"""Each value of an `in` is a query; the answers are merged."""


@dataclass(frozen=True)
class Refusal:
    """Why no index serves it, and what would make it servable."""

    why: str
    remedy: str


def refused(way: Sequence[Term], sorting: Iterable[str] = ()) -> Refusal | None:
    """Why the comparisons that hold together, in this order, are served by no index; None where one does."""
    by = tuple(dict.fromkeys(name.removeprefix("-") for name in sorting))
    equal, ranges = equal_fields(way), range_fields(way)
    checks = (_other(way), _many_values(way), _several_equal(equal), _several_ranges(ranges))
    return next(filter(None, checks), None) or _order(ranges, by)


def equal_fields(way: Sequence[Term]) -> tuple[str, ...]:
    """The fields that must be equal to something, in their order."""
    return tuple(dict.fromkeys(term.field for term in way if is_equal(term)))


def range_fields(way: Sequence[Term]) -> tuple[str, ...]:
    """The fields that must lie in a range."""
    return tuple(dict.fromkeys(term.field for term in way if term.operator in RANGES))


def is_equal(term: Term) -> bool:
    """Whether a comparison names the values there may be."""
    return term.operator in ONE_VALUE and not (term.operator == "empty" and term.value is False)


def _other(way: Sequence[Term]) -> Refusal | None:
    term = next((one for one in way if not is_equal(one) and one.operator not in RANGES), None)
    if term is None:
        return None
    return Refusal(
        f"an index finds what {term.field} is, not what it is not",
        f"name the values it may have with `in`, or compute a boolean from {term.field} and ask for that",
    )


def _many_values(way: Sequence[Term]) -> Refusal | None:
    term = next((one for one in way if one.operator == "in" and len(one.value) > MOST_VALUES), None)
    if term is None:
        return None
    return Refusal(
        f"{len(term.value)} values of {term.field} are as many queries; {MOST_VALUES} at the most",
        f"compute a boolean from {term.field} and ask for that",
    )


def _several_equal(fields: tuple[str, ...]) -> Refusal | None:
    if len(fields) < 2:
        return None
    return Refusal(
        f"{' and '.join(fields)} would both have to be equal to something",
        f"compute a boolean from {', '.join(fields)} and ask for that alone",
    )


def _several_ranges(fields: tuple[str, ...]) -> Refusal | None:
    if len(fields) < 2:
        return None
    return Refusal(
        f"{' and '.join(fields)} are both ranges", f"range by one, compute a boolean from {fields[1]}"
    )


def _order(ranges: tuple[str, ...], by: tuple[str, ...]) -> Refusal | None:
    if len(by) > 1:
        return Refusal(
            f"an index sorts by one field, not by {' and '.join(by)}",
            f"compute a text of them ({' & '.join(by)}) and sort by that",
        )
    if ranges and by and ranges[0] != by[0]:
        return Refusal(f"{ranges[0]} is a range, so the order is its own", f"sort by {ranges[0]}")
    return None
