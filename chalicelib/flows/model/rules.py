"""Who approves: the rules that name people, and what happens when a rule finds nobody or the wrong one."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from chalicelib.flows.model.base import Condition, FieldPath, Frozen, Key, Value

NARROWING = frozenset({"of", "up", "to"})


class RecordUser(Frozen):
    """The user in field `user` of the library record that the form's library_ref `field` names; `head`: the head
    of that user's department instead.
    """

    field: FieldPath
    user: Key
    head: bool = False


class Rung(Frozen):
    """One step of a ladder: amounts under `below` (in the field's unit; the last rung has none)."""

    below: float | None = None
    approvers: Rule


class Ladder(Frozen):
    """By amount: the rung the amount falls on; `cumulative`: it and every rung under it, lowest first.

    Lower bound in, upper bound out.
    """

    by: Value
    rungs: tuple[Rung, ...] = Field(min_length=1)
    cumulative: bool = False


class Choices(Frozen):
    """By an enum or multi_enum field: the rule of each chosen option, in the order of `map`."""

    field: Key
    map: dict[str, Rule] = Field(min_length=1)


class Listed(Frozen):
    """One entry of a list: its people belong to it while `when` holds."""

    approvers: Rule
    when: Condition | None = None


class Matrix(Frozen):
    """A cell of a matrix library: `row` is a department place or a field, `column` a field or a fixed text in quotes
    (JSONata).
    """

    library: str
    row: Value
    column: Value


class Pick(Frozen):
    """People somebody chooses: `among` a rule's people, or anybody in service; at most `most`."""

    among: Rule | None = None
    most: int = Field(default=1, ge=1, le=50)


class Rule(Frozen):
    """Who approves: says exactly one thing.

    A department is `starter.department`, `assignee.department` (in a `due`: of who is late), or a department
    field of the form. `role` may be narrowed to its holders `of` one department; `head_of` goes `up` so many
    levels of the tree; `line_of` names the head, the division leader, the president of a department in this
    order, `to` the last one wanted. `decided` names who decided at an earlier node, `starter_of` who started the request a field names.
    """

    person: str | None = None
    role: str | None = None
    of: str | None = None
    head_of: str | None = None
    up: int = Field(default=0, ge=0, le=9)
    deputy_of: str | None = None
    division_leader_of: str | None = None
    line_of: str | None = None
    to: Literal["head", "division_leader", "president"] = "president"
    field: FieldPath | None = None
    record: RecordUser | None = None
    ladder: Ladder | None = None
    choices: Choices | None = None
    listed: tuple[Listed, ...] | None = None
    matrix: Matrix | None = None
    starter: Literal[True] | None = None
    starter_picks: Pick | None = None
    previous_picks: Pick | None = None
    decided: Key | None = None
    starter_of: FieldPath | None = None
    any_of: tuple[Rule, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Rule:
        if len(self.model_fields_set - NARROWING) != 1:
            raise ValueError("an approver rule says exactly one thing; join several with any_of")
        for narrowing, said in (("of", "role"), ("up", "head_of"), ("to", "line_of")):
            if narrowing in self.model_fields_set and said not in self.model_fields_set:
                raise ValueError(f"`{narrowing}` goes with {said}, nothing else")
        return self

    @property
    def says(self) -> str:
        """Which one thing it says."""
        return next(iter(self.model_fields_set - NARROWING))

    def parts(self) -> tuple[Rule, ...]:
        """The rules it is made of, one level down."""
        inner = [*(self.any_of or ()), *(entry.approvers for entry in self.listed or ())]
        inner += [rung.approvers for rung in self.ladder.rungs] if self.ladder else []
        inner += list(self.choices.map.values()) if self.choices else []
        inner += [pick.among for pick in (self.starter_picks, self.previous_picks) if pick and pick.among]
        return tuple(inner)


class EmptyWord(StrEnum):
    """What happens when a rule finds nobody: the next leader up, the administrators, nobody needed, no submission."""

    UPWARDS = "upwards"
    ADMINISTRATOR = "administrator"
    PASS = "pass"  # noqa: S105
    REFUSE = "refuse"


Empty = EmptyWord | Rule
"""Named people are a rule of their own; if that finds nobody too, the administrators."""


class Duplicate(StrEnum):
    """Who approved before and would be asked again: always asked; not directly after; once per request."""

    NEVER = "never"
    CONSECUTIVE = "consecutive"
    ONCE = "once"


class OwnRequest(StrEnum):
    """The rule names the starter: the next leader up decides, the starter does, or nobody needs to."""

    UPWARDS = "upwards"
    KEEP = "keep"
    SKIP = "skip"


class Left(StrEnum):
    """The rule names somebody who has left: their department's head decides, the administrators, or they are left
    out (and `empty` says what then).
    """

    HEAD = "head"
    ADMINISTRATOR = "administrator"
    DROP = "drop"


for _model in (Rung, Ladder, Choices, Listed, Pick, Rule):
    _model.model_rebuild()
