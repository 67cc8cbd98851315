"""Changes of people and departments in the table: one transaction each, what it leaves behind, and two at once."""

import datetime as dt
from dataclasses import replace

import pytest

from chalicelib.directory import (
    arranging,
    change_store,
    changing,
    finding_store,
    loading,
    planning,
    service,
    standing,
    store,
)
from chalicelib.directory.model import (
    Author,
    Department,
    DepartmentCycleError,
    DepartmentExistsError,
    DepartmentNameError,
    DepartmentNotEmptyError,
    DepartmentNotFoundError,
    DepartmentParentError,
    DepartmentPeopleError,
    EffectiveDayError,
    MobileTakenError,
    Person,
    PersonDepartmentError,
    PersonExistsError,
    PersonInvalidError,
    PersonNotFoundError,
    PlannedNotFoundError,
)
from chalicelib.platform import clock, sessions
from chalicelib.platform.errors import DomainError, NotSignedInError, VersionStaleError
from tests.store.store_support import at_once, dump

NOON = dt.datetime(2026, 12, 1, 4, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 12, 1)
ADMIN = Author("linhao", "console", "人事通知")
DEPARTMENTS = (
    Department(1, "院", head="sunwei"),
    Department(11, "热工所", 1, 1, "wangfang", ("liming",)),
    Department(12, "办公室", 1, 2, "linhao"),
    Department(111, "温度室", 11, 1),
)
PEOPLE = (
    Person("sunwei", "孙伟", "院长", 1, ("president",), pinyin="sunwei"),
    Person("wangfang", "王芳", "所长", 11, pinyin="wangfang", mobile="10000000001"),
    Person("liming", "李明", "工程师", 11, pinyin="liming", also=(12,)),
    Person("linhao", "林浩", "管理员", 12, ("admin",), pinyin="linhao"),
    Person("zengjing", "曾静", "工程师", 111, pinyin="zengjing"),
)
NEWCOMER = Person("zhaomin", "赵敏", "工程师", 11, mobile="10000000009")


@pytest.fixture(autouse=True)
def institute(empty):
    service.load(DEPARTMENTS, PEOPLE)
    with clock.frozen(NOON):
        yield


def one(userid: str) -> Person:
    return service.people([userid])[userid]


def names(words: str, department: int | None = None) -> list[str]:
    return [person.userid for person in service.search(words, department, None)[0]]


def later(days: int):
    return clock.frozen(NOON + dt.timedelta(days=days))


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


def test_who_was_head_on_a_day_is_known_before_between_and_after():
    with later(10):
        arranging.change_department(11, {"head": "liming"}, ADMIN)
    with later(20):
        arranging.change_department(11, {"head": None}, ADMIN)
        heads = [standing.head_on(11, TODAY + dt.timedelta(days=n)) for n in (-400, 0, 9, 10, 19, 20, 21)]
    assert heads == ["wangfang", "wangfang", "wangfang", "liming", "liming", None, None]


def test_where_somebody_was_and_who_held_a_role_on_a_day_is_known():
    with later(10):
        changing.change_person("liming", {"department": 12, "also": (), "roles": ("seal-keeper",)}, ADMIN)
    with later(20):
        changing.rename_person("liming", "liming2", ADMIN)
        changing.change_person("liming2", {"active": False}, ADMIN)
        changing.change_person("liming2", {"roles": ()}, ADMIN)

        def on(days: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
            day = TODAY + dt.timedelta(days=days)
            return standing.departments_on("liming", day), standing.holders_on("seal-keeper", day)

        assert on(0) == ((11, 12), ())
        assert on(10) == ((12,), ("liming",))
        assert on(19) == ((12,), ("liming",))
        assert on(20) == ((), ())
    assert standing.departments_on("zengjing", dt.date(1990, 1, 1)) == (111,)


def test_somebody_who_came_later_was_not_there_before():
    changing.create_person(NEWCOMER, ADMIN)
    assert standing.person_on("zhaomin", TODAY - dt.timedelta(days=1)) is None
    assert standing.person_on("zhaomin", TODAY) == one("zhaomin")
    arranging.create_department(Department(13, "甲", 1), ADMIN)
    assert standing.department_on(13, TODAY - dt.timedelta(days=1)) is None
    assert standing.head_on(13, TODAY) is None


def test_a_planned_change_takes_effect_on_its_day_and_once():
    day = TODAY + dt.timedelta(days=3)
    planning.plan("person", "LiMing", {"department": 12, "also": ()}, day, ADMIN)
    planning.plan("department", "11", {"head": "liming"}, day, ADMIN)
    with later(2):
        assert planning.apply_due() == (0, 0)
    with later(3):
        assert planning.apply_due() == (2, 0)
        assert planning.apply_due() == (0, 0)
        assert (one("liming").department, service.departments()[11].head) == (12, "liming")
        assert standing.changes_of("liming")[0].author == ADMIN
        assert standing.head_on(11, day) == "liming"
        assert standing.head_on(11, day - dt.timedelta(days=1)) == "wangfang"
    assert planning.planned() == []


def test_what_is_so_already_on_its_day_is_done():
    planning.plan("person", "liming", {"title": "A"}, TODAY + dt.timedelta(days=1), ADMIN)
    changing.change_person("liming", {"title": "A"}, ADMIN)
    with later(1):
        assert planning.apply_due() == (1, 0)
    assert (planning.planned(), one("liming").version) == ([], 1)


def test_a_planned_change_that_cannot_be_waits_for_an_administrator_and_is_told_once(caplog):
    planned = planning.plan("person", "liming", {"also": (111,)}, TODAY + dt.timedelta(days=1), ADMIN)
    changing.change_person("zengjing", {"department": 12}, ADMIN)
    arranging.change_department(111, {"closed_on": "2026-12-01"}, ADMIN)
    with later(1):
        assert planning.apply_due() == (0, 1)
        assert planning.apply_due() == (0, 0)
    assert [p.problem for p in planning.planned(("person", "liming"))] == ["person_department"]
    planning.take_back(planned.id)
    with pytest.raises(PlannedNotFoundError):
        planning.take_back(planned.id)
    assert planning.planned() == []


@pytest.mark.parametrize("days", [-1, 0, 800])
def test_only_a_later_day_within_two_years_is_planned(days):
    with pytest.raises(EffectiveDayError):
        planning.plan("person", "liming", {"title": "A"}, TODAY + dt.timedelta(days=days), ADMIN)


def test_what_goes_with_a_change_is_written_with_it_or_nothing_is():
    row = change_store.begin_handover(change_store.Handover("x", "", ""))
    changing.change_person("liming", {"title": "A"}, ADMIN, more=[row])
    assert [h.userid for h in service.handovers()] == ["x"]


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


def test_a_row_from_before_there_were_versions_is_changed_as_any_other():
    store.person_row(one("liming")).update(actions=[store.PersonRow.version.remove()])
    assert changing.change_person("liming", {"title": "A"}, ADMIN, seen=0).version == 1


def test_the_rows_one_is_found_by_are_those_of_the_keys():
    found = {(row.pk, row.sk) for row in finding_store.find_rows(one("liming"))}
    assert ("FIND#l", "lm#liming") in found
    assert ("FIND#明", "明#liming") in found
    assert finding_store.find_rows(replace(one("liming"), active=False)) == []
