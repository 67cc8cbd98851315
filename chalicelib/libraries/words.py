"""What a library says beside its fields: numbering, keys, states, views, permissions, actions. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from chalicelib.libraries.base import FLOW_KEY, FieldKey, FieldPath, Frozen, Value, Word
from chalicelib.libraries.filters import Filter

EVERYONE = "everyone"


class Serial(Frozen):
    """Numbers records that come without their key: `{yyyy}`, `{yy}`, `{mm}`, `{dd}`, `{seq:5}`, and fields, an enum by
    the code of its option.

    What stands before the number is its scope: `ZC{yyyy}{category}{seq:5}` counts each category's year from 1.
    """

    pattern: str = Field(min_length=1, max_length=80)
    codes: dict[FieldKey, dict[str, str]] = {}


class UniqueKey(Frozen):
    """Fields whose values together no two records share. `exempt`: a record with one of them empty is left out; else
    empty is a value like others.
    """

    fields: tuple[FieldKey, ...] = Field(min_length=2, max_length=6)
    exempt: bool = False


class Move(Frozen):
    """A change of state. `by`: roles that may make it by hand; without, only flows make it."""

    from_: str | tuple[str, ...] = Field(alias="from")
    to: str | tuple[str, ...]
    by: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.from_,) if isinstance(self.from_, str) else self.from_

    @property
    def targets(self) -> tuple[str, ...]:
        return (self.to,) if isinstance(self.to, str) else self.to


class States(Frozen):
    """Of an enum field that is a state: where records begin, which moves there are (without `moves` any, by flows), and
    the states in which nothing of the record may change.
    """

    start: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    frozen: tuple[str, ...] = ()


class Card(Frozen):
    """A record on a phone: its title, and the lines below it."""

    title: FieldPath
    lines: tuple[FieldPath, ...] = Field(default=(), max_length=4)


class View(Frozen):
    """A list of records, or of the rows of a `child` table. `sort`: a field, `-field` for the last first.

    An index serves it, so it asks one field to be equal to something and sorts or ranges by one.
    """

    key: Word
    name: str = Field(min_length=1, max_length=40)
    columns: tuple[FieldKey, ...] = Field(min_length=1)
    filter: Filter | None = None
    sort: str | tuple[str, ...] = ()
    group: FieldKey | None = None
    child: FieldKey | None = None
    card: Card | None = None

    @property
    def sorting(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) else self.sort


class Operation(StrEnum):
    """What a permission allows; `recalculate`, `lock`, `unlock` and `adjust` belong to libraries a capability writes."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    EXPORT = "export"
    ADJUST = "adjust"
    RECALCULATE = "recalculate"
    LOCK = "lock"
    UNLOCK = "unlock"


class Permission(Frozen):
    """What a role, or everyone, may do with which rows: `all`, `own` (of a ledger: the owner is the person), or those a
    condition holds for. Of several permissions of a person the union counts.
    """

    who: str = Field(min_length=1)
    rows: Literal["own", "all"] | Filter
    ops: tuple[Operation, ...] = (Operation.READ,)
    hidden: tuple[FieldPath, ...] = ()
    masked: tuple[FieldPath, ...] = ()
    read_only: tuple[FieldPath, ...] = ()


class Action(Frozen):
    """Starts a flow from a record, by whom it lets. `map` fills its form (JSONata over the record)."""

    key: Word
    name: str = Field(min_length=1, max_length=40)
    flow: str = Field(pattern=FLOW_KEY)
    map: dict[FieldKey, Value] = {}
    filter: Filter | None = None
