"""What the product relies on in Step Functions: each row asks a cloud one thing and gives what it saw."""

import json
from typing import Any

from tests.fake_aws.places import Contract, refusal, verdict

LARGE = json.dumps("x" * 300_000)
ALL = ["States.ALL"]
AT_ONCE = {"IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 1.0}


def used_token(place: Contract) -> str:
    """A token is good for one answer."""
    run = place.run({"wait": place.waiting()})
    token = place.token()
    place.succeed(token)
    place.end(run)
    return refusal(lambda: place.succeed(token))


def garbage_token(place: Contract) -> str:
    """A token that nobody ever had is invalid."""
    return refusal(lambda: place.succeed("no token at all"))


def output_not_json(place: Contract) -> str:
    """An output that is no JSON is refused at the call."""
    place.run({"wait": place.waiting()})
    token = place.token()
    return refusal(lambda: place.succeed(token, "{no json"))


def output_too_large(place: Contract) -> str:
    """An output of 300 KB is too large."""
    place.run({"wait": place.waiting()})
    token = place.token()
    return verdict(lambda: place.succeed(token, LARGE))


def cause_too_long(place: Contract) -> str:
    """A cause of more than 32,768 characters is too long."""
    place.run({"wait": place.waiting()})
    token = place.token()
    return verdict(lambda: place.fail(token, "Rejected", "x" * 32_769))


def input_too_large(place: Contract) -> str:
    """An input of 300 KB is too large."""
    machine = place.define({"wait": place.waiting()})
    return verdict(lambda: place.states.start_execution(stateMachineArn=machine, input=LARGE))


def token_after_retry(place: Contract) -> list[bool]:
    """A retried attempt has a token of its own, and the one before is gone."""
    retry = [{"ErrorEquals": ["States.Timeout"], **AT_ONCE}]
    run = place.run({"wait": place.waiting(TimeoutSeconds=1, Retry=retry)})
    first, second = (one["token"] for one in place.arrivals(2)[:2])
    gone = refusal(lambda: place.succeed(first)) != "accepted"
    refusal(lambda: place.succeed(second))
    return [first != second, gone, place.end(run)["status"] == "SUCCEEDED"]


def entry_over_a_retry(place: Contract) -> list[bool]:
    """`EnteredTime` tells an entry, not an attempt; another entry has another."""
    retry = [{"ErrorEquals": ["States.Timeout"], **AT_ONCE}]
    once = place.waiting(TimeoutSeconds=1, Retry=retry, Next="again")
    place.run({"wait": once, "again": place.waiting()})
    place.arrivals(2)
    place.succeed(place.token())
    first, second, other = (one["entered"] for one in place.arrivals(3)[:3])
    return [first == second, second == other]


def timeout_keeps_the_wait(place: Contract) -> Any:
    """A wait that took too long and is retried can still be answered."""
    retry = [{"ErrorEquals": ["States.Timeout"], **AT_ONCE}]
    run = place.run({"wait": place.waiting(TimeoutSeconds=1, Retry=retry)})
    token = place.arrivals(2)[1]["token"]
    place.succeed(token, '{"routing": 1}')
    return place.output(run)


def same_start_while_running(place: Contract) -> str:
    """Starting the same run twice is one run."""
    machine = place.define({"wait": place.waiting()})
    start = {"stateMachineArn": machine, "name": "same", "input": '{"a": 1}'}
    place.states.start_execution(**start)
    return refusal(lambda: place.states.start_execution(**start))


def other_start_while_running(place: Contract) -> str:
    """The same name with another input is another run, and refused."""
    machine = place.define({"wait": place.waiting()})
    place.states.start_execution(stateMachineArn=machine, name="same", input='{"a": 1}')
    other = {"stateMachineArn": machine, "name": "same", "input": '{"a": 2}'}
    return refusal(lambda: place.states.start_execution(**other))


def same_start_after_the_end(place: Contract) -> str:
    """A name is not free again when its run is over."""
    machine = place.define({"done": {"Type": "Succeed"}})
    start = {"stateMachineArn": machine, "name": "same", "input": "{}"}
    place.end(place.states.start_execution(**start)["executionArn"])
    return refusal(lambda: place.states.start_execution(**start))


def missed_heartbeat(place: Contract) -> Any:
    """A task that sends no heartbeat in time has failed."""
    run = place.run({"wait": place.waiting(HeartbeatSeconds=1)})
    place.token()
    place.place.pass_time(2)
    return place.status(run)


def redriven(place: Contract) -> list[str]:
    """A failed run goes on where it failed."""
    run = place.run({"wait": place.waiting()})
    place.fail(place.token(), "Broken")
    place.end(run)
    refused = refusal(lambda: place.states.redrive_execution(executionArn=run))
    return [refused, place.status(run)]


def token_of_a_stopped_run(place: Contract) -> str:
    """Nobody waits for a token of a run that was stopped."""
    run = place.run({"wait": place.waiting()})
    token = place.token()
    place.states.stop_execution(executionArn=run)
    return refusal(lambda: place.succeed(token))


def stop_of_a_run_that_has_ended(place: Contract) -> list[str]:
    """Stopping a run that has failed leaves it as it is."""
    run = place.run({"wait": place.waiting()})
    place.fail(place.token(), "Broken")
    place.end(run)
    return [refusal(lambda: place.states.stop_execution(executionArn=run)), place.status(run)]


def history_of_three_tasks(place: Contract) -> int:
    """How many events three waiting tasks cost."""
    one, two = place.waiting(Next="two"), place.waiting(Next="three")
    run = place.run({"one": one, "two": two, "three": place.waiting()})
    for number in (1, 2, 3):
        place.succeed(place.arrivals(number)[-1]["token"])
    place.end(run)
    return place.place.history(run)


def history_of_a_choice(place: Contract) -> int:
    """How many events a choice costs."""
    rule = {"Condition": "{% $states.input.a = 1 %}", "Next": "done"}
    run = place.run({"ask": {"Type": "Choice", "Choices": [rule]}, "done": {"Type": "Succeed"}}, {"a": 1})
    place.end(run)
    return place.place.history(run)


def siblings_of_a_failed_branch(place: Contract) -> list[str]:
    """A branch fails: the run ends, and nobody waits for the other branch."""
    fork = _fork(_branch("left", place.waiting()), _branch("right", place.waiting()), End=True)
    run = place.run({"fork": fork})
    place.place.until(lambda: {one["state"] for one in place.arrived()} == {"left", "right"})
    tokens = {one["state"]: one["token"] for one in place.arrived()}
    place.fail(tokens["left"], "Rejected")
    place.place.pass_time(1)
    return [place.status(run), refusal(lambda: place.succeed(tokens["right"]))]


def error_of_a_branch(place: Contract) -> Any:
    """The fork takes over the error of its branch; a fork in a fork too."""
    inner = _fork(_branch("in", place.waiting()), End=True)
    caught = {"ErrorEquals": ALL, "Output": "{% $states.errorOutput %}", "Next": "told"}
    fork = _fork(_branch("inner", inner), _branch("fast", {"Type": "Succeed"}), Catch=[caught], Next="told")
    run = place.run({"fork": fork, "told": {"Type": "Succeed"}})
    place.fail(place.token(), "ReturnedTo.head", "because")
    return place.output(run)


def variables_of_branches(place: Contract) -> Any:
    """A branch reads the outer variables and has its own, which the other branch does not see."""
    branches = [
        {
            "StartAt": f"set_{name}",
            "States": {
                f"set_{name}": {"Type": "Pass", "Assign": {"mine": name}, "Next": f"rest_{name}"},
                f"rest_{name}": {"Type": "Wait", "Seconds": 1, "Next": f"tell_{name}"},
                f"tell_{name}": {"Type": "Pass", "Output": "{% $outer & $mine %}", "End": True},
            },
        }
        for name in ("a", "b")
    ]
    begin = {"Type": "Pass", "Assign": {"outer": "of "}, "Next": "fork"}
    run = place.run({"begin": begin, "fork": _fork(*branches, End=True)})
    return place.output(run)


def variable_of_an_outer_name(place: Contract) -> str:
    """A branch may not assign a name that an outer state assigns."""
    inner = {"Type": "Pass", "Assign": {"outcome": "inner"}, "End": True}
    begin = {"Type": "Pass", "Assign": {"outcome": "outer"}, "Next": "fork"}
    states = {"begin": begin, "fork": _fork(_branch("inner", inner), End=True)}
    return verdict(lambda: place.define(states))


def parse_in_a_catch(place: Contract) -> Any:
    assign = {"routing": "{% $parse($states.errorOutput.Cause).routing %}"}
    caught = {"ErrorEquals": ALL, "Assign": assign, "Next": "told"}
    told = {"Type": "Pass", "Output": "{% $routing %}", "End": True}
    run = place.run({"wait": place.waiting(Catch=[caught]), "told": told})
    place.fail(place.token(), "ReturnedTo.revise", '{"routing": {"days": 3}}')
    return place.output(run)


def computed_failure(place: Contract) -> Any:
    """A Fail state computes its error and cause."""
    begin = {"Type": "Pass", "Assign": {"outcome": "Rejected", "cause": "too late"}, "Next": "leave"}
    leave = {"Type": "Fail", "Error": "{% $outcome %}", "Cause": "{% $cause %}"}
    return place.output(place.run({"begin": begin, "leave": leave}))


def assign_of_a_choice(place: Contract) -> Any:
    """A rule that holds brings its own Assign; the state's belongs to the default."""
    told = {"Type": "Pass", "Output": "{% $taken %}", "End": True}
    rule = {"Condition": "{% $states.input.a = 1 %}", "Assign": {"taken": "rule"}, "Next": "told"}
    ask = {"Type": "Choice", "Choices": [rule], "Assign": {"taken": "default"}, "Default": "told"}
    runs = [place.run({"ask": ask, "told": told}, {"a": number}) for number in (1, 2)]
    return [place.output(run) for run in runs]


def undefined_value(place: Contract) -> str:
    """An expression that has no value fails the state."""
    ended = place.output(
        place.run({"one": {"Type": "Pass", "Output": "{% $states.input.no %}", "End": True}})
    )
    return str(ended[1])


def failing_function_is_retried(place: Contract) -> int:
    """A function that raises is invoked again, though its task waits on a token."""
    retry = [{"ErrorEquals": ["RuntimeError"], **AT_ONCE, "MaxAttempts": 1}]
    place.run({"wait": place.waiting(tell={"fails": "always"}, Retry=retry)})
    place.token()
    place.place.pass_time(2)
    return len(place.arrived())


def answer_of_a_function(place: Contract) -> Any:
    task = place.waiting(Resource="arn:aws:states:::lambda:invoke", tell={"token": "none"})
    return place.output(place.run({"call": task | {"Output": "{% $states.result.Payload %}"}}))


def version_that_was_started(place: Contract) -> Any:
    """A run follows the version it was started with, not what was published since."""
    machine = place.define({"one": {"Type": "Pass", "Output": "old", "End": True}})
    old = place.states.publish_state_machine_version(stateMachineArn=machine)["stateMachineVersionArn"]
    states = {"one": {"Type": "Pass", "Output": "new", "End": True}}
    definition = json.dumps({"QueryLanguage": "JSONata", "StartAt": "one", "States": states})
    place.states.update_state_machine(stateMachineArn=machine, definition=definition, publish=True)
    run = place.states.start_execution(stateMachineArn=old, name="first", input="{}")
    return place.output(run["executionArn"])


def _branch(name: str, state: dict[str, Any]) -> dict[str, Any]:
    return {"StartAt": name, "States": {name: state}}


def _fork(*branches: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"Type": "Parallel", "Branches": list(branches), **more}
