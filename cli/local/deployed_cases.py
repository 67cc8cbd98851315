"""Cases on the running platform: the same file as in memory, over HTTP, with the machines that are deployed there."""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import Any

from chalicelib.approvals.happened import differences, different
from chalicelib.approvals.model.types import Action
from chalicelib.directory import proxy_store
from chalicelib.flows.cases import Case, Cases, Expected, Given, Step
from chalicelib.flows.model import Flow
from chalicelib.libraries import matrices
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Entry, EntryKind
from chalicelib.libraries.records import Action as Writing
from chalicelib.libraries.records import Write
from chalicelib.platform import clock
from chalicelib.platform.ids import new_id
from cli.local import officeclock
from cli.local.deployed import PATIENCE_SECONDS, Deployed, Office, RefusedError

BY = "cases"
LEDGER = "leave-ledger"
"""The ledger whose balances a case gives."""
LOOK_AGAIN_SECONDS = 0.2


def run(office: Office, flow: Flow, cases: Cases) -> dict[str, list[str]]:
    """Every case, by its name what is not as expected. The flow is published; the office's clock is set right again.

    Call from within the office (`office.enter`). What cases leave behind stays, as of any request.
    """
    for person in _people(cases.cases):
        office.visitor(person)
    return {case.name: _run(office, flow, case, cases.given(case)) for case in cases.cases}


def _people(cases: Iterable[Case]) -> set[str]:
    """Everybody who does something: they sign in before the clock is set off."""
    found = {case.starter for case in cases}
    return found | {step.by for case in cases for step in case.steps if step.by}


def _run(office: Office, flow: Flow, case: Case, given: Given) -> list[str]:
    with _clock(office, clock.from_wall(case.now)):
        _give(case.starter, given)
        request = Deployed(office, flow, case.starter)
        try:
            request.submit(case.form, dict(case.picks))
        except RefusedError as refused:
            if case.expect.refused is None:
                return [f"the submission was refused: {refused}"]
            return list(different("refused", dict(case.expect.refused), refused.problems))
        if case.expect.refused is not None:
            return ["the submission was not refused"]
        for number, step in enumerate(case.steps, 1):
            if wrong := _step(request, step):
                return [f"step {number}: {wrong}"]
        return _differences(case.expect, request)


