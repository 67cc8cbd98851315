"""`./xt directory`: a dry run, a run and decisions, over the tables in this process."""

import json
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person
from chalicelib.wecom.sync import engine, running, service
from chalicelib.wecom.sync.memory import TableMemory
from chalicelib.wecom.sync.model import Unit
from chalicelib.wecom.sync.ours import DirectoryOurs, member_of
from chalicelib.wecom.sync.ports import Ports
from cli.commands.directory import app
from tests.support.sync.books import MemoryBook, Tree
from tests.support.sync.tables import sync_tables

GONE = ("p1", "p2", "p3", "p4")


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryBook]:
    monkeypatch.setattr("cli.commands.directory.in_office", nullcontext)
    with sync_tables(people=0):
        directory.load(
            [Department(1, "院")], [Person(f"p{number}", f"人{number}", "", 1) for number in range(30)]
        )
        people = {one.userid: member_of(one) for one in directory.everybody()}
        made = MemoryBook(Tree(keeps=False, people=people, units={1: Unit("院", None, 0, active=True)}))
        ports = Ports(DirectoryOurs(), made, TableMemory())
        monkeypatch.setattr(service, "_call", lambda: running.full(lambda: ports, engine.always))
        yield made


def xt(*arguments: str) -> str:
    answer = CliRunner().invoke(app, list(arguments))
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_dry_run_lists_what_would_be_done_and_a_run_does_it(book: MemoryBook):
    xt("sync")
    book.tree.people["p1"] = book.tree.people["p1"]._replace(title="高工")
    told = json.loads(xt("sync", "--dry-run", "--json"))
    assert [(one["toward"], one["id"]) for one in told["items"]] == [("platform", "p1")]
    assert directory.person("p1").title == ""
    assert "1 differences" in xt("diff")
    xt("sync")
    assert directory.person("p1").title == "高工"
    assert "0 differences" in xt("diff")


def test_what_waits_is_listed_and_approved(book: MemoryBook):
    xt("on")
    xt("sync")
    for userid in GONE:
        book.tree.drop(userid)
    xt("sync")
    assert {one["id"] for one in json.loads(xt("questions", "--json"))} == set(GONE)
    assert "1 refused" in xt("refuse", "people_in", "p4")
    assert "3 approved" in xt("approve", "people_in")
    assert [directory.people([userid])[userid].active for userid in GONE] == [False, False, False, True]
    assert json.loads(xt("status", "--json"))["enabled"] is True
    xt("off")
    assert json.loads(xt("status", "--json"))["enabled"] is False
