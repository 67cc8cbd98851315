"""What a node does beside asking people: write a library, call a system, start a flow, wait, sign, seal."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from chalicelib.flows.model.base import Condition, Frozen, Key, Value
from chalicelib.flows.model.rules import Rule
from chalicelib.flows.model.time import Span


class RecordAction(StrEnum):
    CREATE = "create"
    UPDATE = "update"
    UPSERT = "upsert"
    APPEND = "append"
    HOLD = "hold"
    COMMIT = "commit"
    RELEASE = "release"

    @property
    def of_ledger(self) -> bool:
        return self in {RecordAction.HOLD, RecordAction.COMMIT, RecordAction.RELEASE}


class RecordEffect(Frozen):
    """Writes a library. A ledger action needs `account` and `amount`; the others `map`, what they write by library
    field, and all but create `match`, the record by its unique key; append also `child`, the table it appends to. An
    update with `child` changes that table's rows whose columns are those of `row`. Create may say how many `times`.

    Every value is JSONata over the form, `starter`, `request` and, with `each` (a table field), its `row`; `map` of a
    record that may be there also over the `record` before. `add` adds to numbers; `guard` is a condition over `record`
    that must hold for the write.
    """

    library: str
    action: RecordAction
    account: Value | None = None
    amount: Value | None = None
    owner: Literal["starter"] = "starter"
    map: dict[Key, Value] = {}
    add: dict[Key, Value] = {}
    match: dict[Key, Value] = {}
    child: Key | None = None
    row: dict[Key, Value] = {}
    times: Value | None = None
    guard: Condition | None = None
    each: Key | None = None
    when: Condition | None = None

    @model_validator(mode="after")
    def _what_the_action_needs(self) -> RecordEffect:
        ledger = self.account is not None and self.amount is not None
        if self.action.of_ledger != ledger:
            raise ValueError("account and amount go with hold, commit and release, and only with them")
        if not self.action.of_ledger and not (self.map or self.add):
            raise ValueError(f"{self.action} needs map: what to write")
        if self.action in {"update", "upsert", "append"} and not self.match:
            raise ValueError(f"{self.action} needs match: which record")
        if self.action == "append" and self.child is None:
            raise ValueError("append needs child: the table it appends to")
        if self.child is not None and self.action not in {"append", "update"}:
            raise ValueError("child goes with append and update, and only with them")
        if bool(self.row) != (self.action == "update" and self.child is not None):
            raise ValueError("row goes with an update of a child, and only with it")
        if self.times is not None and self.action != "create":
            raise ValueError("times goes with create, and only with it")
        return self

    @property
    def knows_record(self) -> bool:
        """Whether what it writes may be worked out from the record before."""
        return self.action in {"update", "upsert", "append"}


class OnFailure(StrEnum):
    """What becomes of the request when the other side does not do it: an administrator is asked, or it goes on."""

    ASK = "ask"
    GO_ON = "go_on"


class CallOut(Frozen):
    """A signed message to a system named in the settings. `with` gives its parts (JSONata); `result` takes parts of the
    answer (JSONata over `answer`) into form fields that are filled `later`.
    """

    system: Key
    operation: str = Field(min_length=1, max_length=80)
    send: dict[Key, Value] = Field(default={}, alias="with")
    result: dict[Key, Value] = {}
    each: Key | None = None
    at: Value | None = None
    on_failure: OnFailure = OnFailure.ASK


class SubflowEnd(StrEnum):
    """A sub-request was rejected or withdrawn: the request is returned to its starter, rejected, or goes on."""

    RETURN = "return"
    REJECT = "reject"
    GO_ON = "go_on"


class SubflowStart(Frozen):
    """Starts requests of another flow, as the starter: one, or one for each row of a table field.

    `map` fills their forms (JSONata over the form, `starter`, `request`, `row`); `result` takes values back
    (JSONata over the sub-form as `answer`).
    """

    flow: str
    map: dict[Key, Value] = {}
    each: Key | None = None
    wait: bool = True
    result: dict[Key, Value] = {}
    rejected: SubflowEnd = SubflowEnd.RETURN


class WaitUntil(Frozen):
    """A wait: `until` a moment (JSONata, a date or time), for some working time, or for an outside event.

    A wait for an event ends after `at_most`, and `then` says how.
    """

    until: Value | None = None
    for_: Span | None = Field(default=None, alias="for")
    event: Key | None = None
    at_most: Span | None = None
    then: Literal["pass", "reject", "return"] = "pass"

    @model_validator(mode="after")
    def _one_end(self) -> WaitUntil:
        if sum(part is not None for part in (self.until, self.for_, self.event)) != 1:
            raise ValueError("a wait says until, for or event")
        return self


class SignDocument(Frozen):
    """A contract or paper signed electronically. `handler` sees to it, and confirms what was signed by hand.

    `file` is the file field; `parties` who signs, in order (JSONata, `starter.name` or a field).
    """

    file: Key
    parties: dict[Key, Value] = {}
    handler: Rule
    at_most: Span


class SealUse(Frozen):
    """A use of a seal: which (JSONata), on which file, how often (JSONata); `handler` keeps it."""

    seal: Value
    file: Key
    uses: Value = "1"
    handler: Rule
    at_most: Span
