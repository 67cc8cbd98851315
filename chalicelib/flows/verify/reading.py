"""From a text to a flow, or to the problems of its shape: each once, at a place a person finds in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chalicelib.flows.model import Flow
from chalicelib.flows.model.nodes import kind_of
from chalicelib.flows.verify.problem import Problem, SourceError
from chalicelib.platform import strict_yaml

WRONG_MEMBERS = frozenset({"missing", "extra_forbidden"})
WRONG_TYPE = 100
Loc = tuple[int | str, ...]


@dataclass(frozen=True)
class _Fault:
    place: Loc
    kind: str
    message: str


def read(source: str) -> Flow:
    """A definition from its YAML. Raises SourceError with every problem of its shape."""
    try:
        data = strict_yaml.load(source)
    except yaml.YAMLError as error:
        raise SourceError([Problem("F001", _mark(error), "not YAML", str(error).splitlines()[0])]) from error
    try:
        return Flow.model_validate(data)
    except ValidationError as error:
        raise SourceError(shape_problems(error, data)) from error


def shape_problems(error: ValidationError, data: Any, problem_id: str = "F002") -> list[Problem]:
    """One problem for each fault of the data: of the shapes a place may have only the one that fits best is told."""
    faults = _told([(tuple(e["loc"]), e) for e in error.errors()], data, (), tagged=False)
    places = {fault.place for fault in faults}
    told = [
        fault
        for fault in faults
        if fault.kind != "too_short" or not any(_is_below(place, fault.place) for place in places)
    ]
    return [Problem(problem_id, ".".join(map(str, f.place)) or "file", f.message) for f in told]


def _is_below(place: Loc, above: Loc) -> bool:
    return len(place) > len(above) and place[: len(above)] == above


def _told(errors: Sequence[tuple[Loc, ErrorDetails]], data: Any, place: Loc, *, tagged: bool) -> list[_Fault]:
    """The faults at and below a place. Parts of a location that are no place but the name of a shape are left out."""
    faults: list[_Fault] = []
    below: dict[int | str, list[tuple[Loc, ErrorDetails]]] = {}
    shapes: dict[int | str, list[tuple[Loc, ErrorDetails]]] = {}
    for loc, error in errors:
        if not loc or loc == ("[key]",):
            faults.append(_Fault(place, error["type"], _sentence(error)))
        elif _is_shape(loc, error, data, place, tagged=tagged):
            shapes.setdefault(loc[0], []).append((loc[1:], error))
        else:
            below.setdefault(loc[0], []).append((loc[1:], error))
    for part, rest in below.items():
        faults += _told(rest, _part(data, part), (*place, part), tagged=False)
    return faults + _best([_told(rest, data, place, tagged=True) for rest in shapes.values()], place)


def _is_shape(loc: Loc, error: ErrorDetails, data: Any, place: Loc, *, tagged: bool) -> bool:
    part = loc[0]
    if isinstance(part, int):
        return False
    if not tagged and place and isinstance(place[-1], int) and part == kind_of(data):
        return True
    there = isinstance(data, dict) and part in data
    return not there and not (len(loc) == 1 and error["type"] in WRONG_MEMBERS)


def _best(shapes: list[list[_Fault]], place: Loc) -> list[_Fault]:
    """Of several shapes the one with the fewest faults of its own; where none has the right type, all in one."""
    if not shapes:
        return []
    lowest = min(_distance(faults, place) for faults in shapes)
    nearest = [faults for faults in shapes if _distance(faults, place) == lowest]
    if lowest >= WRONG_TYPE and len(nearest) > 1:
        messages = dict.fromkeys(fault.message for faults in nearest for fault in faults)
        return [_Fault(place, "type", ", or: ".join(messages))]
    return nearest[0]


def _distance(faults: list[_Fault], place: Loc) -> int:
    own = [fault for fault in faults if fault.place[:-1] == place and fault.kind in WRONG_MEMBERS]
    return len(own) + WRONG_TYPE * sum(fault.place == place for fault in faults)


def _part(data: Any, part: int | str) -> Any:
    try:
        return data[part]
    except (LookupError, TypeError):
        return None


def _sentence(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")


def _mark(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else "file"
