"""Somebody gets another userid: what they started, have to do, did and got copies of is theirs under it."""

from dataclasses import replace

import pytest

from chalicelib.approvals import filing, journal, leaving, lists, operations, service, store, views
from chalicelib.approvals.decisions import Said
from chalicelib.approvals.model.types import Action
from chalicelib.directory import changing, renames
from chalicelib.directory import service as directory
from chalicelib.directory.model import Author, Department, Person, Proxy
from chalicelib.libraries import presenting
from chalicelib.libraries import service as libraries
from chalicelib.libraries.model import Entry, EntryKind
from chalicelib.platform import clock
from tests.store.store_support import LEAVE_LEDGER, dump, register_leave_flow
from tests.store.test_store_approvals import EIGHT, decide, waiting_for

ADMIN = Author("linhao", "console")
LEDGER = "leave-ledger"
STARTER, DECIDER, WAITING = "liming", EIGHT[0], EIGHT[1]


@pytest.fixture(autouse=True)
def office(empty: None) -> None:
    register_leave_flow()
    people = [Person(userid, userid, "", 1, pinyin=userid) for userid in (*EIGHT, "liming", "linhao")]
    directory.load([Department(1, "院")], people)


@pytest.fixture
def requests() -> list[str]:
    """Two that `liming` started: one decided by the first of eight, one waiting for the second."""
    done = waiting_for(DECIDER, at="2026-11-23T04:00:00.000Z")
    decide(done, 0)
    return [done, waiting_for(WAITING, at="2026-11-24T04:00:00.000Z")]


def rename(userid: str) -> Person:
    person = changing.rename_person(userid, f"{userid}-new", ADMIN)
    leaving.hand_over()
    return person


def task_of(request: str) -> str:
    return f"{request}.head.1.1"


def mine(userid: str, view: str = "mine") -> list[str]:
    return [one.id for one in lists.requests(userid, view, None, None, None).items]


def test_one_s_requests_are_listed_counted_and_may_be_read_under_the_other_userid(requests):
    person = rename(STARTER)
    assert mine("liming-new") == [requests[1], requests[0]]
    assert mine("liming") == []
    assert service.running_requests("liming-new") == 2
    state = journal.read(requests[0])
    assert (state.request.starter, views.may_see(state, person)) == ("liming-new", True)


def test_what_one_has_to_do_is_done_under_the_other_userid_and_what_one_did_is_still_listed(requests):
    rename(DECIDER)
    rename(WAITING)
    assert mine(f"{DECIDER}-new", "handled") == [requests[0]]
    assert service.open_tasks(f"{WAITING}-new") == 1
    assert list(operations.tasks_in_hand(f"{WAITING}-new")) == [task_of(requests[1])]
    service.decide(f"{WAITING}-new", task_of(requests[1]), Said(Action.APPROVE, ""), "f1")
    assert mine(f"{WAITING}-new", "handled") == [requests[1]]
    assert service.open_tasks(f"{WAITING}-new") == 0
    assert journal.events(requests[1])[-1]["actor"] == f"{WAITING}-new"


def test_only_the_place_in_the_lists_is_another_and_what_happened_stays_as_it_was_told(database, requests):
    events = journal.events(requests[0])
    before = {key: row for key, row in dump(database).items() if key[1].startswith("R#")}
    rename(DECIDER)
    after = {key: row for key, row in dump(database).items() if key[1].startswith("R#")}
    changed = {key for key, row in after.items() if row != before[key]}
    assert {key[2].partition("#")[0] for key in changed} == {"3"}
    assert all(after[key] == {**before[key], "gsi1pk": {"S": f"DONE#{DECIDER}-new"}} for key in changed)
    assert journal.events(requests[0]) == events
    assert filing.file_anew(DECIDER, f"{DECIDER}-new") == 0


def test_a_second_rename_takes_everything_along_again_whichever_comes_first(requests):
    changing.rename_person(STARTER, "ming", ADMIN)
    changing.rename_person("ming", "li", ADMIN)
    leaving.hand_over()
    assert mine("li") == [requests[1], requests[0]]
    assert journal.read(requests[0]).request.starter == "li"


