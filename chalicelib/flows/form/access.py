"""What somebody may see and change of a form: at a node, or reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from chalicelib.flows.form.surroundings import Surroundings
from chalicelib.flows.form.values import Functions, Shown, empty, holds, row_scope
from chalicelib.flows.model import Access, FieldAccess, Flow, FormField, PersonNode, TableAccess

Rows = Literal["fixed", "add", "free"]
OPEN = frozenset({Access.EDIT, Access.REQUIRED})


@dataclass(frozen=True)
class Grant:
    """Access to a field; of a table also to each of its columns, and what may be done with its rows."""

    access: Access
    columns: Mapping[str, Access] = field(default_factory=dict)
    rows: Rows = "fixed"

    @property
    def open(self) -> bool:
        return self.access in OPEN

    def opens(self, column: str) -> bool:
        return self.columns.get(column) in OPEN


def access_at(flow: Flow, node: PersonNode | None) -> dict[str, Grant]:
    """What a node's people may do with each field; without a node what everybody else may, who only read."""
    said: Mapping[str, FieldAccess] = node.fields if node else {}
    return {key: _grant(field, said.get(key, Access.READ)) for key, field in flow.form.items()}


def access_to_submit(flow: Flow) -> dict[str, Grant]:
    """What the starter may do with each field: everything but what is computed or filled `later`."""
    return {
        key: _grant(field, Access.READ if field.later else Access.EDIT, submitting=True)
        for key, field in flow.form.items()
    }


def readable(flow: Flow, access: Mapping[str, Grant], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, without hidden fields and columns. A `later` field is there once it is filled."""
    return {
        key: without_hidden(values[key], access[key])
        for key in flow.form
        if key in values and access[key].access is not Access.HIDDEN
    }


def form_access(
    flow: Flow,
    node: PersonNode | None,
    values: Mapping[str, Any],
    around: Surroundings | None = None,
    *,
    revising: bool = False,
) -> dict[str, Shown]:
    """Every field as it stands for who is at this node, or, without a node, only reads, or (`revising`) has got the
    request back.

    A `later` field that is empty is shown where it can be filled. Without `around` a condition that needs the
    starter or the day counts as held for a field that has a value.
    """
    functions = around.functions() if around else {}
    scope = {**values, **(around.context() if around else {})}
    granted = access_to_submit(flow) if revising else access_at(flow, node)
    return {key: shown_at(key, field, granted[key], scope, functions) for key, field in flow.form.items()}


def shown_at(
    key: str, field: FormField, grant: Grant, scope: Mapping[str, Any], functions: Functions
) -> Shown:
    """How a field stands for a reader. A value somebody filled in was shown to them, and stays shown."""
    filled = not empty(scope.get(key))
    visible = (filled and not field.computed) or holds(field.visible, scope, functions)
    visible = visible and (filled or grant.open or not field.later)
    return _shown(key, field, grant, scope, functions, visible=visible)


def shown_while_filling(
    key: str, field: FormField, grant: Grant, scope: Mapping[str, Any], functions: Functions
) -> Shown:
    """How a field stands for who is filling it in: its condition alone says whether it is shown."""
    visible = holds(field.visible, scope, functions) and (grant.open or not field.later or key in scope)
    return _shown(key, field, grant, scope, functions, visible=visible)


def _shown(
    key: str,
    field: FormField,
    grant: Grant,
    scope: Mapping[str, Any],
    functions: Functions,
    *,
    visible: bool,
) -> Shown:
    visible = visible and grant.access is not Access.HIDDEN
    editable = visible and grant.open
    asked = grant.access is Access.REQUIRED or holds(field.required, scope, functions)
    if not field.columns:
        return Shown(visible, editable and asked, editable)
    columns = {name: _column(column, grant.columns[name]) for name, column in field.columns.items()}
    rows = scope.get(key) if visible else None
    cells = _cells(field, grant, rows, scope, functions) if isinstance(rows, list) else ()
    return Shown(visible, editable and asked, editable, columns, grant.rows if editable else "fixed", cells)


def _cells(
    table: FormField, grant: Grant, rows: list[Any], scope: Mapping[str, Any], functions: Functions
) -> tuple[Mapping[str, Shown], ...]:
    """Every cell as it stands, where conditions make rows differ."""
    if not any(isinstance(c.visible, str) or isinstance(c.required, str) for c in table.columns.values()):
        return ()
    return tuple(
        {name: cell_shown(table, name, grant, row, scope, functions) for name in table.columns}
        for row in rows
        if isinstance(row, dict)
    )


def _column(column: FormField, access: Access) -> Shown:
    return Shown(
        access is not Access.HIDDEN,
        access is Access.REQUIRED or (access is Access.EDIT and column.required is True),
        access in OPEN,
    )


def cell_shown(
    table: FormField,
    key: str,
    grant: Grant,
    row: Mapping[str, Any],
    scope: Mapping[str, Any],
    functions: Functions,
) -> Shown:
    """How one cell stands, by the conditions of its column over its row."""
    column, access = table.columns[key], grant.columns[key]
    seen = row_scope(table, row, scope)
    visible = access is not Access.HIDDEN and holds(column.visible, seen, functions)
    editable = visible and access in OPEN
    required = editable and (access is Access.REQUIRED or holds(column.required, seen, functions))
    return Shown(visible, required, editable)


def _grant(field: FormField, said: FieldAccess, *, submitting: bool = False) -> Grant:
    if field.visible is False:
        said = Access.HIDDEN
    if isinstance(said, TableAccess):
        columns = {
            key: _column_access(column, said.columns.get(key, Access.READ))
            for key, column in field.columns.items()
        }
        whole = Access.EDIT if said.rows != "fixed" or not OPEN.isdisjoint(columns.values()) else Access.READ
        return Grant(_capped(field, whole), columns, said.rows)
    word = _capped(field, said)
    each = Access.EDIT if word is Access.REQUIRED else word
    columns = {
        key: _column_access(column, Access.READ if submitting and column.later else each)
        for key, column in field.columns.items()
    }
    return Grant(word, columns, "free" if word in OPEN and field.columns else "fixed")


def _column_access(column: FormField, said: Access) -> Access:
    return Access.HIDDEN if column.visible is False else _capped(column, said)


def _capped(field: FormField, said: Access) -> Access:
    """Nobody changes what is computed."""
    return Access.READ if field.computed and said in OPEN else said


def without_hidden(value: Any, grant: Grant) -> Any:
    """A value without the cells of hidden columns."""
    hidden = {key for key, access in grant.columns.items() if access is Access.HIDDEN}
    if not hidden or not isinstance(value, list):
        return value
    return [{key: cell for key, cell in row.items() if key not in hidden} for row in value]
