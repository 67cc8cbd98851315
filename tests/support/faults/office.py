"""One request at a time on the platform, step by step: what the tests of single faults work with."""

from collections.abc import Mapping
from typing import Any

from chalicelib.approvals import journal, service, submitting
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.types import Action, State
from chalicelib.platform.idempotency import Attempt
from tests.support.faults.plans import PLANS, STARTERS
from tests.support.faults.platform import Platform

LEAVE = next(plan for plan in PLANS if plan.name == "one day")
PURCHASE = next(plan for plan in PLANS if plan.name == "bought")
STARTER = STARTERS[0]
APPROVED = Said(Action.APPROVE)


class Office:
    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.aws = platform.aws
        self.plan = platform.plan
        self.keys = 0

    def submit(self, flow: str = LEAVE.flow, form: Mapping[str, Any] | None = None) -> str:
        """A request, at its first node."""
        typed = dict(form or (LEAVE.form if flow == LEAVE.flow else PURCHASE.form))
        self.keys += 1
        request = submitting.submit(STARTER, flow, typed, Attempt(STARTER, f"key-{self.keys}", typed))
        self.aws.pump()
        return request

    def approve(self, request: str, by: str, node: str, visit: int = 1) -> None:
        """A person's approval, and nothing of what follows from it."""
        self.decide(request, by, node, APPROVED, visit)

    def decide(self, request: str, by: str, node: str, said: Said, visit: int = 1) -> None:
        state = self.state(request)
        (task,) = [t for t in state.tasks if (t.node, t.visit, t.userid) == (node, visit, by)]
        service.decide(by, task.id_in(request), said, state.request.etag)

    def finish(self, request: str) -> None:
        """The leave request is approved by everybody who is asked, and has then come to its end."""
        for by, node in (("chenjing", "agent"), ("wangfang", "head")):
            if self.open(request) == [f"{node} {by}"]:
                self.approve(request, by, node)
            self.aws.pass_time(90)
        assert self.status(request) == "approved", self.open(request)

    def state(self, request: str) -> State:
        return journal.read(request)

    def status(self, request: str) -> str:
        return self.state(request).request.status.value

    def open(self, request: str) -> list[str]:
        """Who is asked at which node: `head wangfang`."""
        return sorted(f"{t.node} {t.userid}" for t in self.state(request).tasks if t.state.value == "open")

    def actions(self, request: str) -> list[str]:
        """The audit events, first to last."""
        return [event["action"] for event in journal.events(request)]

    def runs(self, request: str) -> list[str]:
        """How each machine of the request stands, the first first."""
        return [run.execution.status for run in self.aws.runs(request)]
