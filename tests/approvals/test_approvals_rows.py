"""What is written to the table comes back as it was; what is told to WeCom is what happened."""

import dataclasses
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.approvals import display, machine, service, store
from chalicelib.approvals.model.errors import TaskNotFoundError
from chalicelib.approvals.model.types import Action, Resume, Status, Task, TaskState
from chalicelib.flows.model import FormField
from tests.support.flowing import LEAVE
from tests.support.running import NOW, Running, opening, request


def _through_dynamodb(row: Any) -> Any:
    """A row as it comes back: to DynamoDB's own notation and from it, with its kind."""
    return store.ApprovalRow.from_raw_data(row.serialize())


def test_a_request_comes_back_as_it_was():
    full = request(
        status=Status.REJECTED,
        closed_at=NOW,
        run=3,
        revision=9,
        form_revision=2,
        events=12,
        head_hash="a" * 64,
        form={"days": 0.5, "out_of_town": False, "agent": "chenjing", "evidence": [{"id": "f1"}]},
        preview=({"key": "head", "people": ["wangfang"], "entered": True},),
        reminded_at=NOW,
        reminded_by="liming",
        restarted_at=NOW,
        due_at=NOW,
        resumes={"head": Resume(2, "both.1", "head", ("heyan",), "panel", Resume(1), "both.2")},
        picks={"head": ("wangfang", "heyan")},
        supervisors=("zhaogang",),
        parent={"request": "r0", "node": "sub", "visit": 1, "number": 2},
        source="research",
        incomplete=True,
        begun={"routing": {"days": 2}, "incomplete": True},
    )
    unlike = [part.name for part in dataclasses.fields(full) if part.default == getattr(full, part.name)]
    assert unlike == [], "every part of a request is tried"
    for one in (full, request()):
        assert store.request_of(_through_dynamodb(store.request_row(one, []))) == one


def test_visits_and_tasks_come_back_as_they_were():
    running = Running()
    running.arrive("head", 1, "t1", opening("wangfang", "heyan", due_at=NOW, next_at=NOW, then="remind"))
    opened = running.state
    running.decide("head", "wangfang", Action.REJECT, "不行")
    for state in (opened, running.state):
        for visit in state.visits:
            row = store.visit_row("r1", visit)
            assert store.visit_of(_through_dynamodb(row)) == replace(visit, token="")
            assert visit.token not in str(row.serialize())
        for task in state.tasks:
            assert store.task_of(_through_dynamodb(store.task_row("r1", task))) == task


@pytest.mark.parametrize("state", list(TaskState))
def test_a_task_stands_on_one_list_of_its_person_or_on_none(state: TaskState):
    row = store.task_row("r1", Task("head", 1, 1, "wangfang", NOW, state, decided_at=NOW))
    shelf = row.gsi1pk
    if state in {TaskState.CANCELLED, TaskState.EXPIRED, TaskState.MERGED}:
        assert shelf is None, "nothing to do, nothing done"
    elif state in {TaskState.OPEN, TaskState.WAITING}:
        assert shelf == f"{state.value.upper()}#wangfang"
    else:
        assert shelf == ("CC" if state is TaskState.COPIED else "DONE") + "#wangfang"


def test_the_rows_of_one_request_sort_as_they_are_read():
    running = Running()
    running.arrive("head", 1, "t1", opening("wangfang"))
    keys = [store.request_row(running.state.request, []).sk]
    keys += [store.visit_row("r1", visit).sk for visit in running.state.visits]
    keys += [store.task_row("r1", task).sk for task in running.state.tasks]
    assert keys == sorted(keys)
    assert all(key < "4" for key in keys), "journal.read asks for what is below 4"


def test_a_token_stands_in_no_row_but_the_visits():
    running = Running()
    running.arrive("head", 1, "t1", opening("wangfang"))
    rows = [
        store.request_row(running.state.request, []),
        *(store.task_row("r1", t) for t in running.state.tasks),
    ]
    assert "token 1/t1" not in str([row.serialize() for row in rows])
    assert "token 1/t1" not in str(running.events)
    assert "token 1/t1" not in str(running.outgoing)


