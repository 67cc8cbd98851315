"""Rows of the matrix: what people do with a task and a request beside deciding, what administrators do, and time."""

from chalicelib.approvals.model import engine
from chalicelib.approvals.model.errors import AlreadyDecidedError
from tests.operations.surroundings import Desk, desk
from tests.operations.table import (
    BACK,
    DUE,
    Operation,
    Refused,
    everywhere,
    fresh,
    in_place_of_p1,
    inside,
    step,
    steps,
)

HANDED = inside("panel: other, p2, p3", DUE, single="panel: other", in_order="panel: other")
ASK = step("p1", "ask_opinion", to=("other", "second"))
BESIDE = {"parallel": "beside, ", "inclusive": "beside, "}


def telling(people: str) -> dict[str, str | Refused]:
    """As the request stood before; who is told."""
    return {column: f"{seen}, told: {people}" for column, seen in fresh().items()}


def telling_all() -> dict[str, str | Refused]:
    """As the request stood before; everybody who is asked is told."""
    alone = {"single", "in_order"}
    return {
        column: f"{seen}, told: {BESIDE.get(column, '')}{'p1' if column in alone else 'p1, p2, p3'}"
        for column, seen in fresh().items()
    }


def remove_p2(at: Desk, _: str) -> None:
    """p1 removes p2; where nobody else is asked, whoever would be the second."""
    place = at.office.place("panel", "p1")
    at.office.operate(lambda state, now: engine.remove_approver(state, place, "p1", 2, "", now))


def remove_missing(at: Desk, column: str) -> None:
    """Where all sign p3 approves before p1 removes p2; in order p2, whose turn it is, removes p3."""
    by, number = ("p2", 3) if column == "in_order" else ("p1", 2)
    if column == "in_order":
        at.do(step("p1", "approve"))
    elif column not in {"single", "any"}:
        at.do(step("p3", "approve"))
    place = at.office.place("panel", by)
    at.office.operate(lambda state, now: engine.remove_approver(state, place, by, number, "", now))


def approve_two(at: Desk, column: str) -> None:
    """p1 approves this request and another one at once; of a third, somebody was quicker, which stops nothing."""
    others = [desk(column), desk(column)]
    others[0].do(step("starter", "withdraw"))
    for number, one in enumerate([*others, at]):
        try:
            place = one.office.place("panel", "p1") if number else ("panel", 1, 1)
            engine.my_task(one.office.state, *place, "p1")
            one.do(step("p1", "approve"))
        except AlreadyDecidedError:
            assert number == 0
    assert others[1].seen() == at.seen()


def leave(at: Desk, _: str) -> None:
    """p1 leaves: each of their open tasks goes to `other`."""
    office = at.office
    for task in office.state.tasks:
        if task.userid == "p1" and task.in_hand:
            place = (task.node, task.visit, task.number)
            office.operate(
                lambda state, now, place=place: engine.take_over(state, place, "admin", "other", "left", now)
            )
    assert "p1" not in str(at.seen())


