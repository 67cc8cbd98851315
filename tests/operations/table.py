"""Every operation, what is done, and what comes of it in each of the surroundings: worked out by hand, not by the engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.flows.cases import Step
from tests.operations.surroundings import COLUMNS, Desk


@dataclass(frozen=True)
class Refused:
    """The operation is not possible here: the code of its refusal, and why."""

    code: str
    why: str


Seen = str | Refused
Steps = Callable[[str], tuple[Step, ...]]
Run = Callable[[Desk, str], None]


@dataclass(frozen=True)
class Operation:
    """One row: its key names the tests, `does` tells what is done. `desk` says how the request is made, `tells` whether
    the cell shows who got a message.
    """

    key: str
    title: str
    does: str
    run: Run
    seen: Mapping[str, Seen]
    desk: Mapping[str, Any] = field(default_factory=dict)
    tells: bool = False

    def __post_init__(self) -> None:
        assert list(self.seen) == list(COLUMNS)


VOTES: Mapping[str, tuple[str, ...]] = {
    "single": ("p1",),
    "any": ("p1",),
    "ratio": ("p1", "p2"),
}
"""Whose approvals the panel needs; elsewhere those of all three."""
DUE = " ⏱ 11-24 09:00"
"""When the clock looks again that was running before."""
ANEW = " ⏱ 11-24 16:03"
"""The same of a clock that began anew, at three past five in the evening."""
WAITS = "; parent sub waits"
BACK = "; parent revise: starter"


def everywhere(text: str, **other: Seen) -> dict[str, Seen]:
    """The same in each; in the sub-flow its parent waits on, where nothing else is said."""
    return {column: other.get(column, text + (WAITS if column == "subflow" else "")) for column in COLUMNS}


def inside(text: str, clock: str = "", **other: str) -> dict[str, Seen]:
    """What stays within a way: whoever is beside it stays, and so does who waits for a sub-request. `text` is where all
    three sign; `clock` follows it where one runs.
    """
    found: dict[str, Seen] = dict.fromkeys(COLUMNS, text)
    found |= {
        "parallel": f"{text} · beside: beside",
        "inclusive": f"{text} · beside: beside",
        "subflow": f"{text}{WAITS}",
        "timer": f"{text}{clock}",
    }
    return found | other


def fresh(clock: str = DUE) -> dict[str, Seen]:
    """As the request stood before."""
    return inside("panel: p1, p2, p3", clock, single="panel: p1", in_order="panel: p1")


def in_place_of_p1(*people: str) -> dict[str, Seen]:
    """Others are asked, p1 is not, and who was asked beside p1 is on."""
    new = ", ".join(people)
    return inside(f"panel: p2, p3, {new}", DUE, single=f"panel: {new}", in_order=f"panel: {new}")


def refused(code: str, why: str, **other: Refused) -> dict[str, Seen]:
    return {column: other.get(column, Refused(code, why)) for column in COLUMNS}


def step(by: str, do: Any, **more: Any) -> Step:
    return Step.model_validate({"at": "panel", "by": by, "do": do, "comment": "why"} | more)


def steps(*wanted: Step) -> Run:
    """The same steps everywhere."""
    return lambda desk, _: desk.do(*wanted)


def votes(column: str) -> tuple[Step, ...]:
    """The approvals that carry the panel."""
    return tuple(step(userid, "approve") for userid in VOTES.get(column, ("p1", "p2", "p3")))


def returned(column: str, to: str, **more: Any) -> tuple[Step, ...]:
    """One of several has approved where that does not carry the panel, then another one returns the request."""
    if column in {"single", "any"}:
        return (step("p1", "return", to=to, **more),)
    if column == "in_order":
        return (step("p1", "approve"), step("p2", "return", to=to, **more))
    return (step("p2", "approve"), step("p1", "return", to=to, **more))


RESUBMIT = step("starter", "resubmit", at="revise")
