"""The interpreter of state machines: what AWS answers, without AWS."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.flows import verify
from chalicelib.flows.compiler import compile_flow
from chalicelib.flows.interpreter import Execution, TokenGoneError, Work
from chalicelib.flows.interpreter.values import MAX_STATE_BYTES
from tests.support.flowing import LEAVE

T0 = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
INVOKE = "arn:aws:states:::lambda:invoke"
WAIT = f"{INVOKE}.waitForTaskToken"
VALID = sorted((Path(__file__).parent / "valid").glob("*.flow.yaml"))


def at(seconds: float) -> dt.datetime:
    return T0 + dt.timedelta(seconds=seconds)


def started(states: dict[str, Any], payload: Any = None, **more: Any) -> Execution:
    definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states} | more
    run = Execution(definition, {} if payload is None else payload, "run", T0)
    run.start()
    return run


def invoke(**more: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": INVOKE, "Arguments": {"FunctionName": "f"}, "End": True} | more


def wait(**more: Any) -> dict[str, Any]:
    arguments = {"FunctionName": "f", "Payload": {"token": "{% $states.context.Task.Token %}"}}
    return {"Type": "Task", "Resource": WAIT, "Arguments": arguments, "End": True} | more


def only(run: Execution) -> Work:
    (work,) = run.pending()
    return work


def token(run: Execution) -> str:
    """The one task is invoked; its token."""
    work = only(run)
    run.invoked(work.id)
    return work.token


def fork(*branches: dict[str, Any], **more: Any) -> dict[str, Any]:
    machines = [{"StartAt": next(iter(states)), "States": states} for states in branches]
    return {"Type": "Parallel", "Branches": machines, "End": True} | more


def caught(errors: list[str], to: str, **more: Any) -> dict[str, Any]:
    return {"ErrorEquals": errors, "Next": to} | more


def test_assign_sees_the_values_of_before_and_the_next_state_the_new_ones():
    run = started(
        {
            "one": {"Type": "Pass", "Assign": {"a": 1, "b": "{% $states.input.n %}"}, "Next": "two"},
            "two": {"Type": "Pass", "Assign": {"a": "{% $b %}", "b": "{% $a %}"}, "Next": "three"},
            "three": {"Type": "Pass", "Output": {"a": "{% $a %}", "b": "{% $b %}"}, "End": True},
        },
        {"n": 2},
    )
    assert run.status == "SUCCEEDED"
    assert run.output == {"a": 2, "b": 1}
    assert run.edges == {("one", "two"), ("two", "three")}
    assert run.events == 2 + 3 * 2


def test_an_undefined_expression_fails_the_state():
    run = started({"one": {"Type": "Pass", "Assign": {"a": "{% $states.input.none %}"}, "End": True}})
    assert (run.status, run.error) == ("FAILED", "States.QueryEvaluationError")


def test_null_is_a_value():
    run = started({"one": {"Type": "Pass", "Output": "{% $states.input.a %}", "End": True}}, {"a": None})
    assert (run.status, run.output) == ("SUCCEEDED", None)


def test_an_invoked_function_answers_with_its_payload():
    run = started(
        {"one": invoke(Assign={"x": "{% $states.result.Payload.x %}"}, Next="two"), "two": invoke()}
    )
    run.succeed(only(run).id, {"x": 1}, T0)
    assert run.entered == ["one", "two"]
    run.succeed(only(run).id, {"y": 2}, T0)
    assert run.output == {"Payload": {"y": 2}, "StatusCode": 200}
    assert run.events == 2 + 2 * 5


def test_a_waiting_task_ends_by_its_token_once():
    run = started({"one": wait(Output="{% $states.result.x %}")})
    used = token(run)
    assert run.pending() == ()
    assert [work.token for work in run.waiting()] == [used]
    run.token_succeed(used, {"x": 3}, T0)
    assert (run.status, run.output, run.events) == ("SUCCEEDED", 3, 2 + 6)
    with pytest.raises(TokenGoneError):
        run.token_succeed(used, {}, T0)
    with pytest.raises(TokenGoneError):
        run.token_fail(used, "Rejected", "", T0)


def test_a_token_may_be_used_before_the_invocation_has_answered():
    run = started({"one": wait()})
    work = only(run)
    run.token_succeed(work.token, 1, T0)
    run.invoked(work.id)
    run.fail(work.id, "Lambda.Unknown", "", T0)
    assert (run.status, run.events) == ("SUCCEEDED", 8)


def test_a_choice_takes_the_first_that_holds_with_its_own_assign():
    choice = {
        "Type": "Choice",
        "Choices": [
            {"Condition": "{% $states.input.n > 5 %}", "Assign": {"way": "big"}, "Next": "end"},
            {"Condition": "{% $states.input.n > 3 %}", "Next": "end"},
        ],
        "Assign": {"way": "default"},
        "Default": "end",
    }
    states = {
        "begin": {"Type": "Pass", "Assign": {"way": "none"}, "Next": "ask"},
        "ask": choice,
        "end": {"Type": "Succeed", "Output": "{% $way %}"},
    }
    assert [started(states, {"n": n}).output for n in (6, 4, 1)] == ["big", "none", "default"]


@pytest.mark.parametrize("condition", ["{% $states.input.none %}", "{% 1 %}"])
def test_a_condition_that_is_no_boolean_fails(condition: str):
    choice = {"Type": "Choice", "Choices": [{"Condition": condition, "Next": "x"}], "Default": "x"}
    run = started({"ask": choice, "x": {"Type": "Succeed"}})
    assert run.error == "States.QueryEvaluationError"


def test_a_choice_without_a_way_fails():
    choice = {"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "x"}]}
    assert started({"ask": choice, "x": {"Type": "Succeed"}}).error == "States.NoChoiceMatched"


def test_a_retry_keeps_the_entry_and_brings_a_new_token():
    run = started({"one": wait(Retry=[{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2}])})
    first = only(run)
    run.fail(first.id, "Busy", "", T0)
    assert run.pending() == ()
    assert run.next_at() == at(2)
    run.advance(at(2))
    second = only(run)
    assert (second.entered, second.attempt) == (first.entered, 1)
    assert second.token != first.token
    with pytest.raises(TokenGoneError):
        run.token_succeed(first.token, 1, at(2))
    run.fail(second.id, "Busy", "", at(2))
    assert run.next_at() == at(6)
    run.advance(at(60))
    run.fail(only(run).id, "Busy", "still", at(60))
    assert (run.status, run.error, run.cause) == ("FAILED", "Busy", "still")


def test_a_delay_grows_to_its_bound():
    rule = {"ErrorEquals": ["States.ALL"], "MaxAttempts": 4, "BackoffRate": 3, "MaxDelaySeconds": 5}
    run = started({"one": invoke(Retry=[rule])})
    delays = []
    while run.status == "RUNNING":
        run.fail(only(run).id, "E", "", run.now)
        if due := run.next_at():
            delays.append((due - run.now).total_seconds())
            run.advance(due)
    assert delays == [1, 3, 5, 5]


def test_a_new_entry_is_told_from_the_one_before_though_no_time_passes():
    states = {"one": invoke(Catch=[caught(["Again"], "one")])}
    run = started(states)
    entries = []
    for _ in range(3):
        entries.append(only(run).entered)
        run.fail(only(run).id, "Again", "", T0)
    assert len(set(entries)) == 3
    assert ("one", "one") in run.edges


def test_a_wait_that_takes_too_long_is_retried_in_the_same_entry():
    rule = {"ErrorEquals": ["States.Timeout"], "IntervalSeconds": 1, "MaxAttempts": 1}
    run = started({"one": wait(TimeoutSeconds=10, Retry=[rule])})
    entered, first = only(run).entered, token(run)
    run.advance(at(11))
    assert only(run).entered == entered
    with pytest.raises(TokenGoneError):
        run.token_fail(first, "Rejected", "", at(11))
    token(run)
    assert run.next_at() == at(21)
    run.advance(at(21))
    assert (run.status, run.error) == ("FAILED", "States.Timeout")


def test_a_heartbeat_puts_the_time_out_off():
    run = started({"one": wait(TimeoutSeconds=100, HeartbeatSeconds=10)})
    waiting = token(run)
    run.heartbeat(waiting, at(8))
    assert run.next_at() == at(18)
    run.advance(at(18))
    assert run.error == "States.Timeout"


@pytest.mark.parametrize(
    ("names", "error", "met"),
    [
        (["States.ALL"], "Anything", True),
        (["States.ALL"], "States.Runtime", False),
        (["States.ALL"], "States.DataLimitExceeded", False),
        (["States.TaskFailed"], "Lambda.Unknown", True),
        (["States.TaskFailed"], "States.Timeout", False),
        (["ReturnedTo.a"], "ReturnedTo.b", False),
    ],
)
def test_collective_names_meet_what_aws_says(names: list[str], error: str, met: bool):  # noqa: FBT001
    run = started({"one": invoke(Catch=[caught(names, "two")]), "two": {"Type": "Succeed"}})
    run.fail(only(run).id, error, "", T0)
    assert run.status == ("SUCCEEDED" if met else "FAILED")


def test_a_catch_tells_the_error_and_reads_its_cause():
    assign = {
        "why": "{% $states.errorOutput.Error %}",
        "n": "{% $parse($states.errorOutput.Cause).routing.n %}",
    }
    states = {
        "one": wait(Catch=[caught(["States.ALL"], "two", Assign=assign)]),
        "two": {
            "Type": "Succeed",
            "Output": {"why": "{% $why %}", "n": "{% $n %}", "in": "{% $states.input %}"},
        },
    }
    run = started(states)
    cause = json.dumps({"routing": {"n": 7}})
    run.token_fail(token(run), "Rejected", cause, T0)
    assert run.output == {"why": "Rejected", "n": 7, "in": {"Error": "Rejected", "Cause": cause}}


def test_a_cause_that_cannot_be_read_fails_the_state():
    catch = caught(["States.ALL"], "two", Assign={"n": "{% $parse($states.errorOutput.Cause) %}"})
    run = started({"one": wait(Catch=[catch]), "two": {"Type": "Succeed"}})
    run.token_fail(token(run), "Rejected", "{", T0)
    assert (run.status, run.error) == ("FAILED", "States.QueryEvaluationError")


def test_a_result_that_lacks_what_assign_reads_is_an_error_of_the_state():
    catch = caught(["States.QueryEvaluationError"], "two")
    run = started(
        {"one": wait(Assign={"x": "{% $states.result.x %}"}, Catch=[catch]), "two": {"Type": "Succeed"}}
    )
    run.token_succeed(token(run), {}, T0)
    assert run.entered == ["one", "two"]


def test_ways_run_side_by_side_with_variables_of_their_own():
    ways = [
        {"a": {"Type": "Pass", "Assign": {"x": "{% $x + 1 %}"}, "Next": "b"}, "b": invoke(Output="{% $x %}")},
        {"c": invoke(Output="{% $x %}")},
    ]
    states = {
        "begin": {"Type": "Pass", "Assign": {"x": 1}, "Next": "ways"},
        "ways": fork(*ways, Assign={"all": "{% $states.result %}"}, Next="end", End=False),
        "end": {"Type": "Succeed", "Output": {"x": "{% $x %}", "all": "{% $all %}"}},
    }
    run = started(states)
    first, second = run.pending()
    run.succeed(second.id, None, T0)
    assert run.status == "RUNNING"
    run.succeed(first.id, None, T0)
    assert run.output == {"x": 1, "all": [2, 1]}


def test_a_way_that_fails_cancels_the_others_and_gives_its_error_to_the_fork():
    leave = {"Type": "Fail", "Error": "{% $why %}", "Cause": "{% 'of ' & $why %}"}
    assign = {"why": "{% $states.errorOutput.Error %}"}
    ways = [
        {"a": wait(Catch=[caught(["States.ALL"], "leave", Assign=assign)]), "leave": leave},
        {"b": wait()},
        {"deep": fork({"c": wait()}, {"d": invoke()})},
    ]
    catch = caught(["States.ALL"], "end", Output="{% $states.errorOutput %}")
    run = started({"ways": fork(*ways, Catch=[catch]), "end": {"Type": "Succeed"}})
    tokens = {work.state: work.token for work in run.pending() if work.waits}
    (late,) = [work for work in run.pending() if work.state == "d"]
    run.token_fail(tokens["a"], "ReturnedTo.x", "", T0)
    assert run.output == {"Error": "ReturnedTo.x", "Cause": "of ReturnedTo.x"}
    assert run.pending() == ()
    for gone in (tokens["b"], tokens["c"]):
        with pytest.raises(TokenGoneError):
            run.token_succeed(gone, 1, T0)
    run.succeed(late.id, 1, T0)
    assert run.next_at() is None


def test_a_fork_is_retried_as_a_whole():
    rule = {"ErrorEquals": ["E"], "MaxAttempts": 1}
    run = started({"ways": fork({"a": invoke()}, {"b": invoke()}, Retry=[rule])})
    run.fail(run.pending()[0].id, "E", "", T0)
    run.advance(at(1))
    assert [work.state for work in run.pending()] == ["a", "b"]
    run.fail(run.pending()[0].id, "E", "", at(1))
    assert run.error == "E"


def test_a_wait_state_waits():
    run = started(
        {
            "nap": {"Type": "Wait", "Seconds": "{% $states.input.n %}", "Next": "until"},
            "until": {"Type": "Wait", "Timestamp": "2026-11-23T02:00:00Z", "End": True},
        },
        {"n": 30},
    )
    assert run.next_at() == at(30)
    run.advance(at(30))
    assert run.next_at() == at(3600)
    run.advance(at(9999))
    assert run.status == "SUCCEEDED"


def test_what_is_too_large_does_not_pass():
    run = started({"one": wait(Catch=[caught(["States.ALL"], "one")])})
    run.token_succeed(token(run), "x" * MAX_STATE_BYTES, T0)
    assert (run.status, run.error) == ("FAILED", "States.DataLimitExceeded")


def test_an_endless_machine_ends_at_the_bound_of_its_history():
    run = started({"one": {"Type": "Pass", "Next": "two"}, "two": {"Type": "Pass", "Next": "one"}})
    assert (run.status, run.error) == ("FAILED", "States.Runtime")
    assert 25_000 <= run.events < 25_010


def test_an_execution_has_a_time_of_its_own():
    run = started({"one": wait()}, TimeoutSeconds=60)
    waiting = token(run)
    run.advance(at(60))
    assert (run.status, run.error) == ("TIMED_OUT", "States.Timeout")
    with pytest.raises(TokenGoneError):
        run.token_succeed(waiting, 1, at(60))


def test_a_stopped_execution_lets_its_tokens_go():
    run = started({"one": wait()})
    waiting = token(run)
    run.abort(T0)
    assert run.status == "ABORTED"
    with pytest.raises(TokenGoneError):
        run.token_succeed(waiting, 1, T0)
    with pytest.raises(ValueError, match="begun"):
        run.start()


def test_a_redriven_execution_runs_on_where_it_failed():
    states = {
        "one": {"Type": "Pass", "Assign": {"x": 5}, "Next": "ways"},
        "ways": fork({"a": invoke(Output=1)}, {"b": invoke(Output="{% $x %}")}),
    }
    run = started(states)
    good, bad = run.pending()
    run.succeed(good.id, None, T0)
    run.fail(bad.id, "E", "", T0)
    assert run.status == "FAILED"
    run.redrive(T0)
    assert only(run).state == "b"
    run.succeed(only(run).id, None, T0)
    assert run.output == [1, 5]
    with pytest.raises(ValueError, match="SUCCEEDED"):
        run.redrive(T0)


def test_the_same_run_gives_the_same_ids_and_times():
    def told() -> list[tuple[Any, ...]]:
        run = started({"ways": fork({"a": wait()}, {"b": invoke(), "c": wait()})})
        return [(work.id, work.token, work.entered) for work in run.pending()]

    assert told() == told()


def test_a_state_of_an_unknown_type_fails():
    assert started({"one": {"Type": "Map"}}).error == "States.Runtime"


# Compiled flows


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
