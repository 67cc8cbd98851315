"""The platform of the product on the fake of AWS, set up as its template sets it up: tables, stream, schedules."""

import copy
import datetime as dt
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import ulid

import app  # noqa: F401 - registers every handler
from chalicelib.approvals import jobs, steps, store
from chalicelib.directory import service as directory
from chalicelib.directory.model import Person
from chalicelib.flows import registry, verify
from chalicelib.flows.model import Flow
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Entry, EntryKind
from chalicelib.platform import store as platform_store
from chalicelib.platform.aws import client
from infra import functions, tables
from tests.store.store_support import forget_connections, forget_content
from tests.support import institute
from tests.support.fake_aws import FakeAws, FaultPlan
from tests.support.faults.outside import Outside
from tests.support.faults.plans import STARTERS

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
STAGE = "fault"
PREFIX = f"xietong-{STAGE}"
FLOWS = (
    ROOT / "stepfunctions/attendance/leave-request.flow.yaml",
    HERE / "check.flow.yaml",
    HERE / "purchase.flow.yaml",
    HERE / "outside.flow.yaml",
)
LIBRARIES = (ROOT / "libraries/leave-ledger.library.yaml", HERE / "goods.library.yaml")
OTHERS = ("finance1", "finance2", "technics", "keeper", "discipline", "safety", "checker")
BALANCE_MINUTES = 480 * 1000
HANDLERS = {
    "open_node": steps.open_node,
    "run_effect": steps.run_effect,
    "close_request": steps.close_request,
    "send_outbox": jobs.send_outbox,
    "sweep_outbox": jobs.sweep_outbox,
    "reconcile": jobs.reconcile,
    "run_timers": jobs.run_timers,
}
EVERY = {"rate(1 minute)": dt.timedelta(minutes=1), "rate(5 minutes)": dt.timedelta(minutes=5)}
ENVIRONMENT = {
    "XT_STAGE": STAGE,
    "XT_TABLE_PREFIX": PREFIX,
    "XT_STEP_FUNCTION_PREFIX": "",
    "XT_FLOW_ROLE_ARN": "arn:aws:iam::000000000000:role/flow",
    "XT_MESSAGES_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/000000000000/messages",
    **{
        f"XT_{name.upper()}_DEAD_LETTERS_URL": f"https://sqs.us-east-1.amazonaws.com/000000000000/{name}-dead"
        for name in ("messages", "outbox", "jobs")
    },
    "XT_PUBLIC_URL": "https://xietong.test",
    "XT_CALL_FUNCTION": f"{PREFIX}-call_system",
    "XT_MEETING_FUNCTION": f"{PREFIX}-wecom_meeting",
    "XT_ASK_FUNCTION": f"{PREFIX}-wecom_ask",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
}
Row = dict[str, Any]


_BEGINNING: list[Any] = []


@contextmanager
def environment() -> Iterator[None]:
    """Within the block this process is a deployment of the fault stage. Inside another, nothing."""
    if os.environ.get("XT_STAGE") == STAGE:
        yield
        return
    quiet = logging.getLogger("xietong")
    kept, level = dict(os.environ), quiet.level
    for name in [name for name in os.environ if name.startswith(("AWS_", "XT_"))]:
        del os.environ[name]
    os.environ.update(ENVIRONMENT)
    forget_connections()
    quiet.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        quiet.setLevel(level)
        os.environ.clear()
        os.environ.update(kept)
        forget_connections()


