"""DynamoDB's typed values: comparing, ordering, sizes."""

import base64
from decimal import Decimal
from typing import Any

Value = dict[str, Any]
Item = dict[str, Value]
SETS = frozenset({"SS", "NS", "BS"})


def kind(value: Value) -> str:
    return next(iter(value))


def plain(value: Value | None) -> Any:
    """A value that equals another exactly when DynamoDB says so."""
    if value is None:
        return None
    name, inner = next(iter(value.items()))
    if name == "N":
        return ("N", Decimal(inner))
    if name == "NS":
        return ("NS", frozenset(Decimal(part) for part in inner))
    if name in SETS:
        return (name, frozenset(inner))
    if name == "L":
        return ("L", tuple(plain(part) for part in inner))
    if name == "M":
        return ("M", frozenset((key, plain(part)) for key, part in inner.items()))
    return (name, inner)


def ordering(value: Value) -> Any:
    """What numbers, texts and bytes are sorted by; texts by their bytes."""
    name, inner = next(iter(value.items()))
    if name == "N":
        return Decimal(inner)
    return base64.b64decode(inner) if name == "B" else str(inner).encode()


def is_ordered(value: Value) -> bool:
    return kind(value) in {"S", "N", "B"}


def size_of_item(item: Item) -> int:
    """Bytes as DynamoDB counts them against its 400 KB."""
    return sum(len(name.encode()) + size_of(value) for name, value in item.items())


def size_of(value: Value) -> int:
    name, inner = next(iter(value.items()))
    if name in {"BOOL", "NULL"}:
        return 1
    if name == "L":
        return 3 + sum(1 + size_of(part) for part in inner)
    if name == "M":
        return 3 + sum(1 + len(key.encode()) + size_of(part) for key, part in inner.items())
    if name in SETS:
        return sum(size_of({name[0]: part}) for part in inner)
    if name == "N":
        return len(str(inner).strip("-").replace(".", "").strip("0")) // 2 + 2
    return len(base64.b64decode(inner)) if name == "B" else len(str(inner).encode())
