"""The one function of the contract: it writes down what it was invoked with. Runs as a Lambda and in this process."""

import json
import os
import time
from typing import Any

TABLE = "contract"


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    import botocore.session

    endpoint = os.environ["AWS_ENDPOINT_URL"]
    return arrive(event, botocore.session.get_session().create_client("dynamodb", endpoint_url=endpoint))


def arrive(event: dict[str, Any], dynamodb: Any) -> dict[str, Any]:
    """Note the event under its row of the contract; fail if it says so."""
    key = {"pk": {"S": event["row"]}, "sk": {"S": f"{time.time_ns():020d}"}}
    dynamodb.put_item(TableName=TABLE, Item=key | {"event": {"S": json.dumps(event)}})
    if event.get("fails"):
        raise RuntimeError(event["fails"])
    return {"greeting": "hello"}