class Platform:
    """Faults begin when `plan.rates` are set: setting up meets none."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.plan = FaultPlan(seed)
        self.outside = Outside(self.plan)
        self.aws = FakeAws({**HANDLERS, "call_system": self.outside.call_system}, self.plan)

    @contextmanager
    def running(self) -> Iterator["Platform"]:
        """Within the block the product of this process lives here.

        The same seed gives the same run: its clients are new, for those that have met faults are less patient.
        """
        with environment(), ExitStack() as stack:
            _begin()
            for one in self._surroundings():
                stack.enter_context(one)
            if self.seed:
                forget_connections()
            forget_content()
            self._set_up()
            yield self

    def _surroundings(self) -> tuple[AbstractContextManager[Any], ...]:
        """The cloud, and its seed and clock wherever the product asks chance or pauses."""
        return (
            self.aws.installed(),
            mock.patch.object(ulid.os, "urandom", self.plan.random.randbytes),
            mock.patch.object(platform_store, "time", SimpleNamespace(sleep=self.aws.clock.sleep)),
            mock.patch.object(platform_store, "random", self.plan.random),
        )

    def rows(self, kind: str, request: str = "") -> list[Mapping[str, Any]]:
        """Rows of the approvals table as they are, without asking anybody: of one request, or all."""
        table = self.aws.dynamodb.table(f"{PREFIX}-approvals")
        if request:
            found = [item for _, item in table.base.rows({"S": store.request_key(request)})]
        else:
            found = list(table.items.values())
        return [_plain(item) for item in found if item["kind"]["S"] == kind]

    def children(self, request: str) -> list[Mapping[str, Any]]:
        """The request rows of its sub-requests."""
        index = self.aws.dynamodb.table(f"{PREFIX}-approvals").index("gsi2")
        found = [item for _, item in index.rows({"S": store.REQUESTS}) if request in item["parent"]["S"]]
        return [_plain(item) for item in found]

    def table(self, capability: str) -> list[Mapping[str, Any]]:
        """Every row of a table as it is."""
        return [_plain(item) for item in self.aws.dynamodb.table(f"{PREFIX}-{capability}").items.values()]

    def _set_up(self) -> None:
        self.aws.restore(copy.deepcopy(_BEGINNING[0]))
        self._connect(tables.tables())

    def _connect(self, declared: tuple[tables.Table, ...]) -> None:
        """Triggers of the engine's functions as `infra.functions` declares them; nobody comes or leaves here."""
        for function in (one for one in functions.FUNCTIONS if one.name in HANDLERS):
            for trigger in function.triggers:
                match trigger:
                    case functions.Schedule() if trigger.expression in EVERY:
                        self.aws.schedule(function.name, EVERY[trigger.expression])
                    case functions.Stream():
                        table = tables.find(declared, trigger.capability, stream=True)
                        self.aws.map_stream(
                            f"{PREFIX}-{trigger.capability}",
                            function.name,
                            table.stream_prefix,
                            trigger.batch,
                            trigger.retries,
                        )
                    case functions.MachineStatus():
                        self.aws.on_bad_end = function.name


def _begin() -> None:
    """What every platform begins with a copy of, made once in this process."""
    if not _BEGINNING:
        with FakeAws({}).installed() as aws:
            _fill(tables.tables())
            _BEGINNING.append(aws.content())


def publish(source: str) -> Flow:
    """A flow as administrators publish it, its cases apart."""
    flow = verify.read(source)
    registry.publish(registry.Draft(flow, source, ""), "linhao")
    return flow


def _fill(declared: tuple[tables.Table, ...]) -> None:
    """Tables, an institute, libraries, leave to spend, flows."""
    for table in declared:
        indexes = [{"IndexName": name, **index} for name, index in table.indexes]
        client("dynamodb").create_table(
            TableName=f"{PREFIX}-{table.capability}",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in table.attributes],
            KeySchema=[{"AttributeName": n, "KeyType": k} for n, k in table.keys],
            **({"GlobalSecondaryIndexes": indexes} if indexes else {}),
        )
    starters = [replace(institute.PEOPLE["liming"], userid=one, name=one) for one in STARTERS]
    others = [Person(one, one, "", institute.OFFICE) for one in OTHERS]
    directory.load(institute.DEPARTMENTS.values(), [*institute.PEOPLE.values(), *starters, *others])
    for path in LIBRARIES:
        libraries.publish(path.read_text("utf-8"), "linhao")
    grants = [Entry(one, "annual", EntryKind.GRANT, BALANCE_MINUTES, "start", one) for one in STARTERS]
    libraries.move_all("leave-ledger", grants)
    for path in FLOWS:
        publish(path.read_text("utf-8"))


def _plain(item: Row) -> dict[str, Any]:
    """Texts and numbers of a row by name; what is nested stays in DynamoDB's notation."""
    return {
        name: int(value["N"]) if "N" in value and value["N"].isdecimal() else next(iter(value.values()))
        for name, value in item.items()
    }