def _differences(expect: Expected, request: Deployed) -> list[str]:
    """What is not as expected when the machine has come to all its nodes: several ways are not opened at once."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := list(differences(expect, request.happened()))) and time.monotonic() < deadline:
        time.sleep(LOOK_AGAIN_SECONDS)
    return found


@contextmanager
def _clock(office: Office, instant: dt.datetime) -> Any:
    officeclock.set_to(office.local, instant)
    try:
        yield
    finally:
        officeclock.set_off(office.local, 0)


def _give(starter: str, given: Given) -> None:
    """The libraries as the case says they are."""
    for account, wanted in given.balances.items():
        _balance(starter, account, wanted)
    for library, records in given.records.items():
        keys = libraries.library(library).keys
        writes = [
            Write(Writing.UPSERT, f"{BY}/{new_id()}", one, {key: one[key] for key in keys}) for one in records
        ]
        libraries.write_all(library, writes, BY)
    for library, rows in given.cells.items():
        cells = {(row, column): users for row, columns in rows.items() for column, users in columns.items()}
        matrices.set_cells(library, cells, BY)
    for one in given.proxies:
        until = clock.to_text(clock.from_wall(one.until_at))
        proxy_store.ProxyRow(
            proxy_store.PROXIES,
            f"{until}#{new_id()}",
            id=new_id(),
            person=one.person,
            proxy=one.proxy,
            from_at=clock.to_text(clock.from_wall(one.from_at)),
            until_at=until,
            flows=list(one.flows),
            condition=one.condition,
        ).save()


def _balance(starter: str, account: str, wanted: float) -> None:
    """Bring an account to what the case says, by movements like any other."""
    short = wanted - libraries.available(LEDGER, starter, account)
    kinds = [EntryKind.GRANT] if short > 0 else [EntryKind.HOLD, EntryKind.COMMIT]
    for kind in kinds if short else ():
        libraries.move(LEDGER, Entry(starter, account, kind, abs(short), BY, new_id(), BY))


def _step(request: Deployed, step: Step) -> str:
    """What is wrong with a step; nothing where it went as it says."""
    try:
        _act(request, step)
    except RefusedError as refused:
        return "" if step.error == refused.code else str(refused)
    except LookupError as error:
        return "" if step.error == str(error) else str(error)
    request.settle()
    return f"was not refused as {step.error}" if step.error else ""


def _act(request: Deployed, step: Step) -> None:
    if step.wait_hours is not None:
        request.wait(step.wait_hours)
    elif step.do in {action.value for action in Action}:
        _decide(request, step)
    elif step.do in _TASKS:
        path, body = _TASKS[step.do]
        by = step.by or ""
        task = request.task(step.at or "", by).id_in(request.id)
        request.office.ask(by, "POST", f"/api/tasks/{task}/{path}", _told(body(request, step), step))
    else:
        _whole(request, step)


def _decide(request: Deployed, step: Step) -> None:
    by = step.by or ""
    task = request.task(step.at or "", by).id_in(request.id)
    seen = request.office.ask(by, "GET", f"/api/requests/{request.id}")["etag"]
    body: dict[str, Any] = {
        "action": step.do,
        "comment": step.comment,
        "to": step.node,
        "straight": step.straight,
        "picks": {node: list(people) for node, people in step.picks.items()},
    }
    if step.form is not None:
        body["form"] = request.with_files(by, step.form)
    request.office.ask(by, "POST", f"/api/tasks/{task}/decision", body, seen)


def _whole(request: Deployed, step: Step) -> None:
    """What one does with the request as a whole, and what administrators do."""
    by = step.by or request.starter
    view = request.office.ask(by, "GET", f"/api/requests/{request.id}")
    path, body, seen = _wholly(request, step, view)
    request.office.ask(by, "POST", path, _told(body, step), seen)


def _wholly(request: Deployed, step: Step, view: dict[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    """Path, body and If-Match of such an act."""
    admins = f"/api/admin/requests/{request.id}"
    match step.do:
        case "jump":
            return f"{admins}/jump", {"to": step.node}, str(view["version"])
        case "end":
            return f"{admins}/end", {}, None
        case "take_over":
            task = request.task(step.at or "", step.whose or "").id_in(request.id)
            return f"/api/admin/tasks/{task}/take-over", {"to": step.node}, None
    return _by_anybody(f"/api/requests/{request.id}", step, view)


def _by_anybody(mine: str, step: Step, view: dict[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    match step.do:
        case "withdraw":
            return f"{mine}/withdraw", {}, str(view["etag"])
        case "remind":
            return f"{mine}/remind", {}, None
        case "comment":
            return f"{mine}/comments", {"mentioned": [] if isinstance(step.to, str) else list(step.to)}, None
        case "copy":
            return f"{mine}/copies", {"to": list(step.people)}, None
        case "supervise" | "supervise_end":
            return f"{mine}/supervision", {"on": step.do == "supervise"}, None
    raise LookupError(f"{step.do or step} comes from outside, and is not done on the platform")


def _told(body: dict[str, Any], step: Step) -> dict[str, Any]:
    return {**body, "comment": step.comment}


def _to_one(_: Deployed, step: Step) -> dict[str, Any]:
    return {"to": step.node}


def _to_people(_: Deployed, step: Step) -> dict[str, Any]:
    return {"to": list(step.people)}


def _added(_: Deployed, step: Step) -> dict[str, Any]:
    return {"to": list(step.people), "where": step.where}


def _removed(request: Deployed, step: Step) -> dict[str, Any]:
    return {"number": request.task(step.at or "", step.whose or "").number}


def _nothing(_: Deployed, __: Step) -> dict[str, Any]:
    return {}


_TASKS: dict[str, tuple[str, Callable[[Deployed, Step], dict[str, Any]]]] = {
    "transfer": ("transfer", _to_one),
    "delegate": ("delegate", _to_one),
    "ask_opinion": ("opinion", _to_people),
    "add_approver": ("approvers", _added),
    "remove_approver": ("approvers/remove", _removed),
    "take_back": ("take-back", _nothing),
}
