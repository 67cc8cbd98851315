"""WeCom's departments as units, whatever it says of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.wecom.sync.model import ROOT, Problem, Unit

HIGHEST_ORDER = 100_000_000
"""WeCom lists the highest first, and begins near this; we list the lowest first."""


def units_of(
    rows: Iterable[Mapping[str, Any]], names: Mapping[int, str]
) -> tuple[dict[int, Unit], list[Problem]]:
    """Departments with the parents that can be. One whose parent is missing, or that is below itself, keeps the parent
    it has here, and is told.
    """
    found = {int(row["id"]): row for row in rows}
    parents = {number: int(row.get("parentid") or 0) for number, row in found.items()}
    problems = []
    units = {}
    for number, row in found.items():
        parent: int | None = parents[number] or None
        code = "" if number == ROOT else _wrong(number, parents)
        if code:
            problems.append(Problem("department", str(number), code, names.get(number, "")))
            parent = None
        order = max(0, HIGHEST_ORDER - int(row.get("order") or 0))
        units[number] = Unit(names.get(number), None if number == ROOT else parent, order, active=True)
    return units, problems


def order_there(order: int) -> int:
    """Our order as WeCom's."""
    return max(0, HIGHEST_ORDER - order)


def _wrong(number: int, parents: Mapping[int, int]) -> str:
    seen, parent = {number}, parents[number]
    while parent not in seen and parent in parents:
        seen.add(parent)
        parent = parents[parent]
    if parent == number:
        return "department_cycle"
    return "" if parents[number] in parents else "department_parent"
