"""Least privilege, as it stands in the finished template."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.functions import FUNCTIONS
from infra.policies import GROUPS

WITHOUT_ARN = {"states:SendTaskSuccess", "states:SendTaskFailure"}


@pytest.fixture
def statements(of_type) -> dict[str, list[dict[str, Any]]]:
    """Allowed statements by role."""
    return {
        name: [s for p in role["Policies"] for s in p["PolicyDocument"]["Statement"]]
        for name, role in of_type("AWS::IAM::Role").items()
    }


def actions(statements: list[dict[str, Any]]) -> Iterator[str]:
    for statement in statements:
        yield from statement["Action"]


def of_group(statements: dict[str, list[dict[str, Any]]], group: str) -> list[dict[str, Any]]:
    return [s for f in FUNCTIONS if f.group == group for s in statements[f.role_id]]


def test_every_function_runs_as_its_own_role_with_the_policy_of_its_group(of_type):
    roles = of_type("AWS::IAM::Role")
    functions = of_type("AWS::Lambda::Function")
    for function in FUNCTIONS:
        assert functions[function.logical_id]["Role"] == {"Fn::GetAtt": [function.role_id, "Arn"]}
    for group in GROUPS:
        documents = {
            json.dumps(roles[f.role_id]["Policies"][0]["PolicyDocument"])
            for f in FUNCTIONS
            if f.group == group
        }
        assert len(documents) == 1, group


def test_a_star_stands_only_where_aws_takes_no_arn(statements):
    for role, allowed in statements.items():
        for statement in allowed:
            if "*" in statement["Resource"]:
                assert set(statement["Action"]) <= WITHOUT_ARN, role


def test_no_action_is_a_star(statements):
    assert not [a for allowed in statements.values() for a in actions(allowed) if "*" in a]


def test_nobody_scans_or_deletes_tables(statements):
    forbidden = {"dynamodb:Scan", "dynamodb:DeleteTable", "dynamodb:PartiQLSelect"}
    for role, allowed in statements.items():
        assert forbidden.isdisjoint(actions(allowed)), role


def test_only_the_outbox_answers_task_tokens_and_starts_flows(statements):
    for group in GROUPS:
        own = set(actions(of_group(statements, group)))
        may = {"states:StartExecution", *WITHOUT_ARN} & own
        assert bool(may) == (group == "outbox"), group


READS = {
    "egress": {"wecom-secret"},
    "sync": {"wecom-secret", "wecom-contacts-secret"},
    "calls": {"systems"},
    "api": {"systems", "wecom-callback"},
}
"""Which parameters a group reads: the API checks the signatures of other systems and of WeCom, `calls` signs for them."""


def test_files_of_requests_are_out_of_reach_of_imports(statements):
    reached = {
        str(resource)
        for statement in of_group(statements, "transfers")
        if any(action.startswith("s3:") for action in statement["Action"])
        for resource in statement["Resource"]
    }
    assert {text.rpartition("/uploads/")[2].rstrip("'}") for text in reached if "/uploads/" in text} == {
        "import-*"
    }


def test_a_secret_is_read_by_the_functions_that_need_it_alone(statements):
    for group in GROUPS:
        read = {
            str(resource).rpartition("/")[2].rstrip("'}")
            for statement in of_group(statements, group)
            if "ssm:GetParameter" in statement["Action"]
            for resource in statement["Resource"]
        }
        assert read == READS.get(group, set()), group


def test_only_the_api_reaches_the_rows_of_sessions(statements):
    for group in GROUPS:
        for statement in of_group(statements, group):
            if {"Fn::GetAtt": ["PlatformTable", "Arn"]} in statement["Resource"] and group != "api":
                leading = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
                assert leading in (["COUNTER#*"], ["ATTEMPT#*"], ["FILE#*"], ["PERSON#*"]), group
                ends = leading == ["PERSON#*"]
                assert ends == (statement["Action"] == ["dynamodb:PutItem"]), group


def test_a_role_writes_to_the_logs_of_its_group_only(statements):
    for group in GROUPS:
        own = {f.name for f in FUNCTIONS if f.group == group}
        logs = [s for s in of_group(statements, group) if s["Sid"] == "OwnLogs"]
        named = {
            arn["Fn::Sub"].rpartition("${AWS::StackName}-")[2][:-2] for s in logs for arn in s["Resource"]
        }
        assert named == own


def test_every_function_has_its_log_group_before_its_first_call(template, of_type):
    groups = {g["LogGroupName"]["Fn::Sub"] for g in of_type("AWS::Logs::LogGroup").values()}
    for function in FUNCTIONS:
        assert f"/aws/lambda/${{AWS::StackName}}-{function.name}" in groups
        assert f"{function.logical_id}Logs" in template["Resources"][function.logical_id]["DependsOn"]


def test_a_published_flow_calls_the_three_steps_and_nothing_else(statements):
    (only,) = statements["FlowRole"]
    assert only["Action"] == ["lambda:InvokeFunction"]
    called = [arn["Fn::Sub"].rpartition("-")[2] for arn in only["Resource"]]
    assert called == ["open_node", "run_effect", "close_request"]
