"""Below botocore: a signed request comes in, an answer of the service goes out, or nothing does."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any, Protocol
from unittest import mock
from urllib.parse import unquote, urlsplit

import botocore.endpoint
import botocore.httpsession
import botocore.retryhandler
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError
from botocore.retries.standard import ExponentialBackoff

from tests.support.fake_aws import faults, permissions
from tests.support.fake_aws.clock import VirtualClock
from tests.support.fake_aws.errors import AwsError, ProcessDeath
from tests.support.fake_aws.faults import FaultPlan

SECONDS_PER_CALL = 0.004
SERVICES = {"DynamoDB_20120810": "dynamodb", "AWSStepFunctions": "stepfunctions", "AmazonSQS": "sqs"}
FUNCTIONS = "functions"
"""Functions called by name: `Invoke` of Lambda's API, the only one here that is not told by a header."""
THROTTLED = {
    FUNCTIONS: "TooManyRequestsException",
    "dynamodb": "ProvisionedThroughputExceededException",
    "stepfunctions": "ThrottlingException",
    "sqs": "RequestThrottled",
}
Operation = Callable[[dict[str, Any]], dict[str, Any]]


class Service(Protocol):
    """One service: its operations by the name of their API."""

    def operation(self, name: str) -> Operation: ...


class Wire:
    """Carries requests to services, and loses what the plan says. `meanwhile` lets other work be done first."""

    def __init__(self, plan: FaultPlan, clock: VirtualClock, meanwhile: Callable[[], None]) -> None:
        self.plan = plan
        self.clock = clock
        self.meanwhile = meanwhile
        self.services: dict[str, Service] = {}
        self.calls: Counter[tuple[str, str]] = Counter()
        self.caller: Callable[[], str] = lambda: ""
        self.seen: dict[tuple[str, ...], None] = {}
        """Who asked for what, each once: caller, action as IAM names it, resource, partition key."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Within the block botocore's requests come here, and its pauses move the virtual clock."""
        time = SimpleNamespace(sleep=self.clock.sleep)
        with ExitStack() as stack:
            session = botocore.httpsession.URLLib3Session
            stack.enter_context(mock.patch.object(session, "send", lambda _, request: self.send(request)))
            stack.enter_context(mock.patch.object(botocore.endpoint, "time", time))
            stack.enter_context(mock.patch.object(botocore.retryhandler, "random", self.plan.random))
            stack.enter_context(mock.patch.object(ExponentialBackoff, "delay_amount", self._pause()))
            yield

    def _pause(self) -> Callable[[Any, Any], float]:
        """Botocore's own pause before a retry, by chance from the plan's seed."""
        delay_amount = ExponentialBackoff.delay_amount

        def pause(backoff: Any, context: Any) -> float:
            backoff._random = self.plan.random.random
            return float(delay_amount(backoff, context))

        return pause

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        self.clock.advance(SECONDS_PER_CALL)
        service, operation = _meant(request)
        self.calls[service, operation] += 1
        fault = self.plan.pick_call(service, operation)
        if fault == faults.DEATH_BEFORE:
            raise ProcessDeath(f"{service} {operation}")
        if fault == faults.OVERTAKEN:
            self.meanwhile()
        refused = _refusal(service, operation, fault, request)
        status, answer = refused or self._answer(service, operation, request)
        if fault == faults.REPLY_LOST:
            raise _lost(self.plan, request.url)
        if fault == faults.DEATH_AFTER:
            raise ProcessDeath(f"{service} {operation}")
        return _response(request.url, status, answer)

    def _answer(
        self, service: str, operation: str, request: AWSPreparedRequest
    ) -> tuple[int, dict[str, Any]]:
        asked = json.loads(request.body or b"{}")
        if service == FUNCTIONS:
            asked = {"FunctionName": _path(request)[3], "Payload": asked}
        self.seen |= dict.fromkeys(
            (self.caller(), *one) for one in permissions.needed(service, operation, asked)
        )
        try:
            return 200, self.services[service].operation(operation)(asked)
        except AwsError as error:
            return error.status, _told(error)


def _meant(request: AWSPreparedRequest) -> tuple[str, str]:
    """Service and operation a request is for."""
    target = request.headers.get("X-Amz-Target")
    if target is None:
        assert _path(request)[4] == "invocations"
        return FUNCTIONS, "Invoke"
    prefix, _, operation = str(_text(target)).rpartition(".")
    return SERVICES[prefix], operation


def _path(request: AWSPreparedRequest) -> list[str]:
    return unquote(urlsplit(str(request.url)).path).split("/")


def _refusal(
    service: str, operation: str, fault: str | None, request: AWSPreparedRequest
) -> tuple[int, dict[str, Any]] | None:
    """The answer of a service that did nothing."""
    if fault == faults.THROTTLE:
        return 429 if service == FUNCTIONS else 400, _told(AwsError(THROTTLED[service], "Rate exceeded"))
    if fault == faults.SERVER_ERROR:
        return 500, _told(AwsError("InternalServerError", "we had a bad day"))
    return (400, _told(_conflict(operation, request))) if fault == faults.CONFLICT else None


def _conflict(operation: str, request: AWSPreparedRequest) -> AwsError:
    """Another transaction is at one of the rows: at the first of those that this one names."""
    message = "Transaction is ongoing for the item"
    if operation != "TransactWriteItems":
        return AwsError("TransactionConflictException", message)
    parts = json.loads(request.body)["TransactItems"]
    reasons = [{"Code": "TransactionConflict", "Message": message}, *({"Code": "None"} for _ in parts[1:])]
    return AwsError("TransactionCanceledException", "Transaction cancelled", CancellationReasons=reasons)


def _lost(plan: FaultPlan, url: str) -> Exception:
    if plan.random.random() < 0.5:
        return ConnectionClosedError(endpoint_url=url)
    return ReadTimeoutError(endpoint_url=url)


def _told(error: AwsError) -> dict[str, Any]:
    return {"__type": f"com.amazonaws#{error.code}", "message": error.message, **error.fields}


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


class _Body(io.BytesIO):
    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self.getvalue()


def _response(url: str, status: int, answer: dict[str, Any]) -> AWSResponse:
    headers = {"content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "fake"}
    if "__type" in answer:
        headers["x-amzn-errortype"] = str(answer["__type"])
    if "FunctionError" in answer:
        headers["x-amz-function-error"] = answer["FunctionError"]
    answer = answer.get("Payload", answer)
    return AWSResponse(url, status, headers, _Body(json.dumps(answer).encode()))
