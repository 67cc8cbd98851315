"""Where the contract runs: the fake in this process with its virtual clock, or ministack with the real one."""

import io
import itertools
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.cli.cli_support import wait_until
from tests.fake_aws import arrive
from tests.support.fake_aws import FakeAws

ACCOUNT = "000000000000"
REGION = "us-east-1"
FUNCTION = "contract-arrive"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/contract"
LAMBDA = "arn:aws:states:::lambda:invoke"
WAITING = f"{LAMBDA}.waitForTaskToken"
PATIENCE_SECONDS = 30.0
States = dict[str, Any]


class Place:
    """A cloud with one table and one function; every machine and run has a name of its own."""

    name = ""
    numbers = itertools.count(1)

    def __init__(self, states: Any, dynamodb: Any) -> None:
        self.states = states
        self.dynamodb = dynamodb
        key = [("pk", "HASH"), ("sk", "RANGE")]
        dynamodb.create_table(
            TableName=arrive.TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in key],
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in key],
        )

    def until(self, condition: Callable[[], bool]) -> None:
        """Time passes until the condition holds. Raises AssertionError when it never does."""
        raise NotImplementedError

    def pass_time(self, seconds: float) -> None:
        """So much time passes, and what falls due happens."""
        raise NotImplementedError

    def history(self, execution: str) -> int:
        """How many events the history of an execution has."""
        raise NotImplementedError


