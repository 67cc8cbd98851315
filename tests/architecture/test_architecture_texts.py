"""Texts for people: complete in both languages, and every word the code uses has one."""

import ast
import string
from collections.abc import Iterator

import pytest

from chalicelib.approvals.model import outcomes
from chalicelib.approvals.model.types import Action, Status
from chalicelib.flows.model import Rule
from chalicelib.flows.model.rules import NARROWING
from chalicelib.platform import messages
from chalicelib.wecom.notices import KINDS
from tests.support.code import ROOT, calls, trees
from tests.support.flowing import LEAVE

CHINESE, ENGLISH = messages._load("zh_CN"), messages._load("en")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _constants(module: str, function: str, place: int) -> Iterator[str]:
    """The texts that calls of a function give at one place."""
    for name, call in calls(trees()[module]):
        if name.rpartition(".")[2] == function and len(call.args) > place:
            for node in ast.walk(call.args[place]):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def _words(function: str, place: int) -> set[str]:
    return {word for module in trees() for word in _constants(module, function, place)}


def test_both_languages_have_the_same_keys():
    assert set(CHINESE) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(CHINESE))
def test_both_languages_fill_in_the_same_things(key: str):
    assert _placeholders(CHINESE[key]) == _placeholders(ENGLISH[key])


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_english_texts_are_english_and_chinese_texts_are_not(key: str):
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in ENGLISH[key])
    bare = "".join(sign for sign in CHINESE[key] if sign not in "{}")
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in bare)
    assert chinese or _placeholders(CHINESE[key]) or not any(sign.isalnum() for sign in bare)


def _events() -> set[str]:
    """Every event the code writes: said where it is made, handed to what makes it, or a kind of effect."""
    said = _words("Event", 0) | _words("_passed", 3) | _words("_over", 3)
    return said | {action.value for action in Action} | {"record", "cc", "join", "merged", "nobody_needed"}


def test_every_event_has_a_text():
    said = _events()
    assert {"submit", "opened", "closed", "withdraw", "auto_pass", "remind", "restarted"} <= said
    assert {f"events.{word}" for word in said} <= set(CHINESE)


def test_every_text_of_an_event_belongs_to_one_that_happens():
    assert {key for key in CHINESE if key.startswith("events.")} == {f"events.{word}" for word in _events()}


def test_every_reason_for_an_approver_has_a_text():
    said = _words("Found", 1) | set(Rule.model_fields) - NARROWING
    said |= {"above_starter", "left", "not_chosen", "sign_handler", "seal_handler", "call_failed"}
    assert {"upwards", "administrator", "nobody_needed"} <= said
    assert {f"approvers.{word}" for word in said} == {key for key in CHINESE if key.startswith("approvers.")}


def test_every_choice_of_people_has_a_text():
    said = {word for word in Rule.model_fields if word.endswith("_picks")}
    assert {f"unpicked.{word}" for word in said} == {key for key in CHINESE if key.startswith("unpicked.")}


def test_every_status_has_a_text():
    assert {f"status.{status.value}" for status in Status} == {k for k in CHINESE if k.startswith("status.")}


def test_every_notice_has_a_text():
    source = (ROOT / "chalicelib" / "approvals").rglob("*.py")
    kinds = {
        value.value
        for file in source
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "kind" and isinstance(value, ast.Constant)
    }
    assert {"todo", "remind", "cc"} <= kinds
    closing = {status.value for status in outcomes.STATUS_OF.values()}
    assert kinds | closing <= set(KINDS)
    texts = {key for key in CHINESE if key.startswith("notices.")}
    assert texts == {f"notices.{kind}.{part}" for kind in KINDS for part in ("name", "title")}


def test_every_problem_of_a_field_has_a_text():
    form = "chalicelib/flows/form/"
    judged = {
        node.value
        for file, tree in trees().items()
        if file.startswith(form)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(("not_", "too_", "bad_", "no_", "range_", "missing"))
    }
    assert {"not_fen", "no_such_person", "bad_cell"} <= judged
    from chalicelib.platform.web import _FIELD_CODES

    said = judged | set(_FIELD_CODES.values()) | {"missing", "unknown", "invalid"}
    assert {f"fields.{code}" for code in said} <= set(CHINESE)


def test_the_sections_of_shipped_flows_have_names():
    assert f"sections.{LEAVE.section}" in CHINESE
