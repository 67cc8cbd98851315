"""The interpreter of state machines: what AWS answers, without AWS."""

from typing import Any

import pytest

from chalicelib.flows.interpreter import TokenGoneError
from chalicelib.flows.interpreter.values import MAX_STATE_BYTES
from tests.flows.interpreter_support import T0, at, caught, fork, invoke, only, started, token, wait


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
