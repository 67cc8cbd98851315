"""DynamoDB's update expressions: SET, REMOVE, ADD and DELETE, all computed from the item as it was."""

import copy
from collections.abc import Callable
from decimal import Decimal

from tests.support.fake_aws.errors import invalid
from tests.support.fake_aws.expressions import Names, Operand, Path, Reader, at
from tests.support.fake_aws.values import SETS, Item, Value, kind

Change = Callable[[Item, Item], None]
"""Takes the item before and the one to change."""


def update(text: str, names: Names) -> tuple[Callable[[Item], Item], list[Path]]:
    """What the expression makes of an item, and the paths it writes."""
    reader = Reader(text, names)
    changes: list[Change] = []
    paths: list[Path] = []
    while reader.peek():
        clause = reader.take().upper()
        if clause not in _CLAUSES:
            raise invalid(f"Invalid UpdateExpression: Syntax error; token: {clause}")
        while True:
            path = reader.path()
            paths.append(path)
            changes.append(_CLAUSES[clause](reader, path))
            if not reader.took(","):
                break

    def changed(item: Item) -> Item:
        new = copy.deepcopy(item)
        for change in changes:
            change(item, new)
        return new

    return changed, paths


def _set(reader: Reader, path: Path) -> Change:
    reader.take("=")
    value = _term(reader)
    while reader.peek() in {"+", "-"}:
        sign = 1 if reader.take() == "+" else -1
        value = _sum(value, _term(reader), sign)

    def change(before: Item, new: Item) -> None:
        found = value(before)
        if found is None:
            raise invalid("The provided expression refers to an attribute that does not exist in the item")
        put(new, path, found)

    return change


def _term(reader: Reader) -> Operand:
    if reader.tokens[reader.at + 1 : reader.at + 2] != ["("]:
        return reader.operand()
    function = reader.take().lower()
    reader.take("(")
    first = _term(reader)
    reader.take(",")
    second = _term(reader)
    reader.take(")")
    if function == "if_not_exists":
        return lambda item: first(item) if first(item) is not None else second(item)
    if function == "list_append":
        return lambda item: _joined(first(item), second(item))
    raise invalid(f"Invalid function name; function: {function}")


def _joined(first: Value | None, second: Value | None) -> Value | None:
    if first is None or second is None:
        return None
    if "L" not in first or "L" not in second:
        raise invalid("An operand in the update expression has an incorrect data type")
    return {"L": [*first["L"], *second["L"]]}


def _sum(first: Operand, second: Operand, sign: int) -> Operand:
    def total(item: Item) -> Value | None:
        one, other = first(item), second(item)
        if one is None or other is None:
            return None
        if "N" not in one or "N" not in other:
            raise invalid("An operand in the update expression has an incorrect data type")
        return number(Decimal(one["N"]) + sign * Decimal(other["N"]))

    return total


def _remove(reader: Reader, path: Path) -> Change:
    return lambda before, new: drop(new, path)


def _add(reader: Reader, path: Path) -> Change:
    operand = reader.operand()

    def change(before: Item, new: Item) -> None:
        old, more = at(before, path), operand(before) or {}
        if kind(more) == "N" and (old is None or "N" in old):
            put(new, path, number(Decimal(old["N"] if old else 0) + Decimal(more["N"])))
        elif kind(more) in SETS and (old is None or kind(old) == kind(more)):
            put(new, path, {kind(more): sorted({*(old[kind(old)] if old else ()), *more[kind(more)]})})
        else:
            raise invalid("An operand in the update expression has an incorrect data type")

    return change


def _delete(reader: Reader, path: Path) -> Change:
    operand = reader.operand()

    def change(before: Item, new: Item) -> None:
        old, less = at(before, path), operand(before) or {}
        if old is None:
            return
        if kind(old) not in SETS or kind(old) != kind(less):
            raise invalid("An operand in the update expression has an incorrect data type")
        left = sorted(set(old[kind(old)]) - set(less[kind(less)]))
        if left:
            put(new, path, {kind(old): left})
        else:
            drop(new, path)

    return change


def put(item: Item, path: Path, value: Value) -> None:
    """Write at a path. What holds it must be there."""
    holder, last = _holder(item, path)
    if holder is None:
        raise invalid("The document path provided in the update expression is invalid for update")
    if isinstance(last, int):
        holder[last:last] = [] if last < len(holder) else [value]
        if last < len(holder):
            holder[last] = value
    else:
        holder[last] = value


def drop(item: Item, path: Path) -> None:
    holder, last = _holder(item, path)
    if isinstance(holder, list) and isinstance(last, int):
        del holder[last : last + 1]
    elif isinstance(holder, dict):
        holder.pop(last, None)


def _holder(item: Item, path: Path) -> tuple[dict | list | None, str | int]:
    if len(path) == 1:
        return item, path[0]
    around = at(item, path[:-1])
    inner = None if around is None else around.get("L" if isinstance(path[-1], int) else "M")
    return inner, path[-1]


def number(value: Decimal) -> Value:
    return {"N": format(value.normalize(), "f")}


_CLAUSES: dict[str, Callable[[Reader, Path], Change]] = {
    "SET": _set,
    "REMOVE": _remove,
    "ADD": _add,
    "DELETE": _delete,
}
