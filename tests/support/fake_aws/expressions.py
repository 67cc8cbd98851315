"""DynamoDB's conditions, filters, key conditions, projections and paths: a small parser of the text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.fake_aws.errors import invalid
from tests.support.fake_aws.values import Item, Value, is_ordered, kind, ordering, plain, size_of

TOKENS = re.compile(r"\s*(<>|<=|>=|[=<>(),+\-.\[\]]|[#:]?[A-Za-z0-9_]+)")
Path = tuple[str | int, ...]
Operand = Callable[[Item], Value | None]
Condition = Callable[[Item], bool]


class Names:
    """The placeholders of one request. Every one must be used: DynamoDB refuses what is left over."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.names: Mapping[str, str] = request.get("ExpressionAttributeNames") or {}
        self.values: Mapping[str, Value] = request.get("ExpressionAttributeValues") or {}
        self.used: set[str] = set()

    def name(self, token: str) -> str:
        if not token.startswith("#"):
            return token
        self.used.add(token)
        if token not in self.names:
            raise invalid(f"An expression attribute name used in the document path is not defined: {token}")
        return self.names[token]

    def value(self, token: str) -> Value:
        self.used.add(token)
        if token not in self.values:
            raise invalid(f"An expression attribute value used in expression is not defined: {token}")
        return self.values[token]

    def check_all_used(self) -> None:
        left = sorted((set(self.names) | set(self.values)) - self.used)
        if left:
            raise invalid(f"placeholders unused in expressions: keys: {{{', '.join(left)}}}")


class Reader:
    """Tokens of one expression, read from left to right."""

    def __init__(self, text: str, names: Names) -> None:
        self.names = names
        self.tokens = _tokens(text)
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def word(self) -> str:
        return self.peek().upper()

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token.upper() != expected):
            raise invalid(f"Syntax error in expression; token: {token or '<EOF>'}, expected: {expected}")
        self.at += 1
        return token

    def took(self, word: str) -> bool:
        if self.word() == word:
            self.at += 1
            return True
        return False

    def end(self) -> None:
        if self.peek():
            raise invalid(f"Syntax error in expression; token: {self.peek()}")

    def path(self) -> Path:
        parts: list[str | int] = [self.names.name(self.take())]
        while self.peek() in {".", "["}:
            if self.took("."):
                parts.append(self.names.name(self.take()))
            else:
                self.take("[")
                parts.append(int(self.take()))
                self.take("]")
        return tuple(parts)

    def operand(self) -> Operand:
        if self.peek().startswith(":"):
            value = self.names.value(self.take())
            return lambda item: value
        if self.word() == "SIZE" and self.tokens[self.at + 1 : self.at + 2] == ["("]:
            self.take()
            self.take("(")
            path = self.path()
            self.take(")")
            return lambda item: _size(at(item, path))
        path = self.path()
        return lambda item: at(item, path)


def condition(text: str, names: Names) -> Condition:
    """A condition, filter or key condition."""
    reader = Reader(text, names)
    found = _either(reader)
    reader.end()
    return found


def projection(text: str, names: Names) -> Callable[[Item], Item]:
    """The top-level attributes of a projection."""
    reader = Reader(text, names)
    paths = [reader.path()]
    while reader.took(","):
        paths.append(reader.path())
    reader.end()
    wanted = {str(path[0]) for path in paths}
    return lambda item: {name: value for name, value in item.items() if name in wanted}


def at(item: Item, path: Path) -> Value | None:
    """The value at a path; None where there is none."""
    value: Value | None = item.get(str(path[0]))
    for part in path[1:]:
        if value is None:
            return None
        if isinstance(part, int):
            inner = value.get("L", [])
            value = inner[part] if part < len(inner) else None
        else:
            value = value.get("M", {}).get(part)
    return value


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    while place < len(text.rstrip()):
        match = TOKENS.match(text, place)
        if match is None:
            raise invalid(f"Syntax error in expression; at: {text[place : place + 20]}")
        found.append(match[1])
        place = match.end()
    return found


def _either(reader: Reader) -> Condition:
    parts = [_all(reader)]
    while reader.took("OR"):
        parts.append(_all(reader))
    return parts[0] if len(parts) == 1 else lambda item: any(part(item) for part in parts)


def _all(reader: Reader) -> Condition:
    parts = [_one(reader)]
    while reader.took("AND"):
        parts.append(_one(reader))
    return parts[0] if len(parts) == 1 else lambda item: all(part(item) for part in parts)


def _one(reader: Reader) -> Condition:
    if reader.took("NOT"):
        inner = _one(reader)
        return lambda item: not inner(item)
    if reader.took("("):
        inner = _either(reader)
        reader.take(")")
        return inner
    if reader.word() in _FUNCTIONS and reader.tokens[reader.at + 1 : reader.at + 2] == ["("]:
        return _function(reader)
    return _comparison(reader)


def _function(reader: Reader) -> Condition:
    test = _FUNCTIONS[reader.take().upper()]
    reader.take("(")
    operands = [reader.operand()]
    while reader.took(","):
        operands.append(reader.operand())
    reader.take(")")
    return lambda item: test(*(operand(item) for operand in operands))


def _comparison(reader: Reader) -> Condition:
    left = reader.operand()
    if reader.took("BETWEEN"):
        low = reader.operand()
        reader.take("AND")
        high = reader.operand()
        return lambda item: _holds(">=", left(item), low(item)) and _holds("<=", left(item), high(item))
    if reader.took("IN"):
        reader.take("(")
        options = [reader.operand()]
        while reader.took(","):
            options.append(reader.operand())
        reader.take(")")
        return lambda item: any(_holds("=", left(item), option(item)) for option in options)
    sign = reader.take()
    if sign not in {"=", "<>", "<", "<=", ">", ">="}:
        raise invalid(f"Syntax error in expression; token: {sign}")
    right = reader.operand()
    return lambda item: _holds(sign, left(item), right(item))


def _holds(sign: str, left: Value | None, right: Value | None) -> bool:
    """Missing attributes equal nothing; values of different types have no order."""
    if sign == "=":
        return left is not None and plain(left) == plain(right)
    if sign == "<>":
        return plain(left) != plain(right)
    if left is None or right is None or kind(left) != kind(right) or not is_ordered(left):
        return False
    one, other = ordering(left), ordering(right)
    return bool({"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign])


def _size(value: Value | None) -> Value | None:
    if value is None:
        return None
    inner = value[kind(value)]
    count = len(inner) if isinstance(inner, list | dict) else size_of(value)
    return {"N": str(count)}


def _begins(value: Value | None, start: Value | None) -> bool:
    return bool(value and start and "S" in value and "S" in start and value["S"].startswith(start["S"]))


def _contains(value: Value | None, part: Value | None) -> bool:
    if value is None or part is None:
        return False
    if "S" in value:
        return "S" in part and part["S"] in value["S"]
    if "L" in value:
        return plain(part) in [plain(one) for one in value["L"]]
    return kind(value)[0] == kind(part) and part[kind(part)] in value[kind(value)]


_FUNCTIONS: dict[str, Callable[..., bool]] = {
    "ATTRIBUTE_EXISTS": lambda value: value is not None,
    "ATTRIBUTE_NOT_EXISTS": lambda value: value is None,
    "ATTRIBUTE_TYPE": lambda value, name: value is not None and kind(value) == name["S"],
    "BEGINS_WITH": _begins,
    "CONTAINS": _contains,
}
