"""What survives when the emulator is killed with -9: real processes, real files."""

import io
import json
import os
import signal
import time
import zipfile
from typing import Any

import boto3
import httpx
import pytest
from botocore.config import Config
from cli_support import Cloud, is_alive, wait_until

from cli.local import changelog

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
TABLE = "kept"
ROLE = "arn:aws:iam::000000000000:role/any"
HANDLER = """
import os, boto3
def handler(event, context):
    dynamodb = boto3.client("dynamodb")
    for record in event.get("Records", []):
        key = record["dynamodb"]["Keys"]["pk"]["S"]
        dynamodb.put_item(TableName="seen", Item={"pk": {"S": key}})
    return {"pid": os.getpid()}
"""


def client(cloud: Cloud, service: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=cloud.url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, proxies={}),
    )


def make_table(cloud: Cloud, name: str, *, stream: bool = False) -> str:
    made = client(cloud, "dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        **({"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}} if stream else {}),
    )
    return made["TableDescription"].get("LatestStreamArn", "")


def make_saved_table(cloud: Cloud) -> None:
    """A table in the state file: from now on only what is written to it changes."""
    make_table(cloud, TABLE)
    save_now(cloud)
    until = time.monotonic() + 1
    wait_until(lambda: time.monotonic() > until)


def put(cloud: Cloud, table: str, key: str) -> None:
    client(cloud, "dynamodb").put_item(TableName=table, Item={"pk": {"S": key}})


def has(cloud: Cloud, table: str, key: str) -> bool:
    return "Item" in client(cloud, "dynamodb").get_item(TableName=table, Key={"pk": {"S": key}})


def make_function(cloud: Cloud, name: str) -> str:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("main.py", HANDLER)
    made = client(cloud, "lambda").create_function(
        FunctionName=name,
        Runtime="python3.11",
        Role=ROLE,
        Handler="main.handler",
        Code={"ZipFile": archive.getvalue()},
    )
    return made["FunctionArn"]


@pytest.fixture(autouse=True)
def _role(cloud: Cloud) -> None:
    """Make the one role of everything here; the emulator checks what a role may do."""
    iam = client(cloud, "iam")
    trust = {
        "Effect": "Allow",
        "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]},
        "Action": "sts:AssumeRole",
    }
    iam.create_role(
        RoleName="any", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )
    allow = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    iam.put_role_policy(RoleName="any", PolicyName="any", PolicyDocument=document)


def save_now(cloud: Cloud) -> None:
    httpx.post(f"{cloud.url}/_xietong/save", trust_env=False, timeout=30).raise_for_status()


def restart(cloud: Cloud) -> None:
    cloud.kill()
    cloud.start()


