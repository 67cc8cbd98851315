"""Changes of people and departments in the table: one transaction each, what it leaves behind, and two at once."""

from dataclasses import replace

import pytest

from chalicelib.directory import arranging, change_store, changing, finding_store, service, standing, store
from chalicelib.directory.model import (
    Department,
    DepartmentCycleError,
    DepartmentExistsError,
    DepartmentNameError,
    DepartmentNotEmptyError,
    DepartmentNotFoundError,
    DepartmentParentError,
    DepartmentPeopleError,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
    PersonInvalidError,
    PersonNotFoundError,
)
from chalicelib.platform import sessions
from chalicelib.platform.errors import DomainError, NotSignedInError, VersionStaleError
from tests.store.directory_support import ADMIN, NEWCOMER, institute, names, one
from tests.store.store_support import at_once, dump

__all__ = ["institute"]


def test_a_new_person_is_found_counted_and_has_a_history():
    made = changing.create_person(NEWCOMER, ADMIN)
    assert one("zhaomin") == made == replace(NEWCOMER, pinyin="zhaomin")
    assert service.counts() == {1: 6, 11: 4, 12: 1, 111: 1}
    (change,) = standing.changes_of("zhaomin")
    assert (change.action, change.author, change.day) == ("created", ADMIN, "2026-12-01")
    assert change.fields["name"] == [None, "赵敏"]
    assert [c.subject for c in standing.latest_changes(None)[0]] == ["zhaomin"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("李", ["liming"]),
        ("明", ["liming"]),
        ("LiM", ["liming"]),
        ("ming", ["liming"]),
        ("lm", ["liming"]),
        ("l", ["liming", "linhao"]),
        ("zengj", ["zengjing"]),
        ("cengj", ["zengjing"]),
        ("x", []),
        ("#", []),
    ],
)
def test_people_are_found_by_what_one_begins_to_type(words, found):
    assert sorted(names(words)) == found


def test_a_department_lists_those_who_have_it_as_a_further_one_too():
    assert names("", 12) == ["liming", "linhao"]
    assert names("li", 12) == ["liming", "linhao"]
    assert names("lm", 12) == ["liming"]


def test_everybody_called_so_is_on_one_page_of_several_and_on_one_only():
    for number in range(120):
        changing.create_person(Person(f"wang{number:03d}", "王五", "", 12), ADMIN)
    found, cursor = service.search("w", None, None)
    pages = [found]
    while cursor:
        found, cursor = service.search("w", None, cursor)
        pages.append(found)
    assert [len(page) for page in pages] == [50, 50, 22]
    assert len({person.userid for page in pages for person in page}) == 122


