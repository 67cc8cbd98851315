"""The sync over real HTTP against the stand-in, with the product's stores: both ways, bad days, bad input."""

# ruff: noqa: S608 - the tables named are those of this file

import copy
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.directory import arranging, changing
from chalicelib.directory import service as directory
from chalicelib.directory.model import Author, Department, Person
from chalicelib.wecom import callback_store, client, events
from chalicelib.wecom.client import Client
from chalicelib.wecom.sync import engine, jobs, running, service, store
from sandbox.wecom.credentials import AGENT_ID, APP_SECRET, CONTACTS_SECRET, CORP_ID
from tests.sandbox.conftest import WeCom
from tests.support.fake_aws import FakeAws
from tests.support.faults.platform import PREFIX
from tests.support.sync.tables import sync_tables

pytestmark = pytest.mark.enable_socket
ADMIN = Author("linhao", "console")
TIMEOUT = 2.0


class Office:
    """The platform and its WeCom, linked and switched on."""

    def __init__(self, wecom: WeCom, aws: FakeAws) -> None:
        self.wecom, self.aws = wecom, aws

    def change(self, change: str, *, heard: bool = True, **asked: str) -> None:
        """Somebody changes WeCom's address book; `heard`: its callbacks arrive."""
        answer = self.wecom.http.post("/sandbox/contacts", json={"change": change, **asked})
        assert answer.status_code == 201, answer.text
        for event in answer.json()["events"] if heard else ():
            callback_store.take(
                f"{len(self.aws.dynamodb.table(f'{PREFIX}-wecom').items)}", events.read(event["text"])
            )

    def run_sql(self, sql: str) -> None:
        """What no door of the stand-in does: its book itself."""
        with sqlite3.connect(self.wecom.state / "wecom.sqlite3") as book:
            book.execute(sql)

    def follow(self) -> str:
        store.change_state([store.StateRow.paused_until.set("")])
        return running.follow(jobs.ports, engine.always)

    def night(self) -> str:
        self.aws.clock.advance(1)
        store.change_state([store.StateRow.nightly_on.set("")])
        service.begin("full", "linhao")
        return running.full(jobs.ports, engine.always)

    def member(self, userid: str) -> dict[str, Any]:
        return self.wecom.get("user/get", userid=userid)

    def department(self, number: int) -> dict[str, Any] | None:
        rows = self.wecom.get("department/list")["department"]
        return next((one for one in rows if one["id"] == number), None)

    def differences(self) -> int:
        return engine.look(jobs.ports()).differences

    def rows(self) -> dict[Any, Any]:
        """The directory as it is, but for what is to be told to WeCom."""
        rows = self.aws.dynamodb.table(f"{PREFIX}-directory").items
        return {
            key: {
                name: value
                for name, value in row.items()
                if row["kind"] != {"S": "change"} or name not in {"gsi2pk", "gsi2sk"}
            }
            for key, row in rows.items()
        }

    @property
    def cards(self) -> list[str]:
        """What people are told: the same key twice is told once."""
        return list({one["key"]: one["title"] for one in self.aws.sqs.messages}.values())


BOOK = ("departments", "people", "memberships", "tags", "tagged")


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeCom]:
    running_ = WeCom(tmp_path_factory.mktemp("wecom"))
    with sqlite3.connect(running_.state / "wecom.sqlite3") as book:
        book.execute(f"VACUUM INTO '{running_.state}/begin.sqlite3'")
    yield running_
    running_.stop()


@dataclass
class Linked:
    """Both sides after the first night, as every test finds them."""

    aws: FakeAws
    content: Any
    tags: list[list[Any]]


@pytest.fixture(scope="module")
def linked(vendor: WeCom) -> Iterator[Linked]:
    with pytest.MonkeyPatch.context() as patch, sync_tables() as aws:
        patch.setattr(client, "TIMEOUT_SECONDS", (TIMEOUT, TIMEOUT))
        app = Client(CORP_ID, str(AGENT_ID), APP_SECRET, vendor.url)
        assistant = Client(CORP_ID, client.CONTACTS, CONTACTS_SECRET, vendor.url)
        patch.setattr(client, "client", lambda: app)
        patch.setattr(client, "contacts_client", lambda: assistant)
        logging.getLogger("xietong").setLevel(logging.INFO)
        service.switch(enabled=True, by="linhao")
        assert Office(vendor, aws).night() == "done"
        yield Linked(aws, copy.deepcopy(aws.content()), _tags(vendor))
        app._http.close()
        assistant._http.close()


@pytest.fixture
def office(vendor: WeCom, linked: Linked) -> Office:
    vendor.http.delete("/sandbox/faults")
    _begin_again(vendor)
    _tag_again(vendor, linked.tags)
    linked.aws.restore(copy.deepcopy(linked.content))
    linked.aws.sqs.messages.clear()
    linked.aws.clock.advance(3600)
    return Office(vendor, linked.aws)


