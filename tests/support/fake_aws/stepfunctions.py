"""Step Functions' operations, with the answers of AWS: one-shot tokens, limits, starts that are one by their name."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from chalicelib.flows.interpreter import MAX_STATE_BYTES, TokenGoneError
from tests.support.fake_aws.clock import VirtualClock
from tests.support.fake_aws.errors import AwsError
from tests.support.fake_aws.executions import ENDED_BADLY, Executions, Run, described
from tests.support.fake_aws.machines import Machines, StateMachine
from tests.support.fake_aws.wire import Operation

MAX_CAUSE = 32_768
MAX_ERROR = 256
MAX_NAME = 80
REDRIVE_WITHIN = dt.timedelta(days=14)
NAMES_KEPT = dt.timedelta(days=90)


class StepFunctions:
    def __init__(self, clock: VirtualClock, region: str, account: str) -> None:
        self.clock = clock
        self.executions = Executions(clock)
        self.machines = Machines(f"arn:aws:states:{region}:{account}:stateMachine:")
        self._prefix = f"arn:aws:states:{region}:{account}:execution:"

    def operation(self, name: str) -> Operation:
        snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
        found: Operation | None = getattr(self, snake, None)
        if found is None:
            raise AwsError("UnknownOperationException", name)
        return found

    def _create_state_machine(self, request: dict[str, Any]) -> dict[str, Any]:
        machine = self.machines.create(request["name"], request["definition"])
        answer = {"stateMachineArn": machine.arn, "creationDate": self._now()}
        return answer | _version(machine, request)

    def _update_state_machine(self, request: dict[str, Any]) -> dict[str, Any]:
        machine = self.machines.find(request["stateMachineArn"])
        self.machines.change(machine, request["definition"])
        return {"updateDate": self._now(), "revisionId": "r"} | _version(machine, request)

    def _publish_state_machine_version(self, request: dict[str, Any]) -> dict[str, Any]:
        machine = self.machines.find(request["stateMachineArn"])
        return {"creationDate": self._now(), "stateMachineVersionArn": machine.publish()}

    def _describe_state_machine(self, request: dict[str, Any]) -> dict[str, Any]:
        machine, text = self.machines.text_of(request["stateMachineArn"])
        return {
            "stateMachineArn": request["stateMachineArn"],
            "name": machine.name,
            "status": "ACTIVE",
            "definition": text,
            "roleArn": "arn:aws:iam::000000000000:role/flow",
            "type": "STANDARD",
            "creationDate": self._now(),
        }

    def _create_state_machine_alias(self, request: dict[str, Any]) -> dict[str, Any]:
        route = request["routingConfiguration"]
        machine, _ = self.machines.text_of(route[0]["stateMachineVersionArn"])
        if request["name"] in machine.aliases:
            raise AwsError("ConflictException", "the alias exists")
        machine.aliases[request["name"]] = route[0]["stateMachineVersionArn"]
        return {"stateMachineAliasArn": f"{machine.arn}:{request['name']}", "creationDate": self._now()}

    def _update_state_machine_alias(self, request: dict[str, Any]) -> dict[str, Any]:
        arn, _, name = request["stateMachineAliasArn"].rpartition(":")
        machine = self.machines.find(arn)
        if name not in machine.aliases:
            raise AwsError("ResourceNotFound", f"Request references a resource that does not exist: {name}")
        machine.aliases[name] = request["routingConfiguration"][0]["stateMachineVersionArn"]
        return {"updateDate": self._now()}

    def _start_execution(self, request: dict[str, Any]) -> dict[str, Any]:
        machine, text = self.machines.text_of(request["stateMachineArn"])
        payload = request.get("input", "{}")
        _check_json(payload, "InvalidExecutionInput")
        name = request.get("name") or f"run-{len(self.executions.runs)}"
        if len(name) > MAX_NAME:
            raise AwsError("InvalidName", f"Invalid Name: '{name}'")
        arn = f"{self._prefix}{machine.name}:{name}"
        before = self.executions.runs.get(arn)
        if before is None or self._is_forgotten(before):
            run = self.executions.start(arn, request["stateMachineArn"], text, payload)
        elif before.execution.status == "RUNNING" and before.execution.payload == json.loads(payload):
            run = before
        else:
            raise AwsError("ExecutionAlreadyExists", f"Execution Already Exists: '{arn}'")
        return {"executionArn": arn, "startDate": run.started_at.timestamp()}

    def _describe_execution(self, request: dict[str, Any]) -> dict[str, Any]:
        return described(self._run(request["executionArn"]))

    def _list_executions(self, request: dict[str, Any]) -> dict[str, Any]:
        machine = self.machines.find(request["stateMachineArn"])
        runs = [
            r for r in self.executions.runs.values() if r.arn.startswith(f"{self._prefix}{machine.name}:")
        ]
        wanted = request.get("statusFilter")
        told = [described(run) for run in reversed(runs) if wanted in {None, run.execution.status}]
        kept = ("executionArn", "stateMachineArn", "name", "status", "startDate", "stopDate")
        return {"executions": [{k: one[k] for k in kept if k in one} for one in told]}

    def _stop_execution(self, request: dict[str, Any]) -> dict[str, Any]:
        run = self._run(request["executionArn"])
        if run.execution.status == "RUNNING":
            run.error, run.cause = request.get("error", ""), request.get("cause", "")
        self.executions.change(run, lambda: run.execution.abort(self.clock.now))
        return {"stopDate": self._now()}

    def _redrive_execution(self, request: dict[str, Any]) -> dict[str, Any]:
        run = self._run(request["executionArn"])
        late = run.stopped_at is not None and self.clock.now - run.stopped_at > REDRIVE_WITHIN
        if run.execution.status not in ENDED_BADLY or late:
            raise AwsError("ExecutionNotRedrivable", f"Execution is not redrivable: '{run.arn}'")
        run.redriven += 1
        self.executions.change(run, lambda: run.execution.redrive(self.clock.now))
        return {"redriveDate": self._now()}

    def _send_task_success(self, request: dict[str, Any]) -> dict[str, Any]:
        _check_json(request["output"], "InvalidOutput")
        output = json.loads(request["output"])
        token = request["taskToken"]
        return self._answer(token, lambda run: run.execution.token_succeed(token, output, self.clock.now))

    def _send_task_failure(self, request: dict[str, Any]) -> dict[str, Any]:
        error, cause, token = request.get("error", ""), request.get("cause", ""), request["taskToken"]
        if len(cause) > MAX_CAUSE or len(error) > MAX_ERROR:
            raise AwsError("ValidationException", "Value at 'cause' or 'error' is too long")
        return self._answer(token, lambda run: run.execution.token_fail(token, error, cause, self.clock.now))

    def _send_task_heartbeat(self, request: dict[str, Any]) -> dict[str, Any]:
        token = request["taskToken"]
        return self._answer(token, lambda run: run.execution.heartbeat(token, self.clock.now))

    def _answer(self, token: str, act: Callable[[Run], None]) -> dict[str, Any]:
        """A token is answered once: what is gone has timed out, what never was is invalid."""
        run = self.executions.tokens.get(token)
        if run is None:
            raise AwsError("InvalidToken", "Invalid Token: 'Invalid token'")
        try:
            self.executions.change(run, lambda: act(run))
        except TokenGoneError as error:
            message = "Task Timed Out: 'Provided task does not exist anymore'"
            raise AwsError("TaskTimedOut", message) from error
        return {}

    def _run(self, arn: str) -> Run:
        run = self.executions.runs.get(arn)
        if run is None or self._is_forgotten(run):
            raise AwsError("ExecutionDoesNotExist", f"Execution Does Not Exist: '{arn}'")
        return run

    def _is_forgotten(self, run: Run) -> bool:
        return run.stopped_at is not None and self.clock.now - run.stopped_at > NAMES_KEPT

    def _now(self) -> float:
        return self.clock.now.timestamp()


def _version(machine: StateMachine, request: dict[str, Any]) -> dict[str, Any]:
    return {"stateMachineVersionArn": machine.publish()} if request.get("publish") else {}


def _check_json(text: str, code: str) -> None:
    """Raises the error of this code for what is no JSON, or larger than a state may carry."""
    if len(text.encode()) > MAX_STATE_BYTES:
        raise AwsError(code, f"the size is greater than {MAX_STATE_BYTES} bytes")
    try:
        json.loads(text)
    except ValueError as error:
        raise AwsError(code, f"{error}") from error
