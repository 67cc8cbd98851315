"""Cases: what a `<flow>.cases.yaml` may say. A case is an example of the flow that a program can check.

A case names a starter, a form, what people then do and how time passes, and what is expected of it. The people
are those of the directory it is run against (here: the demo institute). The same file runs in memory and on the
deployed state machines.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from chalicelib.flows.model import REVISE, Frozen, Key
from chalicelib.flows.verify import Problem, SourceError
from chalicelib.platform import strict_yaml

UserId = str
Decide = Literal["approve", "reject", "return", "resubmit", "answer"]
Desk = Literal[
    "transfer",
    "delegate",
    "ask_opinion",
    "add_approver",
    "remove_approver",
    "take_back",
    "take_over",
]
Talk = Literal["withdraw", "remind", "comment", "copy", "supervise", "supervise_end", "jump", "end"]


class Step(Frozen):
    """One thing that happens.

    A person, `by`, does something with the task they have `at` a node (`do`), or with the request as a whole; `to` is
    the node or the people it goes to, `whose` the one of several tasks it is about. Hours pass (`wait_hours`). Or what
    a node waits for comes back: an `event` by its name, an `answer` to its call, the end of a sub-request (`ended`,
    with its `form`; `number` counts calls and sub-requests of one node). `error` is the code of a refusal.
    """

    at: Key | None = None
    by: UserId | None = None
    do: Decide | Desk | Talk | None = None
    to: str | tuple[str, ...] = REVISE
    whose: UserId | None = None
    where: Literal["before", "after", "with"] = "with"
    straight: bool = False
    comment: str = ""
    form: dict[str, Any] | None = None
    picks: dict[Key, tuple[UserId, ...]] = Field(default_factory=dict)
    wait_hours: float | None = Field(default=None, gt=0)
    event: Key | None = None
    answer: dict[str, Any] | None = None
    ended: Literal["approved", "rejected", "withdrawn"] | None = None
    number: int = 1
    error: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Step:
        things = [self.do, self.wait_hours, self.event, self.answer, self.ended]
        if sum(thing is not None for thing in things) != 1:
            raise ValueError("a step says one of: do, wait_hours, event, answer, ended")
        if self.do and self.do != "withdraw" and self.by is None:
            raise ValueError("a step with `do` says who does it: `by`")
        if (self.answer is not None or self.ended) and self.at is None:
            raise ValueError("a step with `answer` or `ended` says at which node: `at`")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """`to` as people."""
        return (self.to,) if isinstance(self.to, str) else self.to

    @property
    def node(self) -> str:
        """`to` as a node."""
        return self.people[0]


class Listed(Frozen):
    """One of a list of things with parts."""

    def said(self) -> dict[str, Any]:
        """The parts that are said."""
        return self.model_dump(exclude_unset=True)


class RecordExpected(Listed):
    """One write of a library: of a ledger `account` and `amount`, of records `match`, `values`, `add` and `child`."""

    library: str = "leave-ledger"
    action: str
    account: str | None = None
    amount: float | None = None
    match: dict[str, Any] | None = None
    values: dict[str, Any] | None = None
    add: dict[str, float] | None = None
    child: str | None = None

    def said(self) -> dict[str, Any]:
        return {"library": self.library, **super().said()}


class StoredExpected(Frozen):
    """A record as it stands in the end: these of its `values`, of a table the last rows with these of their cells."""

    library: str
    key: str
    values: dict[str, Any] = Field(min_length=1)


class MessageExpected(Listed):
    kind: str
    to: tuple[UserId, ...]
    text: str | None = None


class CallExpected(Listed):
    """A call to another system."""

    system: str
    operation: str
    parts: dict[str, Any] | None = None


class StartExpected(Listed):
    """A request of another flow."""

    flow: str
    form: dict[str, Any] | None = None


class Expected(Frozen):
    """What is said must hold exactly; what is not said is not looked at.

    `nodes` are the nodes entered, in order, effects too; `records` what was written to libraries, of records in memory
    alone, `stored` how records stand in the end; `open` who has an open task at the end, by node; `refused` the
    fields a submission is refused for, with the code of each.
    """

    nodes: tuple[str, ...] | None = None
    people: dict[str, tuple[UserId, ...]] | None = None
    open: dict[str, tuple[UserId, ...]] | None = None
    status: str | None = None
    form: dict[str, Any] | None = None
    records: tuple[RecordExpected, ...] | None = None
    stored: tuple[StoredExpected, ...] = ()
    messages: tuple[MessageExpected, ...] | None = None
    calls: tuple[CallExpected, ...] | None = None
    starts: tuple[StartExpected, ...] | None = None
    refused: dict[str, str] | None = None


class ProxyGiven(Frozen):
    """A standing proxy, on the institute's wall clock."""

    person: UserId
    proxy: UserId
    from_at: dt.datetime
    until_at: dt.datetime
    flows: tuple[str, ...] = ()
    condition: str = ""


class Given(Frozen):
    """What the libraries hold: `balances` of the starter in any account, `records` by library, `cells` of matrices by
    library, row and column; and who stands in for whom.
    """

    balances: dict[str, float] = Field(default_factory=dict)
    records: dict[str, tuple[dict[str, Any], ...]] = Field(default_factory=dict)
    cells: dict[str, dict[str, dict[str, tuple[UserId, ...]]]] = Field(default_factory=dict)
    proxies: tuple[ProxyGiven, ...] = ()


class Case(Given):
    """One example. `now` is the institute's wall clock at submission; `picks` whom the starter chooses; `incomplete`
    where another flow starts it.
    """

    name: str
    starter: UserId
    now: dt.datetime
    form: dict[str, Any]
    picks: dict[Key, tuple[UserId, ...]] = Field(default_factory=dict)
    incomplete: bool = False
    steps: tuple[Step, ...] = ()
    expect: Expected


class Cases(Given):
    """All cases of one flow. What is given here holds for every case that says nothing else."""

    cases: tuple[Case, ...] = Field(min_length=1)

    def given(self, case: Case) -> Given:
        """What holds for a case: its own, over what all share."""
        return Given(
            balances={**self.balances, **case.balances},
            records={**self.records, **case.records},
            cells={**self.cells, **case.cells},
            proxies=case.proxies or self.proxies,
        )


def read(source: str) -> Cases:
    """The cases of a text. Raises SourceError with every problem of its shape (F060)."""
    try:
        return Cases.model_validate(strict_yaml.load(source))
    except yaml.YAMLError as error:
        raise SourceError([Problem("F060", "cases", "not YAML", str(error).splitlines()[0])]) from error
    except ValidationError as error:
        problems = [
            Problem("F060", "cases." + ".".join(map(str, e["loc"])), e["msg"]) for e in error.errors()
        ]
        raise SourceError(problems) from error
