"""Does an expression give the type that is wanted, and is everything in it of a type its place can take?"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.platform import expressions
from chalicelib.platform.value_types.comparing import bad_day, not_options
from chalicelib.platform.value_types.findings import Finding
from chalicelib.platform.value_types.kinds import DATE, DATETIME, Kind, Type, said
from chalicelib.platform.value_types.scope import Scope
from chalicelib.platform.value_types.walker import Walker


def check(text: str, scope: Scope, wanted: Type) -> list[Finding]:
    """Every sure mistake of an expression that shall give `wanted`; a condition shall give BOOLEAN.

    A text that is no JSONata has no findings: `expressions.parse` says what is wrong with it.
    """
    try:
        found, findings = _walked(text, scope)
    except expressions.ExpressionError:
        return []
    return findings or list(_result(found, wanted))


def type_of(text: str, scope: Scope) -> Type | list[Finding]:
    """The type of an expression's value, or what is wrong in it. Raises ExpressionError where it is no JSONata."""
    found, findings = _walked(text, scope)
    return findings or found


def _walked(text: str, scope: Scope) -> tuple[Type, list[Finding]]:
    walker = Walker(scope)
    found = walker.whole(expressions.tree(text))
    return found, list(walker.findings)


def _result(found: Type, wanted: Type) -> Iterator[Finding]:
    if wanted.unknown or found.unknown or found.kind is Kind.NULL:
        return
    if found.filtered:
        yield from _result(found.item, wanted.item)
    elif wanted.kind is Kind.BOOLEAN and found.kind is not Kind.BOOLEAN:
        message = f"a condition says yes or no; this gives {said(found)}"
        yield Finding("not_boolean", message, "compare it with something, or write $exists(…)")
    elif wanted.several or found.several:
        yield from _several(found, wanted)
    elif wanted.texts and found.texts:
        yield from _text(found, wanted)
    elif wanted.kind is not found.kind:
        yield _other(found, wanted)


def _several(found: Type, wanted: Type) -> Iterator[Finding]:
    """Of many one may be left, which then is that one; a list stays one."""
    if found.kind is Kind.MANY or wanted.kind is Kind.MANY or (found.several and wanted.several):
        yield from _result(found.item, wanted.item)
    else:
        yield _other(found, wanted)


def _text(found: Type, wanted: Type) -> Iterator[Finding]:
    if bad_day(wanted, found):
        yield Finding("not_a_date", f"this gives a text that is not {said(wanted)}", "write 2026-01-31")
    elif wanted in {DATE, DATETIME} and found in {DATE, DATETIME} and wanted != found:
        yield _other(found, wanted)
    else:
        yield from not_options(("this field", wanted), found)


def _other(found: Type, wanted: Type) -> Finding:
    return Finding("result_type", f"{said(wanted)} is wanted here; this gives {said(found)}")
