"""What a run needs of both sides and of memory. The stores, WeCom over HTTP, and the tests' address books are such."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from chalicelib.wecom.sync.model import Decisions, Links, Problem, Side, Step, Thing, Toward, What


class StepRefusedError(Exception):
    """The step cannot be done; others can. `code` has a sentence in `sync_problems`, or is WeCom's number."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail = code, detail


class SideClosedError(Exception):
    """WeCom answers nothing, or nothing to us: later, all of it again. `reason` is `unavailable` or its number."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EmptyBookError(Exception):
    """WeCom answered an address book without people or departments. Nothing was changed."""


@dataclass(frozen=True)
class Reading:
    """What WeCom's address book says, and what in it cannot be so."""

    side: Side
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Touched:
    """What has to be looked at since the last time, and how to say that it was."""

    people: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    renames: Mapping[str, str] = field(default_factory=dict)
    receipts: tuple[Any, ...] = ()

    @property
    def nothing(self) -> bool:
        return not self.receipts


class Ours(Protocol):
    """The directory."""

    def whole(self) -> Side: ...

    def some(self, userids: Collection[str]) -> Side:
        """These people, all departments, and the aliases of these people."""
        ...

    def count(self) -> int:
        """People in service."""
        ...

    def do(self, step: Step, agreement: Sequence[Any]) -> None:
        """Do it, and write the agreement in the same transaction. Raises StepRefusedError."""
        ...

    def roles(self) -> Mapping[str, frozenset[str]]:
        """The people in service who hold each role."""
        ...


class Theirs(Protocol):
    """WeCom's address book. Everything raises SideClosedError."""

    def whole(self) -> Reading: ...

    def some(self, userids: Collection[str]) -> Reading:
        """These people and all departments."""
        ...

    def is_gone(self, userid: str) -> bool:
        """Asked by itself: there is no such member."""
        ...

    def do(self, step: Step) -> None:
        """Again: nothing. Raises StepRefusedError."""
        ...

    def tag_members(self, tag: int) -> frozenset[str] | None:
        """None where there is no such tag."""
        ...

    def make_tag(self, tag: int, name: str) -> None: ...

    def set_tag(self, tag: int, add: Collection[str], remove: Collection[str]) -> None: ...


class Memory(Protocol):
    """What is remembered between runs."""

    def whole(self) -> Links: ...

    def some(self, userids: Collection[str]) -> Links: ...

    def agreement(self, what: What, name: str, thing: Thing | None) -> Sequence[Any]:
        """The writes that keep what is agreed from now on; None forgets it."""
        ...

    def agree(self, agreed: Iterable[tuple[What, str, Thing | None]]) -> None: ...

    def mark(self, step: Step, values: Mapping[str, str]) -> None:
        """Before WeCom is told: what it is about to have from us."""
        ...

    def decisions(self) -> Decisions: ...

    def removed_today(self) -> tuple[int, int]:
        """People removed here and there since midnight."""
        ...

    def count_removed(self, toward: Toward) -> None: ...

    def touched(self) -> Touched: ...

    def settle(self, receipts: Iterable[Any]) -> None:
        """It was looked at; what was touched again meanwhile stays."""
        ...

    def tag_of(self, role: str) -> int:
        """The number of a role's tag in WeCom; a new one where it has none."""
        ...

    def role_of(self, tag: str) -> str | None: ...


@dataclass(frozen=True)
class Ports:
    ours: Ours
    theirs: Theirs
    memory: Memory
