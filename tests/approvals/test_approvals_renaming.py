"""A request whose rows name somebody by a userid of before: read as if it had always named the present one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.approvals.model.renaming import called_today
from chalicelib.approvals.model.types import Outcome, Resume, State, Task, Visit
from tests.support.running import NOW, request

PRESENT = {"liming": "liming3", "liming2": "liming3", "wangfang": "wf"}
STATE = State(
    request(
        starter="liming",
        supervisors=("wangfang", "heyan"),
        reminded_by="liming2",
        picks={"experts": ("wangfang", "liming", "liming2")},
        resumes={"head": Resume(again=("liming",), back=Resume(again=("wangfang",)))},
    ),
    (
        Visit("head", 1, "approve", "审批", NOW, outcome=Outcome("approved", "wangfang", NOW, {})),
        Visit("last", 1, "approve", "复核", NOW, detail={"barred": ["liming", "heyan"], "left": 2}),
    ),
    (Task("head", 1, 1, "zhoumin", NOW, on_behalf_of="wangfang"), Task("last", 1, 1, "liming2", NOW)),
)


def test_everybody_who_acts_in_it_has_their_present_userid():
    state = called_today(STATE, PRESENT)
    asked = state.request
    assert (asked.starter, asked.supervisors, asked.reminded_by) == ("liming3", ("wf", "heyan"), "liming3")
    assert asked.picks == {"experts": ("wf", "liming3")}
    assert asked.resumes["head"] == Resume(again=("liming3",), back=Resume(again=("wf",)))
    head, last = state.visits
    assert head.outcome is not None
    assert (head.outcome.by, last.barred, last.detail["left"]) == ("wf", {"liming3", "heyan"}, 2)
    assert [(task.userid, task.on_behalf_of) for task in state.tasks] == [("zhoumin", "wf"), ("liming3", "")]
    assert state.tasks[0].belongs_to("wf")


def test_nothing_else_of_it_is_another():
    state = called_today(STATE, PRESENT)
    assert replace(
        state.request, **{name: getattr(STATE.request, name) for name in ("starter", "supervisors", "picks")}
    ) == replace(STATE.request, reminded_by="liming3", resumes=state.request.resumes)
    assert [replace(one, userid="", on_behalf_of="") for one in state.tasks] == [
        replace(one, userid="", on_behalf_of="") for one in STATE.tasks
    ]


@given(st.dictionaries(st.text("abc", min_size=1), st.text("abc", min_size=1)))
def test_where_nobody_in_it_was_renamed_it_is_the_very_same(present: dict[str, str]):
    assert called_today(STATE, present) is STATE


def test_again_changes_nothing():
    once = called_today(STATE, PRESENT)
    assert called_today(once, PRESENT) == once
