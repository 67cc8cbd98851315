"""A definition changes while records are stored: the job brings them to it, whatever dies, and nothing is lost."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml

from chalicelib.libraries import browsing, remake_store, remakes, service, statistics, store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import (
    LibraryInvalidError,
    RecordInvalidError,
    ViewPreparingError,
)
from chalicelib.libraries.filters import Filter
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from tests.store.store_support import forget_content
from tests.support.auditing import differences
from tests.support.faults.platform import Platform

HEAD = "key: tool\nname: 工具库\nkey_field: code\n"
OLD = f"""{HEAD}fields:
  code: {{label: 编号, type: text}}
  name: {{label: 名称, type: text}}
  size: {{label: 大小, type: text}}
  old_name: {{label: 旧名, type: text}}
  keeper: {{label: 保管人, type: user}}
views:
  - {{key: mine, name: 我的, columns: [code], filter: {{keeper: $me}}, sort: name}}
permissions:
  - {{who: everyone, rows: all, ops: [read, update]}}
statistics:
  - {{key: all, name: 全部, count: true, by: [keeper]}}
"""
NEW = f"""{HEAD}fields:
  code: {{label: 编号, type: text}}
  name: {{label: 名称, type: text, unique: true}}
  size: {{label: 大小, type: number}}
  keeper: {{label: 保管人, type: user}}
  state: {{label: 状态, type: enum, options: {{在用: 在用, 停用: 停用}}, default: 在用}}
  big: {{label: 大, type: boolean, computed: size > 5}}
views:
  - {{key: mine, name: 我的, columns: [code], filter: {{keeper: $me}}, sort: size}}
  - {{key: big, name: 大的, columns: [code], filter: {{big: true}}, sort: "-size"}}
permissions:
  - {{who: everyone, rows: all, ops: [read, update]}}
statistics:
  - {{key: all, name: 全部, count: true, by: [keeper]}}
  - {{key: sizes, name: 大小, sum: size, by: [state]}}
migrate:
  size: $number(size)
  old_name: null
  name: "$exists(name) ? name : old_name"
