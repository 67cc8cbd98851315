"""Sub-requests that cannot be started: who waits for them goes on, knows why, and administrators hear of it (F34)."""

from typing import Any
from unittest import mock

import pytest

from chalicelib.approvals import audit, journal, outbox, service, store, submitting, subrequests, views
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.types import Action, State
from chalicelib.approvals.subrequests import NO_ANSWER_PATIENCE
from chalicelib.flows import registry
from chalicelib.platform import messages
from tests.support.faults.office import STARTER, Office
from tests.support.faults.platform import publish

PARENT = """
key: fault-parent
name: 派生试验
section: procurement
serial: "PS-{{yyyy}}{{mm}}-{{seq:4}}"
starters: everyone
withdraw: any_time
form:
  subject: {{label: 事项, type: text, required: true}}
  lines: {{label: 明细, type: table, columns: {{what: {{label: 品名, type: text}}}}}}
nodes:
  - subflow: {{flow: {flow}, map: {{subject: {subject}}}, {more}}}
    key: away
    name: 外派
  - approve: last
    name: 审批
    approvers: {{person: checker}}
"""
NOBODY = """
key: fault-nobody
name: 无人受理
section: procurement
serial: "WR-{yyyy}{mm}-{seq:4}"
starters: everyone
withdraw: any_time
form:
  subject: {label: 事项, type: text, required: true}
nodes:
  - approve: nobody
    name: 受理
    approvers: {role: nobody-has-it}
    empty: refuse
"""
ROWS = {"lines": [{"what": "灯"}, {"what": "表"}]}
FOR_SOME_MINUTES = 600
FOR_SOME_HOURS = 5 * 3600


def submit(office: Office, flow: str, more: str = "rejected: return", **typed: Any) -> str:
    """A request whose first node starts another, as far as it gets."""
    subject = "row.what" if "each" in more else "subject"
    publish(PARENT.format(flow=flow, more=more, subject=subject))
    return office.submit("fault-parent", {"subject": "校准", **typed})


def disable_check(*, disabled: bool = True) -> None:
    registry.set_disabled("fault-check", "linhao", disabled=disabled)


def refused(office: Office, request: str) -> list[dict[str, Any]]:
    return [event for event in journal.events(request) if event["action"] == "subflow_refused"]


def said(state: State) -> list[str]:
    """What the history says of it, as people read it."""
    view = views.request_view(state, STARTER)
    return [entry.text for entry in view.timeline if entry.action == "subflow_refused"]


def told(office: Office) -> list[tuple[list[str], str, str]]:
    """The messages to administrators: to whom, title, text."""
    sent = office.aws.sqs.messages
    return [(m["to"], m["title"], m["description"]) for m in sent if m["kind"] == "subflow_refused"]


def nothing_is_pending(office: Office) -> bool:
    return all(row.get("sent_at") for row in office.platform.rows("outgoing"))


@pytest.mark.parametrize(
    ("policy", "seen", "status"),
    [
        ("return", ["revise staff00"], "running"),
        ("reject", [], "rejected"),
        ("go_on", ["last checker"], "running"),
    ],
)
def test_a_sub_request_that_is_refused_at_its_start_ends_its_node_as_the_flow_says(
    office: Office, policy: str, seen: list[str], status: str
):
    request = submit(office, "nowhere", f"rejected: {policy}")
    assert (office.open(request), office.status(request)) == (seen, status)
    (event,) = refused(office, request)
    assert event["detail"] == {
        "number": 1,
        "flow": "nowhere",
        "problem": {"code": "flow_not_found", "params": {"flow": "nowhere"}},
    }
    assert said(office.state(request)) == ["“nowhere”未能发起：没有流程 nowhere"]
    assert told(office) == [(["linhao"], "staff00的派生试验有子流程未能发起", "没有流程 nowhere")]
    office.aws.pass_time(FOR_SOME_MINUTES)
    assert nothing_is_pending(office)
    assert (len(refused(office, request)), len(told(office))) == (1, 1)


def test_why_a_sub_request_was_refused_can_be_read_in_both_languages(office: Office):
    (event,) = refused(office, submit(office, "nowhere"))
    problem = event["detail"]["problem"]
    sentences = [
        messages.problem(problem["code"], locale, **problem["params"]) for locale in messages.LOCALES
    ]
    assert sentences == ["没有流程 nowhere", "There is no flow nowhere"]


def test_a_sub_request_that_nobody_could_decide_is_refused_at_once(office: Office):
    publish(NOBODY)
    request = submit(office, "fault-nobody", "rejected: reject")
    assert office.status(request) == "rejected"
    (sentence,) = said(office.state(request))
    assert sentence.startswith("“无人受理”未能发起：“受理”找不到审批人")


def test_a_disabled_flow_is_waited_for_some_minutes_and_then_refused(office: Office):
    disable_check()
    request = submit(office, "fault-check")
    office.aws.pass_time(120)
    assert office.open(request) == []
    assert refused(office, request) == []
    office.aws.pass_time(FOR_SOME_MINUTES)
    assert office.open(request) == ["revise staff00"]
    assert said(office.state(request)) == [
        "“验收试验”未能发起：流程“验收试验”已停用，不能发起新申请；已发起的照常办理"
    ]
    assert nothing_is_pending(office)


def test_a_flow_that_is_enabled_again_in_time_is_started_as_if_nothing_had_been(office: Office):
    disable_check()
    request = submit(office, "fault-check")
    office.aws.pass_time(60)
    disable_check(disabled=False)
    office.aws.pass_time(FOR_SOME_MINUTES)
    assert refused(office, request) == []
    assert len(office.platform.children(request)) == 1