def _begin_again(wecom: WeCom) -> None:
    """The stand-in's address book as it was in the beginning."""
    with sqlite3.connect(wecom.state / "wecom.sqlite3") as book:
        book.execute(f"ATTACH '{wecom.state}/begin.sqlite3' AS begun")
        for table in BOOK:
            book.execute(f"DELETE FROM {table}")
            book.execute(f"INSERT INTO {table} SELECT * FROM begun.{table}")


def _tags(wecom: WeCom) -> list[list[Any]]:
    with sqlite3.connect(wecom.state / "wecom.sqlite3") as book:
        return [book.execute(f"SELECT * FROM {table}").fetchall() for table in ("tags", "tagged")]


def _tag_again(wecom: WeCom, kept: list[list[Any]]) -> None:
    with sqlite3.connect(wecom.state / "wecom.sqlite3") as book:
        for table, rows in zip(("tags", "tagged"), kept, strict=True):
            book.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)


def test_the_demo_institute_is_the_same_on_both_sides_but_for_the_numbers_wecom_does_not_tell(office: Office):
    assert office.differences() == 0
    sent = service.runs()[0]
    assert sent.status == "done"
    before = office.rows()
    assert office.night() == "done"
    assert office.rows() == before


def test_a_change_in_wecom_is_here_a_minute_later_with_its_source(office: Office):
    office.change("edit_user", userid="liming", name="李明明", position="高级工程师")
    office.change("move_user", userid="zoukai", department="3")
    assert office.follow() == "done"
    people = directory.people(["liming", "zoukai"])
    assert (people["liming"].name, people["liming"].title) == ("李明明", "高级工程师")
    assert people["zoukai"].department == 3
    assert list(callback_store.read_dirty()) == []
    assert office.follow() == "nothing", "what came from there does not go back"
    assert office.differences() == 0


def test_a_change_here_is_in_wecom_a_minute_later_and_its_echo_changes_nothing(office: Office):
    arranging.change_department(3, {"name": "长度计量研究室"}, ADMIN)
    made = arranging.create_department(Department(0, "数据中心", 1, 99), ADMIN)
    changing.create_person(Person("Zhao.Min", "赵敏", "工程师", made.id, mobile="13800000001"), ADMIN)
    changing.change_person("liming", {"title": "首席工程师"}, ADMIN)
    changing.change_person("yanxu", {"active": False}, ADMIN)
    assert office.follow() == "done"
    renamed, created = office.department(3), office.department(made.id)
    assert renamed is not None
    assert created is not None
    assert (renamed["name"], created["name"], created["parentid"]) == ("长度计量研究室", "数据中心", 1)
    assert (office.member("zhao.min")["name"], office.member("liming")["position"]) == ("赵敏", "首席工程师")
    assert office.member("yanxu")["enable"] == 0
    before = office.rows()
    for userid in ("zhao.min", "liming", "yanxu"):
        event = f"<xml><MsgType>event</MsgType><Event>change_contact</Event><ChangeType>update_user</ChangeType><UserID>{userid}</UserID></xml>"
        callback_store.take(f"echo {userid}", events.read(event))
    office.wecom.http.delete("/sandbox/calls")
    assert office.follow() == "done"
    assert office.rows() == before
    assert not [
        path
        for path in office.wecom.http.get("/sandbox/calls").json()
        if "update" in path or "create" in path
    ]


def test_a_rename_in_wecom_is_one_person_here(office: Office):
    office.change("rename_user", userid="liming", new_userid="Li.Ming")
    assert office.follow() == "done"
    found = directory.person("li.ming")
    assert (found.name, found.formerly) == ("李明", ("liming",))
    assert directory.people(["liming"])["liming"].userid == "li.ming"
    assert office.differences() == 0


def test_a_rename_that_was_not_told_waits_for_somebody_who_knows(office: Office):
    office.change("rename_user", heard=False, userid="liming", new_userid="li.ming")
    office.night()
    (asked,) = service.questions()
    assert (asked.asks, asked.subject, asked.name) == ("rename", "liming>li.ming", "李明")
    assert directory.person("liming").active, "nobody loses anything by a guess"
    assert "目录同步等待您决定" in office.cards
    assert service.answer("rename", [asked.subject], "approved", "linhao") == (1, 0)
    assert running.full(jobs.ports, engine.always) == "done"
    assert directory.person("li.ming").formerly == ("liming",)
    assert (service.questions(), office.differences()) == ([], 0)


def test_more_than_five_in_a_hundred_wait_with_their_list_and_are_done_when_approved(office: Office):
    gone = ["liming", "zoukai", "yanxu", "chenjing"]
    for userid in gone:
        office.change("delete_user", userid=userid)
    office.follow()
    assert sorted(one.subject for one in service.questions()) == sorted(gone)
    assert all(one.active for one in directory.people(gone).values())
    assert service.answer("people_in", None, "approved", "linhao") == (4, 0)
    assert running.full(jobs.ports, engine.always) == "done"
    assert not any(one.active for one in directory.people(gone).values())
    assert (service.questions(), office.differences()) == ([], 0)


def test_what_was_refused_stays_and_is_not_asked_again(office: Office):
    gone = ["liming", "zoukai", "yanxu", "chenjing"]
    for userid in gone:
        office.change("delete_user", heard=False, userid=userid)
    office.night()
    service.answer("people_in", None, "refused", "linhao")
    office.night()
    assert all(one.active for one in directory.people(gone).values())
    assert {one.said for one in service.questions()} == {"refused"}


