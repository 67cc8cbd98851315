"""A form on its way: what a person at a node changes of it.

What is not open there stays as it was signed: nothing is judged or computed again unless something it reads has
changed. So a balance that has moved since, or a day that is over, refuses nobody who only approves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.flows.form import filling, rows
from chalicelib.flows.form.access import Grant, access_at, shown_while_filling, without_hidden
from chalicelib.flows.form.surroundings import Surroundings
from chalicelib.flows.form.values import Filled, Functions, Shown, empty, holds, plain, reads, same
from chalicelib.flows.model import Access, CallNode, Check, Flow, FormField, PersonNode, Result
from chalicelib.platform.errors import FieldProblem


def fill_at(
    flow: Flow, node: PersonNode, values: Mapping[str, Any], typed: Mapping[str, Any], around: Surroundings
) -> Filled:
    """What a person at a node makes of the request's `values` by typing; pages may send the whole form they saw.

    A field that was not typed stays; one the node does not open may only be typed as it is (`not_yours`), a
    hidden one not at all. Then the flow's checks that read something changed are judged, and the node's checks.
    """
    access = access_at(flow, node)
    problems: list[FieldProblem] = []
    said = {key: value for key, value in values.items() if key in flow.form}
    for key, field in flow.form.items():
        if access[key].open and key in typed:
            value, wrong = filling.take(key, field, access[key], values.get(key), typed[key], around)
            if wrong:
                problems.append(wrong)
            else:
                said[key] = value
    scope, fields, changed = _settled(flow, access, values, said, around)
    problems += _not_yours(flow, access, values, typed, scope)
    but = {problem.field for problem in problems}
    problems += filling.missing(flow, access, scope, fields, around, but)
    problems += filling.not_offered(flow, scope, values, {k for k in changed if access[k].open}, around, but)
    problems += filling.refused(
        _due(flow, node, changed), scope, around, {problem.field for problem in problems}
    )
    kept = {key: scope[key] for key in flow.form if not empty(scope.get(key))}
    return Filled(kept, fields, tuple(problems))


def results_of(
    node: PersonNode | CallNode, scope: Mapping[str, Any], functions: Functions | None = None
) -> Result | None:
    """The first of the node's results whose `when` holds: where its end leads instead of onwards."""
    return next((result for result in node.results if holds(result.when, scope, functions or {})), None)


def scope_of(values: Mapping[str, Any], around: Surroundings) -> dict[str, Any]:
    """What a condition sees: the form's values and the context."""
    return {**values, **around.context()}


def _settled(
    flow: Flow,
    access: Mapping[str, Grant],
    stored: Mapping[str, Any],
    said: dict[str, Any],
    around: Surroundings,
) -> tuple[dict[str, Any], dict[str, Shown], set[str]]:
    """Everything an expression sees, what is shown, and the fields that changed."""
    functions = around.functions()
    while True:
        scope = scope_of({key: value for key, value in said.items() if not empty(value)}, around)
        changed = {
            key for key, f in flow.form.items() if not f.computed and not same(said.get(key), stored.get(key))
        }
        for key, field in flow.form.items():
            _recompute(key, field, access[key], stored, scope, functions, changed)
        fields = {
            key: shown_while_filling(key, field, access[key], scope, functions)
            for key, field in flow.form.items()
        }
        unseen = next((key for key in said if _hides(flow, access[key], key, fields, changed)), None)
        if unseen is None:
            return scope, fields, changed
        del said[unseen]


def _recompute(
    key: str,
    field: FormField,
    grant: Grant,
    stored: Mapping[str, Any],
    scope: dict[str, Any],
    functions: Functions,
    changed: set[str],
) -> None:
    """Computes a field, or the cells of its rows, whose reasons changed; tells whether it did by `changed`."""
    if field.computed:
        if reads(field.computed, changed):
            filling.compute(key, field, grant, scope, functions)
    elif field.columns and isinstance(scope.get(key), list):
        anew = any(reads(c.computed, changed) or reads(c.visible, changed) for c in field.columns.values())
        known = [] if anew else [plain(row) for row in stored.get(key) or ()]
        scope[key] = [
            row if plain(row) in known else rows.settled(field, grant, row, scope, functions)
            for row in scope[key]
        ]
    if not same(scope.get(key), stored.get(key)):
        changed.add(key)


def _hides(flow: Flow, grant: Grant, key: str, fields: Mapping[str, Shown], changed: set[str]) -> bool:
    """Whether a change hides an open field, whose value then goes."""
    moved = key in changed or reads(flow.form[key].visible, changed)
    return grant.open and moved and not fields[key].visible


def _not_yours(
    flow: Flow,
    access: Mapping[str, Grant],
    stored: Mapping[str, Any],
    typed: Mapping[str, Any],
    scope: Mapping[str, Any],
) -> list[FieldProblem]:
    """What was typed without being open, and is not what stands there (or is computed to stand there)."""
    found: list[FieldProblem] = []
    for key, value in typed.items():
        if key not in flow.form:
            found.append(FieldProblem(key, "unknown"))
        elif not access[key].open and not _as_it_is(access[key], value, stored.get(key), scope.get(key)):
            found.append(filling.problem(key, flow.form[key], "not_yours"))
    return found


def _as_it_is(grant: Grant, value: Any, *standing: Any) -> bool:
    """Of a hidden field nothing is as it is: who could ask would learn it by guessing."""
    return grant.access is not Access.HIDDEN and any(
        same(value, without_hidden(one, grant)) for one in standing
    )


def _due(flow: Flow, node: PersonNode, changed: set[str]) -> list[Check]:
    return [*(check for check in flow.checks if reads(check.when, changed)), *node.checks]