def test_a_change_is_kept_field_by_field_with_who_and_by_which_way(database):
    changing.change_person("liming", {"title": "高级工程师", "also": ()}, ADMIN)
    (change,) = standing.changes_of("liming")
    assert change.fields == {"title": ["工程师", "高级工程师"], "also": [[12], []]}
    assert names("", 12) == ["linhao"]
    before = dump(database)
    assert changing.change_person("liming", {"title": "高级工程师"}, ADMIN).version == 1
    assert dump(database) == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"department": 99}, PersonDepartmentError),
        ({"also": (11,)}, PersonDepartmentError),
        ({"also": (99,)}, PersonDepartmentError),
        ({"name": "  "}, PersonInvalidError),
        ({"mobile": "abc"}, PersonInvalidError),
        ({"mobile": "10000000001"}, MobileTakenError),
        ({"roles": ("No Role",)}, PersonInvalidError),
        ({"employed_on": "2026-02-30"}, PersonInvalidError),
        ({"employed_on": "2026-02-01", "left_on": "2026-01-01"}, PersonInvalidError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(database, changes, error: type[DomainError]):
    before = dump(database)
    with pytest.raises(error):
        changing.change_person("liming", changes, ADMIN)
    assert dump(database) == before


def test_a_person_in_no_department_or_one_that_is_there_already_is_not_taken_in(database):
    before = dump(database)
    for wanted, error in (
        (replace(NEWCOMER, department=0), PersonDepartmentError),
        (replace(NEWCOMER, userid="LiMing"), PersonExistsError),
        (replace(NEWCOMER, userid="not a userid"), PersonInvalidError),
        (replace(NEWCOMER, mobile="+86 100-0000-0001"), MobileTakenError),
    ):
        with pytest.raises(error):
            changing.create_person(wanted, ADMIN)
    with pytest.raises(PersonNotFoundError):
        changing.change_person("nobody", {"title": ""}, ADMIN)
    with pytest.raises(LookupError):
        changing.change_person("liming", {"userid": "other"}, ADMIN)
    assert dump(database) == before


def test_a_userid_with_capital_letters_is_kept_in_lower_case_and_as_it_was_spelled():
    changing.create_person(replace(NEWCOMER, userid="ZhaoMin"), ADMIN)
    assert (one("zhaomin").userid, one("zhaomin").spelled) == ("zhaomin", "ZhaoMin")
    assert changing.change_person("ZhaoMin", {"title": "主任"}, ADMIN).spelled == "ZhaoMin"


def test_who_saw_an_older_version_is_told_so():
    seen = one("liming").version
    changing.change_person("liming", {"title": "A"}, ADMIN, seen=seen)
    with pytest.raises(VersionStaleError):
        changing.change_person("liming", {"title": "B"}, ADMIN, seen=seen)
    assert one("liming").title == "A"


def test_eight_changes_at_once_are_all_kept_one_after_the_other():
    fields = ("title", "post", "mobile", "employed_on", "scheme", "mobile_for", "spelled", "pinyin")
    values = ("T", "P", "10000000002", "2020-01-01", "flexible", "leaders", "LIMING", "liming2")
    answers = at_once(8, lambda n: changing.change_person("liming", {fields[n]: values[n]}, ADMIN))
    errors = [answer for answer in answers if isinstance(answer, Exception)]
    changed = [c for c in standing.changes_of("liming") if c.action == "changed"]
    assert all(isinstance(error, DomainError) for error in errors)
    assert len(changed) == 8 - len(errors) == one("liming").version
    assert sorted(c.version for c in changed) == list(range(1, len(changed) + 1))


def test_of_two_who_take_the_same_number_at_once_one_has_it():
    def take(number: int) -> object:
        return changing.change_person(("liming", "linhao")[number], {"mobile": "10000000005"}, ADMIN)

    answers = at_once(2, take)
    assert sum(isinstance(answer, Person) for answer in answers) == 1
    assert sum(isinstance(answer, MobileTakenError) for answer in answers) == 1


def test_who_leaves_is_signed_out_listed_nowhere_and_their_tasks_are_to_go_over():
    token = sessions.start("wangfang")
    left = changing.change_person("wangfang", {"active": False}, ADMIN)
    with pytest.raises(NotSignedInError):
        sessions.authenticate(token)
    assert (left.active, left.left_on) == (False, "2026-12-01")
    assert names("王") == names("wf") == []
    assert "wangfang" not in names("", 11)
    assert [p.userid for p in service.leavers(None)[0]] == ["wangfang"]
    assert service.counts()[11] == 2
    assert [h.userid for h in service.handovers()] == ["wangfang"]
    assert changing.create_person(replace(NEWCOMER, mobile="10000000001"), ADMIN).mobile == "10000000001"
    with pytest.raises(MobileTakenError):
        changing.change_person("wangfang", {"active": True}, ADMIN)


def test_who_comes_back_is_found_again_and_nothing_goes_over():
    changing.change_person("wangfang", {"active": False}, ADMIN)
    back = changing.change_person("wangfang", {"active": True}, ADMIN)
    assert (back.left_on, names("wf"), service.handovers()) == ("", ["wangfang"], [])
    assert [c.action for c in standing.changes_of("wangfang")] == ["enabled", "disabled"]
    assert service.counts() == {1: 5, 11: 3, 12: 1, 111: 1}


def test_a_rename_takes_everything_along_and_the_former_userid_goes_on_finding_the_person():
    token = sessions.start("wangfang")
    changing.change_person("wangfang", {"roles": ("dept-head",)}, ADMIN)
    renamed = changing.rename_person("wangfang", "WangFang2", ADMIN)
    assert (renamed.userid, renamed.spelled, renamed.formerly) == ("wangfang2", "WangFang2", ("wangfang",))
    assert service.people(["wangfang"]) == {"wangfang": renamed}
    assert service.person("wangfang").userid == "wangfang2"
    assert service.departments()[11].head == "wangfang2"
    assert service.roles()["dept-head"] == ("wangfang2",)
    assert names("wf") == ["wangfang2"]
    assert service.counts()[11] == 3
    assert [(h.userid, h.to) for h in service.handovers()] == [("wangfang", "wangfang2")]
    with pytest.raises(NotSignedInError):
        sessions.authenticate(token)
    with pytest.raises(PersonExistsError):
        changing.create_person(replace(NEWCOMER, userid="wangfang"), ADMIN)
    with pytest.raises(PersonExistsError):
        changing.rename_person("wangfang2", "liming", ADMIN)
    assert [c.action for c in standing.changes_of("wangfang")] == ["renamed", "changed"]
    again = changing.rename_person("wangfang2", "wf", ADMIN)
    assert service.people(["wangfang", "wangfang2"]) == {"wangfang": again, "wangfang2": again}
    assert changing.change_person("wf", {"mobile": "10000000007"}, ADMIN).mobile == "10000000007"


def test_departments_are_made_moved_and_closed():
    made = arranging.create_department(Department(0, "湿度室", 11, 2), ADMIN)
    assert made.id == 112
    moved = arranging.change_department(112, {"parent": 12, "name": "湿度组", "head": "LinHao"}, ADMIN)
    assert (moved.parent, moved.head) == (12, "linhao")
    changing.change_person("linhao", {"also": (112,)}, ADMIN)
    with pytest.raises(DepartmentNotEmptyError):
        arranging.change_department(112, {"closed_on": "2026-12-01"}, ADMIN)
    changing.change_person("linhao", {"also": ()}, ADMIN)
    assert arranging.change_department(112, {"closed_on": "2026-12-01"}, ADMIN).closed_on
    with pytest.raises(PersonDepartmentError):
        changing.change_person("linhao", {"also": (112,)}, ADMIN)
    actions = [c.action for c in standing.changes_of_department(112)]
    assert actions == ["closed", "changed", "created"]


@pytest.mark.parametrize(
    ("number", "changes", "error"),
    [
        (11, {"parent": 111}, DepartmentCycleError),
        (11, {"parent": 11}, DepartmentCycleError),
        (11, {"parent": 99}, DepartmentParentError),
        (11, {"parent": None}, DepartmentParentError),
        (11, {"name": "办公室"}, DepartmentNameError),
        (11, {"head": "nobody"}, DepartmentPeopleError),
        (11, {"closed_on": "2026-12-01"}, DepartmentNotEmptyError),
        (111, {"closed_on": "2026-12-01"}, DepartmentNotEmptyError),
        (99, {"name": "x"}, DepartmentNotFoundError),
    ],
)
def test_what_a_department_cannot_be_is_refused_and_nothing_changes(database, number, changes, error):
    before = dump(database)
    with pytest.raises(error):
        arranging.change_department(number, changes, ADMIN)
    with pytest.raises(DepartmentExistsError):
        arranging.create_department(Department(11, "别的", 1), ADMIN)
    assert dump(database) == before


def test_two_departments_moved_below_each_other_at_once_make_no_cycle():
    arranging.create_department(Department(13, "甲", 1), ADMIN)
    arranging.create_department(Department(14, "乙", 1), ADMIN)

    def move(number: int) -> object:
        return arranging.change_department(13 + number, {"parent": 14 - number}, ADMIN)

    answers = at_once(2, move)
    assert sum(isinstance(answer, DepartmentCycleError) for answer in answers) == 1


def test_a_department_is_not_closed_while_somebody_comes():
    arranging.create_department(Department(13, "甲", 1), ADMIN)

    def act(number: int) -> object:
        if number:
            return changing.change_person("linhao", {"department": 13}, ADMIN)
        return arranging.change_department(13, {"closed_on": "2026-12-01"}, ADMIN)

    answers = at_once(2, act)
    assert sum(isinstance(answer, DomainError) for answer in answers) == 1
    assert bool(service.departments()[13].closed_on) == (one("linhao").department != 13)


def test_what_goes_with_a_change_is_written_with_it_or_nothing_is():
    row = change_store.begin_handover(change_store.Handover("x", "", ""))
    changing.change_person("liming", {"title": "A"}, ADMIN, more=[row])
    assert [h.userid for h in service.handovers()] == ["x"]


def test_a_row_from_before_there_were_versions_is_changed_as_any_other():
    store.person_row(one("liming")).update(actions=[store.PersonRow.version.remove()])
    assert changing.change_person("liming", {"title": "A"}, ADMIN, seen=0).version == 1


def test_the_rows_one_is_found_by_are_those_of_the_keys():
    found = {(row.pk, row.sk) for row in finding_store.find_rows(one("liming"))}
    assert ("FIND#l", "lm#liming") in found
    assert ("FIND#明", "明#liming") in found
    assert finding_store.find_rows(replace(one("liming"), active=False)) == []
