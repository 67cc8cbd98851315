"""An institute that is brought in: all of it, once, over what is there already."""

from dataclasses import replace

import pytest

from chalicelib.directory import arranging, changing, loading, service
from chalicelib.directory.model import (
    Department,
    DepartmentCycleError,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
)
from tests.store.directory_support import ADMIN, DEPARTMENTS, NEWCOMER, PEOPLE, institute, names, one
from tests.store.store_support import dump

__all__ = ["institute"]


def test_an_institute_that_is_brought_in_again_leaves_what_was_changed():
    changing.change_person("liming", {"title": "A"}, ADMIN)
    arranging.change_department(11, {"name": "热学所"}, ADMIN)
    service.load(DEPARTMENTS, PEOPLE)
    assert (one("liming").title, service.departments()[11].name) == ("A", "热学所")
    assert service.counts() == {1: 5, 11: 3, 12: 1, 111: 1}


def test_of_an_institute_that_cannot_be_nothing_is_brought_in(database):
    before = dump(database)
    twice = replace(NEWCOMER, mobile="")
    for people, error in (
        ([NEWCOMER, replace(twice, userid="ZhaoMin")], PersonExistsError),
        ([NEWCOMER, replace(twice, userid="zm", mobile="100 0000 0009")], MobileTakenError),
        ([NEWCOMER, replace(twice, userid="zm", department=0)], PersonDepartmentError),
    ):
        with pytest.raises(error):
            service.load([Department(13, "甲", 1)], people)
    with pytest.raises(DepartmentCycleError):
        service.load([Department(13, "甲", 14), Department(14, "乙", 13)], [NEWCOMER])
    assert dump(database) == before


def test_a_number_somebody_has_already_is_told_and_whoever_has_it_keeps_it():
    with pytest.raises(MobileTakenError) as told:
        service.load([], [replace(NEWCOMER, mobile="10000000001")])
    assert told.value.params["userid"] == "zhaomin"
    assert changing.change_person("wangfang", {"title": "A"}, ADMIN).mobile == "10000000001"
    assert (service.people(["zhaomin"]), names("zhaom")) == ({}, [])


def test_whoever_is_brought_in_is_in_lower_case_tidied_and_found():
    service.load([], [replace(NEWCOMER, userid="ZhaoMin", mobile="+86 100-0000-0009")])
    assert (one("zhaomin").spelled, one("zhaomin").mobile) == ("ZhaoMin", "10000000009")
    assert names("zm") == names("敏") == ["zhaomin"]


def test_bringing_in_goes_on_where_it_was_broken_off_and_counts_everybody_once(monkeypatch, database):
    many = [Person(f"wu{number:03d}", "吴一", "", 12, also=(11,)) for number in range(130)]
    written, left = loading.transact, [1]

    def dies(operations):
        if not left:
            raise ConnectionError
        left.pop()
        written(operations)

    with monkeypatch.context() as patched:
        patched.setattr(loading, "transact", dies)
        with pytest.raises(ConnectionError):
            service.load([], many)
    found, cursor = service.search("wu", None, None)
    assert (0 < len(found) <= service.counts()[12] - 1 < 130, bool(cursor)) == (True, True)
    service.load([], many)
    assert service.counts() == {1: 135, 11: 3, 12: 131, 111: 1}
    assert (names("wu000"), names("wu129")) == (["wu000"], ["wu129"])
    after = dump(database)
    service.load([], many)
    assert dump(database) == after
