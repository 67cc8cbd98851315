"""People, forms and the running platform, for tests that see it only from outside."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
from pytest_localstack.session import RunningSession

from chalicelib.platform import clock
from cli.demo.leave import wait_for, workday_after
from cli.demo.visitor import Visitor
from cli.local import office
from cli.local.settings import ROOT, Local
from tests.store.store_support import Dump, dump

SERVICES = ("dynamodb", "events", "lambda", "s3", "sqs", "ssm", "stepfunctions")
PREFIX = "xietong-local"
FLOW = "leave-request"
JSON = {"Content-Type": "application/json"}
REGION = "us-east-1"


class Emulator(RunningSession):
    """pytest-localstack's view of the emulator of one local platform."""

    def __init__(self, local: Local) -> None:
        self._port = local.cloud_port
        self._clients: dict[str, Any] = {}
        super().__init__("127.0.0.1", services=list(SERVICES), region_name=REGION)
        self._session = self.boto3.session(
            aws_access_key_id="test", aws_secret_access_key="test", aws_session_token=None, region_name=REGION
        )

    def map_port(self, port: int) -> int:
        return self._port

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self._session.client(service)
        return self._clients[service]

    def close(self) -> None:
        for client in self._clients.values():
            client.close()


class Person(Visitor):
    """A signed-in person whose requests can be wrong on purpose."""

    def close(self) -> None:
        self._http.close()

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        content: bytes | str | None = None,
        key: str | None = "fresh",
        csrf: str | None = None,
        if_match: str | None = None,
        headers: dict[str, Any] | None = None,
    ) -> httpx.Response:
        """`key=None` leaves the Idempotency-Key out, `csrf=""` the token; `content` goes as it is."""
        sent = dict(JSON)
        token = self._csrf if csrf is None else csrf
        if token:
            sent["X-CSRF-Token"] = token
        if key:
            sent["Idempotency-Key"] = uuid.uuid4().hex if key == "fresh" else key
        if if_match is not None:
            sent["If-Match"] = if_match
        raw = content if content is not None else (None if body is None else json.dumps(body))
        return self._http.request(method, path, content=raw, headers=sent | (headers or {}))

    def fetch(self, path: str, **query: str) -> httpx.Response:
        return self._http.get(path, params=query or None)

    def submit(self, form: dict[str, Any], **options: Any) -> dict[str, Any]:
        """The view of a new request."""
        answer = self.send("POST", "/api/requests", {"flow": FLOW, "form": form}, **options)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def request(self, request: str) -> dict[str, Any]:
        return self.get(f"/api/requests/{request}")

    def task(self, request: str) -> dict[str, Any]:
        """My open task at a request, as soon as there is one."""

        def mine() -> dict[str, Any] | None:
            answer = self.fetch(f"/api/requests/{request}")
            tasks = answer.json()["my_tasks"] if answer.status_code == 200 else []
            return tasks[0] if tasks else None

        return wait_for(mine, f"a task of {self.userid} at {request}")

    def decide(
        self, request: str, action: str = "approve", comment: str = "同意", **body: Any
    ) -> dict[str, Any]:
        task = self.task(request)
        return self.post(
            f"/api/tasks/{task['id']}/decision",
            {"action": action, "comment": comment, **body},
            if_match=task["etag"],
        )

    def closed(self, request: str, status: str) -> dict[str, Any]:
        """The request, once it has this final status."""

        def is_closed() -> dict[str, Any] | None:
            view = self.request(request)
            assert view["status"] in {"running", status}, view["status"]
            return view if view["status"] == status else None

        return wait_for(is_closed, f"{request} to be {status}")

    def balance(self, account: str = "annual") -> dict[str, Any]:
        items = self.get("/api/libraries/leave-ledger/balances")["items"]
        return next(item for item in items if item["account"] == account)


