"""Records under pressure: nothing is lost, nothing counts twice, no key is given twice."""

from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from chalicelib.directory import service as directory
from chalicelib.directory.model import Department, Person
from chalicelib.libraries import matrices, record_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.errors import (
    LibraryInvalidError,
    LibraryKindError,
    RecordExistsError,
    RecordInvalidError,
    RecordOverlapError,
    RecordsTooManyError,
)
from chalicelib.libraries.records import Action, Write
from chalicelib.platform.errors import BusyError
from chalicelib.platform.store import CollisionError, transact
from cli.local import content
from cli.local import people as people_of
from sandbox import institute
from tests.libraries.test_libraries_bookings import USAGE
from tests.store.store_support import ROOT, at_once, dump

KEY, MATRIX = "research-project", "duty-matrix"
MATCH = {"project_no": "KY-1"}
NEW = {
    "project_no": "KY-1",
    "name": "压力",
    "contract_no": "RW-1",
    "pi": "liming",
    "department": 11,
    "status": "running",
    "budget": 1000,
}
NUMBERED = """
key: numbered
name: 编号
key_field: number
serial: "BH{yyyy}{seq:4}"
fields: {number: {label: 编号, type: text}, name: {label: 名称, type: text}}
"""


@pytest.fixture(autouse=True)
def published(empty: None) -> None:
    for key in (KEY, MATRIX):
        libraries.publish((ROOT / f"libraries/{key}.library.yaml").read_text("utf-8"), "tester")


def create(reference: str = "opening/KY-1", **more: Any) -> list[Any]:
    return libraries.create(KEY, NEW | more, reference, "tester", "QJ-1")


def spend(number: int, amount: int = 1) -> list[Any]:
    return libraries.update(KEY, MATCH, {}, {"spent": amount}, None, f"QJ-{number}/pay/1/0")


def again(make: Any) -> str:
    """One writer's attempt, repeated while others are quicker."""
    for _ in range(100):
        try:
            transact(make())
        except (CollisionError, BusyError):
            continue
        return "written"
    return "starved"


def test_sixteen_writers_on_one_record_lose_nothing():
    transact(create())
    assert at_once(16, lambda number: again(partial(spend, number))) == ["written"] * 16
    assert libraries.record(KEY, "KY-1")["spent"] == 16
    found = libraries.changes(KEY, "KY-1")
    assert [int(row.version) for row in found] == list(range(17, 0, -1))


def test_of_eight_creators_of_one_key_one_wins():
    def try_create(number: int) -> str:
        try:
            return again(lambda: create(f"QJ-{number}", name=f"{number}"))
        except RecordExistsError:
            return "exists"

    answers = at_once(8, try_create)
    assert sorted(answers) == ["exists"] * 7 + ["written"]
    assert libraries.record(KEY, "KY-1")["name"] == str(answers.index("written"))


def test_of_eight_records_with_one_value_that_may_not_repeat_one_is_made():
    def try_create(number: int) -> str:
        try:
            return again(lambda: create(f"QJ-{number}", project_no=f"KY-{number}"))
        except RecordExistsError as error:
            return error.field or ""

    assert sorted(at_once(8, try_create)) == ["contract_no"] * 7 + ["written"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: create("again", project_no="KY-2", contract_no="RW-2"),
        lambda: spend(1),
        lambda: libraries.upsert(KEY, MATCH, {"name": "温度"}, {"spent": 5}, None, "again"),
        lambda: libraries.append(KEY, MATCH, "lines", {"subject": "差旅", "amount": 1}, "again"),
    ],
    ids=["create", "update", "upsert", "append"],
)
def test_the_same_reference_again_changes_nothing(database: Any, make: Any):
    transact(create())
    lost = make()
    transact(make())
    before = dump(database)
    assert make() == []
    with pytest.raises(CollisionError):
        transact(lost)
    assert dump(database) == before


def test_several_writes_of_one_record_are_one_transaction():
    wanted = [
        Write(Action.CREATE, "QJ-1/a", NEW),
        Write(Action.UPDATE, "QJ-1/b", match=MATCH, add={"spent": 3}),
        Write(Action.APPEND, "QJ-1/c", {"subject": "差旅", "amount": 3}, MATCH, child="lines"),
    ]
    transact(libraries.writes(KEY, wanted, "liming", "QJ-1"))
    found = libraries.full_records(KEY, ["KY-1"])["KY-1"]
    assert (found.version, found.values["spent"], len(found.values["lines"])) == (3, 3, 1)


def test_every_change_says_who_when_for_what_and_what():
    transact(create())
    transact(libraries.update(KEY, MATCH, {"name": "温度"}, {}, None, "QJ-2/x/1/0", "liming", "QJ-2"))
    later, first = libraries.changes(KEY, "KY-1")
    assert (later.by, later.source, later.fields) == ("liming", "QJ-2", {"name": ["压力", "温度"]})
    assert (first.action, first.fields["name"]) == ("create", [None, "压力"])
    assert later.at >= first.at


