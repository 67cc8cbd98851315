"""What IAM would have to allow for a call: the action, the resource it is for, and the partition key it names."""

from collections.abc import Iterator
from typing import Any

PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:"
ARNS = ("stateMachineArn", "executionArn", "QueueUrl")


def needed(service: str, operation: str, request: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Action, resource and partition key; a table as `table` or `table/index/name`, a token as `*`."""
    if service == "functions":
        yield "lambda:InvokeFunction", f"{FUNCTION}{request['FunctionName']}", ""
    elif service != "dynamodb":
        resource = next((request[name] for name in ARNS if name in request), "*")
        yield f"{'states' if service == 'stepfunctions' else service}:{operation}", resource, ""
    elif operation == "TransactWriteItems":
        for one in request["TransactItems"]:
            for kind, part in one.items():
                yield f"dynamodb:{PARTS[kind]}", part["TableName"], _key(part)
    elif "RequestItems" in request:
        for table in request["RequestItems"]:
            yield f"dynamodb:{operation}", table, ""
    else:
        index = f"/index/{request['IndexName']}" if request.get("IndexName") else ""
        yield f"dynamodb:{operation}", f"{request['TableName']}{index}", _key(request)


def _key(part: dict[str, Any]) -> str:
    return str(next(iter((part.get("Key") or part.get("Item") or {}).get("pk", {"S": ""}).values())))
