"""No way to fail without a test, and the page that lists them is of today."""

import ast

import pytest

from tests.faults.mode import Mode
from tests.faults.modes import MODES, PAGE, page

WANTED = [*range(1, 17), 24, *range(27, 32), *range(33, 50)]


def test_every_mode_of_failure_is_listed_once():
    assert [mode.number for mode in MODES] == [f"F{number}" for number in WANTED]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.number)
def test_a_mode_of_failure_has_tests_that_are_there(mode: Mode):
    assert mode.tests
    for path, function in mode.paths():
        parsed = ast.parse(path.read_text("utf-8"))
        assert function in {node.name for node in parsed.body if isinstance(node, ast.FunctionDef)}, function


def test_every_test_of_a_single_fault_belongs_to_a_mode():
    named = {function for mode in MODES for path, function in mode.paths()}
    folder = PAGE.parents[1] / "tests" / "faults"
    there = {
        node.name
        for path in folder.glob("test_faults_*.py")
        if path.stem not in WHOLE
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert there - named <= FURTHER


WHOLE = {f"test_faults_{name}" for name in ("limits", "modes", "policies", "run")}
"""Files that follow whole requests, not one fault."""
FURTHER = {
    "test_a_throttled_call_takes_less_than_a_second",
    "test_a_process_that_dies_leaves_nothing_half_written",
}
"""Of modes that are not the engine's own."""


def test_the_page_of_failures_is_of_today():
    assert PAGE.read_text("utf-8") == page(), "write it with ./xt python -m tests.faults.modes"
