"""The operations of the engine, each a pure function from a state to a change.

| what happens | where |
|---|---|
| the machine comes to a node, a fork, an effect, its end | `arriving` |
| a person decides, the starter withdraws | `deciding` |
| a person passes a task on, asks, adds, removes | `desk` |
| a request is sent to a node: returns, taking back, jumps, ends | `steering` |
| time passes | `timing` |
| people talk about it: comments, copies, supervision | `talking` |

What follows from several tasks at one node is in `voting`, what ends together in `scoping`, the way straight back in
`straight`. `docs/operations-matrix.md` shows every operation in every surrounding.
"""

from chalicelib.approvals.model.arriving import (
    Asked,
    Entry,
    Opening,
    attach,
    close,
    effect_done,
    effect_skipped,
    locate,
    open_fork,
    open_visit,
)
from chalicelib.approvals.model.deciding import (
    STATE_OF,
    Decision,
    Target,
    already_decided,
    decide,
    my_task,
    resubmit_form,
    withdraw,
    withdraw_from,
)
from chalicelib.approvals.model.desk import (
    add_approvers,
    ask_opinion,
    delegate,
    remove_approver,
    take_over,
    transfer,
)
from chalicelib.approvals.model.steering import (
    end_by_force,
    jump,
    jump_targets,
    result_target,
    return_targets,
    take_back,
)
from chalicelib.approvals.model.talking import (
    call_meeting,
    comment,
    copy,
    has_just_reminded,
    meeting_settled,
    supervise,
)
from chalicelib.approvals.model.talking import remind as remind_all
from chalicelib.approvals.model.timing import auto_pass, auto_reject, ended, escalate, hand_over, remind

__all__ = [
    "STATE_OF",
    "Asked",
    "Decision",
    "Entry",
    "Opening",
    "Target",
    "add_approvers",
    "already_decided",
    "ask_opinion",
    "attach",
    "auto_pass",
    "auto_reject",
    "call_meeting",
    "close",
    "comment",
    "copy",
    "decide",
    "delegate",
    "effect_done",
    "effect_skipped",
    "end_by_force",
    "ended",
    "escalate",
    "hand_over",
    "has_just_reminded",
    "jump",
    "jump_targets",
    "locate",
    "meeting_settled",
    "my_task",
    "open_fork",
    "open_visit",
    "remind",
    "remind_all",
    "remove_approver",
    "resubmit_form",
    "result_target",
    "return_targets",
    "supervise",
    "take_back",
    "take_over",
    "transfer",
    "withdraw",
    "withdraw_from",
]
