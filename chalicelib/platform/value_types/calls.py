"""Calls: is there such a function, and do the arguments fit it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.platform.value_types.findings import Finding, named
from chalicelib.platform.value_types.functions import CALLED_WITH_ITEMS, Parameter, Signature, fits
from chalicelib.platform.value_types.kinds import ANY, NUMBER, Kind, Type, list_of, many, said

if TYPE_CHECKING:
    from chalicelib.platform.value_types.walker import Place, Walker

Argument = tuple[str, Type]


def call(walker: Walker, node: Any, place: Place, first: list[Argument] | None = None) -> Type:
    """`$f(a, b)`; `first` is what `~>` puts before its arguments."""
    name = str(node.procedure.value) if node.procedure.type == "variable" else ""
    own = not name or name in place.variables
    if own or name not in walker.scope.functions:
        return _unknown(walker, node, place, name, own=own)
    given = list(first or [])
    for argument in node.arguments:
        given.append((named(argument), _argument(walker, argument, place, name, given)))
    return _called(walker, name, walker.scope.functions[name], given)


def applied(walker: Walker, node: Any, place: Place) -> Type:
    """`a ~> $f(b)` is `$f(a, b)`; a function before the arrow makes a function."""
    left = walker.visit(node.lhs, place)
    if left.kind is Kind.FUNCTION or left.unknown:
        walker.visit(node.rhs, place)
        return ANY
    first = [(named(node.lhs), left)]
    if node.rhs.type == "function":
        return call(walker, node.rhs, place, first)
    if node.rhs.type == "variable" and str(node.rhs.value) not in place.variables:
        known = walker.scope.functions.get(str(node.rhs.value))
        if known:
            return _called(walker, str(node.rhs.value), known, first)
    walker.visit(node.rhs, place)
    return ANY


def _unknown(walker: Walker, node: Any, place: Place, name: str, *, own: bool) -> Type:
    """A function the expression defines itself takes anything; any other is not there."""
    if own:
        walker.visit(node.procedure, place)
    else:
        hint = _ELSEWHERE.get(name, "docs.jsonata.org lists JSONata's functions")
        walker.found([Finding("unknown_function", f"there is no function ${name}()", hint)])
    for argument in node.arguments:
        walker.visit(argument, place)
    return ANY


_ELSEWHERE = {
    "shuffle": "the answer must be the same on replay",
    "range": "write [1..n]",
    "parse": "forms and previews do not know it",
    "hash": "forms and previews do not know it",
    "partition": "forms and previews do not know it",
}


def _argument(walker: Walker, node: Any, place: Place, name: str, given: list[Argument]) -> Type:
    """A function written as an argument of `$map` and the like is called with what the list holds."""
    if node.type != "lambda" or name not in CALLED_WITH_ITEMS or len(given) != 1:
        return walker.visit(node, place)
    items = given[0][1].item
    answer = walker.body(node, place, [items, NUMBER, list_of(items)])
    return Type(Kind.FUNCTION, of=answer)


def _called(walker: Walker, name: str, known: Signature, given: list[Argument]) -> Type:
    least, most = known.least, len(known.parameters)
    if not least <= len(given) <= most:
        count = str(least) if least == most else f"{least} to {most}"
        message = f"${name}() takes {count} arguments, {len(given)} were given"
        walker.found([Finding("argument_count", message)])
        return ANY
    for parameter, (said_as, found) in zip(_parameters(known, given), given, strict=False):
        if not fits(parameter, found):
            wanted = " or ".join(_WANTED.get(word, f"a {word}") for word in parameter.words)
            message = f"${name}() takes {wanted}; {said_as} is {said(found)}"
            walker.found([Finding("argument_type", message, _hint(found))])
            return ANY
    return _answer(name, known, [found for _, found in given])


def _parameters(known: Signature, given: list[Argument]) -> tuple[Parameter, ...]:
    """Without the one that `.` gives, where as many are left out."""
    needed = [one for one in known.parameters if not one.optional]
    stands_on = bool(known.parameters) and known.parameters[0].context and len(given) < len(needed)
    return known.parameters[1:] if stands_on else known.parameters


def _answer(name: str, known: Signature, given: list[Type]) -> Type:
    if name == "map" and given[-1].kind is Kind.FUNCTION and given[-1].of is not None:
        return many(given[-1].of, filtered=True)
    return known.gives(given)


def _hint(found: Type) -> str:
    if found.several:
        return "take one of the list (list[0]), or $sum, $max, $join of all"
    return (
        "$number(…) and $string(…) turn one into the other"
        if found.texts or found.kind is Kind.NUMBER
        else ""
    )


_WANTED = {
    "any": "anything",
    "list": "a list",
    "numbers": "numbers",
    "texts": "texts",
    "records": "records",
    "boolean": "yes or no (boolean)",
}
