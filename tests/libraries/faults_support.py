"""A library that has no fault, what it knows of, and parts with which it gets one."""

import copy
from pathlib import Path
from typing import Any

import yaml

from chalicelib.flows import verify as flow_language
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import Known

ROOT = Path(__file__).resolve().parents[2]
VALID: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
OTHER = Library.model_validate(
    {
        "key": "supplier",
        "name": "供应商库",
        "key_field": "no",
        "fields": {
            "no": {"label": "编号", "type": "text"},
            "name": {"label": "名称", "type": "text"},
            "level": {"label": "等级", "type": "enum", "options": {"a": "甲", "b": "乙"}},
            "parent": {"label": "上级", "type": "library_ref", "library": "supplier", "reverse": "下级"},
            "goods": {"label": "物料", "type": "library_ref", "library": "stock"},
            "worth": {"label": "金额", "type": "money"},
        },
        "statistics": [
            {"key": "number", "name": "数量", "count": True, "by": ["level"]},
            {"key": "worth", "name": "金额", "sum": "worth", "by": ["level"]},
        ],
    }
)
MATRIX = Library.model_validate(
    {
        "key": "duties",
        "name": "矩阵",
        "matrix": {"rows": {"label": "部门", "type": "department"}, "columns": {"a": "甲"}},
    }
)
LEAVE = flow_language.read((ROOT / "stepfunctions/attendance/leave-request.flow.yaml").read_text("utf-8"))
KNOWN = Known({"supplier": OTHER, "duties": MATRIX}, {"leave-request": LEAVE.form}, {"keeper", "director"})


def changed(path: str, value: Any) -> dict[str, Any]:
    """The valid library with one thing set, or with None removed; `+` at the end of a path adds to a list."""
    found = copy.deepcopy(VALID)
    *way, last = path.split("/")
    place: Any = found
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    if last == "+":
        place.append(value)
    elif value is None:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return found


def field(**said: Any) -> dict[str, Any]:
    return {"label": "某", "type": "text"} | said


def number(**said: Any) -> dict[str, Any]:
    return field(type="number", **said)


def view(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", "columns": ["code"]} | said


def right(**said: Any) -> dict[str, Any]:
    return {"who": "keeper", "rows": "all"} | said


def remind(**said: Any) -> dict[str, Any]:
    return {
        "key": "x",
        "name": "某",
        "date": "expiry",
        "before_days": [1],
        "to": {"fields": ["keeper"]},
    } | said


def deadline(**said: Any) -> dict[str, Any]:
    found = {"key": "x", "name": "某", "date": "expiry", "after_days": 1}
    return found | {"filter": {"status": "停用"}, "set": {"status": "在用"}} | said


def figure(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", **(said or {})}


def rated(**said: Any) -> dict[str, Any]:
    return figure(rate={"of": "by-category"} | said)


def balanced(came_in: Any, went_out: Any) -> dict[str, Any]:
    return figure(balance={"in": came_in, "out": went_out})


def action(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", "flow": "leave-request"} | said
