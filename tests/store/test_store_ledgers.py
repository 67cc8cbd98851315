"""The demo records are loaded once, gone on with after an interruption, and leave the next numbers free."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from chalicelib.libraries import service as libraries
from chalicelib.platform.store import transact
from cli.local import content, ledgers
from cli.local.settings import Local, Records
from tests.store.store_support import dump


class CutError(Exception):
    """The power is gone."""


@pytest.fixture
def local(tmp_path: Path) -> Local:
    (tmp_path / "state").mkdir()
    return Local(0, 0, 0, 0, tmp_path, records=Records.FEW)


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    content.publish_libraries(content.library_files())


def nothing() -> None:
    """Nothing has to be brought to a disk here."""


def loaded(local: Local) -> dict[str, int]:
    ledgers.begin(local, nothing)
    return dict(ledgers.load(local, nothing))


def rows(database: Any, start: str) -> list[tuple[str, str, str]]:
    return sorted(key for key in dump(database) if key[1].startswith(start))


def test_each_library_gets_its_records_once(local: Local, database: Any):
    counts = loaded(local)
    assert counts["fixed-asset"] == 16
    assert len(rows(database, "R#")) == sum(counts.values())
    before = dump(database)
    assert not ledgers.begin(local, nothing)
    assert loaded(local) == {}
    assert dump(database) == before


def test_a_load_that_was_cut_off_is_gone_on_with(
    local: Local, database: Any, monkeypatch: pytest.MonkeyPatch
):
    write_all, calls = libraries.write_all, iter(range(100))

    def cut(*arguments: Any) -> None:
        write_all(*arguments)
        if next(calls) == 5:
            raise CutError

    monkeypatch.setattr(libraries, "write_all", cut)
    with pytest.raises(CutError):
        loaded(local)
    some = rows(database, "R#")
    monkeypatch.setattr(libraries, "write_all", write_all)
    # Whatever is asked for now, what was begun is finished.
    assert loaded(dataclasses.replace(local, records=Records.FULL))
    whole = rows(database, "R#")
    assert 0 < len(some) < len(whole)
    assert len(whole) == sum(map(len, small(local).values()))
    # A change for each record, and one of its material for each movement.
    assert len(rows(database, "C#")) == len(whole) + len(small(local)["material-txn"])


def small(local: Local) -> dict[str, Any]:
    progress = ledgers.Progress.read(ledgers._file(local))
    return dict(ledgers._ledgers(local, progress))


def test_a_record_that_is_made_before_its_library_is_loaded_has_a_number_of_its_own(local: Local):
    ledgers.begin(local, nothing)
    made = {"name": "新供应商", "uscc": "91110000000000000X", "kind": "工程"}
    bank = {"contact": "王工", "phone": "10000000000", "bank_name": "示例银行", "bank_account": "0"}
    transact(libraries.create("supplier", made | bank, "first"))
    counts = dict(ledgers.load(local, nothing))
    assert counts["supplier"] == 8
    records = libraries.records("supplier", [f"GYS{n:05d}" for n in range(1, 30)])
    (new,) = (key for key, values in records.items() if values["name"] == "新供应商")
    assert (len(records), new > "GYS00008") == (9, True)


def test_an_office_that_wants_none_gets_none(local: Local, database: Any):
    assert not ledgers.begin(dataclasses.replace(local, records=Records.NONE), nothing)
    assert loaded(dataclasses.replace(local, records=Records.NONE)) == {}
    assert rows(database, "R#") == []
