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


def test_kill_minus_nine_costs_at_most_the_last_second_of_writes(cloud):
    make_table(cloud, TABLE)
    dynamodb = client(cloud, "dynamodb")
    acknowledged = {}
    started = time.monotonic()
    while time.monotonic() - started < 3:
        key = str(len(acknowledged))
        dynamodb.put_item(TableName=TABLE, Item={"pk": {"S": key}})
        acknowledged[key] = time.monotonic()
    killed = time.monotonic()
    restart(cloud)
    lost = [key for key, at in acknowledged.items() if killed - at > 1.0 and not has(cloud, TABLE, key)]
    assert lost == []


def test_a_single_write_is_on_disk_within_the_second(cloud):
    make_table(cloud, TABLE)
    put(cloud, TABLE, "one")
    state = cloud.state / "state" / "dynamodb.json"
    wait_until(lambda: state.exists() and '"one"' in state.read_text(), seconds=1.0)


def test_nothing_is_written_when_nothing_changed(cloud):
    make_table(cloud, TABLE)
    put(cloud, TABLE, "one")
    state = cloud.state / "state" / "dynamodb.json"
    wait_until(lambda: state.exists() and '"one"' in state.read_text())
    written = state.stat().st_mtime_ns
    until = time.monotonic() + 1.5
    wait_until(lambda: has(cloud, TABLE, "one") and time.monotonic() > until)
    assert state.stat().st_mtime_ns == written


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