def test_a_function_that_does_not_know_yet_loses_nothing(monkeypatch, requests):
    changing.rename_person(WAITING, "new", ADMIN)
    with monkeypatch.context() as patched:
        patched.setattr(renames, "present", dict)
        leaving.hand_over()
        service.remind(STARTER, requests[1])
    changing.rename_person(STARTER, "ming", ADMIN)
    with monkeypatch.context() as patched:
        patched.setattr(renames, "present", dict)
        leaving.hand_over()
        # It still takes the starter for who they were, and so files the request where it stood before.
        patched.setattr(renames, "present", lambda: {WAITING: "new"})
        service.decide("new", task_of(requests[1]), Said(Action.APPROVE, ""), "f1")
    assert mine("ming") == [requests[0]]
    leaving.hand_over()
    assert mine("ming") == [requests[1], requests[0]]


def test_standing_proxies_hold_for_and_by_who_was_renamed():
    wanted = Proxy("p", STARTER, DECIDER, "2026-01-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z")
    with clock.frozen(clock.from_text("2026-11-24T04:00:00.000Z")):
        directory.add_proxy(wanted)
        rename(STARTER)
        rename(DECIDER)
        now = replace(wanted, person="liming-new", proxy=f"{DECIDER}-new")
        assert directory.proxies_of(["liming-new"], clock.now()) == (now,)
        assert directory.proxies_for("liming-new") == ([now], [])
        assert directory.proxies_for(f"{DECIDER}-new") == ([], [now])
        directory.remove_proxy("liming-new", "p", "linhao")
        assert directory.proxies_of(["liming-new"], clock.now()) == ()
        (ended,) = directory.proxies_for("liming-new")[0]
        assert ended.removed_by == "linhao"


def test_one_s_accounts_are_theirs_under_every_userid_and_nothing_is_moved_twice():
    libraries.publish_all([LEAVE_LEDGER.read_text("utf-8")], "tester")

    def move(owner: str, kind: EntryKind, minutes: int, source: str) -> None:
        libraries.move(LEDGER, Entry(owner, "annual", kind, minutes, source, "1", source))

    move(STARTER, EntryKind.GRANT, 2400, "opening")
    move(STARTER, EntryKind.HOLD, 480, "QJ-1")
    changing.rename_person(STARTER, "ming", ADMIN)
    assert libraries.available(LEDGER, "ming", "annual") == 1920
    move("ming", EntryKind.HOLD, 480, "QJ-1")
    move("ming", EntryKind.COMMIT, 480, "QJ-1")
    changing.rename_person("ming", "li", ADMIN)
    move("li", EntryKind.GRANT, 60, "QJ-2")
    for userid in ("li", "ming", STARTER):
        assert libraries.available(LEDGER, userid, "annual") == 1980
    (account,) = libraries.accounts(LEDGER, "li")
    assert (account.balance, account.held) == (1980, 0)
    ledger = libraries.library(LEDGER)
    entries, _ = libraries.entries(LEDGER, "li", (), None)
    assert sorted(row.entry_kind for row in entries) == ["commit", "grant", "grant", "hold"]
    assert {presenting.entry_line(ledger, row).values["staff"] for row in entries} == {"li"}


def test_the_directory_as_a_whole_knows_everybody_under_every_userid_and_who_holds_what():
    changing.change_person("linhao", {"roles": ("admin", "seal-keeper")}, ADMIN)
    changing.rename_person("linhao", "lin", ADMIN)
    changing.change_person(WAITING, {"active": False}, ADMIN)
    everybody = directory.whole()
    assert everybody.person("linhao") == everybody.person("lin") == directory.person("lin")
    assert [one.userid for one in everybody.in_role("admin")] == ["lin"]
    assert (everybody.person(WAITING), everybody.people[WAITING].active) == (None, False)
    assert everybody.departments == directory.departments()


def test_who_was_never_renamed_costs_one_look_in_ten_seconds(monkeypatch, requests):
    asked = []
    monkeypatch.setattr(renames.store, "read_aliases", lambda: asked.append(1) or {})
    renames.forget()
    with clock.frozen(clock.now()):
        for _ in range(5):
            journal.read(requests[0])
    assert asked == [1]
    assert store.SHELVES == ("STARTER", "CC", "DONE", "OPEN", "WAITING")
