"""Other systems that do not take a call: administrators are asked, and what comes after all is taken (F35)."""

import pytest

from chalicelib.approvals import journal, service, views
from tests.support.fake_aws import faults
from tests.support.faults.office import APPROVED, STARTER, Office
from tests.support.faults.platform import publish

FLOW = """
key: fault-call
name: 调用试验
section: procurement
serial: "DY-{{yyyy}}{{mm}}-{{seq:4}}"
starters: everyone
withdraw: any_time
form:
  subject: {{label: 事项, type: text, required: true}}
  number: {{label: 编号, type: text, later: true}}
nodes:
  - call: {{system: erp, operation: book, with: {{what: subject}}, result: {{number: answer.number}}, on_failure: {policy}}}
    key: book
    name: 登记
  - approve: last
    name: 审批
    approvers: {{person: checker}}
"""
FIVE_ATTEMPTS = 480
JUST_BEFORE = 410
SIXTH_ATTEMPT = 900


def submit(office: Office, policy: str = "ask") -> str:
    publish(FLOW.format(policy=policy))
    return office.submit("fault-call", {"subject": "校准"})


def messages_of(office: Office) -> list[tuple[list[str], str]]:
    return [(m["to"], m["title"]) for m in office.aws.sqs.messages if m["kind"] == "call_failed"]


def test_a_call_is_made_and_its_answer_goes_into_the_form(office: Office):
    request = submit(office)
    assert office.open(request) == ["last checker"]
    assert office.state(request).request.form["number"] == "B-1"
    ((key, told),) = office.platform.outside.told.items()
    assert (told["type"], told["data"], key.startswith(request)) == ("book", {"what": "校准"}, True)


def test_administrators_are_told_when_a_call_is_not_taken_and_may_go_on_without_it(office: Office):
    office.platform.outside.down = True
    request = submit(office)
    office.aws.pass_time(FIVE_ATTEMPTS)
    assert office.open(request) == ["book linhao"]
    assert messages_of(office) == [(["linhao"], "staff00的调用试验：“登记”的对方系统未接收调用，待您处理")]
    (task,) = views.request_view(office.state(request), "linhao").my_tasks
    assert task.actions == ["approve"]
    office.decide(request, "linhao", "book", APPROVED)
    office.aws.pass_time(60)
    assert office.open(request) == ["last checker"]


def test_a_call_that_is_taken_after_all_takes_the_question_back(office: Office):
    office.platform.outside.down = True
    request = submit(office)
    office.aws.pass_time(FIVE_ATTEMPTS)
    office.platform.outside.down = False
    office.aws.pass_time(3600)
    assert office.open(request) == ["last checker"]
    assert office.state(request).request.form["number"] == "B-1"
    assert len(messages_of(office)) == 1
    assert list(office.platform.outside.taken.values()) == [1]


def test_administrators_hear_of_it_though_the_write_that_tells_them_is_lost_once(office: Office):
    """The fifth attempt cannot write: the sixth tells them."""
    office.platform.outside.down = True
    request = submit(office)
    office.aws.pass_time(JUST_BEFORE)
    office.plan.order("dynamodb", "TransactWriteItems", *[faults.THROTTLE] * 5)
    office.aws.pass_time(FIVE_ATTEMPTS - JUST_BEFORE)
    assert office.plan.fired["dynamodb", "TransactWriteItems", faults.THROTTLE] == 5
    assert messages_of(office) == []
    office.aws.pass_time(SIXTH_ATTEMPT)
    assert office.open(request) == ["book linhao"]
    assert len(messages_of(office)) == 1


@pytest.mark.parametrize("fault", [faults.RAISE, faults.CRASH_BEFORE, faults.THROTTLE])
def test_a_call_whose_function_fails_is_made_again_under_the_same_key(office: Office, fault: str):
    office.plan.order("lambda", "call_system", fault)
    request = submit(office)
    office.aws.pass_time(120)
    assert office.open(request) == ["last checker"]
    assert list(office.platform.outside.taken.values()) == [1]


def test_a_call_whose_answer_is_lost_is_repeated_under_the_same_key_and_counts_once(office: Office):
    office.plan.order("lambda", "call_system", faults.CRASH_AFTER)
    request = submit(office)
    office.aws.pass_time(120)
    assert list(office.platform.outside.taken.values()) == [2]
    assert [event["action"] for event in journal.events(request)].count("called") == 1


def test_a_withdrawn_request_waits_for_no_call(office: Office):
    office.platform.outside.down = True
    request = submit(office)
    service.withdraw(STARTER, request, "", office.state(request).request.etag)
    office.platform.outside.down = False
    office.aws.pass_time(120)
    assert office.status(request) == "withdrawn"
    assert "number" not in office.state(request).request.form
