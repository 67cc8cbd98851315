"""Ledgers hold under pressure: never below zero, and the entries always add up to the account."""

import itertools

import pytest

from chalicelib.flows import service as flows
from chalicelib.flows import store as flow_store
from chalicelib.flows.errors import FlowNotFoundError
from chalicelib.libraries import service as libraries
from chalicelib.libraries import store
from chalicelib.libraries.model import Account, BalanceError, Entry, EntryKind, LibraryNotFoundError
from chalicelib.platform.errors import BusyError, CursorError
from chalicelib.platform.store import CollisionError, transact
from tests.store.store_support import LEAVE_FLOW, LEAVE_LEDGER, at_once, register_leave_flow

KEY = "leave-ledger"
SIGN = {EntryKind.GRANT: 1, EntryKind.COMMIT: -1, EntryKind.HOLD: 0, EntryKind.RELEASE: 0}


@pytest.fixture(autouse=True)
def ledger(empty: None) -> None:
    libraries.publish(LEAVE_LEDGER.read_text("utf-8"), "tester")


def entry(
    kind: EntryKind, amount: float, source: str, account: str = "annual", reference: str = "1"
) -> Entry:
    return Entry("liming", account, kind, amount, source, reference)


def grant(minutes: int) -> None:
    libraries.move(KEY, entry(EntryKind.GRANT, minutes, "opening"))


def account(name: str = "annual") -> Account:
    return store.read_account(KEY, "liming", name)


def all_entries(owner: str | None = "liming") -> list[store.EntryRow]:
    found, cursor = store.list_entries(KEY, owner, None)
    while cursor:
        page, cursor = store.list_entries(KEY, owner, cursor)
        found += page
    return found


def hold(number: int) -> str:
    """One person's attempt to hold 100 minutes, repeated while others are quicker."""
    for _ in range(60):
        try:
            transact(libraries.movements(KEY, [entry(EntryKind.HOLD, 100, f"QJ-{number}")]))
        except (CollisionError, BusyError):
            continue
        return "held"
    return "starved"


def hold_or_short(number: int) -> str:
    try:
        return hold(number)
    except BalanceError:
        return "short"


def test_sixteen_holds_at_once_never_take_more_than_there_is():
    grant(750)
    answers = at_once(16, hold_or_short)
    assert sorted(answers) == ["held"] * 7 + ["short"] * 9
    assert (account().available, account().held, account().balance) == (50, 700, 750)


def test_after_sixteen_writers_the_entries_add_up_to_the_account():
    grant(5000)
    at_once(16, hold_or_short)
    for number in range(5):
        libraries.move(KEY, entry(EntryKind.COMMIT, 100, f"QJ-{number}"))
    for number in range(5, 8):
        libraries.move(KEY, entry(EntryKind.RELEASE, 100, f"QJ-{number}"))
    rows = all_entries()
    assert sum(SIGN[EntryKind(row.entry_kind)] * row.amount for row in rows) == account().balance == 4500
    assert account().held == 800
    assert account().version == len(rows) == 1 + 16 + 8
    assert len({row.entry_no for row in rows}) == len(rows)


def test_the_same_movement_again_counts_once():
    grant(480)
    for _ in range(3):
        libraries.move(KEY, entry(EntryKind.HOLD, 480, "QJ-1"))
    assert (account().available, account().held) == (0, 480)


def test_the_same_movement_by_eight_at_once_counts_once():
    grant(4800)
    at_once(8, lambda _: hold(1))
    assert (account().available, account().held, account().version) == (4700, 100, 2)


def test_two_movements_of_one_account_are_one_transaction():
    grant(480)
    libraries.move(KEY, entry(EntryKind.HOLD, 480, "QJ-1"))
    changed = [
        entry(EntryKind.RELEASE, 480, "QJ-1"),
        entry(EntryKind.HOLD, 240, "QJ-1", reference="2"),
    ]
    transact(libraries.movements(KEY, changed))
    assert (account().available, account().held) == (240, 240)
    assert len(all_entries()) == 4


def test_what_is_not_there_cannot_be_held_and_nothing_is_written():
    grant(100)
    with pytest.raises(BalanceError):
        libraries.move(KEY, entry(EntryKind.HOLD, 101, "QJ-1"))
    assert account() == Account("liming", "annual", 100, 0, 1)
    assert len(all_entries()) == 1


def test_accounts_of_one_person_do_not_mix():
    grant(100)
    libraries.move(KEY, entry(EntryKind.GRANT, 60, "opening", account="comp"))
    assert {found.account: found.balance for found in libraries.accounts(KEY, "liming")} == {
        "annual": 100,
        "comp": 60,
    }


def test_cursors_walk_over_all_entries_newest_first():
    for number in range(65):
        libraries.move(KEY, entry(EntryKind.GRANT, 1, f"grant-{number:02d}"))
    rows = all_entries()
    assert sorted(row.source for row in rows) == [f"grant-{number:02d}" for number in range(65)]
    assert all(later.at >= earlier.at for later, earlier in itertools.pairwise(rows))
    assert [row.entry_no for row in all_entries(None)] == [row.entry_no for row in rows]


def test_a_cursor_of_ones_own_list_does_not_open_everybodys():
    for number in range(31):
        libraries.move(KEY, entry(EntryKind.GRANT, 1, f"grant-{number}"))
    _, cursor = store.list_entries(KEY, "liming", None)
    with pytest.raises(CursorError):
        store.list_entries(KEY, None, cursor)


def test_only_who_may_sees_all_entries():
    grant(100)
    libraries.move(KEY, Entry("wangfang", "annual", EntryKind.GRANT, 5, "opening", "1"))
    mine, _ = libraries.entries(KEY, "liming", (), None)
    everybodys, _ = libraries.entries(KEY, "liming", ("attendance-admin",), None)
    assert [row.owner for row in mine] == ["liming"]
    assert {row.owner for row in everybodys} == {"liming", "wangfang"}


def test_a_library_published_unchanged_stays_as_it_was():
    _, changed = libraries.publish(LEAVE_LEDGER.read_text("utf-8"), "somebody")
    assert not changed
    assert store.read_definition(KEY).published_by == "tester"
    assert [library.key for library in libraries.all_libraries()] == [KEY]


def test_an_unknown_library_is_not_found():
    with pytest.raises(LibraryNotFoundError):
        libraries.library("no-such")


def test_a_published_flow_is_read_back_as_it_was_written():
    register_leave_flow()
    published = flows.current("leave-request")
    assert (published.version, published.flow) == (1, flows.checked(LEAVE_FLOW.read_text("utf-8")))
    assert [row.key for row in flow_store.read_heads()] == ["leave-request"]


def test_a_version_of_a_flow_is_written_once():
    register_leave_flow()
    with pytest.raises(CollisionError):
        register_leave_flow()


def test_versions_are_listed_newest_first():
    register_leave_flow()
    first = flow_store.read_version("leave-request", 1)
    for number in (2, 10):
        first.version = number
        head = flow_store.read_head("leave-request")
        head.version = number
        transact(flow_store.publish_writes(first, head))
    assert [int(row.version) for row in flow_store.read_versions("leave-request")] == [10, 2, 1]
    assert flows.current("leave-request").version == 10


def test_a_flow_nobody_published_is_not_found():
    with pytest.raises(FlowNotFoundError):
        flows.current("leave-request")
