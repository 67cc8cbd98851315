"""Runs as they are kept: when one is due, one at a time, what a silent WeCom leads to, and who may ask for what."""

import copy
import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.directory import changing
from chalicelib.directory import service as directory
from chalicelib.directory.model import Author, Department, Person
from chalicelib.platform import clock
from chalicelib.wecom.sync import engine, run_store, running, service, store
from chalicelib.wecom.sync.memory import TableMemory
from chalicelib.wecom.sync.model import Unit
from chalicelib.wecom.sync.ours import DirectoryOurs, member_of
from chalicelib.wecom.sync.ports import Ports
from tests.support.browser import WRITING, call, said, sign_in
from tests.support.fake_aws import FakeAws
from tests.support.sync.books import MemoryBook, Tree
from tests.support.sync.tables import sync_tables

ADMIN = Author("linhao", "console")
LATE = dt.datetime(2026, 12, 1, 18, 40, tzinfo=dt.UTC)
"""02:40 of the second, on the office's wall."""


@pytest.fixture(scope="module")
def begun() -> Iterator[tuple[FakeAws, Any]]:
    with sync_tables(people=0) as aws:
        directory.load(
            [Department(1, "院")],
            [
                Person("linhao", "林浩", "", 1, ("admin",)),
                Person("liming", "李明", "工程师", 1, mobile="13800000001"),
            ],
        )
        yield aws, copy.deepcopy(aws.content())


@pytest.fixture
def book(begun: tuple[FakeAws, Any]) -> MemoryBook:
    aws, content = begun
    aws.restore(copy.deepcopy(content))
    people = {one.userid: member_of(one) for one in directory.everybody()}
    return MemoryBook(Tree(keeps=False, people=people, units={1: Unit("院", None, 0, active=True)}))


def opened(book: MemoryBook) -> running.Open:
    return lambda: Ports(DirectoryOurs(), book, TableMemory())


def full(book: MemoryBook) -> str:
    return running.full(opened(book), engine.always)


def follow(book: MemoryBook) -> str:
    return running.follow(opened(book), engine.always)


def test_nothing_happens_by_itself_before_it_is_turned_on(book: MemoryBook):
    changing.change_person("liming", {"title": "高工"}, ADMIN)
    with clock.frozen(LATE):
        assert (follow(book), full(book)) == ("off", "nothing")
    assert book.told == []


def test_the_night_s_run_is_due_from_half_past_two_until_it_was_finished(book: MemoryBook):
    service.switch(enabled=True, by="linhao")
    with clock.frozen(LATE - dt.timedelta(minutes=11)):
        assert full(book) == "nothing"
    with clock.frozen(LATE):
        book.patience = 0
        assert full(book) == "failed"
        assert (full(book), full(book)) == ("done", "nothing")
    with clock.frozen(LATE + dt.timedelta(days=1)):
        assert full(book) == "done"
    assert [one.status for one in service.runs()] == ["done", "done", "failed"]


def test_a_run_that_has_no_time_left_is_gone_on_with(book: MemoryBook):
    service.switch(enabled=True, by="linhao")
    changing.change_person("liming", {"title": "高工"}, ADMIN)
    with clock.frozen(LATE):
        assert running.full(opened(book), lambda: False) == "stopped"
        assert book.told == []
        assert full(book) == "done"
    assert len(book.told) == 1


def test_one_run_at_a_time_and_one_that_died_is_told_and_over_after_a_while(book: MemoryBook):
    service.switch(enabled=True, by="linhao")
    with clock.frozen(LATE):
        died = run_store.new_run("0died", "full", "night", "running")
        died.save()
        assert store.take_lease("another")
        assert (follow(book), full(book)) == ("busy", "busy")
    with clock.frozen(LATE + dt.timedelta(minutes=17)):
        assert full(book) == "done"
    found = run_store.read_run("0died")
    assert found is not None
    assert (found.status, found.reason) == ("stopped", "died")


def test_a_silent_wecom_is_left_alone_for_a_while_longer_each_time(book: MemoryBook):
    service.switch(enabled=True, by="linhao")
    changing.change_person("liming", {"title": "高工"}, ADMIN)
    moment = LATE
    for minutes in (1, 2, 5, 10, 30, 30):
        with clock.frozen(moment):
            book.patience = 0
            assert follow(book) == "failed"
        with clock.frozen(moment + dt.timedelta(minutes=minutes, seconds=-1)):
            assert follow(book) == "paused"
        moment += dt.timedelta(minutes=minutes, seconds=1)
    with clock.frozen(moment):
        assert follow(book) == "done"
        assert (store.read_state().failures, follow(book)) == (0, "nothing")
    assert [step.id for step in book.told] == ["liming"]


def test_a_report_names_no_number(book: MemoryBook):
    service.switch(enabled=True, by="linhao")
    with clock.frozen(LATE):
        full(book)
        changing.change_person("liming", {"mobile": "13900000002"}, ADMIN)
        made = service.begin("dry", "linhao")
        full(book)
    _, items = service.run(str(made.sk))
    assert [one["changes"] for one in items] == [{"mobile": ["", "***"]}]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/admin/sync", None),
        ("PUT", "/admin/sync", {"enabled": True}),
        ("POST", "/admin/sync/runs", {"mode": "full"}),
        ("GET", "/admin/sync/questions", None),
        ("POST", "/admin/sync/answers", {"kind": "people_in", "said": "approved"}),
        ("GET", "/admin/sync/problems", None),
    ],
)
def test_it_is_for_administrators_alone(
    book: MemoryBook, monkeypatch: pytest.MonkeyPatch, method: str, path: str, body: Any
):
    sign_in(monkeypatch)
    answer = call(method, path, body or b"", WRITING)
    assert (answer.status_code, said(answer)["code"]) == (403, "not_administrator")
    assert not store.read_state().enabled


def test_an_administrator_asks_for_a_run_once_and_reads_its_report(
    book: MemoryBook, monkeypatch: pytest.MonkeyPatch
):
    book.tree.people["liming"] = book.tree.people["liming"]._replace(title="高工")
    sign_in(monkeypatch, admin=True, userid="linhao")
    first, again = (call("POST", "/admin/sync/runs", {"mode": "dry"}, WRITING).json_body for _ in range(2))
    assert first == again
    other = call("POST", "/admin/sync/runs", {"mode": "full"}, WRITING)
    assert (other.status_code, said(other)["code"]) == (409, "sync_run_waits")
    monkeypatch.undo()
    assert full(book) == "done"
    sign_in(monkeypatch, admin=True, userid="linhao")
    told = call("GET", f"/admin/sync/runs/{first['id']}", b"", WRITING).json_body
    assert (told["status"], told["differences"]) == ("done", 1)
    assert call("GET", "/admin/sync/runs/none", b"", WRITING).status_code == 404
