"""The flow language: what one `<flow>.flow.yaml` may say. Frozen; pure; its JSON Schema serves editors.

One text, five readers: the H5 form, API validation, compiler, verifier, the running request's snapshot.
A definition never changes; a new text is a new version. What runs is another type: approvals/model.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

KEY = r"^[a-z][a-z0-9_]{0,39}$"
FLOW_KEY = r"^[a-z][a-z0-9-]{1,59}$"
REVISE = "revise"
"""State and node of a request that was returned to its starter."""

Key = Annotated[str, Field(pattern=KEY)]
Condition = Annotated[str, Field(min_length=1, max_length=2000)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldType(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    DATERANGE = "daterange"
    ENUM = "enum"
    MULTI_ENUM = "multi_enum"
    USER = "user"
    USERS = "users"
    DEPARTMENT = "department"
    FILE = "file"
    TABLE = "table"
    LIBRARY_REF = "library_ref"
    BOOLEAN = "boolean"


class FormField(Frozen):
    """One field. `required` and `visible` are true, false or a condition over the form.

    `computed` is JSONata; the person cannot change it. Money is integer fen. `max_length` counts characters.
    """

    label: str = Field(min_length=1, max_length=40)
    type: FieldType
    required: bool | Condition = False
    visible: bool | Condition = True
    computed: Condition | None = None
    options: dict[str, str] = {}
    min: float | None = None
    max: float | None = None
    step: float | None = None
    max_length: int | None = Field(default=None, ge=1, le=20_000)
    multiple: bool = False
    default: Any = None
    unit: str = ""
    help: str = ""
    columns: dict[Key, FormField] = {}
    library: str | None = None
    summary: bool = False

    @model_validator(mode="after")
    def _belongs_together(self) -> FormField:
        if bool(self.options) != (self.type in {FieldType.ENUM, FieldType.MULTI_ENUM}):
            raise ValueError("options go with enum and multi_enum, and only with them")
        if bool(self.columns) != (self.type is FieldType.TABLE):
            raise ValueError("columns go with table, and only with it")
        return self


class Check(Frozen):
    """A rule over several fields: while `when` holds, the form is refused at `field` with `message`."""

    when: Condition
    field: Key
    message: str


class Rule(Frozen):
    """Who approves: exactly one of these. Departments are `starter.department` or a form field of that type.

    `role` may be narrowed to the role's holders `of` one department.
    """

    person: str | None = None
    role: str | None = None
    of: str | None = None
    head_of: str | None = None
    deputy_of: str | None = None
    division_leader_of: str | None = None
    field: Key | None = None
    starter: Literal[True] | None = None
    any_of: tuple[Rule, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Rule:
        if len(self.model_fields_set - {"of"}) != 1:
            raise ValueError("an approver rule says exactly one thing; join several with any_of")
        if self.of is not None and self.role is None:
            raise ValueError("`of` narrows a role, nothing else")
        return self

    @property
    def says(self) -> str:
        """Which one thing it says."""
        return next(iter(self.model_fields_set - {"of"}))


class Overdue(StrEnum):
    REMIND = "remind"
    AUTO_PASS = "auto_pass"  # noqa: S105 - no password


class Due(Frozen):
    """How long a node may take, in working hours or workdays (8 hours) of the institute's calendar."""

    hours: float | None = Field(default=None, gt=0, le=2000)
    workdays: float | None = Field(default=None, gt=0, le=250)
    remind_every_hours: float = Field(default=4, gt=0)
    then: Overdue = Overdue.REMIND

    @model_validator(mode="after")
    def _one_unit(self) -> Due:
        if (self.hours is None) == (self.workdays is None):
            raise ValueError("say hours or workdays")
        return self

    @property
    def working_minutes(self) -> int:
        return round((self.hours or 0) * 60 + (self.workdays or 0) * 480)


class Sign(StrEnum):
    ANY = "any"
    ALL = "all"


class Empty(StrEnum):
    """What happens when a rule finds nobody: the next leader up, the administrators, nobody needed."""

    UPWARDS = "upwards"
    ADMINISTRATOR = "administrator"
    PASS = "pass"  # noqa: S105


class Approve(Frozen):
    """A person decides: approve, reject, and what `may` adds."""

    approve: Key
    name: str
    approvers: Rule
    sign: Sign = Sign.ANY
    due: Due | None = None
    may: tuple[Literal["return", "reject"], ...] = ("reject", "return")
    when: Condition | None = None
    empty: Empty = Empty.UPWARDS

    @property
    def key(self) -> str:
        return self.approve

    kind: Literal["approve"] = "approve"


