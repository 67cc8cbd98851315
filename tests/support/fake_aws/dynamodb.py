"""DynamoDB's operations on the tables of `tables`, in the words of its API."""

from typing import Any

from tests.support.fake_aws import expressions, writes
from tests.support.fake_aws.errors import AwsError, invalid
from tests.support.fake_aws.expressions import Names
from tests.support.fake_aws.tables import Index, Table
from tests.support.fake_aws.transactions import Transactions
from tests.support.fake_aws.values import Item, size_of_item
from tests.support.fake_aws.wire import Operation
from tests.support.fake_aws.writes import Change, Request

PAGE_BYTES = 1024 * 1024
MOST_IN_A_BATCH_GET = 100
MOST_IN_A_BATCH_WRITE = 25


class DynamoDb:
    """Tables by name, and what one may ask of them."""

    def __init__(self, transactions: Transactions) -> None:
        self.tables: dict[str, Table] = {}
        self.transactions = transactions

    def operation(self, name: str) -> Operation:
        found: Operation = getattr(self, f"_{_snake(name)}")
        return found

    def table(self, name: str) -> Table:
        if name not in self.tables:
            raise AwsError("ResourceNotFoundException", f"Requested resource not found: Table: {name}")
        return self.tables[name]

    def _create_table(self, request: dict[str, Any]) -> dict[str, Any]:
        table = Table(request)
        if table.name in self.tables:
            raise AwsError("ResourceInUseException", f"Table already exists: {table.name}")
        self.tables[table.name] = table
        return {"TableDescription": _described(table)}

    def _describe_table(self, request: dict[str, Any]) -> dict[str, Any]:
        return {"Table": _described(self.table(request["TableName"]))}

    def _get_item(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        item = table.get(table.exact_key(request["Key"]))
        return {} if item is None else {"Item": _projected(request, item)}

    def _put_item(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        change = writes.put(table, request)
        return _written(table, request, change)

    def _update_item(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        change = writes.update(table, request)
        answer = _written(table, request, change)
        wanted = request.get("ReturnValues", "NONE")
        if wanted in {"ALL_NEW", "UPDATED_NEW"}:
            new = change.new or {}
            names = change.names if wanted == "UPDATED_NEW" else set(new)
            answer = {"Attributes": {name: new[name] for name in names if name in new}}
        return answer

    def _delete_item(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        return _written(table, request, writes.delete(table, request))

    def _query(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        index = table.index(request.get("IndexName"))
        if index.name and request.get("ConsistentRead"):
            raise invalid("Consistent reads are not supported on global secondary indexes")
        names = Names(request)
        condition = expressions.condition(request["KeyConditionExpression"], names)
        filtered = _filter(request, names)
        names_of_projection(request, names)
        names.check_all_used()
        rows = [row for row in index.rows(_partition(request, index)) if condition(row[1])]
        return _page(table, index, rows, request, filtered)

    def _scan(self, request: dict[str, Any]) -> dict[str, Any]:
        table = self.table(request["TableName"])
        index = table.index(request.get("IndexName"))
        names = Names(request)
        filtered = _filter(request, names)
        names_of_projection(request, names)
        names.check_all_used()
        rows = [row for rows in index.partitions.values() for row in sorted(rows.items(), key=lambda r: r[0])]
        return _page(table, index, rows, request, filtered)

    def _batch_get_item(self, request: dict[str, Any]) -> dict[str, Any]:
        wanted = request["RequestItems"]
        if sum(len(one["Keys"]) for one in wanted.values()) > MOST_IN_A_BATCH_GET:
            raise invalid("Too many items requested for the BatchGetItem call")
        found: dict[str, list[Item]] = {}
        for name, one in wanted.items():
            table = self.table(name)
            keys = [table.exact_key(key) for key in one["Keys"]]
            if len(set(keys)) < len(keys):
                raise invalid("Provided list of item keys contains duplicates")
            found[name] = [_projected(one, item) for key in keys if (item := table.get(key)) is not None]
        return {"Responses": found, "UnprocessedKeys": {}}

    def _batch_write_item(self, request: dict[str, Any]) -> dict[str, Any]:
        wanted = request["RequestItems"]
        if sum(len(parts) for parts in wanted.values()) > MOST_IN_A_BATCH_WRITE:
            raise invalid("Too many items requested for the BatchWriteItem call")
        for name, parts in wanted.items():
            table = self.table(name)
            for part in parts:
                if "PutRequest" in part:
                    change = writes.put(table, part["PutRequest"])
                else:
                    change = writes.delete(table, part["DeleteRequest"])
                table.write(change.key, change.new)
        return {"UnprocessedItems": {}}

    def _transact_write_items(self, request: dict[str, Any]) -> dict[str, Any]:
        return self.transactions.write(self.table, request)


def names_of_projection(request: Request, names: Names) -> None:
    if "ProjectionExpression" in request:
        expressions.projection(request["ProjectionExpression"], names)


def _filter(request: Request, names: Names) -> expressions.Condition | None:
    text = request.get("FilterExpression")
    return expressions.condition(text, names) if text else None


def _written(table: Table, request: Request, change: Change) -> dict[str, Any]:
    """One write takes hold, or is refused."""
    if not change.holds:
        fields = {}
        if request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and change.old:
            fields["Item"] = change.old
        raise AwsError("ConditionalCheckFailedException", "The conditional request failed", **fields)
    table.write(change.key, change.new)
    return {"Attributes": change.old} if request.get("ReturnValues") == "ALL_OLD" and change.old else {}


def _projected(request: Request, item: Item) -> Item:
    text = request.get("ProjectionExpression")
    return expressions.projection(text, Names(request))(item) if text else item


def _partition(request: Request, index: Index) -> dict[str, Any]:
    """The one value of the partition key that a key condition names."""
    reader = expressions.Reader(request["KeyConditionExpression"], Names(request))
    while reader.peek():
        token = reader.take()
        if token in {"(", ")", ","} or token.upper() in {"AND", "BETWEEN", "BEGINS_WITH"}:
            continue
        if reader.names.name(token) == index.hash if not token.startswith(":") else False:
            reader.take("=")
            return reader.names.value(reader.take())
    raise invalid("Query condition missed key schema element")


def _page(
    table: Table,
    index: Index,
    rows: list[tuple[Any, Item]],
    request: Request,
    filtered: expressions.Condition | None,
) -> dict[str, Any]:
    """As many rows as the limit and a megabyte allow, the filter applied to what was read."""
    if not request.get("ScanIndexForward", True):
        rows.reverse()
    if start := request.get("ExclusiveStartKey"):
        rows = rows[_after(table, index, rows, start) :]
    limit = request.get("Limit", len(rows) + 1)
    read: list[Item] = []
    size = 0
    for _, item in rows:
        if len(read) >= limit or size >= PAGE_BYTES:
            break
        read.append(item)
        size += size_of_item(item)
    kept = [item for item in read if filtered is None or filtered(item)]
    answer: dict[str, Any] = {"Count": len(kept), "ScannedCount": len(read)}
    if request.get("Select") != "COUNT":
        answer["Items"] = [_projected(request, item) for item in kept]
    if read and (len(read) < len(rows) or len(read) == limit):
        answer["LastEvaluatedKey"] = table.last_key(index, read[-1])
    return answer


def _after(table: Table, index: Index, rows: list[tuple[Any, Item]], start: Item) -> int:
    """How many rows come before what follows the key, which need not stand there any more."""
    place = index.place(start, table.key(start))
    ordered = [one for one, _ in rows]
    if place in ordered:
        return ordered.index(place) + 1
    backwards = len(ordered) > 1 and ordered[0] > ordered[-1]
    return sum((one > place) if backwards else (one < place) for one in ordered)


def _described(table: Table) -> dict[str, Any]:
    return {
        **{name: table.request[name] for name in ("TableName", "AttributeDefinitions", "KeySchema")},
        "GlobalSecondaryIndexes": table.request.get("GlobalSecondaryIndexes") or [],
        "TableStatus": "ACTIVE",
        "TableArn": f"arn:aws:dynamodb:us-east-1:000000000000:table/{table.name}",
        "ItemCount": len(table.items),
    }


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
