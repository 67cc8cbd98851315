"""The nodes of a flow. A node begins with the word of its kind; every node may have a `when`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag, model_validator

from chalicelib.flows.model.base import Condition, Frozen, Key, Value
from chalicelib.flows.model.form import Check, FieldAccess
from chalicelib.flows.model.rules import Duplicate, Empty, EmptyWord, Left, OwnRequest, Rule
from chalicelib.flows.model.time import Due
from chalicelib.flows.model.work import CallOut, RecordEffect, SealUse, SignDocument, SubflowStart, WaitUntil


class Sign(StrEnum):
    """How several people decide together: whoever is first; all; one after the other."""

    ANY = "any"
    ALL = "all"
    IN_ORDER = "in_order"


class Ratio(Frozen):
    """A vote: passed with this share of the people asked, and at least so many votes in favour."""

    ratio: float = Field(gt=0, le=1)
    min_votes: int = Field(default=1, ge=1)


class ReturnTo(StrEnum):
    """Where a person may return a request: to its starter, also to the node before, also to any passed node."""

    STARTER = "starter"
    PREVIOUS = "previous"
    ANY = "any"


class Result(Frozen):
    """What was filled in, or answered, decides: while `when` holds, the node's end rejects the request, or returns it to the
    starter (`revise`) or an earlier node.
    """

    when: Condition
    reject: Literal[True] | None = None
    return_to: Key | None = None

    @model_validator(mode="after")
    def _one_end(self) -> Result:
        if (self.reject is None) == (self.return_to is None):
            raise ValueError("say reject: true, or return_to")
        return self


class Named(Frozen):
    name: str = ""
    when: Condition | None = None


class Keyed(Named):
    """`key` names the state; without one the node gets its kind and a number (`cc_1`)."""

    key: Key = ""


class Person(Named):
    """A node people work at. `fields` says what they may do with the form, `checks` what must hold for it then.

    `not_by` names earlier nodes: who decided there is not asked here, nor handed the task (separation of duties).
    `on_card`: who is asked may approve with a button of the card in WeCom, without opening the request.
    """

    name: str
    approvers: Rule
    sign: Sign | Ratio = Sign.ANY
    due: Due | None = None
    return_to: ReturnTo | tuple[Key, ...] = ReturnTo.ANY
    empty: Empty = EmptyWord.UPWARDS
    duplicate: Duplicate = Duplicate.CONSECUTIVE
    own_request: OwnRequest = OwnRequest.UPWARDS
    left: Left = Left.HEAD
    not_by: tuple[Key, ...] = ()
    fields: dict[Key, FieldAccess] = {}
    checks: tuple[Check, ...] = ()
    results: tuple[Result, ...] = ()
    comment_required: bool = False
    on_card: bool = False


May = Literal["reject", "return", "transfer", "delegate", "ask_opinion", "add_approver", "remove_approver"]
MAY_HANDLE: tuple[May, ...] = (
    "return",
    "transfer",
    "delegate",
    "ask_opinion",
    "add_approver",
    "remove_approver",
)


class Approve(Person):
    """A person decides: approve, and what `may` adds."""

    approve: Key
    may: tuple[May, ...] = ("reject", *MAY_HANDLE)
    kind: Literal["approve"] = "approve"

    @property
    def key(self) -> str:
        return self.approve


class Handle(Person):
    """A person confirms or does work; there is nothing to reject, only to do or to return."""

    handle: Key
    may: tuple[May, ...] = MAY_HANDLE
    kind: Literal["handle"] = "handle"

    @property
    def key(self) -> str:
        return self.handle

    @model_validator(mode="after")
    def _nothing_to_reject(self) -> Handle:
        if "reject" in self.may:
            raise ValueError("a handle node has nothing to reject; use approve, or a result that rejects")
        return self


class Record(Keyed):
    """Writes a library as a step of the flow."""

    record: RecordEffect
    kind: Literal["record"] = "record"


class Cc(Keyed):
    """Tells people; waits for nobody. `message` is a text with `{placeholders}`; `at` (JSONata, a date or time)
    tells them later.
    """

    cc: Rule
    message: str = ""
    at: Value | None = None
    kind: Literal["cc"] = "cc"


class CallNode(Keyed):
    """Calls another system and waits for its answer (or, with `at`, only plans the call). `results` are looked at when
    the last answer is in the form.
    """

    call: CallOut
    results: tuple[Result, ...] = ()
    kind: Literal["call"] = "call"


class Subflow(Keyed):
    subflow: SubflowStart
    kind: Literal["subflow"] = "subflow"


class Wait(Keyed):
    wait: WaitUntil
    kind: Literal["wait"] = "wait"


class SignNode(Keyed):
    sign: SignDocument
    kind: Literal["sign"] = "sign"


class Seal(Keyed):
    seal: SealUse
    kind: Literal["seal"] = "seal"


class Arm(Frozen):
    """One way of a branch."""

    when: Condition
    nodes: tuple[Node, ...] = ()


class Otherwise(Frozen):
    otherwise: tuple[Node, ...]


class Ways(Keyed):
    """What `branch` and `inclusive` share: arms, the last of them `otherwise`."""

    @property
    def ways(self) -> tuple[Arm | Otherwise, ...]:
        raise NotImplementedError

    @property
    def arms(self) -> tuple[Arm, ...]:
        return tuple(arm for arm in self.ways if isinstance(arm, Arm))

    @property
    def otherwise(self) -> tuple[Node, ...] | None:
        last = self.ways[-1]
        return last.otherwise if isinstance(last, Otherwise) else None


class Branch(Ways):
    """Exactly one way is taken, the first whose `when` holds; the last is `otherwise`, so there always is one."""

    branch: tuple[Arm | Otherwise, ...] = Field(min_length=2)
    kind: Literal["branch"] = "branch"

    @property
    def ways(self) -> tuple[Arm | Otherwise, ...]:
        return self.branch


class Inclusive(Ways):
    """Every way whose `when` holds is taken, side by side; `otherwise` where none holds."""

    inclusive: tuple[Arm | Otherwise, ...] = Field(min_length=2)
    kind: Literal["inclusive"] = "inclusive"

    @property
    def ways(self) -> tuple[Arm | Otherwise, ...]:
        return self.inclusive


class Parallel(Keyed):
    """All ways are taken side by side; the flow goes on when all have come to their end."""

    parallel: tuple[tuple[Node, ...], ...] = Field(min_length=2, max_length=20)
    kind: Literal["parallel"] = "parallel"


NODE_KINDS = (
    "approve",
    "handle",
    "cc",
    "branch",
    "inclusive",
    "parallel",
    "subflow",
    "record",
    "sign",
    "seal",
    "call",
    "wait",
)


def kind_of(node: Any) -> str:
    """A node's kind is the word it begins with; in a person's node `sign` says how, not what."""
    if isinstance(node, BaseModel):
        return str(getattr(node, "kind", ""))
    return next((kind for kind in NODE_KINDS if isinstance(node, dict) and kind in node), "")


Node = Annotated[
    Annotated[Approve, Tag("approve")]
    | Annotated[Handle, Tag("handle")]
    | Annotated[Cc, Tag("cc")]
    | Annotated[Branch, Tag("branch")]
    | Annotated[Inclusive, Tag("inclusive")]
    | Annotated[Parallel, Tag("parallel")]
    | Annotated[Subflow, Tag("subflow")]
    | Annotated[Record, Tag("record")]
    | Annotated[SignNode, Tag("sign")]
    | Annotated[Seal, Tag("seal")]
    | Annotated[CallNode, Tag("call")]
    | Annotated[Wait, Tag("wait")],
    Discriminator(
        kind_of,
        custom_error_type="unknown_node",
        custom_error_message=f"a node begins with one of: {', '.join(NODE_KINDS)}",
    ),
]
PersonNode = Approve | Handle
Fork = Parallel | Inclusive


def inner(node: Node) -> tuple[tuple[Node, ...], ...]:
    """The sequences inside a node; none for most."""
    if isinstance(node, Parallel):
        return node.parallel
    if isinstance(node, Branch | Inclusive):
        return tuple(arm.nodes if isinstance(arm, Arm) else arm.otherwise for arm in node.ways)
    return ()


for _model in (Arm, Otherwise, Branch, Inclusive, Parallel):
    _model.model_rebuild()
