"""The registry on the emulated cloud: versions, one winner, back, off and on, proposals, and clean repeats."""

import json
import os
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.directory.model import Person
from chalicelib.flows import machines, registry, service, store, verify
from chalicelib.flows.errors import (
    FlowChangedError,
    FlowDisabledError,
    FlowNotFoundError,
    FlowVersionNotFoundError,
    OwnProposalError,
    ProposalDecidedError,
)
from chalicelib.flows.registry import Draft
from chalicelib.platform.errors import VersionStaleError
from tests.cli.cli_support import Cloud
from tests.store.store_support import PREFIX, at_once, client, create_tables, empty_tables, forget_connections
from tests.support.flowing import approve, source

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
KEY = "trial"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
ROLE = "arn:aws:iam::000000000000:role/flows"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    emulator = Cloud(tmp_path_factory.mktemp("registry") / "local")
    emulator.start()
    dynamodb = client(emulator.url)
    create_tables(dynamodb)
    kept = dict(os.environ)
    os.environ.update(
        XT_STAGE="contract",
        XT_TABLE_PREFIX=PREFIX,
        XT_FLOW_ROLE_ARN=ROLE,
        AWS_ENDPOINT_URL=emulator.url,
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_REGION="us-east-1",
        NO_PROXY="127.0.0.1",
        no_proxy="127.0.0.1",
    )
    forget_connections()
    boto3.client("iam").create_role(RoleName="flows", AssumeRolePolicyDocument=json.dumps(TRUST))
    yield dynamodb
    os.environ.clear()
    os.environ.update(kept)
    forget_connections()
    emulator.kill()


@pytest.fixture(autouse=True)
def _empty(cloud: Any) -> None:
    empty_tables(cloud)
    forget_connections()


ANYBODY = Person("liming", "李明", "工程师", 11)


def draft(*nodes: str, note: str = "") -> Draft:
    text = source(nodes=[approve(node) for node in nodes])
    return Draft(verify.read(text), text, "cases: []", note)


def live() -> str:
    """The version the alias points to."""
    states = boto3.client("stepfunctions")
    arn = service.load(KEY, 1).machine_arn.rpartition(":")[0]
    found = states.describe_state_machine_alias(stateMachineAliasArn=f"{arn}:{machines.ALIAS}")
    return str(found["routingConfiguration"][0]["stateMachineVersionArn"])


def test_versions_follow_each_other_and_the_alias_follows_them():
    assert registry.publish(draft("a"), "linhao") == 1
    assert live() == service.load(KEY, 1).machine_arn
    assert registry.publish(draft("a", "b", note="two"), "linhao") == 2
    assert service.current(KEY).version == 2
    assert live() == service.load(KEY, 2).machine_arn != service.load(KEY, 1).machine_arn
    assert [(row.what, int(row.version), row.note) for row in store.read_acts(KEY)] == [
        ("publish", 2, "two"),
        ("publish", 1, ""),
    ]
    first = registry.version_row(KEY, 1)
    assert (first.source, first.cases) == (draft("a").source, "cases: []")


def test_the_same_text_and_cases_stand_already():
    registry.publish(draft("a"), "linhao")
    assert registry.unchanged(KEY, draft("a").source, "cases: []") == 1
    assert registry.unchanged(KEY, draft("a").source, "cases: [other]") is None
    assert registry.unchanged("other", draft("a").source, "") is None


def test_of_several_who_publish_at_once_one_wins_and_the_others_hear_who():
    answers = at_once(4, lambda number: registry.publish(draft("a", f"n{number}"), f"admin{number}"))
    won = [number for number, answer in enumerate(answers) if answer == 1]
    assert len(won) == 1
    lost = [answer for answer in answers if answer != 1]
    assert all(isinstance(answer, FlowChangedError) for answer in lost), lost
    assert {answer.params["by"] for answer in lost} == {f"admin{won[0]}"}
    assert len(store.read_versions(KEY)) == 1
    assert service.load(KEY, 1).flow.node(f"n{won[0]}") is not None


