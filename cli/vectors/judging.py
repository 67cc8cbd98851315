"""How a file of known answers is judged: every section and every case of it, or it has failed."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Case = tuple[str, Callable[[], None]]
"""A name, and what raises where the answer is not the known one."""
Section = Callable[[Any, Mapping[str, Any]], Iterator[Case]]
"""The cases of one section; the whole file is at hand too."""


class DifferenceError(Exception):
    """The product works out something else than the file says."""


PROSE = frozenset(
    {"source", "name", "note", "why", "trap", "comment", "description", "reading", "poster_time", "scheme"}
)
"""Parts that only explain, wherever they stand."""


@dataclass(frozen=True)
class Checker:
    """Who knows a kind of file. `parts` are the names that its sections, and the cases in them, may have.

    A path such as `own.cases` means each element of that list; what has no entry is checked as a whole.
    """

    sections: Mapping[str, Section]
    parts: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Outcome:
    """One case; `problem` is empty where it holds."""

    file: str
    case: str
    problem: str = ""


def same(what: str, found: object, known: object) -> None:
    """Raises DifferenceError unless both are the same."""
    if found != known:
        raise DifferenceError(f"{what} is {found!r}, the known answer is {known!r}")


def refused(what: str, kind: type[Exception], attempt: Callable[[], object]) -> None:
    """Raises DifferenceError unless the attempt is refused in this way."""
    try:
        found = attempt()
    except kind:
        return
    raise DifferenceError(f"{what} was taken, as {found!r}")


def judge(path: Path, checkers: Mapping[str, Checker], root: Path) -> list[Outcome]:
    """Every case of one file; what nobody knows how to check is an outcome with a problem."""
    file = str(path.relative_to(root))
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        return [Outcome(file, "the file", f"cannot be read as JSON: {error}")]
    if not isinstance(content, dict):
        return [Outcome(file, "the file", "is no object of sections")]
    checker = checkers.get(path.stem) or checkers.get(str(content.get("algorithm", "")))
    if checker is None:
        return [
            Outcome(file, "the file", f"nobody knows how to check it; known: {', '.join(sorted(checkers))}")
        ]
    found = [Outcome(file, name, problem) for name, problem in _problems(content, checker)]
    return found or [Outcome(file, "the file", "holds no case")]


def _problems(content: dict[str, Any], checker: Checker) -> Iterator[tuple[str, str]]:
    for name, section in content.items():
        if name in PROSE or name == "algorithm":
            continue
        if name not in checker.sections:
            yield name, "nobody knows how to check this section"
            continue
        try:
            cases = list(checker.sections[name](section, content))
        except Exception as error:  # noqa: BLE001 - a section that breaks its checker has failed
            yield name, f"is not of the form expected: {_said(error)}"
            continue
        if not cases:
            yield name, "holds no case"
        for part in sorted(set(_unknown(name, section, checker.parts))):
            yield name, f"nobody knows how to check {part}"
        yield from ((f"{name}: {case}", _problem(check)) for case, check in cases)


def _unknown(path: str, section: Any, parts: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Where something stands that no case looks at."""
    if isinstance(section, list):
        for element in section:
            yield from _unknown(path, element, parts)
    elif isinstance(section, dict) and path in parts:
        for name, value in section.items():
            if name not in PROSE and name not in parts[path]:
                yield f"{path}.{name}"
            yield from _unknown(f"{path}.{name}", value, parts)


def named(**parts: str) -> dict[str, frozenset[str]]:
    """Parts of a checker, written as texts; `own__cases` is `own.cases`."""
    return {path.replace("__", "."): frozenset(names.split()) for path, names in parts.items()}


def _problem(check: Callable[[], None]) -> str:
    try:
        check()
    except DifferenceError as difference:
        return str(difference)
    except Exception as error:  # noqa: BLE001 - a case that breaks its checker has failed
        return f"cannot be worked out: {_said(error)}"
    return ""


def _said(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip()