"""
COUNT = 120


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    with Platform().running():
        libraries.publish(OLD, "tester")
        yield


def tool(number: int, **more: Any) -> Write:
    values = {
        "code": f"T{number:03}",
        "size": str(number % 10),
        "keeper": "liming",
        "old_name": f"旧{number}",
    }
    if number % 2:
        values["name"] = f"扳手{number}"
    return Write(Action.CREATE, f"opening/{number}", {**values, **more})


def fill(count: int = COUNT) -> None:
    libraries.write_all("tool", [tool(number) for number in range(count)], "tester")


@contextmanager
def minutes_later(minutes: int = 3) -> Iterator[None]:
    with clock.frozen(clock.now() + dt.timedelta(minutes=minutes)):
        yield


def finish() -> remakes.Progress:
    remakes.run("tool", 60)
    with minutes_later():
        found = remakes.run("tool", 60)
    assert found is not None
    assert found.is_done
    return found


def listed(view: str, **more: Any) -> list[str]:
    page = browsing.page("tool", "liming", Ask(view=view, limit=100, **more))
    return [line.record.key for line in page.lines]


def test_records_get_what_the_new_definition_wants():
    fill(6)
    libraries.publish(NEW, "linhao")
    assert finish().changed == 6
    found = libraries.records("tool", ["T001", "T002"])
    assert found["T001"] == {
        "code": "T001", "name": "扳手1", "size": 1, "keeper": "liming", "state": "在用", "big": False,
    }  # fmt: skip
    assert found["T002"]["name"] == "旧2"
    change = libraries.changes("tool", "T001")[0]
    assert (change.action, change.by) == ("migrate", "linhao")
    assert change.fields["old_name"] == ["旧1", None]
    assert differences("tool") == []
    assert remakes.misfits("tool") == []


def test_a_new_list_is_an_error_until_it_knows_every_record():
    fill()
    libraries.publish(NEW, "linhao")
    remakes.step("tool")
    with pytest.raises(ViewPreparingError) as refused:
        listed("big")
    assert 0 < refused.value.params["percent"] < 100
    for asked in ({"filter": Filter.model_validate({"big": True})}, {"sort": "size"}):
        with pytest.raises(ViewPreparingError):
            listed("", **asked)
    with pytest.raises(ViewPreparingError):
        statistics.tell("tool", "liming", "sizes")
    assert len(listed("")) == 100, "what needs nothing new is listed"
    (group,) = statistics.tell("tool", "liming", "all").groups
    assert group.number == COUNT
    finish()
    assert len(listed("big")) == COUNT * 4 // 10
    (sizes,) = statistics.tell("tool", "liming", "sizes").groups
    assert sizes.figure == sum(number % 10 for number in range(COUNT))
    assert differences("tool") == []


def test_a_job_that_dies_anywhere_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch):
    fill(60)
    libraries.publish(NEW, "linhao")
    real, count = service.transact, iter(range(10_000))

    def transact(operations: Any) -> None:
        if next(count) % 7 == 6:
            raise RuntimeError
        real(operations)

    deaths = 0
    with monkeypatch.context() as patch:
        patch.setattr(service, "transact", transact)
        for _ in range(200):
            try:
                if remakes.run("tool", 60) is not None:
                    break
            except RuntimeError:
                deaths += 1
    assert deaths > 5
    finish()
    assert differences("tool") == []
    assert {len(libraries.changes("tool", f"T{number:03}")) for number in range(60)} == {2}


def test_two_that_are_at_it_at_once_do_it_once(monkeypatch: pytest.MonkeyPatch):
    fill(60)
    libraries.publish(NEW, "linhao")
    real, inner = service.transact, []

    def transact(operations: Any) -> None:
        if not inner:
            inner.append(True)
            remakes.run("tool", 60)
        real(operations)

    with monkeypatch.context() as patch:
        patch.setattr(service, "transact", transact)
        remakes.run("tool", 60)
    finish()
    assert differences("tool") == []
    assert {len(libraries.changes("tool", f"T{number:03}")) for number in range(60)} == {2}


def test_what_an_old_function_wrote_meanwhile_is_found_by_the_second_round():
    fill(5)
    old = libraries.definitions_now("tool")
    libraries.publish(NEW, "linhao")
    remakes.run("tool", 60)
    from chalicelib.libraries import recording

    writes = recording.operations(old, [tool(7)], "tester", "")
    service.transact(writes)
    assert libraries.record("tool", "T007")["size"] == "7"
    finish()
    assert libraries.record("tool", "T007")["size"] == 7
    assert differences("tool") == []


def test_a_function_with_the_old_definition_reads_it_again_when_a_record_is_newer():
    fill(2)
    old = libraries.definitions_now("tool")
    libraries.publish(NEW, "linhao")
    finish()
    libraries._cached.cache_clear()
    assert libraries.definitions("tool").version > old.version
    real = libraries.definitions
    with pytest.MonkeyPatch.context() as patch:
        first = iter([old])
        patch.setattr(service, "definitions", lambda key: next(first, None) or real(key))
        write = Write(Action.UPDATE, "u", {"size": 9}, {"code": "T001"})
        libraries.transact_again(lambda: libraries.writes("tool", [write], "tester"))
    assert libraries.record("tool", "T001")["big"] is True


def test_a_record_is_written_before_its_turn_as_the_new_definition_wants():
    fill(2)
    libraries.publish(NEW, "linhao")
    write = Write(Action.UPDATE, "u", {"keeper": "heyan"}, {"code": "T001"})
    libraries.transact_again(lambda: libraries.writes("tool", [write], "tester"))
    assert libraries.record("tool", "T001")["size"] == 1
    change = libraries.changes("tool", "T001")[0]
    assert change.fields["size"] == ["1", 1]
    finish()
    assert differences("tool") == []


def test_what_does_not_fit_is_listed_and_stays_and_can_be_mended():
    fill(3)
    libraries.write_all("tool", [tool(8, name="扳手1")], "tester")
    libraries.write_all("tool", [tool(9, size="大")], "tester")
    libraries.publish(
        NEW.replace("label: 大小, type: number", "label: 大小, type: number, required: true"), "linhao"
    )
    finish()
    found = {one.record: one for one in remakes.misfits("tool")}
    assert found["T009"].problems[0][:2] == ["size", "missing"]
    assert found["T008"].code == "record_exists"
    assert libraries.record("tool", "T009")["size"] == "大", "nothing is lost"
    assert set(listed("mine")) == {"T000", "T001", "T002", "T008", "T009"}
    assert differences("tool") == []
    with pytest.raises(RecordInvalidError):
        libraries.writes("tool", [Write(Action.UPDATE, "u", {"keeper": "heyan"}, {"code": "T009"})], "tester")
    mend = [
        Write(Action.UPDATE, "u1", {"size": 4}, {"code": "T009"}),
        Write(Action.UPDATE, "u2", {"name": "钳子"}, {"code": "T008"}),
    ]
    for write in mend:
        libraries.transact_again(lambda write=write: libraries.writes("tool", [write], "tester"))
    assert remakes.misfits("tool") == []
    assert differences("tool") == []


def test_a_plan_counts_once():
    fill(3)
    libraries.publish(NEW.replace("size: $number(size)", "size: $number(size) + 1"), "linhao")
    finish()
    assert libraries.record("tool", "T001")["size"] == 2
    again = NEW.replace("size: $number(size)", "size: $number(size) + 1").replace("size > 5", "size > 1")
    libraries.publish(again, "linhao")
    finish()
    assert libraries.record("tool", "T001") | {} == {
        **libraries.record("tool", "T001"),
        "size": 2,
        "big": True,
    }
    assert differences("tool") == []


def test_a_definition_published_while_the_job_goes_on_is_reached_through_both():
    fill()
    libraries.publish(NEW, "linhao")
    remakes.step("tool")
    libraries.publish(NEW.replace("size > 5", "size > 7"), "linhao")
    with pytest.raises(ViewPreparingError):
        listed("big")
    finish()
    assert len(listed("big")) == COUNT * 2 // 10
    assert differences("tool") == []


def test_words_alone_make_no_job():
    fill(3)
    libraries.publish(OLD.replace("label: 名称", "label: 品名").replace("name: 全部", "name: 所有"), "linhao")
    assert remake_store.read("tool") is None
    assert listed("mine")


def test_deleted_records_are_brought_to_it_when_they_are_given_back():
    fill(2)
    libraries.write_all("tool", [Write(Action.DELETE, "d", {}, {"code": "T001"})], "tester")
    libraries.publish(NEW, "linhao")
    finish()
    libraries.write_all("tool", [Write(Action.RESTORE, "r", {}, {"code": "T001"})], "tester")
    assert libraries.record("tool", "T001")["size"] == 1
    assert differences("tool") == []


def test_libraries_that_name_each_other_are_published_together():
    one, two = (
        f"key: {key}\nname: {key}\nkey_field: code\nfields: {{code: {{label: 编号, type: text}}, "
        f"other: {{label: 另, type: library_ref, library: {other}}}}}\n"
        for key, other in (("left", "right"), ("right", "left"))
    )
    with pytest.raises(LibraryInvalidError) as refused:
        libraries.publish(one, "tester")
    assert refused.value.params["library"] == "left"
    assert [found.changed for found in libraries.publish_all([one, two], "tester")] == [True, True]
    assert [found.changed for found in libraries.publish_all([one, two], "tester")] == [False, False]
    forget_content()
    assert libraries.library("right").fields["other"].library == "left"


def test_accounts_are_not_brought_to_a_plan():
    said = yaml.safe_load(store.read_definition("leave-ledger").source)
    said["fields"]["checked"] = {"label": "核对", "type": "text", "required": True}
    for plan, problem in (({}, "L080"), ({"checked": "'x'"}, "L081")):
        with pytest.raises(LibraryInvalidError) as refused:
            libraries.publish(yaml.safe_dump({**said, "migrate": plan}, allow_unicode=True), "tester")
        assert [found.code for found in refused.value.problems] == [problem]
