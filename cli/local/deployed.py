"""One request of a case on the running platform: what people do over HTTP, what the tables and machines tell."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from chalicelib.approvals import journal, store
from chalicelib.approvals.happened import Happened, sent
from chalicelib.approvals.model.types import State, Task, TaskState
from chalicelib.flows.model import Flow
from chalicelib.libraries import service as libraries
from chalicelib.libraries import store as ledgers
from chalicelib.platform import clock
from chalicelib.platform.field_types import FieldType
from cli.demo.leave import wait_for
from cli.demo.visitor import SurpriseError, Visitor
from cli.local import office, officeclock
from cli.local.settings import Local

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ROUNDS = 500
PATIENCE_SECONDS = 30
"""A machine that goes several ways at once comes to its nodes one after the other."""


class RefusedError(SurpriseError):
    """The platform refused: `code`, and `problems` by field."""

    def __init__(self, code: str, problems: dict[str, str]) -> None:
        super().__init__(f"refused: {code} {problems}")
        self.code = code
        self.problems = problems


@dataclass
class Office:
    """The running platform with everybody who is signed in there. Sessions begin at the true time."""

    local: Local
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, userid: str) -> Visitor:
        if userid not in self.visitors:
            self.visitors[userid] = Visitor(self.local.gateway_url, userid)
            self.visitors[userid].sign_in()
        return self.visitors[userid]

    def close(self) -> None:
        for visitor in self.visitors.values():
            visitor.leave()

    def ask(self, userid: str, method: str, path: str, body: Any = None, if_match: str | None = None) -> Any:
        """What the platform answers to a person. Raises RefusedError."""
        answer = self.visitor(userid).ask(method, path, body, if_match=if_match)
        said = answer.json() if answer.content else {}
        if answer.status_code >= 400:
            problems = {one["field"]: one["code"] for one in said.get("errors", ())}
            raise RefusedError(str(said.get("code")), problems)
        return said

    def run_timers(self) -> None:
        """What the schedule does every minute."""
        functions = office.patient_lambda(self.local)
        answer = functions.invoke(FunctionName="xietong-local-run_timers", Payload=b"{}")
        said = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise SurpriseError(f"run_timers failed: {said}")

    def upload(self, userid: str, name: str) -> dict[str, Any]:
        """A file value: a small document this person has uploaded."""
        wanted = {"name": name, "size_bytes": len(PDF), "content_type": "application/pdf"}
        made = self.ask(userid, "POST", "/api/files", wanted)
        files = {"file": (name, PDF, "application/pdf")}
        upload = made["upload"]
        posted = httpx.post(upload["url"], data=upload["fields"], files=files, trust_env=False, timeout=30)
        if not posted.is_success:
            raise SurpriseError(f"the file was not taken: {posted.status_code}")
        return {"id": made["id"], **wanted}


@dataclass
class Deployed:
    """One request on the platform, from its submission on."""

    office: Office
    flow: Flow
    starter: str
    id: str = ""

    def submit(self, typed: dict[str, Any], picks: dict[str, Any]) -> None:
        """Raises RefusedError."""
        body = {"flow": self.flow.key, "form": self.with_files(self.starter, typed), "picks": picks}
        self.id = self.office.ask(self.starter, "POST", "/api/requests", body)["id"]
        self.settle()

    def with_files(self, userid: str, typed: dict[str, Any]) -> dict[str, Any]:
        """The form with files that this person has really uploaded."""
        files = [k for k, f in self.flow.form.items() if f.type is FieldType.FILE and typed.get(k)]
        uploaded = {
            key: [self.office.upload(userid, str(one.get("name", "a.pdf"))) for one in typed[key]]
            for key in files
        }
        return typed | uploaded

    def task(self, node: str, by: str) -> Task:
        """The newest task a person has at a node, in hand if there is one. Raises LookupError after some seconds."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (mine := self._tasks(node, by)) and time.monotonic() < deadline:
            self.settle()
        if not mine:
            raise LookupError(f"{by} has no open task at {node}")
        return max(mine, key=lambda task: (task.visit, task.number))

    def _tasks(self, node: str, by: str) -> list[Task]:
        state = self.state()
        mine = [task for task in state.tasks if task.node == node and task.belongs_to(by)]
        last = max((visit.number for visit in state.visits_of(node)), default=0)
        decided = [task for task in mine if task.state is TaskState.APPROVED and task.visit == last]
        return [task for task in mine if task.in_hand] or decided

    def wait(self, hours: float) -> None:
        """Time passes, and the timers act as often as they would have."""
        until = clock.now() + dt.timedelta(hours=hours)
        for _ in range(ROUNDS):
            waiting = [visit.next_at for visit in self.state().open_visits() if visit.next_at]
            due = min((at for at in waiting if at <= clock.to_text(until)), default=None)
            if due is None:
                break
            officeclock.set_to(self.office.local, clock.from_text(due) + dt.timedelta(milliseconds=20))
            self.office.run_timers()
            self.settle()
        officeclock.set_to(self.office.local, until)

    def state(self) -> State:
        return journal.read(self.id)

    def settle(self) -> None:
        """Until the machine rests: the request has ended, or waits somewhere and nothing is on its way."""
        wait_for(lambda: self._rests() or None, f"{self.id} to come to rest")

    def _rests(self) -> bool:
        now = clock.to_text(clock.now())
        pending = [r for r in self._outgoing() if not r.sent_at and r.body.get("not_before", "") <= now]
        state = self.state()
        return not pending and (not state.request.running or bool(state.open_visits()))

    def happened(self) -> Happened:
        """What came of it, as the tables tell. A visit is what a machine made by entering a node."""
        rows = self._outgoing()
        by_kind = {
            kind: tuple(sent(row.body) for row in rows if row.outgoing_kind == kind)
            for kind in ("message", "call", "submit")
        }
        state = self.state()
        visits = sorted((v for v in state.visits if v.kind != "join"), key=lambda v: v.opened_at)
        return Happened(
            state=state,
            nodes=tuple(visit.node for visit in visits),
            records=tuple(self._records(state)),
            messages=by_kind["message"],
            calls=by_kind["call"],
            starts=by_kind["submit"],
            record=libraries.record,
        )

    def _outgoing(self) -> list[store.OutgoingRow]:
        rows = store.OutgoingRow.query(
            store.request_key(self.id), store.OutgoingRow.sk.startswith("7#"), consistent_read=True
        )
        return list(rows)

    def _records(self, state: State) -> Iterator[dict[str, Any]]:
        """The movements of ledgers that name this request, the oldest first."""
        written = {
            effect.library
            for moment in ("submitted", "approved", "rejected", "withdrawn")
            for effect in getattr(self.flow.effects, moment)
            if hasattr(effect, "library")
        }
        serial = state.request.serial
        found = [(one, row) for one in written for row in ledgers.entries_of(one, self.starter, serial)]
        for library, row in sorted(found, key=lambda one: (one[1].at, one[1].entry_no)):
            yield {
                "library": library,
                "action": row.entry_kind,
                "account": row.account,
                "amount": float(row.amount),
            }
