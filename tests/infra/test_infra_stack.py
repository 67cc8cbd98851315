"""Waiting for a stack, and saying why it failed, against a CloudFormation of a few lines."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.errors import DeployError
from infra.stack import DIGEST_TAG, Stack


class Cloud:
    """CloudFormation that goes through the given states, one per look, and tells the given events."""

    def __init__(self, *states: str, events: list[dict[str, str]] | None = None, refusal: str = "") -> None:
        self.states = list(states)
        self.events = events or []
        self.refusal = refusal
        self.calls: list[str] = []
        self.started = False

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        state = self.states[0]
        if len(self.states) > 1:
            self.states.pop(0)
        if state == "none":
            raise error("Stack with id x does not exist")
        return {"Stacks": [{"StackStatus": state, "Tags": [{"Key": DIGEST_TAG, "Value": "d1"}]}]}

    def create_stack(self, **request: Any) -> None:
        self._start("create", request)

    def update_stack(self, **request: Any) -> None:
        self._start("update", request)

    def delete_stack(self, **request: Any) -> None:
        self.calls.append("delete")

    def _start(self, call: str, request: dict[str, Any]) -> None:
        self.calls.append(call)
        self.request = request
        if self.refusal:
            raise error(self.refusal)
        self.started = True

    def get_paginator(self, name: str) -> "Cloud":
        return self

    def paginate(self, StackName: str) -> list[dict[str, Any]]:  # noqa: N803
        return [{"StackEvents": self.events if self.started else []}]


def error(message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, "DescribeStacks")


def event(resource: str, status: str, reason: str = "") -> dict[str, str]:
    return {
        "EventId": f"{resource}{status}",
        "LogicalResourceId": resource,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
    }


def stack(cloud: Cloud, told: list[str] | None = None) -> Stack:
    return Stack(cloud, "x", (told if told is not None else []).append, poll_seconds=0, timeout_seconds=5)


def put(cloud: Cloud, told: list[str] | None = None) -> bool:
    return stack(cloud, told).put("url", [], {DIGEST_TAG: "d2"}, protect=False)


def test_a_stack_that_is_not_there_is_created():
    cloud = Cloud("none", "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
    assert put(cloud)
    assert cloud.calls == ["create"]


def test_a_stack_that_is_there_is_updated():
    cloud = Cloud("CREATE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE")
    assert put(cloud)
    assert cloud.calls == ["update"]


def test_what_a_failed_first_deploy_left_is_removed_before_the_next():
    cloud = Cloud("ROLLBACK_COMPLETE", "DELETE_IN_PROGRESS", "none", "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
    assert put(cloud)
    assert cloud.calls == ["delete", "create"]


def test_a_failure_names_the_first_resource_and_its_reason():
    events = [
        event("Second", "CREATE_FAILED", "Resource creation cancelled"),
        event("First", "CREATE_FAILED", "The bucket name is taken"),
    ]
    cloud = Cloud("none", "ROLLBACK_COMPLETE", events=events)
    with pytest.raises(DeployError, match=r"^x is ROLLBACK_COMPLETE: First: The bucket name is taken$"):
        put(cloud)


def test_a_refused_template_is_said_in_the_words_of_cloudformation():
    cloud = Cloud("none", refusal="Unrecognized resource types: [A]")
    with pytest.raises(DeployError, match="refuses the template of x: Unrecognized resource types"):
        put(cloud)


def test_nothing_to_update_is_no_failure():
    assert not put(Cloud("UPDATE_COMPLETE", refusal="No updates are to be performed."))


def test_a_stack_that_never_ends_is_given_up():
    waiting = Stack(Cloud("UPDATE_IN_PROGRESS"), "x", print, poll_seconds=0, timeout_seconds=0)
    with pytest.raises(DeployError, match="still UPDATE_IN_PROGRESS after 0 s"):
        waiting.put("url", [], {}, protect=False)


def test_each_finished_resource_is_reported_once():
    told: list[str] = []
    cloud = Cloud(
        "none", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", events=[event("Bucket", "CREATE_COMPLETE")]
    )
    put(cloud, told)
    assert told == ["1 Bucket: create complete"]


def test_the_digest_counts_only_when_the_deploy_succeeded():
    assert stack(Cloud("UPDATE_COMPLETE")).digest({"StackStatus": "UPDATE_ROLLBACK_COMPLETE"}) is None
    complete = {"StackStatus": "UPDATE_COMPLETE", "Tags": [{"Key": DIGEST_TAG, "Value": "d1"}]}
    assert stack(Cloud("UPDATE_COMPLETE")).digest(complete) == "d1"
