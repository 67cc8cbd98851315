"""Compiled flows in the interpreter: whatever their nodes answer, they end."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.flows import verify
from chalicelib.flows.compiler import compile_flow
from chalicelib.flows.interpreter import Execution, Work
from tests.flows.interpreter_support import T0, only, token
from tests.support.flowing import LEAVE

VALID = sorted((Path(__file__).parent / "valid").glob("*.flow.yaml"))


def walk(run: Execution, answer: Callable[[Work], tuple[str, str] | None] = lambda work: None) -> Execution:
    """Every task is answered: `answer` gives the error and cause of a waiting one, None approves it."""
    rounds: dict[str, int] = {}
    for _ in range(300):
        works = run.pending()
        if not works:
            return run
        work = works[0]
        payload = work.arguments["Payload"]
        node = payload.get("node", "close")
        if work.waits:
            run.invoked(work.id)
            error = answer(work)
            if error is None:
                run.token_succeed(work.token, {"routing": run.payload["routing"]}, run.now)
            else:
                run.token_fail(work.token, *error, run.now)
        else:
            rounds[node] = rounds.get(node, 0) + 1
            effect = {"scope": f"{node}.{rounds[node]}", "routing": run.payload["routing"]}
            run.succeed(work.id, effect, run.now)
    raise AssertionError("the machine never ends")


def begun(definition: dict[str, Any], **routing: Any) -> Execution:
    run = Execution(definition, {"request": "r1", "run": 1, "routing": routing}, "r1-1", T0)
    run.start()
    return run


@pytest.mark.parametrize("source", VALID, ids=lambda path: path.name.removesuffix(".flow.yaml"))
def test_a_compiled_flow_runs_to_its_close_whatever_its_nodes_answer(source: Path):
    definition = compile_flow(verify.read(source.read_text("utf-8")))
    run = walk(begun(definition))
    assert (run.status, run.entered[-1]) == ("SUCCEEDED", "close")
    for node in sorted(set(run.entered)):
        for error in ("Rejected", "ReturnedTo.revise", f"JumpedTo.{run.entered[1]}"):
            once = [(error, json.dumps({"routing": {"again": True}}))]
            other = walk(
                begun(definition), lambda work, n=node, o=once: o.pop() if work.state == n and o else None
            )
            assert (other.status, other.entered[-1]) == ("SUCCEEDED", "close"), (node, error, other.cause)


def test_an_incomplete_request_goes_to_its_starter_first():
    definition = compile_flow(LEAVE)
    payload = {"request": "r1", "run": 1, "routing": {"days": 1}, "incomplete": True}
    run = Execution(definition, payload, "r1-1", T0)
    run.start()
    assert only(run).state == "revise"


def test_a_returned_request_carries_the_routing_of_its_return():
    run = begun(compile_flow(LEAVE), days=1, kind="annual", needs_balance=True)
    run.token_fail(token(run), "ReturnedTo.revise", json.dumps({"routing": {"days": 9}}), T0)
    assert only(run).state == "revise"
    assert run.status == "RUNNING"
