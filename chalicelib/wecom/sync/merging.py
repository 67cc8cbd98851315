"""Three-way merging of one person or department: ours, theirs, and what was agreed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.wecom.sync.fields import OWNERS
from chalicelib.wecom.sync.model import Conflict, Link, Thing, Toward, What, digest

ABSENT_FIELDS = frozenset({"active"})


@dataclass
class Merged:
    """What both sides are to be, and by which fields each has to change."""

    target: Any
    inward: dict[str, Any] = field(default_factory=dict)
    outward: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merged(what: What, name: str, ours: Thing, theirs: Thing, link: Link) -> Merged:
    """Field by field. What theirs does not tell is no difference, but for what we never sent."""
    values: list[Any] = []
    found = Merged(ours)
    for index, key in enumerate(ours._fields):
        o, t, b = ours[index], theirs[index], _agreed(link, index, key, theirs[index])
        side = _way(what, key, o, t, b)
        values.append(t if side == "platform" else o)
        if side == "platform":
            found.inward[key] = t
        elif side == "wecom":
            found.outward[key] = o
        if side and t is not None and b is not UNKNOWN and b not in (o, t):
            found.conflicts.append(Conflict(what, name, key, o, t, OWNERS[what][key]))
    found.target = type(ours)(*values)
    return found


UNKNOWN = object()
"""Nothing was ever agreed."""


def _agreed(link: Link, index: int, key: str, theirs: Any) -> Any:
    """What was agreed; what we sent counts as agreed as soon as it is what they have: our own write came back."""
    if link.sent and theirs is not None and link.sent.get(key) == digest(theirs):
        return theirs
    if theirs is None and key in link.sent:
        return ""  # whether they have it nobody knows: it is sent again
    return UNKNOWN if link.agreed is None else link.agreed[index]


def _way(what: What, key: str, ours: Any, theirs: Any, agreed: Any) -> Toward | None:
    """Which side has to follow; None where nothing has to."""
    if theirs is None:
        # Only a number is ours alone: a change of it is sent. Which they had before we met is theirs to know.
        return "wecom" if key == "mobile" and ours and agreed is not UNKNOWN and ours != agreed else None
    if ours == theirs:
        return None
    if ours == agreed:
        return "platform"
    if theirs == agreed:
        return "wecom"
    if key == "active" and agreed is UNKNOWN:
        return "platform" if ours else "wecom"
    return "wecom" if OWNERS[what][key] == "platform" else "platform"


def changed(thing: Thing, values: Mapping[str, Any]) -> Any:
    """The thing with these fields; what the other side cannot tell stays."""
    return thing._replace(**values)
