"""What a flow says of libraries, against the libraries there are: effects, references, approver rules. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.flows.model import (
    Effects,
    Flow,
    FormField,
    Matrix,
    Record,
    RecordAction,
    RecordEffect,
    RecordUser,
)
from chalicelib.flows.verify.problem import Problem
from chalicelib.libraries.fields import NUMBERS
from chalicelib.libraries.model import Library, LibraryField
from chalicelib.platform import value_types
from chalicelib.platform.field_types import FieldType
from chalicelib.platform.value_types import Scope

Libraries = Mapping[str, Library]
USERS = frozenset({"user", "users"})


def effect_problems(flow: Flow, libraries: Libraries) -> list[Problem]:
    """Every mistake in what a flow says of libraries, of all there are by key.

    F053: no such library. F054: of the wrong kind. F055: unknown field. F056: the type does not fit.
    F057: a required field is not mapped.
    """
    found: list[Problem] = []
    for place, effect in record_effects(flow):
        found += _effect(flow, libraries, place, effect)
    for place, field in _references(flow.form, "form"):
        found += _of_kind(libraries, f"{place}.library", field.library or "", "records")
    for place, rule in flow.rules():
        if rule.record is not None:
            found += _record_rule(flow, libraries, f"{place}.record", rule.record)
        if rule.matrix is not None:
            found += _matrix_rule(libraries, f"{place}.matrix", rule.matrix)
    return found


def record_effects(flow: Flow) -> Iterator[tuple[str, RecordEffect]]:
    """Every effect that writes a library, with its place."""
    for node in flow.walk():
        if isinstance(node, Record):
            yield f"nodes.{node.key}.record", node.record
    for moment in Effects.model_fields:
        for number, effect in enumerate(getattr(flow.effects, moment)):
            if isinstance(effect, RecordEffect):
                yield f"effects.{moment}.{number}", effect


def _effect(flow: Flow, libraries: Libraries, place: str, effect: RecordEffect) -> list[Problem]:
    wanted = "ledger" if effect.action.of_ledger else "records"
    wrong = _of_kind(libraries, f"{place}.library", effect.library, wanted)
    if wrong or effect.action.of_ledger:
        return wrong
    library, scope = libraries[effect.library], _scope(flow, effect)
    fields, with_record = _written(library, effect), _with_record(libraries[effect.library], scope)
    found = list(_child(library, place, effect))
    found += _append_only(library, place, effect)
    if not found or effect.child is None:
        found += _mapped(fields, f"{place}.map", effect.map, with_record if effect.knows_record else scope)
        found += _mapped(fields, f"{place}.row", effect.row, scope)
        added = fields if effect.action is RecordAction.UPDATE else library.fields
        found += _added(added, f"{place}.add", effect, scope)
    found += _mapped(library.fields, f"{place}.match", effect.match, scope)
    found += _match(library, place, effect)
    found += _required(fields, library, place, effect)
    return found


def _of_kind(libraries: Libraries, place: str, key: str, wanted: str) -> list[Problem]:
    library = libraries.get(key)
    if library is None:
        return [Problem("F053", place, f"there is no library {key!r}", "publish the library first")]
    if library.kind != wanted:
        hint = f"name a library of {wanted}" if wanted == "records" else f"name a {wanted}"
        return [Problem("F054", place, f"{key!r} is of another kind: {library.kind}", hint)]
    return []


def _written(library: Library, effect: RecordEffect) -> Mapping[str, LibraryField]:
    """The fields `map` writes: of the record, or of a row of its child."""
    if effect.child is None:
        return library.fields
    child = library.fields.get(effect.child)
    return child.columns if child else {}


def _child(library: Library, place: str, effect: RecordEffect) -> Iterator[Problem]:
    child = library.fields.get(effect.child or "")
    if effect.child is not None and (child is None or not child.columns):
        tables = ", ".join(key for key, field in library.fields.items() if field.columns)
        yield Problem("F055", f"{place}.child", f"{effect.child!r} is no table of {library.key}", tables)


def _append_only(library: Library, place: str, effect: RecordEffect) -> Iterator[Problem]:
    if library.append_only and effect.action is not RecordAction.CREATE:
        yield Problem("F054", f"{place}.action", f"{library.key} only takes new records", "create")


def _mapped(
    fields: Mapping[str, LibraryField], place: str, parts: Mapping[str, str], scope: Scope
) -> Iterator[Problem]:
    for key, text in parts.items():
        field = fields.get(key)
        if field is None:
            yield Problem("F055", f"{place}.{key}", f"there is no field {key!r}", ", ".join(fields))
            continue
        if field.is_derived:
            yield Problem("F055", f"{place}.{key}", f"{key!r} is worked out, nobody writes it", "drop it")
            continue
        for finding in value_types.check(text, scope, value_types.of_field(field)):
            yield Problem("F056", f"{place}.{key}", finding.message, finding.hint)


def _match(library: Library, place: str, effect: RecordEffect) -> Iterator[Problem]:
    if effect.action is RecordAction.CREATE or set(effect.match) == set(library.keys):
        return
    keys = ", ".join(library.keys)
    yield Problem("F055", f"{place}.match", f"a record of {library.key} is named by {keys}", f"match {keys}")


def _added(
    fields: Mapping[str, LibraryField], place: str, effect: RecordEffect, scope: Scope
) -> Iterator[Problem]:
    for key, field in ((key, fields.get(key)) for key in effect.add):
        if field is not None and field.type not in NUMBERS:
            yield Problem("F056", f"{place}.{key}", f"nothing can be added to a {field.type}", "a number")
    yield from _mapped(fields, place, effect.add, scope)


def _required(
    fields: Mapping[str, LibraryField], library: Library, place: str, effect: RecordEffect
) -> Iterator[Problem]:
    """What a new record, or a new row, must have. A key that a serial gives need not be mapped."""
    if effect.action is RecordAction.UPDATE:
        return
    given = set(effect.map)
    if effect.action is not RecordAction.APPEND:
        given |= {*effect.add, *effect.match}
        numbered = effect.action is RecordAction.CREATE and library.pattern
        needed = [key for key, field in fields.items() if _must_be_given(field) or key in library.keys]
        needed = [key for key in needed if not (numbered and key in library.keys)]
    else:
        needed = [key for key, field in fields.items() if _must_be_given(field)]
    for key in needed:
        if key not in given:
            yield Problem("F057", f"{place}.map", f"{key!r} is required and not mapped", f"map {key}")


def _must_be_given(field: LibraryField) -> bool:
    return field.required and field.default is None


def _references(fields: Mapping[str, FormField], before: str) -> Iterator[tuple[str, FormField]]:
    for key, field in fields.items():
        if field.type is FieldType.LIBRARY_REF and field.library is not None:
            yield f"{before}.{key}", field
        yield from _references(field.columns, f"{before}.{key}.columns")


def _record_rule(flow: Flow, libraries: Libraries, place: str, rule: RecordUser) -> list[Problem]:
    key, _, column = rule.field.partition(".")
    field = flow.form.get(key)
    field = field.columns.get(column) if field and column else field
    library = libraries.get(field.library or "") if field else None
    if library is None:
        return []  # that the field is no reference (F043), or its library not there, is said of the form
    user = library.fields.get(rule.user)
    if user is None:
        hint = ", ".join(name for name, known in library.fields.items() if known.type in USERS)
        return [Problem("F055", f"{place}.user", f"{library.key} has no field {rule.user!r}", hint)]
    if user.type not in USERS:
        return [Problem("F056", f"{place}.user", f"{rule.user!r} holds no people", "a field of type user")]
    return []


def _matrix_rule(libraries: Libraries, place: str, rule: Matrix) -> list[Problem]:
    wrong = _of_kind(libraries, f"{place}.library", rule.library, "matrix")
    matrix = libraries[rule.library].matrix if not wrong else None
    if matrix is None:
        return wrong
    text = rule.column.strip()
    fixed = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else None
    if fixed is not None and fixed not in matrix.columns:
        columns = ", ".join(matrix.columns)
        return [Problem("F055", f"{place}.column", f"{rule.library} has no column {fixed!r}", columns)]
    return []


def _scope(flow: Flow, effect: RecordEffect) -> Scope:
    """What an effect's expressions may name; `row` with `each`."""
    scope = Scope.of_form(flow.form)
    table = flow.form.get(effect.each or "")
    cells = {key: value_types.of_field(column) for key, column in table.columns.items()} if table else {}
    words = value_types.words(("request", "today", "now"), {})
    return scope.with_names({**words, **({"row": value_types.record(cells)} if cells else {})})


def _with_record(library: Library, scope: Scope) -> Scope:
    """The same, and the record before as `record`."""
    fields = {key: value_types.of_field(field) for key, field in library.fields.items()}
    return scope.with_names({"record": value_types.record(fields)})
