"""What people do with a request: scripts that take the same way whatever goes wrong under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.types import Action

STARTERS = tuple(f"staff{number:02d}" for number in range(8))
REVISE = "revise"


@dataclass(frozen=True)
class Step:
    """A person's next decision, made when the node asks them. `child`: at the sub-request of this number, which the
    request waits for.
    """

    by: str
    node: str
    said: Said
    child: int = 0


@dataclass(frozen=True)
class Withdraw:
    """The starter takes the request back once this node is open."""

    node: str


@dataclass(frozen=True)
class Happens:
    """Another system says that something has happened, once the node that waits for it is open."""

    node: str
    event: str


@dataclass(frozen=True)
class Plan:
    """A kind of request: its form, what is done with it, how it ends, what it writes into the libraries, how many
    sub-requests it starts, and how many calls of other systems are taken.
    """

    name: str
    flow: str
    form: Mapping[str, Any]
    steps: tuple[Step | Withdraw | Happens, ...]
    end: str
    minutes: int = 0
    goods: int = 0
    children: int = 0
    calls: int = 0


def _leave(kind: str = "annual", *, until: str = "2026-12-01T17:30", **more: Any) -> dict[str, Any]:
    """Leave on 30 November and on to another day: one day by default is `until` the same evening."""
    return {
        "kind": kind,
        "unit": "day",
        "start_at": "2026-11-30T08:30",
        "end_at": until,
        "reason": "家事",
        "agent": "chenjing",
        "out_of_town": False,
    } | more


def _buy(amount: int = 50, *, urgent: bool = False) -> dict[str, Any]:
    return {"subject": "标准砝码", "amount": amount, "urgent": urgent}


def _order(*, strict: bool = False) -> dict[str, Any]:
    return {"subject": "标准器", "strict": strict, "lines": [{"what": "砝码"}, {"what": "量块"}]}


def _yes(by: str, node: str, form: Mapping[str, Any] | None = None, *, child: int = 0) -> Step:
    return Step(by, node, Said(Action.APPROVE, form=form), child)


def _no(by: str, node: str) -> Step:
    return Step(by, node, Said(Action.REJECT, "不同意"))


def _back(by: str, node: str, to: str = REVISE, *, straight: bool = False) -> Step:
    return Step(by, node, Said(Action.RETURN, "请补充", to, straight))


def _again(form: Mapping[str, Any]) -> Step:
    return Step("", REVISE, Said(Action.RESUBMIT, form=form))


AGENT, HEAD, LEADER = _yes("chenjing", "agent"), _yes("wangfang", "head"), _yes("zhaogang", "leader")
ONE_DAY = "2026-11-30T17:30"
FIVE_DAYS = "2026-12-04T17:30"
FINANCE = (_yes("finance1", "finance"), _yes("finance2", "finance"))
TECHNICS = (_yes("technics", "technics"), _yes("keeper", "count"))
CHECKED = _yes("checker", "inspect", {"verdict": "合格"}, child=1)
CHECKED_TOO = _yes("checker", "inspect", {"verdict": "合格"}, child=2)
PAID, GIVEN_UP = Happens("payment", "paid"), _yes("linhao", "asked")
PLANS = (
    Plan("one day", "leave-request", _leave(until=ONE_DAY), (AGENT, HEAD), "approved", 480),
    Plan("five days", "leave-request", _leave(until=FIVE_DAYS), (AGENT, HEAD, LEADER), "approved", 2400),
    Plan("by the clock", "leave-request", _leave(until=ONE_DAY), (HEAD,), "approved", 480),
    Plan("refused", "leave-request", _leave(until=ONE_DAY), (AGENT, _no("wangfang", "head")), "rejected"),
    Plan("taken back", "leave-request", _leave(until=ONE_DAY), (AGENT, Withdraw("head")), "withdrawn"),
    Plan(
        "corrected",
        "leave-request",
        _leave(until=ONE_DAY),
        (AGENT, _back("wangfang", "head"), _again(_leave()), AGENT, HEAD),
        "approved",
        960,
    ),
    Plan(
        "returned to the agent",
        "leave-request",
        _leave("personal", until=ONE_DAY),
        (AGENT, _back("wangfang", "head", "agent"), AGENT, HEAD),
        "approved",
    ),
    Plan(
        "bought",
        "fault-purchase",
        _buy(),
        (HEAD, *FINANCE, *TECHNICS, CHECKED),
        "approved",
        goods=1,
        children=1,
    ),
    Plan(
        "bought dearly and fast",
        "fault-purchase",
        _buy(500, urgent=True),
        (HEAD, *FINANCE, *TECHNICS, _yes("discipline", "discipline"), CHECKED),
        "approved",
        goods=1,
        children=1,
    ),
    Plan(
        "fast, and the clock passes it",
        "fault-purchase",
        _buy(urgent=True),
        (HEAD, *TECHNICS, *FINANCE, CHECKED),
        "approved",
        goods=1,
        children=1,
    ),
    Plan(
        "returned out of the fork",
        "fault-purchase",
        _buy(),
        (
            HEAD,
            FINANCE[0],
            _back("technics", "technics"),
            _again(_buy(60)),
            HEAD,
            *FINANCE,
            *TECHNICS,
            CHECKED,
        ),
        "approved",
        goods=1,
        children=1,
    ),
    Plan(
        "returned and straight back",
        "fault-purchase",
        _buy(),
        (
            HEAD,
            *FINANCE,
            _back("technics", "technics", "head", straight=True),
            HEAD,
            *TECHNICS,
            CHECKED,
        ),
        "approved",
        goods=1,
        children=1,
    ),
    Plan(
        "refused in the fork",
        "fault-purchase",
        _buy(),
        (HEAD, FINANCE[0], _no("technics", "technics")),
        "rejected",
    ),
    Plan(
        "taken back in the fork",
        "fault-purchase",
        _buy(),
        (HEAD, *FINANCE, Withdraw("technics")),
        "withdrawn",
    ),
    Plan(
        "ordered",
        "fault-outside",
        _order(),
        (HEAD, PAID, GIVEN_UP, CHECKED_TOO, CHECKED),
        "approved",
        children=2,
        calls=4,
    ),
    Plan(
        "ordered strictly",
        "fault-outside",
        _order(strict=True),
        (HEAD, PAID, GIVEN_UP, CHECKED, CHECKED_TOO),
        "rejected",
        children=2,
        calls=4,
    ),
    Plan(
        "not paid, taken back",
        "fault-outside",
        _order(),
        (HEAD, GIVEN_UP, Withdraw("payment")),
        "withdrawn",
        calls=4,
    ),
)
_LEAVE = tuple(plan for plan in PLANS if plan.flow == "leave-request")
MIX = (*_LEAVE, *_LEAVE, *PLANS)
"""What offices submit: leave more often than anything else."""
