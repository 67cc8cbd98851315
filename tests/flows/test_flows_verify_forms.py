"""Faults of forms, of what nodes open, and of limits: one after the other, each found by its id at its place."""

from typing import Any

import pytest

from chalicelib.flows import verify
from tests.flows.test_flows_verify_faults import (
    FIELDS,
    LATER,
    SEAL,
    faulty,
    field_fault,
    nodes_fault,
)
from tests.support.flowing import approve

MANY = {f"option_{number}_{'x' * 40}": "甲" for number in range(60)}
VERY_MANY = {f"option_{number}_{'x' * 400}": "甲" for number in range(700)}


def _first_of(options: dict[str, str]) -> str:
    return f'"{next(iter(options))}" in many'


FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("F084", "nodes.by.fields.dayz", nodes_fault(approve("by", fields={"dayz": "edit"}))),
    (
        "F084",
        "nodes.by.fields.rows.columns.nam",
        nodes_fault(approve("by", fields={"rows": {"columns": {"nam": "edit"}}})),
    ),
    (
        "F085",
        "nodes.by.fields.x",
        field_fault(computed="days * 2") | {"nodes": [approve("by", fields={"x": "edit"})]},
    ),
    ("F086", "form.score", {"form": FIELDS | LATER}),
    ("F088", "form.x", field_fault(visible=False, required=True)),
    (
        "F088",
        "nodes.by.fields.x",
        field_fault(visible=False) | {"nodes": [approve("by", fields={"x": "required"})]},
    ),
    ("F089", "form.x", field_fault(min=5, max=2)),
    ("F090", "form.x.multiple", field_fault(multiple=True)),
    ("F090", "form.x.max_length", field_fault(max_length=5)),
    ("F091", "form.x.default", field_fault(default="five")),
    ("F091", "form.x.default", field_fault(type="enum", options={"a": "甲"}, default="b")),
    (
        "F092",
        "form.x.computed",
        field_fault(computed="y + 1")
        | {
            "form": FIELDS
            | {
                "x": {"label": "甲", "type": "number", "computed": "y + 1"},
                "y": {"label": "乙", "type": "number", "computed": "days"},
            }
        },
    ),
    ("F092", "form.x.computed", field_fault(computed="x + 1")),
    ("F094", "form.x", field_fault(type="library_ref")),
    ("F096", "nodes.do.seal.file", nodes_fault({"seal": SEAL | {"file": "days"}, "key": "do"})),
    (
        "F097",
        "form.x",
        field_fault(
            type="table",
            columns={
                "y": {"label": "表", "type": "table", "columns": {"z": {"label": "名", "type": "text"}}}
            },
        ),
    ),
    ("F098", "form.x", field_fault(computed="days", default=1)),
    (
        "F099",
        "nodes.by.fields.rows.rows",
        nodes_fault(approve("by", fields={"rows": {"columns": {"name": "read"}, "rows": "add"}})),
    ),
    (
        "F100",
        "nodes.by.checks.0",
        nodes_fault(approve("by", checks=[{"when": "days > 1", "field": "days", "message": "x"}])),
    ),
    ("F107", "nodes.by", nodes_fault(approve("by", on_card=True, comment_required=True))),
    ("F107", "nodes.by", nodes_fault(approve("by", on_card=True, fields={"notes": "edit"}))),
    (
        "F101",
        "nodes",
        nodes_fault(
            {
                "inclusive": [
                    *({"when": f"days > {n}", "nodes": [approve(f"a_{n}")]} for n in range(12)),
                    {"otherwise": []},
                ],
                "key": "many",
            }
        ),
    ),
    (
        "F102",
        "nodes",
        nodes_fault(
            approve("by", when=_first_of(VERY_MANY)),
            many={"label": "多", "type": "multi_enum", "options": VERY_MANY},
        ),
    ),
    (
        "F103",
        "nodes",
        nodes_fault(
            approve("by", when=_first_of(MANY)), many={"label": "多", "type": "multi_enum", "options": MANY}
        ),
    ),
]


@pytest.mark.parametrize(
    ("problem", "place", "changed"), FAULTS, ids=[f"{f}-{p}-{n}" for n, (f, p, _) in enumerate(FAULTS)]
)
def test_a_fault_is_found_by_its_id_at_its_place(problem: str, place: str, changed: dict[str, Any]):
    assert [(p.id, p.place) for p in verify.verify(faulty(changed))] == [(problem, place)]
