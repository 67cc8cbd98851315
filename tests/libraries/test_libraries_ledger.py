"""The arithmetic of a ledger: never below zero, never out of nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.approvals import effects
from chalicelib.approvals.model import engine
from chalicelib.directory import renames
from chalicelib.libraries import service, store
from chalicelib.libraries.definition import checked
from chalicelib.libraries.model import (
    Account,
    BalanceError,
    Entry,
    EntryKind,
    LibraryInvalidError,
    apply,
    read,
)
from tests.support.code import ROOT
from tests.support.flowing import LEAVE
from tests.support.running import request

EMPTY = Account("liming", "annual")
SOURCE = (ROOT / "libraries" / "leave-ledger.library.yaml").read_text("utf-8")


def _entry(kind: EntryKind, amount: float, reference: str = "1", **more: Any) -> Entry:
    return Entry(
        **{"owner": "liming", "account": "annual", "source": "QJ-1"} | more,
        kind=kind,
        amount=amount,
        reference=reference,
    )


def _after(*movements: tuple[EntryKind, float]) -> Account:
    account = EMPTY
    for kind, amount in movements:
        account = apply(account, _entry(kind, amount))
    return account


GRANT, HOLD, COMMIT, RELEASE = EntryKind.GRANT, EntryKind.HOLD, EntryKind.COMMIT, EntryKind.RELEASE


def test_the_life_of_a_leave_that_is_approved():
    held = _after((GRANT, 4800), (HOLD, 960))
    assert (held.available, held.held, held.balance) == (3840, 960, 4800)
    done = apply(held, _entry(COMMIT, 960))
    assert (done.available, done.held, done.balance, done.version) == (3840, 0, 3840, 3)


def test_a_leave_that_is_not_taken_gives_everything_back():
    back = _after((GRANT, 4800), (HOLD, 960), (RELEASE, 960))
    assert (back.available, back.held) == (4800, 0)


@pytest.mark.parametrize(
    "movements",
    [
        [(HOLD, 1)],
        [(GRANT, 480), (HOLD, 481)],
        [(COMMIT, 1)],
        [(RELEASE, 1)],
        [(GRANT, 480), (HOLD, 240), (COMMIT, 241)],
        [(GRANT, 480), (HOLD, 240), (RELEASE, 240), (COMMIT, 240)],
        [(GRANT, -1)],
        [(GRANT, 480), (HOLD, -1)],
        [(GRANT, float("nan"))],
        [(GRANT, float("inf"))],
    ],
    ids=str,
)
def test_no_account_goes_below_zero_or_moves_by_what_is_no_amount(movements: list):
    with pytest.raises(BalanceError):
        _after(*movements)


def test_what_is_refused_says_what_there_is_and_what_was_wanted():
    with pytest.raises(BalanceError) as refused:
        _after((GRANT, 480), (HOLD, 500))
    assert refused.value.params == {"account": "annual", "available": 480, "wanted": 500}


AMOUNTS = st.integers(0, 5000) | st.decimals(0, 500, places=2).map(float)


@given(st.lists(st.tuples(st.sampled_from(list(EntryKind)), AMOUNTS), max_size=30))
def test_an_account_is_the_sum_of_its_entries(wanted: list[tuple[EntryKind, float]]):
    account, made = EMPTY, []
    for kind, amount in wanted:
        try:
            account = apply(account, _entry(kind, amount))
        except BalanceError:
            continue
        made.append((kind, amount))
        assert account.available >= 0
        assert account.held >= 0
    total = sum(amount * {GRANT: 1, COMMIT: -1}.get(kind, 0) for kind, amount in made)
    assert account.balance == pytest.approx(total, abs=1e-4)
    assert account.version == len(made)


@given(st.lists(st.decimals("0.01", 50, places=2).map(float), min_size=1, max_size=12), st.randoms())
def test_what_was_held_in_parts_is_committed_in_any_order(parts: list[float], order: Any):
    account = apply(EMPTY, _entry(GRANT, 1000))
    for part in parts:
        account = apply(account, _entry(HOLD, part))
    order.shuffle(parts)
    for part in parts:
        account = apply(account, _entry(COMMIT, part))
    assert account.held == 0


class Books:
    """The rows of one ledger in memory."""

    def __init__(self) -> None:
        self.accounts: dict[tuple[str, str], Account] = {}
        self.entries: set[tuple[str, str]] = set()

    def several(self, _: str, places: set[tuple[str, str]]) -> dict[tuple[str, str], Account]:
        return {place: self.accounts.get(place, Account(*place)) for place in places}


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> Books:
    made = Books()
    numbers = iter(range(1, 1000))
    monkeypatch.setattr(renames, "present", dict)
    monkeypatch.setattr(service, "library", lambda key: read(SOURCE))
    monkeypatch.setattr(
        store, "written", lambda _, entries: made.entries & {store.identity(e) for e in entries}
    )
    monkeypatch.setattr(store, "read_several", made.several)
    monkeypatch.setattr(
        service, "next_serials", lambda *a: [f"JQ{next(numbers):07d}" for _ in range(int(a[-1]))]
    )
    monkeypatch.setattr(store, "account_write", lambda _, before, after: ("account", before, after))
    monkeypatch.setattr(store, "entry_write", lambda _, after, entry, number, at: ("entry", entry, after))
    return made


def _write(books: Books, operations: list[Any]) -> None:
    for kind, first, second in operations:
        if kind == "account":
            books.accounts[second.owner, second.account] = second
        else:
            books.entries.add(store.identity(first))


@pytest.mark.usefixtures("books")
def test_movements_of_one_account_add_up_and_write_the_account_once():
    wanted: list[Any] = service.movements("x", [_entry(GRANT, 960), _entry(HOLD, 480), _entry(COMMIT, 480)])
    accounts = [operation for operation in wanted if operation[0] == "account"]
    assert [(before.version, after.version, after.balance) for _, before, after in accounts] == [(0, 3, 480)]
    assert [entry.kind for kind, entry, _ in wanted if kind == "entry"] == [GRANT, HOLD, COMMIT]


def test_the_same_movement_is_written_once(books: Books):
    _write(books, service.movements("x", [_entry(GRANT, 960)]))
    assert service.movements("x", [_entry(GRANT, 960)]) == []
    twice: list[Any] = service.movements("x", [_entry(GRANT, 10, "2"), _entry(GRANT, 10, "2")])
    _write(books, twice)
    assert books.accounts["liming", "annual"].available == 970


def test_too_much_writes_nothing_at_all(books: Books):
    with pytest.raises(BalanceError):
        service.movements("x", [_entry(GRANT, 480), _entry(HOLD, 481)])
    assert books.accounts == {}


def _leave(**form: Any) -> Any:
    return request(form={"kind": "annual", "minutes": 960, "needs_balance": True} | form)


def test_a_leave_that_is_submitted_holds_its_minutes():
    entry = effects.planned(_leave(), LEAVE.effects.submitted)[0].what
    assert entry is not None
    assert (entry.owner, entry.account, entry.kind, entry.amount) == ("liming", "annual", HOLD, 960)
    assert (entry.source, entry.reference) == ("QJ-1", "1")


def test_a_leave_that_uses_no_balance_moves_nothing():
    assert effects.planned(_leave(needs_balance=False), LEAVE.effects.submitted) == []
    assert effects.writes(_leave(needs_balance=False), LEAVE.effects.submitted) == []


def test_a_corrected_leave_gives_back_what_it_held_and_holds_anew(books: Books):
    _write(books, service.movements("leave-ledger", [_entry(GRANT, 1000, "g")]))
    before = _leave()
    _write(books, effects.writes(before, LEAVE.effects.submitted))
    after = engine.resubmit_form(before, before.form | {"minutes": 480}, {})
    _write(books, effects.rewrites(before, after, LEAVE.effects))
    account = books.accounts["liming", "annual"]
    assert (account.available, account.held) == (520, 480)


def test_a_corrected_leave_may_use_what_it_held_itself(books: Books):
    _write(books, service.movements("leave-ledger", [_entry(GRANT, 960, "g")]))
    before = _leave()
    _write(books, effects.writes(before, LEAVE.effects.submitted))
    after = engine.resubmit_form(before, before.form | {"minutes": 900}, {})
    _write(books, effects.rewrites(before, after, LEAVE.effects))
    assert books.accounts["liming", "annual"].held == 900


@pytest.mark.parametrize("end", ["rejected", "withdrawn"])
def test_a_leave_that_ends_without_approval_gives_back_what_it_held(books: Books, end: str):
    _write(books, service.movements("leave-ledger", [_entry(GRANT, 1000, "g")]))
    _write(books, effects.writes(_leave(), LEAVE.effects.submitted))
    for _ in range(2):
        _write(books, effects.writes(_leave(), getattr(LEAVE.effects, end)))
    account = books.accounts["liming", "annual"]
    assert (account.available, account.held) == (1000, 0)


def test_the_shipped_ledger_has_an_account_for_every_leave_that_uses_one():
    library = read(SOURCE)
    assert library.ledger is not None
    accounts = library.fields[library.ledger.account].options
    needs = LEAVE.form["needs_balance"].computed or ""
    kinds = {kind for kind in LEAVE.form["kind"].options if f'"{kind}"' in needs}
    assert kinds <= set(accounts)
    assert {kind.value for kind in EntryKind} == set(library.fields["kind"].options)


def test_who_may_read_every_row_and_who_only_their_own():
    library = read(SOURCE)
    assert library.reads_all(("attendance-admin",))
    assert library.reads_all(("other", "hr-director"))
    assert not library.reads_all(())
    assert not library.reads_all(("everyone",))


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("key: [", "file", "L001"),
        ("", "file", "L002"),
        ("key: x", "name", "L002"),
        ("key: X-Y\nname: 甲\nfields: {a: {label: 甲, type: text}}", "key", "L002"),
        ("key: ab\nname: 甲\nfields: {}", "fields", "L002"),
        ("key: ab\nname: 甲\nfields: {a: {label: 甲}}", "fields.a.type", "L002"),
        ("key: ab\nname: 甲\nfields: {a: {label: 甲, type: text}}\ncolour: red", "colour", "L002"),
        (
            "key: ab\nname: 甲\nfields: {a: {label: 甲, type: text}}\npermissions: [{who: x, rows: some}]",
            "permissions.0.rows",
            "L002",
        ),
    ],
)
def test_a_wrong_definition_is_named_by_its_place(text: str, place: str, code: str):
    with pytest.raises(LibraryInvalidError) as refused:
        checked(text)
    assert (place, code) in [(problem.field, problem.code) for problem in refused.value.problems]
