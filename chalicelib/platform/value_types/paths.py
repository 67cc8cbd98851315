"""Types along a path: `items[qty > 1].price`, `starter.roles`, `items^(>price)[0].name`, `items{name: $sum(price)}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.platform.value_types.findings import Finding, named
from chalicelib.platform.value_types.kinds import (
    ANY,
    NOTHING,
    SOME_RECORD,
    Kind,
    Type,
    list_of,
    many,
    said,
)

if TYPE_CHECKING:
    from chalicelib.platform.value_types.walker import Place, Walker


def path(walker: Walker, node: Any, place: Place) -> Type:
    """The type a path ends with. Positions and parents (`#`, `@`, `%`) are not followed: anything."""
    if any(step.tuple or step.focus is not None for step in node.steps):
        return ANY
    found = place.context
    for number, step in enumerate(node.steps):
        found = _step(walker, node, number, found, place)
        if found.unknown and step.type != "name":
            return ANY
    if node.keep_singleton_array:
        found = list_of(found.item)
    return grouped(walker, found, node.group, place)


def _step(walker: Walker, node: Any, number: int, before: Type, place: Place) -> Type:
    """One step, taken from each of what came before; the first, where it is no name, stands for itself."""
    step = node.steps[number]
    if step.type == "sort":
        return _sorted(walker, step, before, place)
    inner = place.at(before.item) if number else place
    if step.type == "name":
        found = _part(walker, node.steps[:number], str(step.value), before.item if number else place.context)
    else:
        found = walker.visit(step, inner)
    found = filtered(walker, found, step.stages, inner)
    return many(found, filtered=before.filtered) if number and before.several else found


def _part(walker: Walker, before: list[Any], name: str, context: Type) -> Type:
    """A field of the form, a column, a part of a record."""
    if context is walker.root:
        return walker.scope.names.get(name, ANY)
    if context.several:
        return many(_part(walker, before, name, context.item))
    if context.unknown or context.kind is Kind.NULL:
        return ANY
    if context.kind is Kind.RECORD:
        return _column(walker, before, name, context)
    whole = ".".join(named(step) for step in before) or "the value here"
    walker.found([Finding("unknown_column", f"{whole} is {said(context)} and has no part {name!r}")])
    return ANY


def _column(walker: Walker, before: list[Any], name: str, context: Type) -> Type:
    parts = dict(context.fields) if context.fields is not None else None
    if parts is None:
        return ANY
    if name in parts:
        return parts[name]
    whole = ".".join(named(step) for step in before) or "the row"
    hint = (
        f"inside […] the form is $$.{name}" if name in walker.scope.names else f"there are {', '.join(parts)}"
    )
    walker.found([Finding("unknown_column", f"{whole} has no {name!r}", hint)])
    return ANY


def filtered(walker: Walker, found: Type, filters: Any, place: Place) -> Type:
    """What `[…]` leaves: a number picks one, a condition some."""
    for one in filters or ():
        chosen = walker.visit(one.expr, place.at(found.item))
        found = _chosen(found, chosen)
    return found


def _chosen(found: Type, chosen: Type) -> Type:
    if found.unknown:
        return ANY
    if chosen.kind is Kind.NUMBER:
        return found.item
    if chosen.kind is Kind.ANY:
        return many(found.item, filtered=True)
    return many(found.item, filtered=True) if found.several else found


def grouped(walker: Walker, found: Type, group: Any, place: Place) -> Type:
    """`items{name: $sum(price)}`: the key is made of one, the value of all with that key."""
    if group is None:
        return found
    for key, value in group.lhs_object:
        walker.visit(key, place.at(found.item))
        walker.visit(value, place.at(many(found.item) if found.several else found))
    return SOME_RECORD


def _sorted(walker: Walker, step: Any, before: Type, place: Place) -> Type:
    for term in step.terms:
        by = walker.visit(term.expression, place.at(before.item))
        if not (by.unknown or by.texts or by.kind is Kind.NUMBER):
            message = f"{named(term.expression)} is {said(by)}: nothing can be sorted by it"
            walker.found([Finding("argument_type", message, "sort by a number, a text or a date")])
    return NOTHING if before.kind is Kind.NOTHING else filtered(walker, many(before.item), step.stages, place)
