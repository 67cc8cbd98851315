"""The form of a flow: its fields, the rules over several of them, and what a node lets a person do with each."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from chalicelib.flows.model.base import Condition, Frozen, Key
from chalicelib.platform.field_types import FieldType


class FormField(Frozen):
    """One field. `required` and `visible` are true, false or a condition over the form.

    `computed` is JSONata; nobody can change it. Money is integer fen. `max_length` counts characters.
    `later`: not asked at submission; a node opens it. `multiple` is for file, department and library_ref.
    `library` names what a library_ref chooses from, `filter` (JSONata over a record as `record`) which of its
    records; `flow` makes it a reference to a request of that flow, or of one of several. `sensitive` values are masked in lists and
    messages. `locate`: a text that pages can fill with where the person is, `latitude,longitude` of GCJ-02, as WeCom
    and maps of China have it.
    """

    label: str = Field(min_length=1, max_length=40)
    type: FieldType
    required: bool | Condition = False
    visible: bool | Condition = True
    computed: Condition | None = None
    later: bool = False
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
    filter: Condition | None = None
    flow: str | tuple[str, ...] | None = None
    sensitive: bool = False
    summary: bool = False
    locate: bool = False

    @property
    def flows(self) -> tuple[str, ...]:
        """The flows whose requests it may name; none of a field that names no request."""
        return (self.flow,) if isinstance(self.flow, str) else self.flow or ()

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


class Access(StrEnum):
    """What a node lets its people do with a field; a field nothing is said of can be read."""

    HIDDEN = "hidden"
    READ = "read"
    EDIT = "edit"
    REQUIRED = "required"


class TableAccess(Frozen):
    """Access to a table by column. `rows`: the rows stay as they are, may be added, or added and removed."""

    columns: dict[Key, Access] = Field(min_length=1)
    rows: Literal["fixed", "add", "free"] = "fixed"


FieldAccess = Access | TableAccess
"""A table with one word: all its columns, and with `edit` or `required` its rows too."""


FormField.model_rebuild()
