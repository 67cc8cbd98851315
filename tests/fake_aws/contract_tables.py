"""What the product relies on in DynamoDB: each row asks a cloud one thing and gives what it saw."""

from typing import Any

from botocore.exceptions import ClientError

from tests.fake_aws.arrive import TABLE
from tests.fake_aws.places import Contract, refusal

NEW = "attribute_not_exists(pk)"


def conditional_put(place: Contract) -> list[str]:
    item = _key(place, "a")
    put = {"TableName": TABLE, "Item": item, "ConditionExpression": NEW}
    return [refusal(lambda: place.dynamodb.put_item(**put)) for _ in range(2)]


def transaction_told_twice(place: Contract) -> list[Any]:
    """A transaction that is sent again with its token counts once; with other content it is refused."""

    def add(amount: int) -> str:
        return refusal(lambda: place.dynamodb.transact_write_items(**_adding(place, amount)))

    answers = [add(1), add(1), add(2)]
    return [*answers, place.dynamodb.get_item(TableName=TABLE, Key=_key(place, "n"))["Item"]["n"]["N"]]


def transaction_without_a_token(place: Contract) -> str:
    for _ in range(2):
        request = _adding(place, 1)
        place.dynamodb.transact_write_items(TransactItems=request["TransactItems"])
    return str(place.dynamodb.get_item(TableName=TABLE, Key=_key(place, "n"))["Item"]["n"]["N"])


def reasons_of_a_cancelled_transaction(place: Contract) -> list[Any]:
    """One reason for each part, and nothing of it is written."""
    place.dynamodb.put_item(TableName=TABLE, Item=_key(place, "old"))
    parts = [
        {"Put": {"TableName": TABLE, "Item": _key(place, "new"), "ConditionExpression": NEW}},
        {"Put": {"TableName": TABLE, "Item": _key(place, "old"), "ConditionExpression": NEW}},
    ]
    try:
        place.dynamodb.transact_write_items(TransactItems=parts)
    except ClientError as error:
        reasons = [reason["Code"] for reason in error.response["CancellationReasons"]]
        written = "Item" in place.dynamodb.get_item(TableName=TABLE, Key=_key(place, "new"))
        return [error.response["Error"]["Code"], *reasons, written]
    return ["accepted"]


def one_item_twice_in_a_transaction(place: Contract) -> str:
    put = {"Put": {"TableName": TABLE, "Item": _key(place, "a")}}
    return refusal(lambda: place.dynamodb.transact_write_items(TransactItems=[put, put]))


def transaction_too_long(place: Contract) -> str:
    parts = [{"Put": {"TableName": TABLE, "Item": _key(place, f"{n:03d}")}} for n in range(101)]
    return refusal(lambda: place.dynamodb.transact_write_items(TransactItems=parts))


def item_too_large(place: Contract) -> str:
    item = _key(place, "large") | {"text": {"S": "x" * 410_000}}
    return refusal(lambda: place.dynamodb.put_item(TableName=TABLE, Item=item))


def empty_key(place: Contract) -> str:
    return refusal(lambda: place.dynamodb.put_item(TableName=TABLE, Item=_key(place, "")))


def pages_of_a_query(place: Contract) -> list[Any]:
    """Pages of two in order, the last key given when there may be more."""
    for name in ("n1", "n2", "n3", "n4", "m1", "o1"):
        place.dynamodb.put_item(TableName=TABLE, Item=_key(place, name))
    pages: list[Any] = []
    last: dict[str, Any] = {}
    while True:
        page = _query(place, "begins_with(sk, :n)", Limit=2, **last, values={":n": {"S": "n"}})
        pages.append([item["sk"]["S"] for item in page["Items"]])
        if "LastEvaluatedKey" not in page:
            return pages
        last = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def a_range_backwards(place: Contract) -> list[str]:
    for name in ("n1", "n2", "n3", "n4"):
        place.dynamodb.put_item(TableName=TABLE, Item=_key(place, name))
    values = {":a": {"S": "n2"}, ":b": {"S": "n4"}}
    page = _query(place, "sk BETWEEN :a AND :b", values=values, ScanIndexForward=False)
    return [item["sk"]["S"] for item in page["Items"]]


def filter_counts_after_the_limit(place: Contract) -> list[int]:
    """The limit counts what is read, the filter takes away from that."""
    for number in range(4):
        item = _key(place, f"n{number}") | {"even": {"BOOL": number % 2 == 0}}
        place.dynamodb.put_item(TableName=TABLE, Item=item)
    values = {":n": {"S": "n"}, ":t": {"BOOL": True}}
    page = _query(place, "begins_with(sk, :n)", values=values, Limit=3, FilterExpression="even = :t")
    return [page["Count"], page["ScannedCount"]]


def update_of_nothing(place: Contract) -> list[Any]:
    """An update without a condition makes the row; what it was and is comes back on request."""
    change = {
        "TableName": TABLE,
        "Key": _key(place, "u"),
        "UpdateExpression": "SET a = if_not_exists(a, :zero) + :one ADD seen :who REMOVE gone",
        "ExpressionAttributeValues": {":zero": {"N": "0"}, ":one": {"N": "1"}, ":who": {"SS": ["liming"]}},
    }
    first = place.dynamodb.update_item(**change, ReturnValues="ALL_OLD").get("Attributes")
    second = place.dynamodb.update_item(**change, ReturnValues="UPDATED_NEW")["Attributes"]
    return [first, second]


def _key(place: Contract, sk: str) -> dict[str, Any]:
    return {"pk": {"S": place.row}, "sk": {"S": sk}}


def _adding(place: Contract, amount: int) -> dict[str, Any]:
    update = {
        "TableName": TABLE,
        "Key": _key(place, "n"),
        "UpdateExpression": "ADD n :amount",
        "ExpressionAttributeValues": {":amount": {"N": str(amount)}},
    }
    return {"TransactItems": [{"Update": update}], "ClientRequestToken": f"{place.row}-once"}


def _query(place: Contract, condition: str, *, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = place.dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression=f"pk = :row AND {condition}",
        ExpressionAttributeValues={":row": {"S": place.row}, **values},
        **more,
    )
    return found
