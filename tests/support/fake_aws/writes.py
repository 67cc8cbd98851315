"""What one write does to a table: worked out first, so that a transaction can look at all of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.fake_aws import expressions
from tests.support.fake_aws.errors import invalid
from tests.support.fake_aws.expressions import Names
from tests.support.fake_aws.tables import Key, Table
from tests.support.fake_aws.updates import update as updated
from tests.support.fake_aws.values import Item

Request = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """What one write will do; `holds` says whether its condition does, `names` what an update writes."""

    key: Key
    old: Item | None
    new: Item | None
    holds: bool
    names: frozenset[str] = frozenset()


def put(table: Table, request: Request) -> Change:
    item: Item = request["Item"]
    table.check(item)
    key = table.key(item)
    return Change(key, table.get(key), item, holds=_holds(table, key, request))


def delete(table: Table, request: Request) -> Change:
    key = table.exact_key(request["Key"])
    return Change(key, table.get(key), None, holds=_holds(table, key, request))


def check(table: Table, request: Request) -> Change:
    key = table.exact_key(request["Key"])
    old = table.get(key)
    return Change(key, old, old, holds=_holds(table, key, request))


def update(table: Table, request: Request) -> Change:
    key = table.exact_key(request["Key"])
    old = table.get(key)
    names = Names(request)
    holds = _condition(request, names)(old or {})
    change, paths = updated(request["UpdateExpression"], names)
    names.check_all_used()
    written = frozenset(str(path[0]) for path in paths)
    if written & set(table.key_names):
        raise invalid("One or more parameter values were invalid: Cannot update attribute of the key")
    new = change({**(old or request["Key"])}) if holds else old
    if holds and new is not None:
        table.check(new)
    return Change(key, old, new, holds=holds, names=written)


def _holds(table: Table, key: Key, request: Request) -> bool:
    names = Names(request)
    holds = _condition(request, names)(table.get(key) or {})
    names.check_all_used()
    return holds


def _condition(request: Request, names: Names) -> expressions.Condition:
    text = request.get("ConditionExpression")
    return expressions.condition(text, names) if text else lambda item: True
