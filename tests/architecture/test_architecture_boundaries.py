"""What may stand in one place only: writes to Step Functions, tokens, scans, tables."""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from chalicelib.platform.store import Table
from infra.tables import tables
from tests.support.code import ROUTES, attributes, calls, trees

MACHINE = "chalicelib/approvals/machine.py"
OUTBOX = "chalicelib/approvals/outbox.py"
STEP_FUNCTIONS_WRITES = {
    "send_task_success",
    "send_task_failure",
    "send_task_heartbeat",
    "start_execution",
    "start_sync_execution",
    "stop_execution",
    "redrive_execution",
}
WRITING_HALF = {"machine.start", "machine.resume"}


def test_only_the_machine_module_writes_to_step_functions():
    found = {
        module: sorted(set(attributes(tree)) & STEP_FUNCTIONS_WRITES) for module, tree in trees().items()
    }
    assert {module: names for module, names in found.items() if names} == {
        MACHINE: ["send_task_failure", "send_task_success", "start_execution", "stop_execution"]
    }


def test_no_call_of_step_functions_hides_in_a_text():
    for module, tree in trees().items():
        texts = {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & STEP_FUNCTIONS_WRITES, module


def test_only_the_outbox_starts_and_resumes_machines():
    found = {
        module: sorted({name for name, _ in calls(tree)} & WRITING_HALF) for module, tree in trees().items()
    }
    assert {module: names for module, names in found.items() if names} == {OUTBOX: sorted(WRITING_HALF)}


def test_nobody_takes_the_writing_half_out_of_the_machine_module_by_name():
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "chalicelib.approvals.machine":
                assert not {alias.name for alias in node.names} & {"start", "resume"}, module


def test_nothing_scans_a_table():
    found = [module for module, tree in trees().items() if "scan" in set(attributes(tree))]
    assert found == []


def _inside(kind: Any, seen: set[type]) -> Iterator[tuple[type[BaseModel], str]]:
    """Every field of a model and of the models in it."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return
        seen.add(kind)
        for name, field in kind.model_fields.items():
            yield kind, name
            yield from _inside(field.annotation, seen)
    for part in get_args(kind):
        yield from _inside(part, seen)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_no_answer_holds_a_task_token(route: Any):
    fields = list(_inside(route.out, set()))
    assert [f"{m.__name__}.{n}" for m, n in fields if "token" in n and n != "csrf_token"] == []
    assert [f"{m.__name__}.{n}" for m, n in fields if n in {"entries", "outcome"}] == []


def test_the_walk_goes_into_lists_and_choices_of_models():
    class Leaf(BaseModel):
        token: str

    class Tree(BaseModel):
        leaves: list[Leaf] | None

    assert (Leaf, "token") in set(_inside(Tree, set()))


def test_a_token_is_not_in_the_text_of_a_visit():
    from chalicelib.approvals.model.types import Visit

    visit = Visit("head", 1, "approve", "", "any", (), "", token="AQCEAAAA")
    assert "AQCEAAAA" not in repr(visit)


def _roots() -> list[type[Table]]:
    tables()
    return [cls for cls in Table.__subclasses__() if cls.__module__.startswith("chalicelib.")]


def test_every_table_belongs_to_another_capability_and_lives_in_its_package():
    counted = Counter(cls.Meta.capability for cls in _roots())
    assert counted == dict.fromkeys(("platform", "directory", "wecom", "libraries", "flows", "approvals"), 1)
    for cls in _roots():
        assert cls.__module__.split(".")[1] == cls.Meta.capability


def test_the_template_makes_exactly_these_tables():
    assert {table.capability for table in tables()} == {cls.Meta.capability for cls in _roots()}


def test_a_table_knows_its_own_kinds_of_rows_and_no_others():
    for root in _roots():
        kinds = root.kind._discriminator_map.values()
        assert kinds
        for kind in kinds:
            assert issubclass(kind, root), f"{kind.__name__} would come out of a query of {root.__name__}"


def test_no_get_changes_anything():
    writing = {"save", "update", "delete", "transact", "commit", "change"}
    for route in ROUTES:
        if route.method == "GET" and not route.path.startswith("/login"):
            tree = next(
                node
                for module, tree in trees().items()
                if module == route.handler.__module__.replace(".", "/") + ".py"
                for node in ast.walk(tree)
                if isinstance(node, ast.FunctionDef) and node.name == route.handler.__name__
            )
            assert not {name.rpartition(".")[2] for name, _ in calls(tree)} & writing, route.path
