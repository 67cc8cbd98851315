"""What follows records, and definitions that change under them, on both databases."""

import datetime as dt

import pytest
import yaml

from chalicelib.libraries import following, health, jobs, record_store, rehearsing, remakes, versions
from chalicelib.libraries import service as libraries
from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.records import Action, Write
from chalicelib.platform import clock
from tests.store.library_support import GAUGE, KEEPERS, fill, gauge, load
from tests.store.store_support import at_once
from tests.support.auditing import differences

BOTH = ("maker", "gauge")
GROWN = yaml.safe_load(GAUGE)
GROWN["fields"]["dear"] = {"label": "贵重", "type": "boolean", "computed": "price > 500"}
GROWN["fields"]["serial_no"] = {"label": "合同号", "type": "number"}
GROWN["views"].append(
    {"key": "rich", "name": "贵", "columns": ["name"], "filter": {"dear": True}, "sort": "price"}
)
GROWN["migrate"] = {"serial_no": "$number(serial_no)"}
NEW = yaml.safe_dump(GROWN, allow_unicode=True, sort_keys=False)


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    load()


def stream_event(*changes: str) -> dict[str, object]:
    return {
        "Records": [
            {"eventName": "INSERT", "dynamodb": {"Keys": {"pk": {"S": pk}}, "SequenceNumber": str(number)}}
            for number, pk in enumerate(changes)
        ]
    }


def settle() -> None:
    with clock.frozen(clock.now() + dt.timedelta(hours=1)):
        while sum(following.sweep(key) for key in BOTH):
            pass


def test_handlers_and_writers_at_once_leave_everything_as_the_records_say():
    libraries.write_all("maker", [Write(Action.CREATE, "m", {"maker_no": "M-1", "name": "甲"})], "t")
    fill(6, maker="M-1", checks=[{"day": "2026-01-02", "cost": 5}])
    keys, _ = record_store.created("gauge", None, 10)

    def work(number: int) -> None:
        key = keys[number % len(keys)]
        values = {"name": f"表{number}", "keeper": KEEPERS[number % 3], "price": number, "checks": []}
        write = Write(Action.UPDATE, f"u/{number}", values, {"gauge_no": key})
        libraries.transact_again(lambda: libraries.writes("gauge", [write], "tester"))
        risky = Write(Action.UPDATE, f"r/{number}", {"risky": number % 2 == 0}, {"maker_no": "M-1"})
        libraries.transact_again(lambda: libraries.writes("maker", [risky], "tester"))
        jobs.follow_records(stream_event(f"C#gauge#u/{number}", f"C#maker#r/{number}"), None)

    at_once(8, work)
    settle()
    assert differences(*BOTH) == []
    assert health.lags() == []


def test_a_change_that_fails_comes_again_alone(monkeypatch: pytest.MonkeyPatch):
    fill(2)
    real = following.follow_words

    def failing(key: str, record: str) -> None:
        if record.endswith("0001"):
            raise RuntimeError
        real(key, record)

    changes = ["C#gauge#opening/1", "C#gauge#opening/2", "C#gauge#nothing"]
    with monkeypatch.context() as patch:
        patch.setattr(following, "follow_words", failing)
        answer = jobs.follow_records(stream_event(*changes), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    (lag,) = health.lags()
    assert (lag.library, lag.changes) == ("gauge", 1)
    assert jobs.follow_records(stream_event(*changes), None) == {"batchItemFailures": []}
    assert differences(*BOTH) == []


def test_stored_records_are_brought_to_a_new_definition():
    fill(60, serial_no="7")
    (plan,) = rehearsing.rehearse([NEW], "en")
    assert (plan.records, plan.changed, plan.misfits) == (60, 60, ())
    assert {one.change.place: one.records for one in plan.changes}["fields.serial_no.type"] == 60
    assert libraries.definitions_now("gauge").version == 1, "a plan writes nothing"
    libraries.publish(NEW, "linhao")
    at_once(2, lambda _: remakes.run("gauge", 60))
    with clock.frozen(clock.now() + dt.timedelta(minutes=3)):
        jobs.remake_records({}, None)
    progress = remakes.progress_of("gauge")
    assert progress is not None
    assert progress.is_done
    settle()
    assert differences(*BOTH) == []
    assert {
        row["serial_no"]
        for row in libraries.records("gauge", record_store.created("gauge", None, 99)[0]).values()
    } == {7}
    assert versions.source("gauge") == NEW
    assert versions.source("gauge", 1) == GAUGE
    assert [one.version for one in versions.versions("gauge")] == [2, 1]
    assert "fields.dear" in {change.place for change in versions.compare("gauge", 0, 0, "en")}


def test_a_plan_names_the_records_that_would_not_fit():
    fill(2, serial_no="7")
    odd = Write(Action.CREATE, "odd", gauge(3, gauge_no="ODD", serial_no="丙"))
    libraries.write_all("gauge", [odd], "tester")
    required = NEW.replace("label: 合同号", "required: true\n    label: 合同号")
    (plan,) = rehearsing.rehearse([required], "en")
    assert [(one.record, one.problems[0].field, one.problems[0].code) for one in plan.misfits] == [
        ("ODD", "serial_no", "missing")
    ]
    with pytest.raises(LibraryInvalidError):
        rehearsing.rehearse([NEW.replace("serial_no: $number(serial_no)", "name: name")], "en")