def test_of_several_rows_only_the_one_that_is_refused_counts_as_rejected(office: Office):
    disable_check()
    request = submit(office, "fault-check", "each: lines, rejected: go_on", **ROWS)
    first, second = (
        row for row in office.platform.rows("outgoing", request) if row["outgoing_kind"] == "submit"
    )
    for _ in range(5):
        outbox.deliver_all([(first["pk"], first["sk"])])
    disable_check(disabled=False)
    assert outbox.deliver_all([(second["pk"], second["sk"])]) == 0
    office.aws.pump()
    state = office.state(request)
    (visit,) = state.visits_of("away")
    assert [one["status"] for _, one in sorted(visit.detail["children"].items())] == ["rejected", "running"]
    assert visit.open
    (child,) = office.platform.children(request)
    check(office, child["request"])
    assert office.open(request) == ["last checker"]


def test_a_sub_request_nobody_waits_for_is_refused_in_the_history_and_nothing_stops(office: Office):
    request = submit(office, "nowhere", "wait: false")
    assert office.open(request) == ["last checker"]
    assert len(refused(office, request)) == 1
    assert len(told(office)) == 1
    (visit,) = office.state(request).visits_of("away")
    assert visit.detail["children"]["1"]["status"] == "rejected"


def test_a_sub_request_whose_start_was_not_answered_is_not_refused(office: Office):
    """The last attempt makes it, and its answer is lost: it is there, so nobody is told that it is not."""
    real = submitting.submit_for

    def unanswered(*args: Any) -> str:
        real(*args)
        raise ConnectionError("no answer")

    with mock.patch.object(submitting, "submit_for", unanswered):
        request = submit(office, "fault-check")
        state, row = office.state(request), submission(office, request)
        with pytest.raises(ConnectionError):
            subrequests.start(state, row.body, outbox._key(row), NO_ANSWER_PATIENCE)
    office.aws.pass_time(FOR_SOME_MINUTES)
    (child,) = office.platform.children(request)
    (visit,) = office.state(request).visits_of("away")
    assert visit.detail["children"] == {"1": {"request": child["request"], "status": "running"}}
    assert refused(office, request) == []


def test_a_bug_at_the_start_of_a_sub_request_is_refused_after_some_hours(office: Office):
    with mock.patch.object(submitting, "submit_for", side_effect=LookupError("a bug of the day")):
        request = submit(office, "fault-check", "rejected: reject")
        office.aws.pass_time(FOR_SOME_MINUTES)
        assert office.status(request) == "running"
        office.aws.pass_time(FOR_SOME_HOURS)
    assert office.status(request) == "rejected"
    assert said(office.state(request)) == ["“验收试验”未能发起：系统内部出错"]


def test_what_was_refused_is_not_started_by_a_late_repeat(office: Office):
    disable_check()
    request = submit(office, "fault-check", "rejected: go_on")
    office.aws.pass_time(FOR_SOME_MINUTES)
    disable_check(disabled=False)
    row = submission(office, request)
    subrequests.start(office.state(request), row.body, outbox._key(row), 1)
    assert office.platform.children(request) == []
    assert office.open(request) == ["last checker"]


def test_a_sub_request_goes_on_when_its_parent_is_withdrawn_and_the_parents_history_names_it(office: Office):
    request = submit(office, "fault-check")
    (child,) = office.platform.children(request)
    service.withdraw(STARTER, request, "不办了", office.state(request).request.etag)
    office.aws.pass_time(60)
    assert (office.status(request), office.status(child["request"])) == ("withdrawn", "running")
    assert office.open(child["request"]) == ["inspect checker"]
    named = [entry.text for entry in views.request_view(office.state(request), STARTER).timeline]
    assert f"外派：发起 {child['serial']}" in named
    check(office, child["request"])
    assert (office.status(request), office.status(child["request"])) == ("withdrawn", "approved")
    (visit,) = office.state(request).visits_of("away")
    assert visit.detail["children"]["1"] == {"request": child["request"], "status": "approved"}
    assert audit.is_whole(request)


def test_how_a_sub_request_ended_that_nobody_waits_for_is_kept(office: Office):
    request = submit(office, "fault-check", "wait: false")
    (child,) = office.platform.children(request)
    check(office, child["request"])
    (visit,) = office.state(request).visits_of("away")
    assert visit.detail["children"]["1"] == {"request": child["request"], "status": "approved"}
    assert office.open(request) == ["last checker"]


def test_a_sub_request_that_starts_after_its_parent_was_withdrawn_is_named_too(office: Office):
    disable_check()
    request = submit(office, "fault-check")
    service.withdraw(STARTER, request, "", office.state(request).request.etag)
    office.aws.pump()
    disable_check(disabled=False)
    office.aws.pass_time(FOR_SOME_MINUTES)
    assert office.status(request) == "withdrawn"
    assert len(office.platform.children(request)) == 1
    assert office.actions(request).count("subflow_started") == 1


def check(office: Office, request: str) -> None:
    """The sub-request is approved by the one person it asks."""
    office.decide(request, "checker", "inspect", Said(Action.APPROVE, form={"verdict": "合格"}))
    office.aws.pass_time(60)


def submission(office: Office, request: str) -> store.OutgoingRow:
    """The outbox row that starts the sub-request."""
    (found,) = (row for row in office.platform.rows("outgoing", request) if row["outgoing_kind"] == "submit")
    return store.OutgoingRow.get(found["pk"], found["sk"])
