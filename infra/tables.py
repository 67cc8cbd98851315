"""DynamoDB tables, read from the PynamoDB models: the store is the only place that knows keys and indexes."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import chalicelib
from chalicelib.platform import store
from infra.cfn import Json, sub
from infra.errors import PackageError
from infra.functions import camel
from infra.stage import Stage


@dataclass(frozen=True)
class Table:
    """One table as its model declares it."""

    capability: str
    attributes: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    indexes: tuple[tuple[str, Json], ...]
    ttl: str | None
    stream: bool
    stream_prefix: str = ""
    """Sort keys of the rows whose writing matters to the stream's reader; the others are not sent to it."""

    @property
    def logical_id(self) -> str:
        return f"{camel(self.capability)}Table"

    @property
    def arns(self) -> list[Json]:
        """The table and each of its indexes."""
        own: list[Json] = [{"Fn::GetAtt": [self.logical_id, "Arn"]}]
        return own + [sub(f"${{{self.logical_id}.Arn}}/index/{name}") for name, _ in self.indexes]


def tables() -> tuple[Table, ...]:
    """Every table of the application, whatever module declares it and whatever was imported before."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        importlib.import_module(module.name)
    roots = [model for model in store.Table.__subclasses__() if model.Meta.capability]
    return tuple(sorted((read(model) for model in roots), key=lambda table: table.capability))


def find(declared: tuple[Table, ...], capability: str, *, stream: bool = False) -> Table:
    """The table of a capability. Raises PackageError when no store declares it, or declares it without stream."""
    found = next((table for table in declared if table.capability == capability), None)
    if found is None:
        message = (
            f"chalicelib/{capability}/store.py declares no table, but infra gives functions access to it"
        )
        raise PackageError(message)
    if stream and not found.stream:
        message = (
            f"the table of chalicelib/{capability}/store.py has no `stream = True`, but a function reads it"
        )
        raise PackageError(message)
    return found


def read(root: Any) -> Table:
    """Take keys, indexes, TTL and stream from the PynamoDB model of a table.

    Row kinds are subclasses of the root and may add an index or the TTL, so the whole family is read. The schema
    that PynamoDB would send itself holds the indexes of every model under the same discriminator, that is of
    every other table too; hence index by index.
    """
    family = list(_family(root))
    keys = [attr for attr in root.get_attributes().values() if attr.is_hash_key or attr.is_range_key]
    schemas = {name: i._get_schema() for model in family for name, i in model._indexes.items()}  # noqa: SLF001
    ttls = [ttl.attr_name for model in family if (ttl := model._ttl_attribute()) is not None]  # noqa: SLF001
    attributes = {attr.attr_name: attr.attr_type for attr in keys}
    for schema in schemas.values():
        attributes |= {a["AttributeName"]: a["AttributeType"] for a in schema["attribute_definitions"]}
    return Table(
        capability=root.Meta.capability,
        attributes=tuple(sorted(attributes.items())),
        keys=_keys(
            [{"AttributeName": a.attr_name, "KeyType": "HASH" if a.is_hash_key else "RANGE"} for a in keys]
        ),
        indexes=tuple(sorted((name, _index(schema)) for name, schema in schemas.items())),
        ttl=ttls[0] if ttls else None,
        stream=bool(getattr(root.Meta, "stream", False)),
        stream_prefix=getattr(root.Meta, "stream_prefix", ""),
    )


def _family(model: Any) -> Iterator[Any]:
    yield model
    for kind in model.__subclasses__():
        yield from _family(kind)


def _keys(schema: list[Json]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((k["AttributeName"], k["KeyType"]) for k in schema), key=lambda k: k[1]))


def _index(schema: Json) -> Json:
    projection = {"ProjectionType": schema["projection"]["ProjectionType"]}
    if extra := schema["projection"].get("NonKeyAttributes"):
        projection["NonKeyAttributes"] = list(extra)
    return {"KeySchema": _cfn_keys(_keys(schema["key_schema"])), "Projection": projection}


def _cfn_keys(keys: tuple[tuple[str, str], ...]) -> list[Json]:
    return [{"AttributeName": name, "KeyType": kind} for name, kind in keys]


def resources(stage: Stage, declared: tuple[Table, ...]) -> Json:
    return {table.logical_id: _resource(stage, table) for table in declared}


def _resource(stage: Stage, table: Table) -> Json:
    properties: Json = {
        "TableName": sub(f"${{AWS::StackName}}-{table.capability}"),
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": n, "AttributeType": t} for n, t in table.attributes],
        "KeySchema": _cfn_keys(table.keys),
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
        "DeletionProtectionEnabled": stage.is_protected,
    }
    if table.indexes:
        properties["GlobalSecondaryIndexes"] = [{"IndexName": name, **index} for name, index in table.indexes]
    if table.ttl:
        properties["TimeToLiveSpecification"] = {"AttributeName": table.ttl, "Enabled": True}
    if table.stream:
        properties["StreamSpecification"] = {"StreamViewType": "NEW_IMAGE"}
    kept = "Retain" if stage.is_protected else "Delete"
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": kept,
        "UpdateReplacePolicy": kept,
        "Properties": properties,
    }
