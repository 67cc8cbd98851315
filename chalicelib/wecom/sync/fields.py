"""Which side owns what: the one table that decides conflicts, and that docs/sync-fields.md shows. Pure.

Whoever changes a field, on whichever side, the other follows. Only where both changed it since they were last the same
does its owner win.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from chalicelib.wecom.sync.model import Toward, What

Ways = Literal["both", "to_wecom", "to_platform", "none"]


@dataclass(frozen=True)
class Rule:
    """One field: who wins where both changed it, which ways it goes, what it is in WeCom, and why."""

    what: What
    field: str
    owner: Toward
    ways: Ways
    wecom: str
    why: str


RULES: Final = (
    Rule(
        "person",
        "userid",
        "wecom",
        "both",
        "userid, new_userid",
        "WeCom's key; a rename is one transaction here",
    ),
    Rule("person", "name", "platform", "both", "name", "the personnel file"),
    Rule("person", "title", "platform", "both", "position", "the personnel file"),
    Rule(
        "person",
        "departments",
        "platform",
        "both",
        "department, main_department",
        "has history and approvals here",
    ),
    Rule(
        "person",
        "active",
        "platform",
        "both",
        "enable; or there is no such member",
        "who leaves or comes; where nothing was agreed yet, out wins over in",
    ),
    Rule("person", "mobile", "platform", "to_wecom", "mobile", "WeCom does not tell it to us"),
    Rule(
        "person",
        "roles",
        "platform",
        "to_wecom",
        "tags",
        "rights are given here; a tag changed there is put right",
    ),
    Rule(
        "person",
        "post, days, work scheme, who sees the number",
        "platform",
        "none",
        "",
        "WeCom has no such field",
    ),
    Rule("department", "id", "platform", "both", "id", "the same number on both sides"),
    Rule("department", "name", "platform", "both", "name", "has history here"),
    Rule("department", "parent", "platform", "both", "parentid", "approvals go up this tree"),
    Rule(
        "department",
        "order",
        "wecom",
        "both",
        "order (descending there)",
        "what people see in WeCom's own list",
    ),
    Rule(
        "department",
        "active",
        "platform",
        "both",
        "there is such a department",
        "one that anybody is in stays, whoever removed it",
    ),
    Rule("department", "head, deputies, division leader", "platform", "none", "", "approvals depend on them"),
)

OWNERS: Final[dict[str, dict[str, Toward]]] = {
    what: {rule.field: rule.owner for rule in RULES if rule.what == what} for what in ("person", "department")
}
"""What merging asks."""
SIDES: Final = {"platform": "platform", "wecom": "WeCom"}
WAYS: Final = {
    "both": "both ways",
    "to_wecom": "platform → WeCom",
    "to_platform": "WeCom → platform",
    "none": "stays here",
}


def page() -> str:
    """docs/sync-fields.md."""
    head = (
        "# Fields of the directory and WeCom",
        "",
        "Written by `make generate` from `chalicelib/wecom/sync/fields.py`, which decides by this table.",
        "A change of either side reaches the other. Where both changed the same field since they were last the same,",
        "the owner wins, and the run's report names the conflict.",
        "",
        "| what | field here | in WeCom | goes | owner | because |",
        "|---|---|---|---|---|---|",
    )
    rows = (
        f"| {one.what} | {one.field} | {one.wecom or '–'} | {WAYS[one.ways]} | {SIDES[one.owner]} | {one.why} |"
        for one in RULES
    )
    return "\n".join([*head, *rows, ""])
