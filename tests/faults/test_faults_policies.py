"""Every call the functions make in the life of a request is one their policy allows.

Deployed, only what a test reaches is held against a policy; here every plan is followed, and what repairs it.
"""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from chalicelib.approvals import service
from infra import functions, policies, tables
from infra.functions import API_HANDLER
from tests.support.fake_aws import faults
from tests.support.fake_aws.cloud import ACCOUNT, REGION
from tests.support.faults import rates
from tests.support.faults.office import STARTER, Office
from tests.support.faults.plans import PLANS
from tests.support.faults.platform import PREFIX, Platform
from tests.support.faults.run import run

WORDS = {
    "${AWS::Partition}": "aws",
    "${AWS::Region}": REGION,
    "${AWS::AccountId}": ACCOUNT,
    "${AWS::StackName}": PREFIX,
}


@pytest.fixture(scope="module")
def calls() -> list[tuple[str, ...]]:
    """Who asked for what while every plan was followed, a machine was lost and a decision was not resumed."""
    with Platform().running() as platform:
        platform.aws.wire.seen.clear()
        run(platform, len(PLANS) * 2, 0, faults=rates.NOTHING)
        office = Office(platform)
        office.plan.resting = False
        lost = office.submit()
        office.aws.abort(office.aws.runs(lost)[0], quietly=True)
        office.approve(lost, "chenjing", "agent")
        office.plan.order("lambda", "open_node", faults.RAISE)
        office.aws.pass_time(600)
        service.withdraw(STARTER, lost, "", "f1")
        office.aws.pass_time(600)
        return list(platform.aws.wire.seen)


def test_every_call_of_a_function_is_allowed_by_its_policy(calls: list[tuple[str, ...]]):
    declared = tables.tables()
    refused = sorted(
        f"{caller or API_HANDLER} {action} {resource} {key.split('#')[0]}"
        for caller, action, resource, key in calls
        if not _is_allowed(caller or API_HANDLER, action, resource, key, declared)
    )
    assert list(dict.fromkeys(refused)) == []


def test_all_functions_of_the_engine_were_called(calls: list[tuple[str, ...]]):
    wanted = {one.name for group in ("steps", "outbox", "timers") for one in functions.in_group(group)}
    assert {caller for caller, *_ in calls} >= wanted | {"", "reconcile"}


def _is_allowed(
    caller: str, action: str, resource: str, key: str, declared: tuple[tables.Table, ...]
) -> bool:
    document = policies.document(functions.function(caller).group, declared)
    return any(
        action in statement["Action"]
        and any(_is_meant(pattern, resource) for pattern in statement["Resource"])
        and _holds(statement.get("Condition"), key)
        for statement in document["Statement"]
    )


def _is_meant(pattern: Any, resource: str) -> bool:
    """Whether a resource of a policy covers that of a call: a table by its logical id, an ARN by its pattern."""
    if pattern == "*":
        return True
    if "Fn::GetAtt" in pattern:
        logical = pattern["Fn::GetAtt"][0]
        return logical in {_table(resource), "MessagesQueue" if resource.startswith("https:") else ""}
    text = pattern["Fn::Sub"]
    if "/index/" in text:
        logical, _, index = text.removeprefix("${").partition(".Arn}/index/")
        return _table(resource.partition("/")[0]) == logical and resource.endswith(f"/index/{index}")
    for word, value in WORDS.items():
        text = text.replace(word, value)
    return fnmatchcase(resource, text)


def _table(name: str) -> str:
    return f"{functions.camel(name.removeprefix(f'{PREFIX}-'))}Table" if name.startswith(PREFIX) else ""


def _holds(condition: Any, key: str) -> bool:
    keys = [pattern for test in (condition or {}).values() for pattern in test["dynamodb:LeadingKeys"]]
    return not keys or any(fnmatchcase(key, pattern) for pattern in keys)
