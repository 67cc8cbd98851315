"""What starts the functions."""

import json
from dataclasses import replace

import pytest

from infra import functions, tables, triggers


@pytest.fixture
def declared() -> tuple[tables.Table, ...]:
    return tables.tables()


def pattern(declared: tuple[tables.Table, ...]) -> dict[str, object]:
    mapping = triggers.resources(declared)["SendOutboxStream"]["Properties"]
    return json.loads(mapping["FilterCriteria"]["Filters"][0]["Pattern"])


def test_a_table_can_name_the_rows_its_stream_is_for(declared):
    named = tuple(replace(table, stream_prefix="7#") for table in declared)
    assert pattern(named)["dynamodb"] == {"Keys": {"sk": {"S": [{"prefix": "7#"}]}}}


def test_a_table_that_names_none_sends_every_new_row(declared):
    named = tuple(replace(table, stream_prefix="") for table in declared)
    assert pattern(named) == {"eventName": ["INSERT"]}


def test_every_trigger_of_the_list_has_its_resource(declared):
    made = triggers.resources(declared)
    expected = sum(len(f.triggers) for f in functions.FUNCTIONS)
    endings = ("Schedule", "Stream", "Queue", "Rule")
    assert len([name for name in made if name.endswith(endings)]) == expected


def test_the_rule_listens_to_our_flows_only(declared):
    detail = triggers.resources(declared)["ReconcileRule"]["Properties"]["EventPattern"]["detail"]
    assert detail["status"] == ["FAILED", "TIMED_OUT", "ABORTED"]
    assert detail["stateMachineArn"][0]["prefix"]["Fn::Sub"].endswith(":stateMachine:${AWS::StackName}-flow-")
