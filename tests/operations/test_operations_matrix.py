"""Every operation in every surrounding, cell by cell; the table is also the page docs/operations-matrix.md."""

import pytest

from chalicelib.platform.errors import DomainError
from tests.operations import page
from tests.operations.surroundings import COLUMNS, desk
from tests.operations.table import Operation, Refused
from tests.support import invariants
from tests.support.flowing import ROOT

OPERATIONS = page.operations()
PAGE = ROOT / "docs" / "operations-matrix.md"


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.key)
def test_cell(operation: Operation, column: str):
    at = desk(column, **operation.desk)
    expected = operation.seen[column]
    if isinstance(expected, Refused):
        with pytest.raises(DomainError) as refusal:
            operation.run(at, column)
        assert refusal.value.code == expected.code
    else:
        operation.run(at, column)
        told = f", told: {', '.join(at.told)}" if operation.tells else ""
        assert at.seen() + told == expected
    for office in filter(None, (at.office, at.parent)):
        invariants.check(office, {})


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.key)
def test_after_a_lost_machine_the_cell_is_the_same(operation: Operation, column: str):
    at = desk(column, **operation.desk)
    try:
        operation.run(at, column)
    except DomainError:
        assert isinstance(operation.seen[column], Refused)
    before, visits = at.seen(), len(at.office.state.visits)
    for office in filter(None, (at.office, at.parent)):
        if office.state.request.running:
            office.lose_machine()
            invariants.check(office, {})
    assert at.seen() == before
    assert len(at.office.state.visits) == visits


def test_the_page_is_what_the_cells_are():
    assert PAGE.read_text("utf-8") == page.rendered(), "`make generate` writes it"


def test_no_two_operations_have_one_name():
    keys = [operation.key for operation in OPERATIONS]
    assert len(set(keys)) == len(keys)
