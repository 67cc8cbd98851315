"""Rows of the matrix: decisions, returns and ways back, withdrawals, taking back."""

from tests.operations.surroundings import Desk
from tests.operations.table import (
    ANEW,
    BACK,
    DUE,
    RESUBMIT,
    WAITS,
    Operation,
    Refused,
    everywhere,
    fresh,
    inside,
    refused,
    returned,
    step,
    steps,
    votes,
)

ENDED_BACK = "its parent is returned to the starter, as its flow says"
NOT_ITS_NODE = "the node is the parent's: a sub-request is returned within itself"
STRAIGHT = inside(
    "panel: p1, p3",
    ANEW,
    single="panel: p1",
    any="panel: p1, p2, p3",
    in_order="panel: p2",
)


def approve_all(desk: Desk) -> None:
    """Everybody approves until the request is approved."""
    while opened := desk.office.open():
        for key, people in opened.items():
            desk.office.approve(key, people[0])
    desk.tell_parent()


DECISIONS = (
    Operation(
        "approve",
        "Approve 同意",
        "p1 approves",
        steps(step("p1", "approve")),
        inside("panel: p2, p3", DUE, single="check: check", any="check: check", in_order="panel: p2"),
    ),
    Operation(
        "approve-through",
        "Approve, to the end of the node",
        "as many approve as the node needs",
        lambda desk, column: desk.do(*votes(column)),
        inside("check: check"),
    ),
    Operation(
        "reject",
        "Reject 拒绝",
        "p1 rejects; in a vote two can still carry it",
        steps(step("p1", "reject")),
        everywhere("rejected", ratio="panel: p2, p3", subflow=f"rejected{BACK}"),
    ),
    Operation(
        "return-to-starter",
        "Return to the starter 退回发起人",
        "p1 returns the request",
        steps(step("p1", "return")),
        everywhere("revise: starter"),
    ),
    Operation(
        "return-to-previous",
        "Return to the node before 退回上一步",
        "p1 returns it to `draft`, the only one the node allows beside the starter",
        steps(step("p1", "return", to="draft")),
        inside("draft: draft"),
        {"return_to": "previous"},
    ),
    Operation(
        "return-to-any",
        "Return to a passed node 退回任意节点",
        "p1 returns it to `first`, out of the fork",
        steps(step("p1", "return", to="first")),
        everywhere("first: first", subflow=Refused("return_target", NOT_ITS_NODE)),
    ),
    Operation(
        "resubmit",
        "Resubmit, step by step 重新提交，逐级审批",
        "one approved, another returned it to the starter, who sends it again",
        lambda desk, column: desk.do(*returned(column, "revise"), RESUBMIT),
        everywhere("first: first", subflow=f"draft: draft{WAITS}"),
    ),
    Operation(
        "straight-back",
        "Resubmit, straight back to the returner 重新提交，直达退回人",
        "one approved, another returned it to the starter, who sends it straight back",
        lambda desk, column: desk.do(*returned(column, "revise", straight=True), RESUBMIT),
        STRAIGHT,
    ),
    Operation(
        "straight-back-from-node",
        "Return to a node, and straight back",
        "one approved, another returned it to `draft`, whose approval leads straight back",
        lambda desk, column: desk.do(
            *returned(column, "draft", straight=True), step("draft", "approve", at="draft")
        ),
        STRAIGHT,
    ),
)
WITHDRAWALS = (
    Operation(
        "withdraw-first",
        "Withdraw before the first decision 撤回（首个审批前）",
        "the panel is the first node, nobody has decided, the starter withdraws",
        steps(step("starter", "withdraw")),
        everywhere("withdrawn", subflow=f"withdrawn{BACK}"),
        {"bare": True, "withdraw": "before_first_decision"},
    ),
    Operation(
        "withdraw-first-late",
        "The same, after a decision",
        "`first` or `draft` has decided, the starter withdraws",
        steps(step("starter", "withdraw")),
        refused("withdraw_not_allowed", "somebody has decided"),
        {"withdraw": "before_first_decision"},
    ),
    Operation(
        "withdraw-any-time",
        "Withdraw at any time 随时撤回",
        "p1 has approved, the starter withdraws",
        steps(step("p1", "approve"), step("starter", "withdraw")),
        everywhere("withdrawn", subflow=f"withdrawn{BACK}"),
    ),
    Operation(
        "withdraw-before-date",
        "Withdraw before a date 在日期前撤回",
        "the day before, the starter withdraws",
        steps(step("starter", "withdraw")),
        everywhere("withdrawn", subflow=f"withdrawn{BACK}"),
        {"withdraw": {"before": "until"}},
    ),
    Operation(
        "withdraw-after-date",
        "The same, too late",
        "on the day, the starter withdraws",
        lambda desk, _: (desk.office.wait(24), desk.do(step("starter", "withdraw")))[0],
        refused("withdraw_not_allowed", "the day has come"),
        {"withdraw": {"before": "until"}},
    ),
    Operation(
        "withdraw-approved",
        "The same, when it is approved 批准后撤回",
        "everybody has approved; the day before, the starter withdraws",
        lambda desk, _: (approve_all(desk), desk.do(step("starter", "withdraw")))[0],
        everywhere("withdrawn", subflow="withdrawn; parent last: last"),
        {"withdraw": {"before": "until"}},
    ),
    Operation(
        "withdraw-approved-late",
        "Withdraw what is approved, without such a date",
        "everybody has approved, the starter withdraws",
        lambda desk, _: (approve_all(desk), desk.do(step("starter", "withdraw")))[0],
        refused("request_closed", "it is approved; its flow names no date"),
    ),
    Operation(
        "take-back",
        "Take back one's decision 撤销本人审批",
        "p1 approves and takes it back, with the node still open or the next undecided",
        steps(step("p1", "approve"), step("p1", "take_back")),
        fresh(),
    ),
    Operation(
        "take-back-through",
        "Take it back after the node has passed",
        "who gave the last vote takes it back while `check` is undecided",
        lambda desk, column: desk.do(*votes(column), step(votes(column)[-1].by or "", "take_back")),
        inside(
            "panel: p3",
            ANEW,
            single="panel: p1",
            any="panel: p1, p2, p3",
            ratio="panel: p2, p3",
        ),
    ),
    Operation(
        "take-back-late",
        "Take it back too late",
        "`check` has decided",
        lambda desk, column: desk.do(
            *votes(column),
            step("check", "approve", at="check"),
            step(votes(column)[-1].by or "", "take_back"),
        ),
        refused(
            "take_back_too_late",
            "somebody has decided after it",
            subflow=Refused("request_closed", "`check` was the sub-request's last node: it has ended"),
        ),
    ),
)
