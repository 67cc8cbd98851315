"""Flows, forms and their surroundings for tests."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from chalicelib.flows import form, verify
from chalicelib.flows.model import Flow, FormField
from chalicelib.platform.calendar import institute_calendar
from chalicelib.platform.field_types import FieldType

ROOT = Path(__file__).parents[2]
LEAVE_SOURCE = (ROOT / "stepfunctions" / "attendance" / "leave-request.flow.yaml").read_text("utf-8")
LEAVE = verify.read(LEAVE_SOURCE)
TODAY = dt.date(2026, 11, 23)
"""A Monday without a holiday near it."""
FILE = {"id": "f1", "name": "证明.pdf", "size_bytes": 9, "content_type": "application/pdf"}


def around(*, today: dt.date = TODAY, balance: float = 4800, **starter: Any) -> form.Surroundings:
    """A form filled by liming: 10 days of every account, one file `f1` of theirs, everybody known but `nobody`."""
    return form.Surroundings(
        starter={"userid": "liming", "name": "李明", "department": 11, "is_dept_head": False} | starter,
        today=today,
        calendar=institute_calendar(),
        balance=lambda library, account: balance,
        knows_user=lambda userid: userid != "nobody",
        knows_department=lambda number: number == 11,
        file_trouble=lambda file: "" if file["id"] == "f1" else "not_your_file",
    )


def flow(form_fields: dict[str, Any] | None = None, **more: Any) -> Flow:
    """A flow with these form fields, one approve node and everything else as short as it may be."""
    return Flow.model_validate(definition(form_fields, **more))


def source(form_fields: dict[str, Any] | None = None, **more: Any) -> str:
    return yaml.safe_dump(definition(form_fields, **more), allow_unicode=True)


def definition(form_fields: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "key": "trial",
        "name": "试验",
        "section": "attendance",
        "serial": "SY-{seq:4}",
        "form": form_fields or {"days": {"label": "天数", "type": "number"}},
        "nodes": [approve("head")],
    } | more


def approve(key: str, **more: Any) -> dict[str, Any]:
    return {"approve": key, "name": key, "approvers": {"head_of": "starter.department"}} | more


def form_field(kind: str, **more: Any) -> FormField:
    return FormField(label="栏", type=FieldType(kind), **more)


def problems(filled: form.Filled) -> dict[str, str]:
    """Code of every problem by field."""
    return {problem.field: problem.code for problem in filled.problems}
