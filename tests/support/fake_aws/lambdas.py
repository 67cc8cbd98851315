"""The functions of the product, called in this process as Lambda would call them: sometimes twice, or in vain."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.fake_aws import faults
from tests.support.fake_aws.errors import AwsError, ProcessDeath
from tests.support.fake_aws.faults import FaultPlan
from tests.support.fake_aws.wire import Operation

Handler = Callable[[Any, Any], Any]
UNKNOWN = "Lambda.Unknown"
THROTTLED = "Lambda.TooManyRequestsException"


class FunctionFailedError(Exception):
    """The call came to nothing, as its caller sees it. `error` is the name Step Functions gives it."""

    def __init__(self, error: str, cause: str = "", *, happens_later: bool = False) -> None:
        super().__init__(error, cause)
        self.error = error
        self.cause = cause
        self.happens_later = happens_later


class Lambdas:
    """Handlers by the name of their function, which is the end of its ARN."""

    def __init__(self, plan: FaultPlan, handlers: Mapping[str, Handler]) -> None:
        self.plan = plan
        self.handlers = dict(handlers)
        self.deaths = 0
        self.running: list[str] = []

    def invoke(self, name: str, event: Any) -> Any:
        """Call and answer. Raises FunctionFailedError."""
        fault = self.plan.pick("lambda", name)
        if fault == faults.THROTTLE:
            raise FunctionFailedError(THROTTLED)
        if fault in {faults.CRASH_BEFORE, faults.LATE}:
            raise FunctionFailedError(UNKNOWN, happens_later=fault == faults.LATE)
        if fault == faults.RAISE:
            raise FunctionFailedError("RuntimeError", "a bug of the day")
        answer = self.run(name, event)
        if fault == faults.TWICE:
            answer = self.run(name, event)
        if fault == faults.CRASH_AFTER:
            raise FunctionFailedError(UNKNOWN)
        return answer

    def operation(self, name: str) -> Operation:
        return {"Invoke": self._invoke}[name]

    def _invoke(self, request: dict[str, Any]) -> dict[str, Any]:
        """Called by another function, which waits for the answer. Raises AwsError where it is throttled."""
        name = next(one for one in self.handlers if request["FunctionName"].endswith(f"-{one}"))
        try:
            return {"Payload": self.invoke(name, request["Payload"])}
        except FunctionFailedError as failure:
            if failure.error == THROTTLED:
                raise AwsError(THROTTLED.removeprefix("Lambda."), "Rate exceeded", status=429) from failure
            return {"FunctionError": "Unhandled", "Payload": {"errorType": failure.error}}

    def run(self, name: str, event: Any) -> Any:
        """Call without a fault of its own; its calls may meet theirs. Raises FunctionFailedError."""
        self.running.append(name)
        try:
            answer = self.handlers[name](json.loads(json.dumps(event)), None)
        except ProcessDeath as death:
            self.deaths += 1
            raise FunctionFailedError(UNKNOWN, str(death)) from death
        except Exception as error:
            raise FunctionFailedError(type(error).__name__, str(error)) from error
        finally:
            self.running.pop()
        return json.loads(json.dumps(answer))
