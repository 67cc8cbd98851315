"""What is remembered between runs, in the tables."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.directory import service as directory
from chalicelib.directory.model import Change
from chalicelib.platform import clock
from chalicelib.wecom import callback_store
from chalicelib.wecom.events import Dirty
from chalicelib.wecom.sync import run_store, store
from chalicelib.wecom.sync.model import Decisions, Links, Step, Thing, Toward, What
from chalicelib.wecom.sync.ports import Touched

MOST_AT_ONCE = 80
"""Callbacks, and changes, of one run: each asks WeCom for a person, and a minute is soon over. The others are the next
one's, or the night's.
"""


@dataclass(frozen=True)
class Heard:
    """A dirty id, as it was when the run began."""

    dirty: Dirty
    last: str


class TableMemory:
    """Implements `ports.Memory`."""

    def whole(self) -> Links:
        return store.whole()

    def some(self, userids: Collection[str]) -> Links:
        departments = {int(number): link for number, link in store.read_links("department")}
        return Links(dict(store.read_some("person", userids)), departments)

    def agreement(self, what: What, name: str, thing: Thing | None) -> Sequence[Any]:
        return [store.agreement(what, name, thing)]

    def agree(self, agreed: Iterable[tuple[What, str, Thing | None]]) -> None:
        store.agree(agreed)

    def mark(self, step: Step, values: Mapping[str, str]) -> None:
        store.mark(step.what, step.id, values)

    def decisions(self) -> Decisions:
        return run_store.decisions()

    def removed_today(self) -> tuple[int, int]:
        state = store.read_state()
        if state.removed_on != clock.wall(clock.now()).date().isoformat():
            return 0, 0
        return int(state.removed_here), int(state.removed_there)

    def count_removed(self, toward: Toward) -> None:
        store.count_removed(here=toward == "platform")

    def touched(self) -> Touched:
        """Callbacks of WeCom and changes of the directory, together."""
        heard = [Heard(dirty, last) for dirty, last in callback_store.read_dirty()][:MOST_AT_ONCE]
        changes = directory.outward(MOST_AT_ONCE)
        return Touched(
            people=frozenset(
                [
                    *(one.dirty.name for one in heard if one.dirty.what == "user"),
                    *(one.subject for one in changes if one.kind == "person"),
                ]
            ),
            roles=frozenset(role for one in changes for role in _roles(one)),
            tags=frozenset(one.dirty.name for one in heard if one.dirty.what == "tag"),
            renames={one.dirty.name: one.dirty.renamed_to for one in heard if one.dirty.renamed_to},
            receipts=(*heard, *changes),
        )

    def settle(self, receipts: Iterable[Any]) -> None:
        for one in receipts:
            if isinstance(one, Heard):
                callback_store.settle(one.dirty, one.last)
            elif isinstance(one, Change):
                directory.end_outward(one)

    def tag_of(self, role: str) -> int:
        if role not in self._tags:
            number = max(self._tags.values(), default=store.FIRST_TAG - 1) + 1
            store.keep_tag(role, number)
            self._tags[role] = number
        return self._tags[role]

    def role_of(self, tag: str) -> str | None:
        return next((role for role, number in self._tags.items() if str(number) == tag), None)

    @functools.cached_property
    def _tags(self) -> dict[str, int]:
        return store.tags()


def _roles(change: Change) -> set[str]:
    """Roles that a change gave or took; of somebody who left, came back or is called otherwise, all of theirs."""
    before, after = change.fields.get("roles", [None, None])
    if change.action in {"disabled", "enabled", "renamed", "created"}:
        after = change.after.get("roles", ())
    return set(before or ()) ^ set(after or ())
