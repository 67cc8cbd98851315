"""Whatever comes between the steps of what follows a record, and wherever it dies: at the end all is as records say."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.libraries import auditing, following, health, index_store, record_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.catching_up import nearer
from chalicelib.libraries.index_store import FigureRow, ItemRow, WordsRow
from chalicelib.libraries.record_store import UniqueRow
from chalicelib.libraries.records import Action, Served, Write
from chalicelib.libraries.store import LibraryRow
from chalicelib.platform import clock
from tests.store.library_support import GAUGE, MAKER, gauge
from tests.support.auditing import differences
from tests.support.faults.platform import Platform

BOTH = ("maker", "gauge")
KEY = "YB000001"


class DiedError(Exception):
    """The function was ended by force."""


@contextmanager
def office() -> Iterator[None]:
    with Platform().running():
        for source in (MAKER, GAUGE):
            libraries.publish(source, "tester")
        yield


@pytest.fixture
def one_office() -> Iterator[None]:
    with office():
        yield


def write(key: str, *writes: Write) -> None:
    libraries.transact_again(lambda: libraries.writes(key, writes, "tester"))


def update(number: int, **values: Any) -> None:
    write("gauge", Write(Action.UPDATE, f"u/{number}", values, {"gauge_no": KEY}))


def rename_maker(number: int, **values: Any) -> None:
    write("maker", Write(Action.UPDATE, f"m/{number}", values, {"maker_no": "M-1"}))


def pending() -> list[str]:
    found = [record_store.unfollowed(key, "9", 100) for key in BOTH]
    return [change.pk for several in found for change in several]


def settle() -> None:
    """What the sweep would do in the end."""
    while pending() or any(map(index_store.lagging, BOTH)):
        for key in BOTH:
            for record in index_store.lagging(key):
                following.catch_up(key, record)
        for change in pending():
            following.follow(change)


def follow_all() -> None:
    for change in pending():
        following.follow(change)


@dataclass
class Interruption:
    """Something that happens before the transaction of this number."""

    at: int
    what: Callable[[], None]
    count: int = 0
    happened: bool = False


@contextmanager
def interrupted(monkeypatch: pytest.MonkeyPatch, wanted: Interruption) -> Iterator[None]:
    real = libraries.transact

    def transact(operations: Any) -> None:
        if wanted.count == wanted.at and not wanted.happened:
            wanted.happened = True
            wanted.what()
        wanted.count += 1
        real(operations)

    with monkeypatch.context() as patch:
        patch.setattr(libraries, "transact", transact)
        yield


def die() -> None:
    raise DiedError


def set_up() -> None:
    write("maker", Write(Action.CREATE, "m/0", {"maker_no": "M-1", "name": "上海仪表"}))
    rows = [{"day": f"2026-0{month}-03", "cost": month * 100} for month in range(1, 6)]
    write("gauge", Write(Action.CREATE, "g/0", gauge(1, gauge_no=KEY, maker="M-1", sn="S-1", checks=rows)))
    settle()


def all_points(monkeypatch: pytest.MonkeyPatch, work: Callable[[], None], what: Callable[[], None]) -> None:
    """The work, once for each of its transactions, with something before that one."""
    at = 0
    while True:
        with office():
            set_up()
            wanted = Interruption(at, what)
            with interrupted(monkeypatch, wanted), suppress(DiedError):
                work()
            if not wanted.happened:
                assert at > 1, "the work has transactions to come between"
                return
            settle()
            assert differences(*BOTH) == [], at
        at += 1


def test_a_handler_that_dies_anywhere_leaves_nothing_wrong(monkeypatch: pytest.MonkeyPatch):
    def work() -> None:
        update(1, name="真空表", keeper="heyan", checks=[{"day": "2026-07-01", "cost": 5}])
        follow_all()

    all_points(monkeypatch, work, die)


def test_a_record_that_changes_while_it_is_followed_ends_as_it_is_now(monkeypatch: pytest.MonkeyPatch):
    def work() -> None:
        update(1, name="压力", keeper="heyan")
        follow_all()

    def change_back() -> None:
        update(2, name="压力表1", state="停用")
        follow_all()

    all_points(monkeypatch, work, change_back)


def test_two_handlers_at_the_same_record_at_once_end_as_one(monkeypatch: pytest.MonkeyPatch):
    def work() -> None:
        update(1, name="真空表", checks=[])
        update(2, name="温度计", price=7)
        follow_all()

    all_points(monkeypatch, work, follow_all)


def test_what_is_looked_up_may_change_while_its_referrer_is_written(monkeypatch: pytest.MonkeyPatch):
    def work() -> None:
        update(1, name="真空表")
        update(2, maker="M-1", name="压力表")
        follow_all()

    def change() -> None:
        rename_maker(1, risky=True, name="北京仪表")
        follow_all()

    all_points(monkeypatch, work, change)


@pytest.mark.usefixtures("one_office")
def test_a_lookup_is_the_other_records_whoever_was_first(monkeypatch: pytest.MonkeyPatch):
    set_up()
    write("gauge", Write(Action.UPDATE, "u/0", {"name": "甲"}, {"gauge_no": KEY}))

    def change() -> None:
        rename_maker(1, risky=True)
        follow_all()

    wanted = Interruption(0, change)
    with interrupted(monkeypatch, wanted):
        write("gauge", Write(Action.CREATE, "g/2", gauge(2, gauge_no="YB2", maker="M-1")))
    assert libraries.record("gauge", "YB2")["risky"] is False
    settle()
    assert libraries.record("gauge", "YB2")["risky"] is True
    assert libraries.record("gauge", KEY)["risky"] is True


@pytest.mark.usefixtures("one_office")
def test_a_writer_beside_a_record_that_catches_up_collides(monkeypatch: pytest.MonkeyPatch):
    rows = [Write(Action.CREATE, f"flow/{n}", gauge(n, gauge_no=f"YB{n:06}")) for n in range(1, 13)]
    write("gauge", *rows)
    assert len(index_store.lagging("gauge")) == 12
    assert health.lags()[0].records == 12
    wanted = Interruption(0, lambda: following.catch_up("gauge", KEY))
    with interrupted(monkeypatch, wanted):
        update(1, price=5)
    settle()
    assert differences(*BOTH) == []
    assert health.lags() == []


@pytest.mark.usefixtures("one_office")
def test_a_record_too_big_for_one_transaction_follows_in_steps(monkeypatch: pytest.MonkeyPatch):
    set_up()
    many = [
        {"day": f"20{year}-{month:02}-01", "cost": month} for year in range(10, 25) for month in range(1, 13)
    ]
    update(1, checks=many)
    assert index_store.lagging("gauge") == [KEY]
    for at in range(4):
        with interrupted(monkeypatch, Interruption(at, die)), pytest.raises(DiedError):
            following.catch_up("gauge", KEY)
        assert differences("gauge") == [], "what lags is what it stands for"
    settle()
    update(2, checks=many[50:120], price=3)
    settle()
    update(3, checks=[])
    settle()
    assert differences(*BOTH) == []


@pytest.mark.usefixtures("one_office")
def test_a_change_the_stream_lost_is_swept():
    set_up()
    update(1, name="真空表")
    assert pending()
    with _an_hour_later():
        assert following.sweep("gauge") > 0
        following.sweep("maker")
        assert health.lags() == []
    assert differences(*BOTH) == []


@contextmanager
def _an_hour_later() -> Iterator[None]:
    with clock.frozen(clock.now() + dt.timedelta(hours=1)):
        yield


LISTS = st.lists(st.integers(0, 3), max_size=9)
STANDS = st.builds(
    lambda rows, more, plain, definition: Served(
        "k", {"rows": rows, "more": more, "plain": plain}, "", definition
    ),
    LISTS,
    LISTS,
    st.integers(0, 1),
    st.integers(1, 2),
)


@given(STANDS, STANDS, st.integers(1, 4))
def test_every_stand_comes_to_every_other_in_small_steps(stands: Served, goal: Served, most: int):
    for _ in range(50):
        after = nearer(stands, goal, most)
        assert _distance(stands, after) <= most
        if after == goal:
            return
        stands = after
    pytest.fail("it does not come there")


def _distance(one: Served, other: Served) -> int:
    """Rows that are there in one and not, or otherwise, in the other."""
    found = 0
    for name in ("rows", "more"):
        pair = one.values[name], other.values[name]
        same = next((n for n, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), min(map(len, pair)))
        found += max(map(len, pair)) - same
    return found


@pytest.mark.usefixtures("one_office")
def test_an_audit_finds_whatever_is_missing_too_much_or_another():
    set_up()
    rows = list(LibraryRow.scan(consistent_read=True))
    definitions = libraries.definitions_now("gauge")
    assert auditing.audit(definitions, rows) == []
    for kind in (ItemRow, FigureRow, WordsRow, UniqueRow):
        one = next(row for row in rows if isinstance(row, kind) and "#gauge" in row.pk)
        rest = [row for row in rows if row is not one]
        assert auditing.audit(definitions, rest), kind
    too_much = ItemRow("V#gauge#>name#", "甲#YB9", record="YB9")
    (found,) = auditing.audit(definitions, [*rows, too_much])
    assert found == auditing.Difference(("V#gauge#>name#", "甲#YB9"), "", "YB9")
    wrong = FigureRow("S#gauge#dear@0", '["在用"]#0', number=1, total=5)
    assert len(auditing.audit(definitions, [*rows, wrong])) == 1
