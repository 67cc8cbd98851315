"""Roles as tags of WeCom: given here, seen there. A tag that somebody changed there is put right."""

from __future__ import annotations

from collections.abc import Collection

from chalicelib.platform import messages
from chalicelib.wecom.sync.model import Problem
from chalicelib.wecom.sync.ports import Ports, SideClosedError, StepRefusedError

LONGEST_NAME = 32
"""WeCom's limit (path/90210)."""


def keep(ports: Ports, roles: Collection[str] | None, problems: list[Problem]) -> int:
    """Bring the tags of these roles, or of all, to what the directory says; how many were changed."""
    changed = 0
    held = ports.ours.roles() if roles is None or roles else {}
    for role in sorted(held.keys() if roles is None else held.keys() & set(roles)):
        try:
            changed += _keep(ports, role, held[role])
        except (StepRefusedError, SideClosedError) as error:
            code = error.code if isinstance(error, StepRefusedError) else error.reason
            problems.append(Problem("person", f"role:{role}", code))
    return changed


def name_of(role: str) -> str:
    """A tag's name: that of the role, as people read it."""
    named = role in messages.names("roles")
    return (messages.text(f"roles.{role}") if named else role)[:LONGEST_NAME]


def _keep(ports: Ports, role: str, wanted: frozenset[str]) -> int:
    tag = ports.memory.tag_of(role)
    there = ports.theirs.tag_members(tag)
    if there is None:
        if not wanted:
            return 0
        ports.theirs.make_tag(tag, name_of(role))
        there = frozenset()
    if there == wanted:
        return 0
    ports.theirs.set_tag(tag, sorted(wanted - there), sorted(there - wanted))
    return 1
