"""A flow against the directory of today."""

from typing import Any

import pytest

from chalicelib.flows import verify
from tests.support.flowing import LEAVE, approve, flow
from tests.support.institute import directory


def _found(rule: dict[str, Any], *, without: tuple[str, ...] = (), **more: Any) -> list[tuple[str, str, str]]:
    made = flow(nodes=[approve("by", approvers=rule, **more)])
    return [(p.id, p.place, p.level) for p in verify.verify_directory(made, directory(without=without))]


def test_a_role_nobody_holds_is_told():
    assert _found({"role": "president"}) == []
    assert ("F082", "nodes.by.approvers", "warning") in _found({"role": "presidnet"})
    assert ("F082", "nodes.by.approvers", "warning") in _found({"role": "president"}, without=("sunwei",))
    assert "F082" in {p.id for p in verify.verify_directory(LEAVE, directory())}


def test_a_role_that_may_start_a_flow_is_held_by_somebody():
    made = flow(starters={"roles": ["president", "nobodys"]})
    assert [(p.id, p.place) for p in verify.verify_directory(made, directory())] == [
        ("F082", "starters.roles.1")
    ]


@pytest.mark.parametrize(
    ("who", "without", "said"), [("nemo", (), "nobody's userid"), ("heyan", ("heyan",), "has left")]
)
def test_a_person_who_is_not_there_is_told(who: str, without: tuple[str, ...], said: str):
    made = flow(nodes=[approve("by", approvers={"person": who})])
    found = [p for p in verify.verify_directory(made, directory(without=without)) if p.id == "F083"]
    assert [(p.place, p.level) for p in found] == [("nodes.by.approvers", "error")]
    assert said in found[0].message