@pytest.mark.parametrize("task", ["r1.head.1.1", "01abc.evidence_check.12.3"])
def test_a_task_id_comes_apart_as_it_was_put_together(task: str):
    found, node, visit, number = service.split_task(task)
    assert Task(node, visit, number, "x", NOW).id_in(found) == task


@pytest.mark.parametrize(
    "task",
    [
        "",
        "r1",
        "r1.head.1",
        "r1.head.1.1.1",
        "r1.head.one.1",
        "r1.head.-1.1",
        "r1.head.１²3.1",
        "...",
        "r.h.1.",
    ],
)
def test_what_is_no_task_id_is_not_found(task: str):
    with pytest.raises(TaskNotFoundError):
        service.split_task(task)


def test_the_version_a_person_saw_changes_with_the_form_and_not_with_every_vote():
    one = request()
    assert one.etag == dataclasses.replace(one, revision=7).etag
    assert one.etag != dataclasses.replace(one, form_revision=2).etag


def test_an_execution_is_named_after_request_and_run():
    assert machine.run_of(machine._name(request(id="01abc", run=12))) == ("01abc", 12)
    for foreign in ("", "nightly", "01abc-x"):
        with pytest.raises(ValueError):
            machine.run_of(foreign)


def test_the_address_of_an_execution_follows_from_its_machine():
    version = "arn:aws-cn:states:cn-north-1:1234:stateMachine:xietong-prod-flow-leave-request:7"
    assert (
        machine._execution_arn(version, request(id="01abc"))
        == "arn:aws-cn:states:cn-north-1:1234:execution:xietong-prod-flow-leave-request:01abc-1"
    )


NAMES = {"chenjing": "陈静", "heyan": "何燕"}
SHOWN: list[tuple[dict[str, Any], Any, str]] = [
    ({"type": "enum", "options": {"a": "甲"}}, "a", "甲"),
    ({"type": "multi_enum", "options": {"a": "甲", "b": "乙"}}, ["a", "b"], "甲、乙"),
    ({"type": "boolean"}, True, "是"),
    ({"type": "boolean"}, False, "否"),
    ({"type": "datetime"}, "2026-12-01T08:30", "2026-12-01 08:30"),
    ({"type": "daterange"}, ["2026-12-01", "2026-12-03"], "2026-12-01 — 2026-12-03"),
    ({"type": "money"}, 1234567, "12,345.67 元"),
    ({"type": "money"}, 5, "0.05 元"),
    ({"type": "user"}, "chenjing", "陈静"),
    ({"type": "user"}, "gone", "gone"),
    ({"type": "users"}, ["chenjing", "heyan"], "陈静、何燕"),
    ({"type": "file"}, {"id": "f", "name": "a.pdf"}, "a.pdf"),
    ({"type": "number", "unit": "天"}, 0.5, "0.5 天"),
    ({"type": "number"}, 3, "3"),
    ({"type": "text"}, "文字", "文字"),
]


@pytest.mark.parametrize(("field", "value", "text"), SHOWN, ids=lambda part: str(part)[:30])
def test_values_are_shown_as_people_read_them(field: dict, value: Any, text: str):
    assert display.text_of(FormField(label="甲", **field), value, NAMES) == text


def test_large_numbers_are_shown_whole():
    assert display.text_of(FormField(label="甲", type="number"), 12345678, {}) == "12345678"
    assert display.text_of(FormField(label="甲", type="number"), 1234567.25, {}) == "1234567.25"


def test_a_summary_has_the_fields_marked_so_that_are_filled_in():
    values = {"kind": "sick", "start_at": "2026-12-01T08:30", "reason": "私事", "days": 2}
    assert display.summary(LEAVE, values) == (
        ("假别", "病假"),
        ("开始时间", "2026-12-01 08:30"),
        ("请假天数", "2 天"),
    )
