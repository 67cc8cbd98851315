"""Form values as people read them, and what lists and messages keep back."""

from typing import Any

import pytest

from chalicelib.approvals.display import Names, summary, text_of, texts
from chalicelib.flows.form import access_at
from chalicelib.flows.model import FormField
from tests.support.flowing import FILE, approve, flow

NAMES = Names({"liming": "李明"}, {11: "质量部", 12: "财务部"})
FIELDS = {
    "card": {"label": "卡号", "type": "text", "sensitive": True, "summary": True},
    "pay": {"label": "工资", "type": "money", "sensitive": True, "summary": True},
    "why": {"label": "事由", "type": "text", "summary": True},
}
VALUES = {"card": "6222021234567890", "pay": 123456, "why": "出差"}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ({"type": "enum", "options": {"a": "甲"}}, "a", "甲"),
        ({"type": "multi_enum", "options": {"a": "甲", "b": "乙"}}, ["b", "a"], "乙、甲"),
        ({"type": "money"}, 123456, "1,234.56 元"),
        ({"type": "users"}, ["liming", "x"], "李明、x"),
        ({"type": "department"}, 11, "质量部"),
        ({"type": "department", "multiple": True}, [12, 13], "财务部、13"),
        ({"type": "library_ref", "multiple": True}, ["r1", "r2"], "r1、r2"),
        ({"type": "file", "multiple": True}, [FILE], "证明.pdf"),
        ({"type": "number", "unit": "天"}, 1.5, "1.5 天"),
    ],
)
def test_a_value_is_told_as_people_say_it(field: dict[str, Any], value: Any, text: str):
    assert text_of(FormField.model_validate({"label": "甲"} | field), value, NAMES) == text


def test_lists_mask_what_is_sensitive():
    assert summary(flow(FIELDS), VALUES) == (("卡号", "****7890"), ("工资", "****"), ("事由", "出差"))


def test_a_list_shows_nothing_that_is_hidden_at_the_node():
    flowing = flow(FIELDS, nodes=[approve("head", fields={"why": "hidden", "pay": "hidden"})])
    access = access_at(flowing, next(flowing.person_nodes()))
    assert summary(flowing, VALUES, access=access) == (("卡号", "****7890"),)


def test_messages_mask_and_the_page_does_not():
    assert texts(flow(FIELDS), VALUES, {}, masked=True)["pay"] == "****"
    assert texts(flow(FIELDS), VALUES, {})["pay"] == "1,234.56 元"