def test_an_empty_address_book_changes_nothing_and_is_told(office: Office):
    before = office.rows()
    office.run_sql("DELETE FROM memberships")
    assert office.night() == "empty"
    office.run_sql("DELETE FROM departments")
    assert office.night() == "empty"
    assert office.rows() == before
    assert office.cards.count("企业微信返回空通讯录") == 1, "once a day"
    assert service.runs()[0].status == "empty"


@pytest.mark.parametrize(
    ("fault", "call"),
    [("bad_gateway", 1), ("frequency", 2), ("truncated", 4), ("busy", 6), ("lost", 6), ("lost", 7)],
)
def test_wecom_that_breaks_off_is_asked_again_and_nothing_is_half_done(office: Office, fault: str, call: int):
    office.change("edit_user", userid="zoukai", name="邹凯凯")
    changing.change_person("liming", {"title": "首席工程师"}, ADMIN)
    changing.change_person("yanxu", {"active": False}, ADMIN)
    for number in range(call):
        office.wecom.fault("odd_names" if number < call - 1 else fault, "/cgi-bin/")
    office.follow()
    office.wecom.http.delete("/sandbox/faults")
    office.follow()
    assert directory.person("zoukai").name == "邹凯凯"
    assert (office.member("liming")["position"], office.member("yanxu")["enable"]) == ("首席工程师", 0)
    assert list(callback_store.read_dirty()) == []
    assert office.differences() == 0


def test_a_refusal_of_all_calls_is_told_with_its_number(office: Office):
    office.wecom.fault("untrusted_ip", "/cgi-bin/user/list_id", count=5)
    assert office.night() == "failed"
    assert service.runs()[0].reason == "60020"
    assert "NAT" in service.explained("60020", "en")
    assert "目录同步无法进行" in office.cards


def test_roles_are_tags_and_a_tag_that_was_changed_there_is_put_right(office: Office):
    admin = store.tags()["admin"]
    assert [one["userid"] for one in office.wecom.get("tag/get", tagid=admin)["userlist"]] == ["linhao"]
    changing.set_role("liming", "admin", ADMIN, held=True)
    office.follow()
    assert {one["userid"] for one in office.wecom.get("tag/get", tagid=admin)["userlist"]} == {
        "linhao",
        "liming",
    }
    office.wecom.post("tag/deltagusers", {"tagid": admin, "userlist": ["linhao"]}, secret=CONTACTS_SECRET)
    event = f"<xml><MsgType>event</MsgType><Event>change_contact</Event><ChangeType>update_tag</ChangeType><TagId>{admin}</TagId></xml>"
    callback_store.take("tag", events.read(event))
    office.follow()
    tagged = {one["userid"] for one in office.wecom.get("tag/get", tagid=admin)["userlist"]}
    assert tagged == {"linhao", "liming"}


def test_bad_input_has_one_clear_outcome_each_and_is_logged_once(
    office: Office, caplog: pytest.LogCaptureFixture
):
    office.run_sql("UPDATE departments SET parent_id = 4 WHERE id = 3")
    office.run_sql("UPDATE departments SET parent_id = 3 WHERE id = 4")
    office.run_sql("DELETE FROM memberships WHERE userid = 'liming'")
    changing.change_person("zoukai", {"mobile": directory.person("chenjing").mobile + "0"}, ADMIN)
    office.run_sql(f"UPDATE people SET mobile = '{directory.person('zoukai').mobile}' WHERE userid = 'yanxu'")
    before = office.rows()
    office.night()
    office.night()
    found = {(one.subject, one.code) for one in service.problems()}
    assert {
        ("3", "department_cycle"),
        ("4", "department_cycle"),
        ("liming", "no_department"),
        ("zoukai", "60104"),
    } <= found
    logged = [r.subject for r in caplog.records if r.getMessage() == "sync_problem"]
    assert sorted(logged) == sorted(subject for subject, _ in found)
    assert office.rows() == before


def test_a_dry_run_tells_everything_and_writes_nothing_but_its_report(office: Office):
    changing.change_person("liming", {"title": "首席工程师"}, ADMIN)
    office.change("edit_user", userid="zoukai", name="邹凯凯")
    before, links = office.rows(), store.whole()
    office.aws.clock.advance(1)
    made = service.begin("dry", "linhao")
    assert running.full(jobs.ports, engine.always) == "done"
    run, items = service.run(str(made.sk))
    assert (run.differences, run.counts["wecom.person.change"], run.counts["platform.person.change"]) == (
        2,
        1,
        1,
    )
    steps = {(one["toward"], one["id"]): one["changes"] for one in items if one["list"] == "step"}
    assert steps["wecom", "liming"] == {"title": [office.member("liming")["position"], "首席工程师"]}
    assert steps["platform", "zoukai"]["name"] == ["邹凯", "邹凯凯"]
    assert (office.rows(), store.whole()) == (before, links)
    assert [one.mode for one in service.runs()] == ["dry", "full"]