def test_a_value_given_up_may_be_taken_by_another():
    transact(create())
    other = partial(create, "second", project_no="KY-2")
    with pytest.raises(RecordExistsError):
        other()
    transact(libraries.update(KEY, MATCH, {"contract_no": "RW-9"}, {}, None, "r"))
    transact(other())
    assert set(libraries.records(KEY, ["KY-1", "KY-2", "KY-3"])) == {"KY-1", "KY-2"}
    with pytest.raises(RecordExistsError):
        libraries.update(KEY, MATCH, {"contract_no": "RW-1"}, {}, None, "s")


def test_a_record_without_its_number_is_numbered_once():
    libraries.publish(NUMBERED, "tester")
    make = partial(libraries.create, "numbered", {"name": "甲"}, "QJ-1")
    transact(make())
    assert make() == []
    (row,) = record_store.RecordRow.by_time.query("R#numbered")
    assert row.record.startswith("BH")
    assert row.record.endswith("0001")
    assert libraries.record("numbered", row.record) == {"number": row.record, "name": "甲"}


def test_more_than_a_transaction_takes_is_refused_before_it_is_tried():
    wanted = [
        Write(Action.CREATE, f"r{n}", NEW | {"project_no": f"{n}", "contract_no": f"{n}"}) for n in range(60)
    ]
    with pytest.raises(RecordsTooManyError):
        libraries.writes(KEY, wanted, "tester")


def test_each_kind_of_library_is_used_as_what_it_is():
    with pytest.raises(LibraryKindError):
        libraries.record(MATRIX, "1")
    with pytest.raises(LibraryKindError):
        libraries.matrix_cell(KEY, "1", "safety")


def test_a_library_that_refers_to_an_unknown_one_is_not_published():
    text = NUMBERED.replace("{label: 名称, type: text}", "{label: 名称, type: library_ref, library: moon}")
    with pytest.raises(LibraryInvalidError):
        libraries.publish(text, "tester")


def test_the_demo_institute_has_its_projects_and_duties():
    everybody = institute.build()
    directory.load(
        map(people_of.department_of, everybody.departments), map(people_of.person_of, everybody.people)
    )
    for _ in range(2):
        content.load_registers(everybody)
    assert libraries.record(KEY, "KY2024-001")["pi"] == "liming"
    thermal = next(str(unit.id) for unit in everybody.departments if unit.key == "thermal")
    assert libraries.matrix_cell(MATRIX, thermal, "safety") == ("wangfang",)
    assert len(matrices.cells(MATRIX)) == 4 * (len(everybody.departments) - 1)


@pytest.fixture
def people() -> None:
    directory.load([Department(11, "热工计量所")], [Person(u, u, "", 11) for u in ("liming", "chenjing")])


@pytest.mark.usefixtures("people")
def test_a_cell_names_people_and_keeps_who_changed_it(database: Any):
    assert libraries.matrix_cell(MATRIX, "11", "safety") == ()
    matrices.set_cell(MATRIX, "11", "safety", ["liming"], "linhao")
    matrices.set_cell(MATRIX, "11", "safety", ["chenjing", "liming"], "linhao")
    assert libraries.matrix_cell(MATRIX, "11", "safety") == ("chenjing", "liming")
    before = dump(database)
    matrices.set_cell(MATRIX, "11", "safety", ["chenjing", "liming"], "linhao")
    assert dump(database) == before
    assert [row.fields for row in matrices.changes(MATRIX, "11", "safety")] == [
        {"safety": [["liming"], ["chenjing", "liming"]]},
        {"safety": [[], ["liming"]]},
    ]
    assert [(cell.row, cell.column) for cell in matrices.cells(MATRIX)] == [("11", "safety")]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("row", "column", "userid", "field"),
    [
        ("99", "safety", "liming", "row"),
        ("11", "moon", "liming", "column"),
        ("11", "safety", "ghost", "userids"),
    ],
)
def test_a_cell_names_what_there_is(row: str, column: str, userid: str, field: str):
    with pytest.raises(RecordInvalidError) as refused:
        matrices.set_cell(MATRIX, row, column, [userid], "linhao")
    assert refused.value.field == field


TEN = {"instrument": "I-1", "start_at": "2027-12-01T09:00", "end_at": "2027-12-01T10:00", "status": "booked"}


def test_of_many_who_book_the_same_hour_at_once_one_has_it():
    libraries.publish(USAGE, "tester")

    def book(number: int) -> None:
        write = Write(Action.CREATE, f"r{number}", TEN | {"number": f"n{number}"})
        for _ in range(20):
            with suppress(CollisionError):
                transact(libraries.writes("usage", [write], "tester"))
                return
        raise AssertionError("always in somebody's way")

    answers = at_once(8, book)
    assert answers.count(None) == 1
    assert all(isinstance(one, RecordOverlapError) for one in answers if one is not None)
    assert len(libraries.records("usage", [f"n{n}" for n in range(8)])) == 1


