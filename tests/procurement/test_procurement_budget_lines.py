"""Budget lines: what is none, and that the order in which messages come does not matter."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.procurement.budget_lines import BudgetLine, LineInvalidError, Verdict, judge, read

BODY = json.loads((Path(__file__).parents[1] / "vectors" / "research_webhook.json").read_text("utf-8"))[
    "own"
]["body_utf8"]


def _line(**changed: Any) -> BudgetLine:
    return BudgetLine.model_validate(read(BODY.encode()).model_dump() | changed)


def _body(**changed: Any) -> bytes:
    told = json.loads(BODY)
    return json.dumps({**told, "data": {**told["data"], **changed}}).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"amount_fen": 1250000},
        {"amount_fen": "12500.00"},
        {"amount_fen": "-1"},
        {"currency": "USD"},
        {"revision": 0},
        {"status": "frozen"},
        {"status": "lost"},
        {"valid_to": "2026-11-30"},
        {"valid_from": "2026-02-30"},
        {"holder_userid": ""},
        {"more": 1},
    ],
    ids=str,
)
def test_what_is_no_budget_line_is_refused(changed: dict):
    with pytest.raises(LineInvalidError):
        read(_body(**changed))


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"specversion": "1", "data": 1}']
)
def test_rubbish_is_refused(raw: bytes):
    with pytest.raises(LineInvalidError):
        read(raw)


def test_the_holder_is_in_small_letters_as_the_directory_has_it():
    assert read(_body(holder_userid="ZhangSan")).holder_userid == "zhangsan"


def test_the_last_revision_stands_whatever_the_order():
    lines = [_line(revision=number, amount_fen=str(number * 100)) for number in (1, 2, 5)]
    for order in itertools.permutations([*lines, lines[1]]):
        held: BudgetLine | None = None
        for told in order:
            held = told if judge(held, told) is Verdict.APPLIED else held
        assert held == lines[-1]


def test_the_same_content_written_otherwise_is_the_same():
    told = json.loads(BODY)
    again = read(json.dumps({**told, "data": dict(reversed(told["data"].items()))}, indent=3).encode())
    assert judge(_line(), again) is Verdict.DUPLICATE
