"""Cases: what a `<flow>.cases.yaml` may say. A case is an example of the flow that a program can check.

A case names a starter, a form, what people then do and how time passes, and what is expected of it. The people
are those of the directory it is run against (here: the demo institute).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from chalicelib.flows.model import Frozen, Key
from chalicelib.flows.verify import Problem, SourceError
from chalicelib.platform import strict_yaml


class Step(Frozen):
    """One thing that happens: a person does something at a node, the starter withdraws, or hours pass."""

    at: Key | None = None
    by: str | None = None
    do: Literal["approve", "reject", "return", "resubmit", "withdraw"] | None = None
    comment: str = ""
    form: dict[str, Any] | None = None
    wait_hours: float | None = Field(default=None, gt=0)


class RecordExpected(Frozen):
    library: str = "leave-ledger"
    account: str
    action: str
    amount: float


class MessageExpected(Frozen):
    kind: str
    to: tuple[str, ...]


class Expected(Frozen):
    """What is said must hold exactly; what is not said is not looked at.

    `nodes` are the nodes entered, in order, effects too; `refused` the fields a submission is refused for, with
    the code of each.
    """

    nodes: tuple[str, ...] | None = None
    people: dict[str, tuple[str, ...]] | None = None
    status: str | None = None
    form: dict[str, Any] | None = None
    records: tuple[RecordExpected, ...] | None = None
    messages: tuple[MessageExpected, ...] | None = None
    refused: dict[str, str] | None = None


class Case(Frozen):
    """One example. `now` is the institute's wall clock at submission; `balances` what the starter has."""

    name: str
    starter: str
    now: dt.datetime
    form: dict[str, Any]
    balances: dict[str, float] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    expect: Expected


class Cases(Frozen):
    """All cases of one flow. `balances` hold for every case that says nothing else."""

    balances: dict[str, float] = Field(default_factory=dict)
    cases: tuple[Case, ...] = Field(min_length=1)


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
