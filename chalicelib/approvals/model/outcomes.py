"""How a visit ends. All but `approved` are the errors the compiled machine catches (docs/architecture.md)."""

from __future__ import annotations

from chalicelib.approvals.model.types import Status
from chalicelib.flows.model import REVISE

APPROVED = "approved"
REJECTED = "Rejected"
WITHDRAWN = "Withdrawn"
ENDED = "Ended"
"""Ended by an administrator."""

STATUS_OF = {
    APPROVED: Status.APPROVED,
    REJECTED: Status.REJECTED,
    WITHDRAWN: Status.WITHDRAWN,
    ENDED: Status.ENDED,
}
_RETURNED, _JUMPED = "ReturnedTo.", "JumpedTo."


def returned_to(node: str = REVISE) -> str:
    """The outcome of a return: to its starter, or to a node."""
    return f"{_RETURNED}{node}"


def jumped_to(node: str) -> str:
    """The outcome that sends the machine to a node past the usual way."""
    return f"{_JUMPED}{node}"


def target_of(name: str) -> str:
    """The node an outcome sends the request to; empty where it goes on or ends."""
    head, _, node = name.partition(".")
    return node if f"{head}." in {_RETURNED, _JUMPED} else ""


def word_of(name: str) -> str:
    """What an outcome did, as a status says it: `approved`, `rejected`, `withdrawn`, `ended`, `returned`, `sent_on`."""
    if name in STATUS_OF:
        return STATUS_OF[name].value
    return "returned" if is_return(name) else "sent_on"


def is_return(name: str) -> bool:
    return name.startswith(_RETURNED)