def test_a_crash_before_the_registry_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch):
    def crash(*_: Any) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(registry, "transact", crash)
        with pytest.raises(RuntimeError):
            registry.publish(draft("a"), "linhao")
    with pytest.raises(FlowNotFoundError):
        service.current(KEY)
    assert store.read_versions(KEY) == []
    assert registry.publish(draft("a"), "linhao") == 1
    assert live() == service.load(KEY, 1).machine_arn


def test_who_saw_an_older_head_is_refused():
    registry.publish(draft("a"), "linhao", seen=0)
    with pytest.raises(VersionStaleError):
        registry.publish(draft("b"), "linhao", seen=0)
    assert registry.publish(draft("b"), "linhao", seen=registry.revision(KEY)) == 2


def test_rolling_back_is_an_act_and_the_next_version_goes_on_counting():
    registry.publish(draft("a"), "linhao")
    registry.publish(draft("b"), "linhao")
    registry.roll_back(KEY, 1, "heyan", "b was wrong")
    assert service.current(KEY).version == 1
    assert live() == service.load(KEY, 1).machine_arn
    latest = store.read_acts(KEY)[0]
    assert (latest.what, latest.by, int(latest.version), latest.note) == (
        "rollback",
        "heyan",
        1,
        "b was wrong",
    )
    assert registry.publish(draft("c"), "linhao") == 3
    with pytest.raises(FlowVersionNotFoundError):
        registry.roll_back(KEY, 9, "heyan")


def test_a_disabled_flow_takes_no_requests_and_keeps_its_versions():
    registry.publish(draft("a"), "linhao")
    registry.set_disabled(KEY, "linhao", disabled=True)
    with pytest.raises(FlowDisabledError):
        service.current(KEY)
    assert service.startable(ANYBODY) == []
    assert service.load(KEY, 1).flow.key == KEY
    before = registry.revision(KEY)
    registry.set_disabled(KEY, "linhao", disabled=True)
    assert registry.revision(KEY) == before
    registry.set_disabled(KEY, "linhao", disabled=False)
    assert [flow.key for flow in service.startable(ANYBODY)] == [KEY]


def test_nobody_approves_their_own_proposal_and_a_later_one_takes_its_place():
    first = registry.propose(draft("a"), "linhao")
    second = registry.propose(draft("b"), "linhao")
    with pytest.raises(FlowNotFoundError):
        service.current(KEY)
    assert store.read_heads() == []
    with pytest.raises(ProposalDecidedError):
        registry.refuse(KEY, first, "heyan")
    with pytest.raises(OwnProposalError):
        registry.publish(draft("b"), "linhao", proposal=second, approver="linhao")
    assert registry.publish(draft("b"), "linhao", proposal=second, approver="heyan", said="看过") == 1
    row = registry.version_row(KEY)
    assert (row.published_by, row.approved_by) == ("linhao", "heyan")
    assert [row.what for row in store.read_acts(KEY)] == ["approve", "propose", "propose"]
    assert store.read_acts(KEY)[0].note == "看过"


def test_versions_are_compared_in_words():
    registry.publish(draft("a"), "linhao")
    registry.publish(draft("a", "b"), "linhao")
    assert [item.place for item in registry.compare(KEY)] == ["nodes.b"]
    assert [item.kind for item in registry.compare(KEY, 2, 1)] == ["removed"]
    assert registry.compare_text(KEY, draft("a", "b").source) == []


@pytest.mark.parametrize(
    "refusal",
    [
        ClientError({"Error": {"Code": "ThrottlingException"}}, "UpdateStateMachineAlias"),
        ReadTimeoutError(endpoint_url="x"),
    ],
    ids=["throttled", "no answer"],
)
def test_an_alias_that_cannot_be_pointed_does_not_undo_what_was_published(refusal, monkeypatch):
    def refused(**_: object) -> None:
        raise refusal

    states = SimpleNamespace(update_state_machine_alias=refused, create_state_machine_alias=refused)
    monkeypatch.setattr(machines, "client", lambda *_, **__: states)
    assert machines.point_alias("arn:aws:states:cn-north-1:1:stateMachine:flow:3") is False