@dataclass
class Platform:
    """The local platform of this test run, on ports of its own."""

    local: Local
    emulator: Emulator
    people: dict[str, Person] = field(default_factory=dict)
    opened: list[Any] = field(default_factory=list)
    days: int = 0

    def person(self, userid: str) -> Person:
        """Somebody signed in, the same session for the whole run."""
        if userid not in self.people:
            self.people[userid] = self.newcomer(userid)
        return self.people[userid]

    def newcomer(self, userid: str) -> Person:
        """The same somebody in a browser of their own."""
        person = Person(self.local.gateway_url, userid)
        self.opened.append(person)
        person.sign_in()
        return person

    def browser(self) -> httpx.Client:
        """A browser in which nobody is signed in."""
        browser = httpx.Client(base_url=self.local.gateway_url, timeout=30, trust_env=False)
        self.opened.append(browser)
        return browser

    def close(self) -> None:
        self.emulator.close()
        for each in self.opened:
            each.close()

    def xt(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return run_xt(self.local, *arguments, stdin=stdin)

    def dump(self) -> Dump:
        """Every row of every table but sessions, sign-ins under way, and what schedules note of their runs."""
        found = dump(self.emulator.client("dynamodb"), PREFIX)
        passing = ("SESSION#", "STATE#", "TOKEN#", "REPAIR", "RULES", "N#")
        return {key: row for key, row in found.items() if not key[1].startswith(passing)}

    def settle(self) -> None:
        """Wait until nothing is on its way: no effect pending, no message in the queue, no request between nodes."""
        eventually(self._quiet, "everything to be delivered")

    def _quiet(self) -> bool:
        return not self._pending() and not self._queued() and not self._in_transit()

    def _in_transit(self) -> list[str]:
        rows = self.dump().values()
        running = [row for row in rows if row.get("gsi3pk") == {"S": "STATUS#running"}]
        return [row["request"]["S"] for row in running if row["current"] == {"S": "[]"}]

    def _pending(self) -> int:
        answer = self.emulator.client("dynamodb").query(
            TableName=f"{PREFIX}-approvals",
            IndexName="gsi2",
            KeyConditionExpression="gsi2pk = :outbox",
            ExpressionAttributeValues={":outbox": {"S": "OUTBOX"}},
        )
        return int(answer["Count"])

    def _queued(self) -> int:
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.emulator.client("sqs").get_queue_attributes(
            QueueUrl=self._queue_url(), AttributeNames=names
        )
        return sum(int(value) for value in answer["Attributes"].values())

    def rows(self, request: str) -> list[dict[str, Any]]:
        """The rows of one request, in DynamoDB's notation, those aside that note what was delivered."""
        answer = self.emulator.client("dynamodb").query(
            TableName=f"{PREFIX}-approvals",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": f"R#{request}"}},
            ConsistentRead=True,
        )
        return [row for row in answer["Items"] if not row["sk"]["S"].startswith("7#")]

    def invoke(self, function: str, event: dict[str, Any]) -> dict[str, Any]:
        """What a Lambda function answers. It must not fail."""
        answer = self.emulator.client("lambda").invoke(
            FunctionName=f"{PREFIX}-{function}", Payload=json.dumps(event).encode()
        )
        said = answer["Payload"].read().decode()
        assert "FunctionError" not in answer, said
        return json.loads(said or "null")

    def executions(self, request: str) -> list[str]:
        """ARNs of the executions of a request, by run."""
        states = self.emulator.client("stepfunctions")
        machines = [one["stateMachineArn"] for one in states.list_state_machines()["stateMachines"]]
        found = [
            execution
            for machine in machines
            for execution in states.list_executions(stateMachineArn=machine, maxResults=1000)["executions"]
        ]
        return sorted(e["executionArn"] for e in found if e["name"].startswith(request))

    def cards(self, userid: str, mark: str) -> list[dict[str, Any]]:
        """The cards on somebody's phone that name a request."""
        answer = httpx.get(
            f"{self.local.sandbox_url}/sandbox/messages", params={"userid": userid}, trust_env=False
        )
        return [item for item in answer.json()["items"] if mark in str(item["content"])]

    def fault(self, kind: str, path: str, count: int = 1) -> None:
        answer = httpx.post(
            f"{self.local.sandbox_url}/sandbox/faults",
            json={"kind": kind, "path_prefix": path, "count": count, "seconds": 0},
            trust_env=False,
        )
        assert answer.is_success, answer.text

    def hurry_messages(self) -> None:
        """What WeCom did not take is due now, and the minute's job runs; a real one waits half a minute."""
        dynamodb = self.emulator.client("dynamodb")
        table, keys = f"{PREFIX}-wecom", "gsi1pk = :waiting"
        waiting = dynamodb.query(
            TableName=table,
            IndexName="gsi1",
            KeyConditionExpression=keys,
            ExpressionAttributeValues={":waiting": {"S": "WAITING"}},
        )["Items"]
        for row in waiting:
            dynamodb.update_item(
                TableName=table,
                Key={"pk": row["pk"], "sk": row["sk"]},
                UpdateExpression="SET gsi1sk = :past",
                ConditionExpression="gsi1sk = :seen",
                ExpressionAttributeValues={
                    ":past": {"S": "2026-01-01T00:00:00.000Z#x"},
                    ":seen": row["gsi1sk"],
                },
            )
        self.invoke("send_waiting", {})

    def hide_messages_for(self, seconds: int) -> None:
        """Set how soon a message that could not be sent is tried again; a real queue is more patient."""
        self.emulator.client("sqs").set_queue_attributes(
            QueueUrl=self._queue_url(), Attributes={"VisibilityTimeout": str(seconds)}
        )

    def _queue_url(self) -> str:
        deployed = office.deployment(self.local)
        assert deployed
        return str(deployed["messages_queue_url"])

    def forgive(self) -> None:
        httpx.delete(f"{self.local.sandbox_url}/sandbox/faults", trust_env=False)

    def workday(self) -> date:
        """A workday in the future that no form of this run has used."""
        self.days += 1
        return workday_after(clock.wall(clock.now()).date(), self.days % 150 + 1)


def run_xt(local: Local, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=ROOT,
        env=os.environ | local.environment() | {"PYTHONPATH": str(ROOT)},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


def leave(day: date, **changed: Any) -> dict[str, Any]:
    """A day of personal leave that 陈静 covers; it needs no balance and no evidence."""
    return {
        "kind": "personal",
        "unit": "day",
        "start_at": f"{day}T08:30",
        "end_at": f"{day}T17:30",
        "reason": "家中有事",
        "out_of_town": False,
        "agent": "chenjing",
        **changed,
    }


def until(day: date, workdays: int) -> str:
    """The evening of the last of so many workdays that begin with `day`."""
    return f"{workday_after(day, workdays - 1) if workdays > 1 else day}T17:30"


def states_of(view: dict[str, Any]) -> dict[str, str]:
    return {node["key"]: node["state"] for node in view["path"]}


def actions_of(view: dict[str, Any]) -> list[str]:
    return [entry["action"] for entry in view["timeline"]]


def eventually(condition: Callable[[], bool], what: str) -> None:
    wait_for(lambda: condition() or None, what)


def chain_is_whole(platform: Platform, request: str) -> bool:
    """What the administrator's page says of a request's audit chain."""
    return bool(platform.person("linhao").get(f"/api/admin/requests/{request}/audit")["valid"])


def waiting_for_head(platform: Platform) -> str:
    """A request between two approvals: the agent has decided, the head is asked."""
    view = platform.person("liming").submit(leave(platform.workday()))
    platform.person("chenjing").decide(view["id"])
    platform.person("wangfang").task(view["id"])
    return str(view["id"])


def finish(platform: Platform, request: str) -> dict[str, Any]:
    """Let the head approve, and look that nobody was asked or counted twice."""
    platform.person("wangfang").decide(request)
    done = platform.person("liming").closed(request, "approved")
    actions = actions_of(done)
    assert actions.count("approve") == 2
    assert actions.count("opened") == 2
    assert actions.count("closed") == 1
    assert chain_is_whole(platform, request)
    return done


def outbox(platform: Platform, request: str) -> list[dict[str, Any]]:
    """The outbox rows of a request."""
    answer = platform.emulator.client("dynamodb").query(
        TableName=f"{PREFIX}-approvals",
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": f"R#{request}"}, ":sk": {"S": "7#"}},
        ConsistentRead=True,
    )
    return list(answer["Items"])


def pending(platform: Platform, request: str) -> dict[str, Any] | None:
    """One that is not delivered yet."""
    rows = [row for row in outbox(platform, request) if "sent_at" not in row]
    return rows[0] if rows else None


def age(platform: Platform, row: dict[str, Any]) -> None:
    """Make an outbox row old enough for the sweeper."""
    platform.emulator.client("dynamodb").update_item(
        TableName=f"{PREFIX}-approvals",
        Key={"pk": row["pk"], "sk": row["sk"]},
        UpdateExpression="SET gsi2sk = :past",
        ExpressionAttributeValues={":past": {"S": "2026-01-01T00:00:00.000Z#x"}},
    )