class Handle(Frozen):
    """A person confirms or does work; there is nothing to reject, only to do or to return."""

    handle: Key
    name: str
    approvers: Rule
    sign: Sign = Sign.ANY
    due: Due | None = None
    may: tuple[Literal["return"], ...] = ("return",)
    when: Condition | None = None
    empty: Empty = Empty.UPWARDS
    kind: Literal["handle"] = "handle"

    @property
    def key(self) -> str:
        return self.handle


class LedgerAction(StrEnum):
    HOLD = "hold"
    COMMIT = "commit"
    RELEASE = "release"


class RecordEffect(Frozen):
    """Writes an account of a ledger library: `account` and `amount` are JSONata over the form."""

    library: str
    action: LedgerAction
    account: Condition
    amount: Condition
    owner: Literal["starter"] = "starter"
    when: Condition | None = None


class Record(Frozen):
    """Writes a library record as a step of the flow."""

    record: RecordEffect
    key: Key
    name: str
    when: Condition | None = None
    kind: Literal["record"] = "record"


class Cc(Frozen):
    """Tells people; waits for nobody. `message` is a text with `{placeholders}`."""

    cc: Rule
    key: Key
    name: str
    message: str
    when: Condition | None = None
    kind: Literal["cc"] = "cc"


class Arm(Frozen):
    """One way of a branch: taken when `when` holds and no earlier arm's did."""

    when: Condition
    nodes: tuple[Node, ...] = ()


class Otherwise(Frozen):
    otherwise: tuple[Node, ...]


class Branch(Frozen):
    """Exactly one way is taken; the last is `otherwise`, so there always is one."""

    branch: tuple[Arm | Otherwise, ...] = Field(min_length=2)
    key: Key
    name: str = ""
    when: None = None
    kind: Literal["branch"] = "branch"

    @property
    def arms(self) -> tuple[Arm, ...]:
        return tuple(arm for arm in self.branch if isinstance(arm, Arm))

    @property
    def otherwise(self) -> tuple[Node, ...] | None:
        last = self.branch[-1]
        return last.otherwise if isinstance(last, Otherwise) else None


NODE_KINDS = ("approve", "handle", "record", "cc", "branch")


def _kind_of(node: Any) -> str:
    """A node's kind is the word it begins with."""
    if isinstance(node, BaseModel):
        return str(getattr(node, "kind", ""))
    return next((kind for kind in NODE_KINDS if isinstance(node, dict) and kind in node), "")


Node = Annotated[
    Annotated[Approve, Tag("approve")]
    | Annotated[Handle, Tag("handle")]
    | Annotated[Record, Tag("record")]
    | Annotated[Cc, Tag("cc")]
    | Annotated[Branch, Tag("branch")],
    Discriminator(
        _kind_of,
        custom_error_type="unknown_node",
        custom_error_message=f"a node begins with one of: {', '.join(NODE_KINDS)}",
    ),
]
PersonNode = Approve | Handle


class Starters(Frozen):
    """Who may start: everyone, or who holds one of the roles."""

    roles: tuple[str, ...] = Field(min_length=1)


class Effects(Frozen):
    """What else happens, in the transaction of submitting or when the request ends."""

    submitted: tuple[RecordEffect, ...] = ()
    rejected: tuple[RecordEffect, ...] = ()
    withdrawn: tuple[RecordEffect, ...] = ()


class Withdraw(StrEnum):
    NEVER = "never"
    BEFORE_FIRST_DECISION = "before_first_decision"
    ANY_TIME = "any_time"


class Flow(Frozen):
    """One flow: its form and its nodes."""

    key: str = Field(pattern=FLOW_KEY)
    name: str = Field(min_length=1, max_length=40)
    section: str
    description: str = ""
    serial: str
    title: str = "{flow.name}-{starter.name}-{submitted_on}"
    starters: Literal["everyone"] | Starters = "everyone"
    withdraw: Withdraw = Withdraw.BEFORE_FIRST_DECISION
    form: dict[Key, FormField] = Field(min_length=1)
    checks: tuple[Check, ...] = ()
    nodes: tuple[Node, ...] = Field(min_length=1)
    effects: Effects = Effects()

    def walk(self) -> Iterator[Node]:
        """Every node, outer before inner, in the order of the text."""
        return _walk(self.nodes)

    def node(self, key: str) -> Node | None:
        """The node of a key, wherever it stands."""
        return next((node for node in self.walk() if node.key == key), None)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Branch):
            for arm in node.branch:
                yield from _walk(arm.nodes if isinstance(arm, Arm) else arm.otherwise)


for _model in (FormField, Rule, Arm, Otherwise, Branch, Flow):
    _model.model_rebuild()
