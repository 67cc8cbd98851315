"""Calls to other systems: a signed message each, at least once, with the answer taken back into the request.

The outbox does not speak to the internet itself: it has the function `call_system` do so, which reaches no table. The
system `wecom` is none of them: a call of it makes a meeting (`meetings.by_flow`).
"""

from __future__ import annotations

import json
from typing import Any

from chalicelib.approvals import answering, journal, meetings, outward, systems
from chalicelib.approvals.answering import PATIENCE
from chalicelib.approvals.facts import facts_of
from chalicelib.approvals.journal import Decision
from chalicelib.approvals.model.types import State
from chalicelib.platform.aws import client
from chalicelib.platform.settings import settings

READ_SECONDS = 20


class CallFailedError(Exception):
    """The other system did not take the call; the outbox repeats it with growing pauses."""


def send(state: State, body: dict[str, Any], key: str, attempt: int) -> None:
    """Make one call and take its answer. Raises CallFailedError for anything but a 2xx answer.

    After a few attempts its node goes on without it, or administrators are asked, as the node says; the outbox
    goes on repeating the call all the same, and an answer that comes after all is taken.
    """
    try:
        answer = _asked(state, body, key)
    except CallFailedError:
        if body["node"] and attempt >= PATIENCE:
            journal.change(state.request.id, lambda now: _decision(now, body, None))
        raise
    if body["node"]:
        journal.change(state.request.id, lambda now: _decision(now, body, answer))


def message(state: State, body: dict[str, Any]) -> str:
    """What the other system is told: `{type, request: {id, serial}, data}`."""
    told = {
        "type": body["operation"],
        "request": {"id": state.request.id, "serial": state.request.serial},
        "data": body["parts"],
    }
    return json.dumps(told, ensure_ascii=False)


def call(system: str, key: str, raw: str) -> dict[str, Any]:
    """What `call_system` does: `{status, answer}`, or `{problem}` where there is no answer."""
    import requests

    found = systems.known().get(system)
    if found is None:
        return {"problem": "not configured"}
    try:
        status, answer = systems.post(found, key, raw.encode())
    except outward.AddressRefusedError as error:
        return {"problem": str(error)}
    except requests.RequestException as error:
        return {"problem": type(error).__name__}
    return {"status": status, "answer": answer}


def _asked(state: State, body: dict[str, Any], key: str) -> dict[str, Any]:
    if body["system"] == meetings.SYSTEM_NAME:
        try:
            return meetings.by_flow(state, body["parts"], key)
        except meetings.MeetingRefusedError as error:
            raise CallFailedError(f"meeting: {error}") from error
    wanted = {"system": body["system"], "key": key, "raw": message(state, body)}
    invoked = client("lambda", read_seconds=READ_SECONDS).invoke(
        FunctionName=settings().call_function, Payload=json.dumps(wanted).encode()
    )
    told = json.loads(invoked["Payload"].read() or b"{}")
    if invoked.get("FunctionError") or not 200 <= int(told.get("status", 0)) < 300:
        reason = told.get("problem") or told.get("status") or "the function failed"
        raise CallFailedError(f"{body['system']}: {reason}")
    answer = told.get("answer")
    return answer if isinstance(answer, dict) else {}


def _decision(state: State, body: dict[str, Any], answer: dict[str, Any] | None) -> Decision | None:
    """What an answer changes, or that there will be none."""
    visit = state.visit(body["node"], int(body["visit"]))
    if visit is None or not visit.open:
        return None
    facts = facts_of(state)
    if answer is None:
        change = answering.failed(state, visit, facts)
    else:
        change = answering.answered(state, visit, int(body["number"]), answer, facts)
    return None if change is None else (change, ())
