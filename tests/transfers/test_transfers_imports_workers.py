"""Imports whose worker dies or is late, or around which the world changes: nothing is lost, nothing done twice."""

from typing import Any

import pytest

from chalicelib.libraries import editing, record_store
from chalicelib.libraries.sheets import reading
from chalicelib.libraries.transfers import importing, rows, store, working
from chalicelib.libraries.transfers.model import Existing, Mode, Status, Step, Transfer
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError
from tests.transfers.transfer_support import (
    PRESIDENT,
    attempt,
    counts,
    fetched,
    finish,
    gauges,
    line,
    pages,
    problems,
    records,
    start,
    upload,
)

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]


class Killed(BaseException):
    """What ends a worker in the middle: nothing of it is caught."""


def dying(module: Any, name: str, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call number `at` of a function kills the worker after its work; later ones do not."""
    calls, real = [0], getattr(module, name)

    def work(*given: Any, **named: Any) -> Any:
        answer = real(*given, **named)
        calls[0] += 1
        if calls[0] == at:
            raise Killed
        return answer

    monkeypatch.setattr(module, name, work)


def survive(made: str) -> Transfer:
    """Work, with another worker after each death as soon as the dead one's time is over."""
    later = clock.now()
    while True:
        with clock.frozen(later):
            try:
                while working.work_on(made):
                    pass
            except Killed:
                later += store.LEASE * 2
                continue
            return store.read(made)


DEATHS = [
    (store, "take", 1),
    (importing.files, "uploaded", 1),
    (importing.files, "keep", 1),
    (store, "keep", 1),
    (rows, "_commit", 1),
    (rows, "_commit", 4),
    (store, "keep", 2),
    (store, "keep", 3),
    (importing.files, "put", 1),
    (store, "let_go", 1),
]


@pytest.mark.parametrize(("module", "name", "at"), DEATHS, ids=lambda one: getattr(one, "__name__", one))
def test_a_worker_that_dies_loses_nothing_and_doubles_nothing(
    module: Any, name: str, at: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(importing, "CHUNK", 20)
    lines = [line(number, price="坏" if number % 10 == 0 else number) for number in range(1, 51)]
    made = upload(gauges(*lines))
    start(made)
    dying(module, name, at, monkeypatch)
    found = survive(made)
    assert (found.status, counts(found)) == (Status.DONE, (45, 0, 0, 5))
    assert [field for field, _ in problems(found)] == [f"{row + 1}.price" for row in range(10, 51, 10)]
    assert sorted(one["sn"] for one in records()) == [f"SN-{n:05}" for n in range(1, 51) if n % 10]
    assert len(pages(fetched(found))["仪表库"]) == 6


def test_a_worker_whose_time_is_over_hands_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importing, "CHUNK", 10)
    made = upload(gauges(*(line(number) for number in range(1, 31))))
    start(made)
    slices = []

    def work(transfer: str) -> bool:
        slices.append(store.read(transfer).progress.done)
        return working.work_on(transfer, seconds=0)

    assert counts(finish(made, work)) == (30, 0, 0, 0)
    assert slices == [0, 0, 10, 20, 30]


def test_who_was_given_up_and_wakes_again_stops(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importing, "CHUNK", 10)
    made = upload(gauges(*(line(number) for number in range(1, 31))))
    start(made)
    slow = store.take(made)
    assert slow is not None
    assert store.take(made) is None, "one worker at a time"
    with clock.frozen(clock.now() + store.LEASE * 2):
        assert made in store.due()
        found = finish(made)
    with pytest.raises(store.CollisionError):
        importing.work(slow, lambda now: store.keep(now) or True)
    assert counts(store.read(made)) == counts(found) == (30, 0, 0, 0)
    assert len(records()) == 30


def test_what_is_throttled_is_left_to_the_sweep(monkeypatch: pytest.MonkeyPatch):
    made = upload(gauges(line(1), line(2)))
    start(made)
    real = rows._commit

    def busy(*_: Any) -> None:
        raise BusyError

    monkeypatch.setattr(rows, "_commit", busy)
    for _ in range(store.MOST_DEATHS + 2):
        assert working.work_on(made), "something is left to do"
    monkeypatch.setattr(rows, "_commit", real)
    assert working.sweep() == [made]
    assert counts(finish(made)) == (2, 0, 0, 0)


def test_what_nobody_works_on_is_found_by_the_sweep():
    made = upload(gauges(line(1)))
    assert working.sweep() == []
    start(made)
    assert working.sweep() == [made], "the call of the start was lost"
    finish(made)
    assert working.sweep() == []


def test_a_file_that_kills_every_worker_is_given_up(monkeypatch: pytest.MonkeyPatch):
    def kill(*_: Any, **__: Any) -> None:
        raise Killed

    made = upload(gauges(line(1)))
    start(made)
    monkeypatch.setattr(reading, "read", kill)
    found = survive(made)
    assert (found.status, found.error["code"]) == (Status.FAILED, "transfer_broken")


def test_rights_that_end_meanwhile_end_the_import(monkeypatch: pytest.MonkeyPatch):
    made = upload(gauges(line(1)))
    start(made)
    from chalicelib.directory import service as directory

    directory.set_active(PRESIDENT, active=False)
    assert finish(made).error["code"] == "person_disabled"
    assert record_store.is_empty(importing.service.library("gauge"))


def test_a_row_that_somebody_spoils_after_the_check_is_told_and_the_others_come_in(
    monkeypatch: pytest.MonkeyPatch,
):
    made = upload(gauges(line(1), line(2), line(3)))
    start(made, Mode.WHOLE, Existing.REFUSE)
    real = importing._next_step

    def spoil(transfer: Transfer) -> Transfer:
        after = real(transfer)
        if after.progress.step is Step.WRITING and not after.progress.done:
            values = {"name": "甲", "dept": 11, "keeper": "liming", "price": 1, "sn": "SN-00002"}
            editing.create("gauge", PRESIDENT, values, attempt(PRESIDENT))
        return after

    monkeypatch.setattr(importing, "_next_step", spoil)
    found = finish(made)
    assert counts(found) == (2, 0, 0, 1)
    assert problems(found) == [("3.gauge_no", "record_exists")]
