"""Permissions: rows an index finds, fields there are, acts that fit the library."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.libraries.filters import Filter, alternatives
from chalicelib.libraries.model import Library
from chalicelib.libraries.serving import refused
from chalicelib.libraries.verify import conditions
from chalicelib.libraries.verify.problem import Known, Problem
from chalicelib.libraries.words import EVERYONE, Operation, Permission

CHANGES = frozenset({Operation.UPDATE, Operation.DELETE})
WRITES = CHANGES | {Operation.CREATE}


def problems(library: Library, known: Known) -> Iterator[Problem]:
    """Every mistake in permissions."""
    fields = dict(library.walk())
    for number, permission in enumerate(library.permissions):
        place = f"permissions.{number}"
        yield from role(known, f"{place}.who", permission.who)
        yield from _rows(library, place, permission)
        yield from _ops(library, place, permission)
        for word in ("hidden", "masked", "read_only"):
            names = getattr(permission, word)
            yield from conditions.unknown(
                fields, {f"{place}.{word}.{number}": name for number, name in enumerate(names)}
            )
        for name in set(permission.hidden) & {*permission.masked, *permission.read_only}:
            yield Problem(
                "L055", f"{place}.hidden", f"{name!r} is hidden, and then shown after all", "say one"
            )


def role(known: Known, place: str, name: str) -> Iterator[Problem]:
    """A role nobody knows."""
    if known.roles is not None and name != EVERYONE and name not in known.roles:
        yield Problem("L051", place, f"there is no role {name!r}", "the roles stand in messages/zh_CN.yaml")


def _rows(library: Library, place: str, permission: Permission) -> Iterator[Problem]:
    if permission.rows == "own" and library.kind != "ledger":
        hint = "{<a field of type user>: $me}"
        yield Problem("L053", f"{place}.rows", "only the rows of a ledger have an owner", hint)
    if not isinstance(permission.rows, Filter):
        return
    found = [*conditions.problems(library.fields, permission.rows, f"{place}.rows")]
    if not found:
        wrongs = filter(None, map(refused, alternatives(permission.rows)))
        found = [Problem("L052", f"{place}.rows", wrong.why, wrong.remedy) for wrong in wrongs]
    yield from found


def _ops(library: Library, place: str, permission: Permission) -> Iterator[Problem]:
    wrong = WRITES if library.kind == "ledger" else CHANGES if library.append_only else frozenset()
    for operation in permission.ops:
        if operation in wrong:
            why = (
                "a ledger is written by flows"
                if library.kind == "ledger"
                else "the library only takes new records"
            )
            yield Problem("L054", f"{place}.ops", f"{why}: nobody may {operation}", f"drop {operation}")
