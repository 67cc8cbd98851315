"""The interpreter of state machines: errors, retries, time-outs, and who catches what."""

import json

import pytest

from chalicelib.flows.interpreter import TokenGoneError
from tests.flows.interpreter_support import T0, at, caught, fork, invoke, only, started, token, wait


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
