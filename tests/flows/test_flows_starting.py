"""Who may start a flow."""

from typing import Any

import pytest

from chalicelib.directory.model import Department, Person
from chalicelib.flows.starting import may_start
from tests.support.flowing import approve, flow

DEPARTMENTS = {
    1: Department(1, "院"),
    10: Department(10, "计量部", parent=1, head="wangfang"),
    11: Department(11, "长度室", parent=10),
    20: Department(20, "财务处", parent=1, head="qianlan"),
    30: Department(30, "甲", parent=31),
    31: Department(31, "乙", parent=30),
}


def person(userid: str = "liming", department: int = 11, *roles: str) -> Person:
    return Person(userid, userid, "", department, roles)


@pytest.mark.parametrize(
    ("starters", "who", "may"),
    [
        ("everyone", person(), True),
        ({"roles": ["buyer"]}, person(), False),
        ({"roles": ["buyer", "clerk"]}, person("liming", 11, "clerk"), True),
        ({"departments": [11]}, person(), True),
        ({"departments": [10]}, person(), True),
        ({"departments": [20]}, person(), False),
        ({"departments": [1]}, person("liming", 30), False),
        ({"heads": True}, person("wangfang", 10), True),
        ({"heads": True}, person(), False),
        ({"roles": ["buyer"], "heads": True}, person("qianlan", 20), True),
        ({"system": "research"}, person("wangfang", 10, "admin"), False),
    ],
)
def test_a_flow_is_started_by_those_it_names(starters: Any, who: Person, may: Any):
    assert may_start(flow(nodes=[approve("head")], starters=starters), who, DEPARTMENTS) is may
