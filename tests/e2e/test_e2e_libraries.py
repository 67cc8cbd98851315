"""What runs by itself in libraries, on the deployed platform: with the policies and triggers of the template."""

import pytest

from chalicelib.libraries import record_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from cli.local import content
from tests.e2e.e2e_support import eventually, run_xt
from tests.support.auditing import differences

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
SHELF = """key: shelf
name: 书架
key_field: code
fields:
  code: {label: 编号, type: text}
  name: {label: 名称, type: text}
  size: {label: 大小, type: number}
  until: {label: 有效期至, type: date}
  place: {label: 位置, type: enum, default: 在架, options: {在架: 在架, 下架: 下架}}
  keeper: {label: 保管人, type: user}
views:
  - {key: all, name: 全部, columns: [code, name], sort: name}
permissions:
  - {who: everyone, rows: all}
reminders:
  - {key: old, name: 已到期, date: until, repeat_days: 1, to: {fields: [keeper]}}
deadlines:
  - {key: gone, name: 到期下架, date: until, after_days: 1, filter: {place: 在架}, set: {place: 下架}}
"""
GROWN = SHELF.replace("  keeper:", "  big: {label: 大, type: boolean, computed: size > 3}\n  keeper:") + (
    "statistics:\n  - {key: big, name: 大的, count: true, by: [big]}\n"
)


@pytest.fixture(autouse=True)
def shelf(office: None) -> None:
    libraries.publish(SHELF, "tester")


def create(*codes: str) -> None:
    wanted = [
        Write(
            Action.CREATE,
            f"e2e/{code}",
            {"code": code, "name": f"书{code}", "size": 5, "until": "2020-01-01", "keeper": "liming"},
        )
        for code in codes
    ]
    libraries.write_all("shelf", wanted, "tester")


def test_a_new_record_is_found_by_its_words_a_moment_later(liming):
    create("word")
    eventually(lambda: not record_store.unfollowed("shelf", "9", 10), "the stream to be followed")
    found = liming.get("/api/libraries/shelf/records?words=书word")["items"]
    assert [one["id"] for one in found] == ["word"]
    assert differences("shelf") == []


def test_the_jobs_of_libraries_run_under_their_own_policies(platform):
    create("swept")
    for name in ("sweep_records", "remake_records"):
        platform.invoke(name, {})
    assert differences("shelf") == []


def test_an_audit_by_command_finds_nothing(platform):
    create("held")
    answer = run_xt(platform.local, "libraries", "check", "shelf")
    assert answer.stdout.strip() == "shelf: 0 differences", answer.stderr


def test_people_are_reminded_once(platform):
    create("late")
    assert platform.invoke("remind_people", {})["queued"] > 0
    assert platform.invoke("remind_people", {})["queued"] == 0


def test_a_day_changes_a_record_once_and_its_history_says_so(platform, liming):
    create("over")
    for _ in range(2):
        platform.invoke("meet_deadlines", {})
    assert libraries.record("shelf", "over")["place"] == "下架"
    changes = liming.get("/api/libraries/shelf/records/over/history")["items"]
    assert [(one["by"], one["deadline"]) for one in changes] == [("system", "到期下架"), ("tester", "")]


def test_stored_records_are_brought_to_a_new_definition_and_administrators_see_it(platform, linhao, tmp_path):
    create("a", "b")
    path = tmp_path / "shelf.library.yaml"
    path.write_text(GROWN, "utf-8")
    seen = linhao.get("/api/admin/libraries/shelf")["version"]
    planned = run_xt(platform.local, "libraries", "publish", str(path), "--plan")
    assert "records, " in planned.stdout, planned.stderr
    assert linhao.get("/api/admin/libraries/shelf")["version"] == seen
    answer = linhao.send("PUT", "/api/admin/libraries/shelf", {"source": GROWN}, if_match=f'"{seen}"')
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"key": "shelf", "version": seen + 1, "changed": True, "remakes": True}
    platform.invoke("remake_records", {})
    view = linhao.get("/api/admin/libraries/shelf")
    assert view["remake"]["target"] == seen + 1
    assert libraries.record("shelf", "a")["big"] is True
    assert run_xt(platform.local, "libraries", "export", "shelf").stdout == GROWN
    lagging = linhao.get("/api/admin/health")["libraries"]
    assert [one for one in lagging if one["library"] == "shelf" and one["records"]] == []
    assert content.compare_library(path, "en") == []
