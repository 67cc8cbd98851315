"""A table and its indexes: rows in partitions, ordered by their range key; writes in the order they came."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.fake_aws.errors import invalid
from tests.support.fake_aws.values import Item, Value, kind, ordering, size_of_item

MAX_ITEM_BYTES = 400 * 1024
Key = tuple[Any, Any]


@dataclass
class Index:
    """The table itself (name empty) or a global secondary index, which may be a few writes behind."""

    name: str
    hash: str
    range: str
    projection: Mapping[str, Any] = field(default_factory=dict)
    partitions: dict[Any, dict[tuple[Any, Key], Item]] = field(default_factory=dict)

    def replace(self, key: Key, old: Item | None, new: Item | None) -> None:
        if old is not None and self.holds(old):
            self.partitions[ordering(old[self.hash])].pop(self.place(old, key), None)
        if new is not None and self.holds(new):
            partition = self.partitions.setdefault(ordering(new[self.hash]), {})
            partition[self.place(new, key)] = self._projected(new)

    def holds(self, item: Item) -> bool:
        """Only rows that have the index's keys stand in it."""
        return self.hash in item and (not self.range or self.range in item)

    def place(self, item: Item, key: Key) -> tuple[Any, Key]:
        return (ordering(item[self.range]) if self.range else b""), key

    def rows(self, partition: Value) -> list[tuple[tuple[Any, Key], Item]]:
        return sorted(self.partitions.get(ordering(partition), {}).items(), key=lambda pair: pair[0])

    def _projected(self, item: Item) -> Item:
        kind_ = self.projection.get("ProjectionType", "ALL")
        if kind_ == "ALL":
            return item
        wanted = {self.hash, self.range, *self.projection.get("NonKeyAttributes", ()), "pk", "sk"}
        return {name: value for name, value in item.items() if name in wanted}


@dataclass(frozen=True)
class StreamRecord:
    """One change, as the table's stream tells it."""

    number: int
    name: str
    keys: Item
    old: Item | None
    new: Item | None


class Table:
    """Rows by key. `lag` is how many of the newest writes its indexes have not seen yet."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.request = copy.deepcopy(dict(request))
        self.name: str = request["TableName"]
        self.types = {one["AttributeName"]: one["AttributeType"] for one in request["AttributeDefinitions"]}
        self.base = Index("", *_keys(request["KeySchema"]))
        self.indexes = {
            one["IndexName"]: Index(one["IndexName"], *_keys(one["KeySchema"]), one.get("Projection", {}))
            for one in request.get("GlobalSecondaryIndexes") or ()
        }
        self.items: dict[Key, Item] = {}
        self.stream: deque[StreamRecord] = deque()
        self.lag = 0
        self._unseen: deque[tuple[Key, Item | None, Item | None]] = deque()
        self._written = 0

    @property
    def key_names(self) -> tuple[str, ...]:
        return (self.base.hash, self.base.range) if self.base.range else (self.base.hash,)

    def key(self, keys: Item) -> Key:
        """The place of a row. Raises ValidationException for what is no key of this table."""
        for name in self.key_names:
            value = keys.get(name)
            if value is None or kind(value) != self.types[name]:
                raise invalid("The provided key element does not match the schema")
            if value[kind(value)] == "":
                raise invalid(
                    f"The AttributeValue for a key attribute cannot contain an empty string. Key: {name}"
                )
        return ordering(keys[self.base.hash]), (ordering(keys[self.base.range]) if self.base.range else b"")

    def exact_key(self, keys: Item) -> Key:
        if set(keys) != set(self.key_names):
            raise invalid("The provided key element does not match the schema")
        return self.key(keys)

    def get(self, key: Key) -> Item | None:
        return self.items.get(key)

    def check(self, item: Item) -> None:
        """Raises ValidationException for a row that cannot be written."""
        self.key(item)
        if size_of_item(item) > MAX_ITEM_BYTES:
            raise invalid("Item size has exceeded the maximum allowed size")
        for index in self.indexes.values():
            for name in (index.hash, index.range):
                value = item.get(name)
                if value is not None and (kind(value) != self.types[name] or value[kind(value)] == ""):
                    raise invalid(f"One or more parameter values were invalid: index key {name}")

    def write(self, key: Key, new: Item | None) -> None:
        """Put a row or take it away; the indexes and the stream follow."""
        old = self.items.pop(key, None)
        if new is not None:
            new = copy.deepcopy(new)
            self.items[key] = new
        self.base.replace(key, old, new)
        self._unseen.append((key, old, new))
        self.catch_up(self.lag)
        if old != new:
            self._written += 1
            self.stream.append(
                StreamRecord(self._written, _name(old, new), self._key_of(old or new), old, new)
            )

    def catch_up(self, behind: int = 0) -> None:
        """The indexes see all but the newest writes."""
        while len(self._unseen) > behind:
            key, old, new = self._unseen.popleft()
            for index in self.indexes.values():
                index.replace(key, old, new)

    def index(self, name: str | None) -> Index:
        if not name:
            return self.base
        if name not in self.indexes:
            raise invalid(f"The table does not have the specified index: {name}")
        return self.indexes[name]

    def last_key(self, index: Index, item: Item) -> Item:
        names = {*self.key_names, index.hash, index.range} - {""}
        return {name: item[name] for name in sorted(names)}

    def _key_of(self, item: Item | None) -> Item:
        return {name: (item or {})[name] for name in self.key_names}


def _name(old: Item | None, new: Item | None) -> str:
    if old is None:
        return "INSERT"
    return "REMOVE" if new is None else "MODIFY"


def _keys(schema: list[Mapping[str, str]]) -> tuple[str, str]:
    by_kind = {one["KeyType"]: one["AttributeName"] for one in schema}
    return by_kind["HASH"], by_kind.get("RANGE", "")
