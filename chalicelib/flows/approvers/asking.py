"""What approver rules are resolved against, and what comes of it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.directory.model import Directory, Person, Proxy

Values = Mapping[str, Any]


def _no_record(_: str, __: str) -> None:
    return None


def _no_request(_: str, __: str) -> None:
    return None


def _no_cell(_: str, __: str, ___: str) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Asking:
    """Everything a rule may look at.

    `values` is the form; `decided` and `picks` are userids by node; `record(library, key)` gives a library record's
    fields, `matrix(library, row, column)` a cell's userids, `starter_of(field, name)` who started the request that a
    field names; `assignee` is who is late, for rules of a `due`.
    `directory` knows everybody whom the form, the records and the cells name.
    """

    flow: str
    starter: Person
    values: Values
    directory: Directory
    now: dt.datetime
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    record: Callable[[str, str], Values | None] = _no_record
    matrix: Callable[[str, str, str], tuple[str, ...]] = _no_cell
    starter_of: Callable[[str, str], str | None] = _no_request
    proxies: tuple[Proxy, ...] = ()
    libraries: Mapping[str, str] = field(default_factory=dict)
    assignee: Person | None = None

    def scope(self) -> dict[str, Any]:
        """What a condition inside a rule sees."""
        starter = {
            "userid": self.starter.userid,
            "name": self.starter.name,
            "title": self.starter.title,
            "department": self.starter.department,
            "roles": list(self.starter.roles),
            "is_dept_head": self.directory.is_head(self.starter.userid),
        }
        return {**self.values, "starter": starter}


@dataclass(frozen=True)
class Seat:
    """One person a node asks, for themselves or `on_behalf_of` the person a rule named (代)."""

    userid: str
    on_behalf_of: str = ""


@dataclass(frozen=True)
class Found:
    """The people of a node and why they: a key of `messages: approvers.<reason>` with its parameters.

    Nobody and `reason` `nobody_needed`: the node passes by itself. `refused`: its flow takes no request for which
    nobody is found (until somebody is, the administrators are asked).
    """

    seats: tuple[Seat, ...]
    reason: str
    params: Mapping[str, Any]
    refused: bool = False

    @property
    def userids(self) -> tuple[str, ...]:
        return tuple(seat.userid for seat in self.seats)
