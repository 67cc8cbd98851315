"""Forms made at random from a flow's fields: valid by type, with fields missing and numbers at their edges."""

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any

from chalicelib.flows.model import FormField
from chalicelib.platform.field_types import FieldType

NUMBERS = (0, 1, -1, 0.5, 0.1, 0.2, 2.5, -2.5, 1e-7, 1.005, 480, 2**31, 2**53 - 1, -(2**53 - 1))
WORDS = ("", "甲", "会议室 3", "a", "é", "😀", 'say "yes"', "x" * 40, "0", "true", " two\nlines ")
MISSING = 0.15


def values(chance: random.Random, fields: Mapping[str, FormField]) -> dict[str, Any]:
    """A form, or a row: some fields are left out."""
    return {key: value(chance, one) for key, one in fields.items() if chance.random() > MISSING}


def value(chance: random.Random, one: FormField) -> Any:
    if one.type is FieldType.TABLE:
        return [values(chance, one.columns) for _ in range(chance.choice((0, 1, 1, 2, 3)))]
    if one.type in _LISTS or (one.multiple and chance.random() > MISSING):
        made = [_single(chance, one) for _ in range(chance.choice((0, 1, 2, 3)))]
        return made if one.type is FieldType.FILE else list(dict.fromkeys(made))
    return _single(chance, one)


_LISTS = frozenset({FieldType.MULTI_ENUM, FieldType.USERS})


def _single(chance: random.Random, one: FormField) -> Any:
    if one.options:
        return chance.choice(sorted(one.options))
    make = _MAKES.get(one.type)
    return make(chance) if make else chance.choice(WORDS)


def _number(chance: random.Random) -> float:
    return (
        chance.choice(NUMBERS)
        if chance.random() < 0.5
        else round(chance.uniform(-20, 2000), chance.choice((0, 1, 2, 6)))
    )


def _moment(chance: random.Random) -> dt.datetime:
    return dt.datetime(2026, 11, 1, 8, 30) + dt.timedelta(minutes=30 * chance.randrange(-2000, 3000))  # noqa: DTZ001


def _day(chance: random.Random) -> str:
    return _moment(chance).date().isoformat()


def _file(chance: random.Random) -> dict[str, Any]:
    kind = chance.choice(("application/pdf", "image/png"))
    return {
        "id": f"f{chance.randrange(9)}",
        "name": chance.choice(WORDS),
        "size_bytes": chance.randrange(10**8),
        "content_type": kind,
    }


_MAKES = {
    FieldType.NUMBER: _number,
    FieldType.MONEY: lambda chance: chance.choice(
        (0, 1, 99, 100, 10_000_00, 2**53 - 1, chance.randrange(10**7))
    ),
    FieldType.DEPARTMENT: lambda chance: chance.choice((1, 11, 12)),
    FieldType.USER: lambda chance: chance.choice(("liming", "zhaomin", "wangfang")),
    FieldType.DATE: _day,
    FieldType.DATETIME: lambda chance: _moment(chance).isoformat(timespec="minutes"),
    FieldType.DATERANGE: lambda chance: sorted((_day(chance), _day(chance))),
    FieldType.BOOLEAN: lambda chance: chance.random() < 0.5,
    FieldType.FILE: _file,
}