TASKS = (
    Operation(
        "transfer",
        "Transfer 转办",
        "p1 gives the task to `other`",
        steps(step("p1", "transfer", to="other")),
        HANDED,
    ),
    Operation(
        "delegate",
        "Delegate 委派",
        "`other` works on p1's behalf",
        steps(step("p1", "delegate", to="other")),
        in_place_of_p1("other"),
    ),
    Operation(
        "delegate-back",
        "Delegate, and it comes back",
        "`other` answers, p1 decides",
        steps(step("p1", "delegate", to="other"), step("other", "answer")),
        fresh(),
    ),
    Operation(
        "ask-opinion",
        "Ask for opinions 征求意见",
        "p1 asks `other` and `second`, who must answer first",
        steps(ASK),
        in_place_of_p1("other", "second"),
    ),
    Operation(
        "opinion-answered",
        "Opinions answered",
        "both have answered, p1 decides",
        steps(ASK, step("other", "answer"), step("second", "answer")),
        fresh(),
    ),
    Operation(
        "add-before",
        "Add an approver before 前加签",
        "`other` decides before p1",
        steps(step("p1", "add_approver", to="other", where="before")),
        in_place_of_p1("other"),
    ),
    Operation(
        "add-after",
        "Add an approver after 后加签",
        "p1 adds `other` and approves",
        steps(step("p1", "add_approver", to="other", where="after"), step("p1", "approve")),
        in_place_of_p1("other"),
    ),
    Operation(
        "add-with",
        "Add an approver beside 并加签",
        "`other` decides with p1",
        steps(step("p1", "add_approver", to="other", where="with")),
        inside(
            "panel: p1, p2, p3, other",
            DUE,
            single="panel: p1, other",
            in_order="panel: p1, other",
        ),
    ),
    Operation(
        "remove",
        "Remove an approver 减签",
        "p1 removes p2",
        remove_p2,
        inside("panel: p1, p3", DUE, in_order="panel: p1")
        | {"single": Refused("task_not_found", "nobody else is asked")},
    ),
    Operation(
        "remove-missing",
        "Remove who is missing",
        "as many approve as the node needs but one; that one, still asked, removes the other who is missing",
        remove_missing,
        inside("panel: p1", DUE, any="panel: p1, p3", ratio="panel: p1", in_order="panel: p2")
        | {"single": Refused("task_not_found", "nobody else is asked")},
    ),
)
TALK = (
    Operation(
        "remind",
        "Remind 催办",
        "the starter urges those who are asked; the clock is not moved",
        steps(step("starter", "remind")),
        telling_all(),
        tells=True,
    ),
    Operation(
        "comment",
        "Comment, with a mention 评论 @",
        "p1 mentions `other`",
        steps(step("p1", "comment", to=("other",))),
        telling("other"),
        tells=True,
    ),
    Operation(
        "copy",
        "Copy later 抄送",
        "p1 sends `other` a copy",
        steps(step("p1", "copy", to=("other",))),
        telling("other"),
        tells=True,
    ),
    Operation(
        "supervise",
        "Supervise 督办",
        "`boss` follows the request, those who are asked hear of it",
        steps(step("boss", "supervise")),
        telling_all(),
        tells=True,
    ),
    Operation(
        "batch",
        "Approve several at once 批量同意",
        "p1 approves two requests; a third was withdrawn meanwhile",
        approve_two,
        inside("panel: p2, p3", DUE, single="check: check", any="check: check", in_order="panel: p2"),
    ),
)
ADMINISTRATORS = (
    Operation(
        "jump-out",
        "Administrator: jump to a node 跳转",
        "to `last`, out of the fork",
        steps(step("admin", "jump", to="last")),
        everywhere("last: last", subflow=Refused("jump_target", "the node is the parent's")),
    ),
    Operation(
        "jump-within",
        "The same, within the way",
        "back to `draft`",
        steps(step("admin", "jump", to="draft")),
        inside("draft: draft"),
    ),
    Operation(
        "end",
        "Administrator: end by force 强制结束",
        "the request ends",
        steps(step("admin", "end")),
        everywhere("ended", subflow=f"ended{BACK}"),
    ),
    Operation(
        "take-over",
        "Administrator: take over 接管",
        "p1's task goes to `other`",
        steps(step("admin", "take_over", whose="p1", to="other")),
        HANDED,
    ),
    Operation(
        "leaver",
        "Administrator: reassign a leaver's tasks 离职交接",
        "all tasks of p1 go to `other`",
        leave,
        HANDED,
    ),
    Operation(
        "time-out",
        "Time runs out 超时",
        "17 hours later: the clock asks the head of department beside who is late",
        lambda at, _: at.office.wait(17),
        fresh() | {"timer": "panel: p1, p2, p3, boss ⏱ 11-24 14:00"},
    ),
)
