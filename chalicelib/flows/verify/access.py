"""Problems of what nodes let their people do with the form."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.flows.model import Access, FieldAccess, Flow, FormField, PersonNode, TableAccess
from chalicelib.flows.verify.problem import Problem, warning

OPEN = frozenset({Access.EDIT, Access.REQUIRED})


def opened(flow: Flow) -> set[str]:
    """The fields some node lets its people fill in."""
    return {key for node in flow.person_nodes() for key, access in node.fields.items() if opens(access)}


def opens(access: FieldAccess) -> bool:
    if isinstance(access, TableAccess):
        return any(column in OPEN for column in access.columns.values())
    return access in OPEN


def asks(access: FieldAccess) -> bool:
    """Whether somebody has to fill something in."""
    columns = access.columns.values() if isinstance(access, TableAccess) else (access,)
    return Access.REQUIRED in columns


def access_problems(flow: Flow) -> Iterator[Problem]:
    for node in flow.person_nodes():
        place = f"nodes.{node.key}"
        if node.on_card and (node.comment_required or any(opens(access) for access in node.fields.values())):
            yield Problem(
                "F107", place, "on_card, but a card takes no text", "drop on_card, or what is to be filled in"
            )
        for key, access in node.fields.items():
            yield from _access(flow.form.get(key), f"{place}.fields.{key}", key, access)
        for number, check in enumerate(node.checks):
            yield from _check(flow, node, f"{place}.checks.{number}", check.field)


def _access(field: FormField | None, place: str, key: str, access: FieldAccess) -> Iterator[Problem]:
    if field is None:
        yield Problem("F084", place, f"there is no field {key!r}", "fields are defined under form")
        return
    if field.computed and opens(access):
        yield Problem("F085", place, "a computed field cannot be filled in", "say read, or drop it")
    if field.visible is False and opens(access):
        yield Problem("F088", place, "to be filled in, but nobody ever sees it", "show it, or drop it here")
    if isinstance(access, TableAccess):
        yield from _columns(field, place, key, access)


def _columns(field: FormField, place: str, key: str, access: TableAccess) -> Iterator[Problem]:
    for name, column in access.columns.items():
        known = field.columns.get(name)
        if known is None:
            yield Problem("F084", f"{place}.columns.{name}", f"there is no column {name!r} in {key!r}")
        elif known.computed and column in OPEN:
            yield Problem(
                "F085", f"{place}.columns.{name}", "a computed column cannot be filled in", "say read"
            )
    if access.rows != "fixed" and not opens(access):
        yield warning("F099", f"{place}.rows", "rows may be added, but no column filled in", "open a column")


def _check(flow: Flow, node: PersonNode, place: str, key: str) -> Iterator[Problem]:
    if key not in flow.form:
        yield Problem("F050", place, f"there is no field {key!r}")
    elif key not in node.fields and not flow.form[key].computed:
        yield warning(
            "F100", place, f"refuses at {key!r}, which cannot be changed here", "name a field this node opens"
        )