def test_a_booking_that_is_let_go_or_moved_makes_room():
    libraries.publish(USAGE, "tester")
    for number, hour in (("1", "09"), ("2", "11")):
        times = {"start_at": f"2027-12-01T{hour}:00", "end_at": f"2027-12-01T{hour}:30"}
        transact(libraries.create("usage", TEN | times | {"number": number}, f"c{number}"))
    move = partial(libraries.update, "usage", {"number": "2"}, add={}, guard=None)
    with pytest.raises(RecordOverlapError):
        move(values={"start_at": "2027-12-01T09:15"}, reference="a")
    transact(libraries.update("usage", {"number": "1"}, {"status": "dropped"}, {}, None, "b"))
    transact(move(values={"start_at": "2027-12-01T09:15"}, reference="c"))
    with pytest.raises(RecordOverlapError):
        libraries.update("usage", {"number": "1"}, {"status": "booked"}, {}, None, "d")
    transact(libraries.create("usage", TEN | {"number": "3", "instrument": "I-2"}, "c3"))


def test_all_shipped_libraries_can_be_published_in_their_order():
    published = [one.library.key for one in content.publish_libraries(content.library_files())]
    assert len(published) == 14
    assert published.index("supplier") < published.index("material") < published.index("material-txn")
    assert {library.key for library in libraries.all_libraries()} == set(published)
    assert not any(one.changed for one in content.publish_libraries(content.library_files()))


MATERIAL = {"name": "盐酸", "spec": "500mL", "unit": "瓶", "location": "A-1", "keeper": "liming"}


def test_a_material_is_numbered_by_its_category_filled_up_and_worked_out():
    content.publish_libraries(content.library_files())
    wanted = [("化学试剂", "a"), ("化学试剂", "b"), ("办公用品", "c")]
    new = [
        Write(
            Action.CREATE,
            spec,
            {**MATERIAL, "category": category, "spec": spec, "safety_stock": 3, "avg_price": 250},
        )
        for category, spec in wanted
    ]
    transact(libraries.writes("material", new, "tester"))
    found = libraries.records("material", ["WL-SJ-00001", "WL-SJ-00002", "WL-BG-00001"])
    assert {key: record["spec"] for key, record in found.items()} == {
        "WL-SJ-00001": "a",
        "WL-SJ-00002": "b",
        "WL-BG-00001": "c",
    }
    first = found["WL-SJ-00001"]
    assert (first["available_qty"], first["stock_value"], first["status"]) == (0, 0, "在用")
    assert (first["is_low"], first["open_to_all"]) == (True, True)


def test_several_fields_together_do_not_repeat():
    content.publish_libraries(content.library_files())
    new = {**MATERIAL, "category": "化学试剂"}
    transact(libraries.create("material", new, "a"))
    with pytest.raises(RecordExistsError):
        libraries.create("material", new, "b")
    transact(libraries.update("material", {"code": "WL-SJ-00001"}, {"spec": "1L"}, {}, None, "c"))
    transact(libraries.create("material", new, "d"))


def test_a_library_others_look_into_is_not_changed_under_them():
    for key, more in (
        ("base", ""),
        ("user", ", base: {label: 甲, type: library_ref, library: base, display: name}"),
    ):
        text = f"key: {key}\nname: 甲\nkey_field: code\nfields: {{code: {{label: 编号, type: text}}, name: {{label: 名, type: text}}{more}}}"
        libraries.publish(text, "tester")
    without = "key: base\nname: 甲\nkey_field: code\nfields: {code: {label: 编号, type: text}}"
    with pytest.raises(LibraryInvalidError) as refused:
        libraries.publish(without, "tester")
    assert [problem.code for problem in refused.value.problems] == ["L083"]


PLAIN = "key: plain\nname: 甲\nkey_field: code\nfields: {{code: {{label: 编号, type: text}}, size: {{label: 大小, type: {}}}}}\n"


def test_an_incompatible_change_is_published_while_nothing_is_stored():
    libraries.publish(PLAIN.format("text"), "tester")
    assert libraries.publish(PLAIN.format("number"), "tester")[1]


def test_an_incompatible_change_is_refused_while_records_are_stored():
    libraries.publish(PLAIN.format("text"), "tester")
    transact(libraries.create("plain", {"code": "A", "size": "3"}, "a"))
    with pytest.raises(LibraryInvalidError) as refused:
        libraries.publish(PLAIN.format("number"), "tester")
    assert [found.code for found in refused.value.problems] == ["L080"]
    wider = PLAIN.format("longtext")
    assert [change.asks for change in libraries.compare(wider, "en")] == ["nothing"]
    assert libraries.publish(wider, "tester")[1]


def test_what_became_required_with_a_default_is_filled_in_with_the_next_write():
    libraries.publish(PLAIN.format("text"), "tester")
    transact(libraries.create("plain", {"code": "A"}, "a"))
    libraries.publish(PLAIN.format("text, required: true, default: big"), "tester")
    transact(libraries.update("plain", {"code": "A"}, {}, {}, None, "b"))
    assert libraries.record("plain", "A") == {"code": "A", "size": "big"}