class Contract:
    """What one row of the contract works with: its own name, its machines, and what reached the function."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.states = place.states
        self.dynamodb = place.dynamodb
        self.row = f"row-{next(Place.numbers)}"

    def waiting(self, **more: Any) -> States:
        """A state that waits on its token; its function is told all there is to know."""
        payload = {
            "row": self.row,
            "token": "{% $states.context.Task.Token %}",
            "state": "{% $states.context.State.Name %}",
            "entered": "{% $states.context.State.EnteredTime %}",
        } | more.pop("tell", {})
        end = {} if "Next" in more else {"End": True}
        task = {"Type": "Task", "Resource": WAITING, "TimeoutSeconds": 60}
        return task | {"Arguments": {"FunctionName": FUNCTION, "Payload": payload}} | end | more

    def define(self, states: States, **more: Any) -> str:
        definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states} | more
        name = f"{self.row}-{next(Place.numbers)}"
        made = self.states.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE)
        return str(made["stateMachineArn"])

    def run(self, states: States, payload: Mapping[str, Any] | None = None) -> str:
        """Start one run of a new machine."""
        started = self.states.start_execution(
            stateMachineArn=self.define(states), name="first", input=json.dumps(payload or {})
        )
        return str(started["executionArn"])

    def arrived(self) -> list[dict[str, Any]]:
        """What the function was invoked with so far, the first first."""
        found = self.dynamodb.query(
            TableName=arrive.TABLE,
            KeyConditionExpression="pk = :row",
            ExpressionAttributeValues={":row": {"S": self.row}},
            ConsistentRead=True,
        )
        return [json.loads(row["event"]["S"]) for row in found["Items"]]

    def arrivals(self, count: int = 1) -> list[dict[str, Any]]:
        """The same once there are so many."""
        self.place.until(lambda: len(self.arrived()) >= count)
        return self.arrived()

    def token(self) -> str:
        """The token of the one task that waits."""
        return str(self.arrivals()[-1]["token"])

    def succeed(self, token: str, output: str = "{}") -> None:
        self.states.send_task_success(taskToken=token, output=output)

    def fail(self, token: str, error: str, cause: str = "") -> None:
        self.states.send_task_failure(taskToken=token, error=error, cause=cause)

    def status(self, execution: str) -> str:
        return str(self.states.describe_execution(executionArn=execution)["status"])

    def end(self, execution: str) -> dict[str, Any]:
        """The execution once it is over."""
        self.place.until(lambda: self.status(execution) != "RUNNING")
        return dict(self.states.describe_execution(executionArn=execution))

    def output(self, execution: str) -> Any:
        """The output of an execution that succeeds, the error and cause of one that fails."""
        ended = self.end(execution)
        if ended["status"] == "SUCCEEDED":
            return json.loads(ended["output"])
        return [ended["status"], ended.get("error", ""), ended.get("cause", "")]


def refusal(call: Callable[[], Any]) -> str:
    """The code a call is refused with; `accepted` when it is not."""
    try:
        call()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return "accepted"


def verdict(call: Callable[[], Any]) -> str:
    """Whether a call is `accepted` or `refused`, where the code is not what matters."""
    return "accepted" if refusal(call) == "accepted" else "refused"


class InProcess(Place):
    """The fake, on its virtual clock."""

    name = "fake"

    def __init__(self, aws: FakeAws) -> None:
        session = boto3.Session("test", "test", region_name=REGION)
        make: Any = session.client
        super().__init__(make("stepfunctions"), make("dynamodb"))
        self.aws = aws
        aws.lambdas.handlers[FUNCTION] = lambda event, _: arrive.arrive(event, self.dynamodb)

    def until(self, condition: Callable[[], bool]) -> None:
        for _ in range(round(PATIENCE_SECONDS)):
            self.aws.pump()
            if condition():
                return
            self.aws.pass_time(1)
        raise AssertionError("waited in vain")

    def pass_time(self, seconds: float) -> None:
        self.aws.pass_time(seconds)

    def history(self, execution: str) -> int:
        return self.aws.events(execution)


class Ministack(Place):
    """The emulator of the laptop, over HTTP."""

    name = "ministack"

    def __init__(self, url: str) -> None:
        session = boto3.Session("test", "test", region_name=REGION)
        config = Config(proxies={}, retries={"max_attempts": 1, "mode": "standard"})

        def client(service: str) -> Any:
            make: Any = session.client
            return make(service, endpoint_url=url, config=config)

        super().__init__(client("stepfunctions"), client("dynamodb"))
        _deploy(client)

    def until(self, condition: Callable[[], bool]) -> None:
        wait_until(condition, PATIENCE_SECONDS)

    def pass_time(self, seconds: float) -> None:
        passed = self.states.start_execution(stateMachineArn=self._clock(seconds))["executionArn"]
        self.until(lambda: self.states.describe_execution(executionArn=passed)["status"] == "SUCCEEDED")

    def history(self, execution: str) -> int:
        pages = self.states.get_paginator("get_execution_history").paginate(executionArn=execution)
        return sum(len(page["events"]) for page in pages)

    def _clock(self, seconds: float) -> str:
        """A machine that waits so long: whoever waits for it waits for the emulator's own time."""
        wait = {"Type": "Wait", "Seconds": seconds, "End": True}
        definition = {"QueryLanguage": "JSONata", "StartAt": "wait", "States": {"wait": wait}}
        name = f"clock-{next(Place.numbers)}"
        made = self.states.create_state_machine(name=name, definition=json.dumps(definition), roleArn=ROLE)
        return str(made["stateMachineArn"])


def _deploy(client: Callable[[str], Any]) -> None:
    """The function with a role that may do everything; invoked once, so that no row pays for its start."""
    anybody = {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]}}
    trust = {"Version": "2012-10-17", "Statement": [anybody | {"Action": "sts:AssumeRole"}]}
    anything = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}],
    }
    iam, functions = client("iam"), client("lambda")
    iam.create_role(RoleName="contract", AssumeRolePolicyDocument=json.dumps(trust))
    iam.put_role_policy(RoleName="contract", PolicyName="all", PolicyDocument=json.dumps(anything))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.write(Path(arrive.__file__), "arrive.py")
    functions.create_function(
        FunctionName=FUNCTION,
        Runtime="python3.11",
        Role=ROLE,
        Handler="arrive.handler",
        Code={"ZipFile": packed.getvalue()},
        Timeout=20,
    )
    answer = functions.invoke(FunctionName=FUNCTION, Payload=json.dumps({"row": "warm"}).encode())
    assert "FunctionError" not in answer, answer["Payload"].read()