def files(cloud: Cloud) -> dict[str, int]:
    """The files of the tables, with when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in (cloud.state / "state").glob("dynamodb.*")}


def test_kill_minus_nine_costs_no_acknowledged_write_of_an_item(cloud):
    make_saved_table(cloud)
    dynamodb = client(cloud, "dynamodb")
    acknowledged = 0
    started = time.monotonic()
    while time.monotonic() - started < 2:
        dynamodb.put_item(TableName=TABLE, Item={"pk": {"S": str(acknowledged)}})
        acknowledged += 1
    restart(cloud)
    assert [key for key in range(acknowledged) if not has(cloud, TABLE, str(key))] == []


def test_updates_deletions_batches_and_transactions_come_back_as_they_were(cloud):
    make_saved_table(cloud)
    dynamodb = client(cloud, "dynamodb")
    for key in ("kept", "changed", "gone", "moved"):
        put(cloud, TABLE, key)
    dynamodb.update_item(
        TableName=TABLE,
        Key={"pk": {"S": "changed"}},
        UpdateExpression="SET a = :a",
        ExpressionAttributeValues={":a": {"N": "1"}},
    )
    dynamodb.delete_item(TableName=TABLE, Key={"pk": {"S": "gone"}})
    dynamodb.batch_write_item(RequestItems={TABLE: [{"PutRequest": {"Item": {"pk": {"S": "batch"}}}}]})
    dynamodb.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": TABLE, "Item": {"pk": {"S": "together"}}}},
            {"Delete": {"TableName": TABLE, "Key": {"pk": {"S": "moved"}}}},
        ]
    )
    wanted = {"kept": None, "changed": {"N": "1"}, "batch": None, "together": None}
    for _ in ("from the log", "from the logs of two starts"):
        restart(cloud)
        items = client(cloud, "dynamodb").scan(TableName=TABLE)["Items"]
        assert {item["pk"]["S"]: item.get("a") for item in items} == wanted
        put(cloud, TABLE, "later")
        wanted["later"] = None
    assert cloud.stop() == 0
    assert list(files(cloud)) == ["dynamodb.json"]
    cloud.start()
    assert client(cloud, "dynamodb").scan(TableName=TABLE)["Count"] == len(wanted)


def test_a_line_cut_off_by_the_kill_is_left_out_and_the_rest_is_there(cloud):
    make_saved_table(cloud)
    put(cloud, TABLE, "whole")
    cloud.kill()
    newest = max((cloud.state / "state").glob("dynamodb.*.log"))
    with newest.open("ab") as lines:
        lines.write(b'[["arn:aws:dynamodb:us-east-1:000000000000:table/kept","half","__no_')
    cloud.start()
    put(cloud, TABLE, "after")
    restart(cloud)
    assert has(cloud, TABLE, "whole")
    assert has(cloud, TABLE, "after")


def test_a_log_larger_than_the_state_file_is_folded_into_it(tmp_path, monkeypatch):
    monkeypatch.setattr(changelog, "LARGEST_BYTES", 200)
    changes = changelog.Changelog(tmp_path, "dynamodb")
    for number in range(3):
        changes.note("table", str(number), "", {"text": {"S": "x" * 60}})
        changes.flush()
    assert changes.large
    folded = changes.begin_next()
    assert not changes.large
    changes.note("table", "0", "", None)
    changes.flush()
    changelog.drop(folded)
    changes.begin_next()
    assert [changelog.read(path) for path in changelog.logs(tmp_path, "dynamodb")] == [
        [("table", "0", "", None)]
    ]


def test_nothing_is_written_when_nothing_changed(cloud):
    make_saved_table(cloud)
    put(cloud, TABLE, "one")
    written = files(cloud)
    until = time.monotonic() + 1.5
    wait_until(lambda: has(cloud, TABLE, "one") and time.monotonic() > until)
    assert files(cloud) == written


def test_an_item_costs_its_own_size_however_many_there_are(cloud):
    make_saved_table(cloud)
    dynamodb = client(cloud, "dynamodb")
    for start in range(0, 5000, 25):
        rows = [{"PutRequest": {"Item": {"pk": {"S": str(start + n)}}}} for n in range(25)]
        dynamodb.batch_write_item(RequestItems={TABLE: rows})
    before = {path: path.stat().st_size for path in (cloud.state / "state").glob("dynamodb.*")}
    put(cloud, TABLE, "one more")
    grown = {path.name: path.stat().st_size - size for path, size in before.items()}
    log = "dynamodb.000001.log"
    assert grown.pop("dynamodb.json") == 0
    assert 0 < grown.pop(log) < 200
    assert grown == {}


def test_a_clean_stop_exits_zero_and_keeps_everything(cloud):
    make_table(cloud, TABLE)
    make_function(cloud, "kept")
    put(cloud, TABLE, "last")
    assert cloud.stop() == 0
    cloud.start()
    assert has(cloud, TABLE, "last")
    assert client(cloud, "lambda").get_function(FunctionName="kept")


def test_functions_machines_and_rules_are_back_after_kill_minus_nine(cloud):
    make_function(cloud, "kept")
    machine = make_machine(cloud, {"Type": "Pass", "End": True})
    version = client(cloud, "stepfunctions").publish_state_machine_version(stateMachineArn=machine)
    client(cloud, "events").put_rule(Name="each-minute", ScheduleExpression="rate(1 minute)")
    client(cloud, "s3").create_bucket(Bucket="files")
    client(cloud, "s3").put_object(Bucket="files", Key="a", Body=b"body")
    save_now(cloud)
    restart(cloud)
    invoked = client(cloud, "lambda").invoke(FunctionName="kept", Payload=b"{}")
    assert json.loads(invoked["Payload"].read())["pid"]
    versions = client(cloud, "stepfunctions").list_state_machine_versions(stateMachineArn=machine)
    assert [v["stateMachineVersionArn"] for v in versions["stateMachineVersions"]] == [
        version["stateMachineVersionArn"]
    ]
    assert client(cloud, "events").describe_rule(Name="each-minute")["State"] == "ENABLED"
    assert client(cloud, "s3").get_object(Bucket="files", Key="a")["Body"].read() == b"body"


def test_a_waiting_execution_comes_back_failed_and_its_name_stays_taken(cloud):
    states = client(cloud, "stepfunctions")
    machine = make_machine(cloud, {"Type": "Wait", "Seconds": 600, "End": True})
    arn = states.start_execution(stateMachineArn=machine, name="request-1", input="{}")["executionArn"]
    wait_until(lambda: states.describe_execution(executionArn=arn)["status"] == "RUNNING")
    save_now(cloud)
    restart(cloud)
    states = client(cloud, "stepfunctions")
    back = states.describe_execution(executionArn=arn)
    assert (back["status"], back["error"]) == ("FAILED", "States.ServiceRestart")
    assert states.start_execution(stateMachineArn=machine, name="request-2", input="{}")


def test_streams_deliver_again_after_a_restart(cloud):
    source = make_table(cloud, TABLE, stream=True)
    make_table(cloud, "seen")
    make_function(cloud, "reader")
    client(cloud, "lambda").create_event_source_mapping(
        FunctionName="reader", EventSourceArn=source, StartingPosition="TRIM_HORIZON", BatchSize=10
    )
    for key in ("a", "b", "c"):
        put(cloud, TABLE, key)
    wait_until(lambda: has(cloud, "seen", "c"))
    save_now(cloud)
    restart(cloud)
    put(cloud, TABLE, "after")
    wait_until(lambda: has(cloud, "seen", "after"))


def test_lambda_workers_end_with_a_killed_emulator(cloud):
    make_function(cloud, "kept")
    invoked = client(cloud, "lambda").invoke(FunctionName="kept", Payload=b"{}")
    worker = json.loads(invoked["Payload"].read())["pid"]
    assert is_alive(worker)
    os.kill(cloud.process.pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(worker))


def test_lambda_workers_see_no_proxy_and_no_project_path(cloud, monkeypatch):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("main.py", "import os\ndef handler(event, context): return dict(os.environ)")
    client(cloud, "lambda").create_function(
        FunctionName="environment",
        Runtime="python3.11",
        Role=ROLE,
        Handler="main.handler",
        Code={"ZipFile": archive.getvalue()},
    )
    seen = json.loads(
        client(cloud, "lambda").invoke(FunctionName="environment", Payload=b"{}")["Payload"].read()
    )
    assert [name for name in seen if name.lower().endswith("_proxy") or name == "PYTHONPATH"] == []
    assert seen["AWS_ENDPOINT_URL"] == cloud.url


def make_machine(cloud: Cloud, state: dict[str, Any]) -> str:
    definition = json.dumps({"StartAt": "Only", "States": {"Only": state}})
    made = client(cloud, "stepfunctions").create_state_machine(
        name="flow", definition=definition, roleArn=ROLE
    )
    return str(made["stateMachineArn"])
