"""One fault after the other in a library that has none: each is found by its id, at its place, and nothing else is."""

import copy
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.flows import verify as flow_language
from chalicelib.libraries.definition import checked
from chalicelib.libraries.errors import LibraryInvalidError
from chalicelib.libraries.model import Library
from chalicelib.libraries.verify import Known, catalogue, line, verify

ROOT = Path(__file__).resolve().parents[2]
VALID: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
OTHER = Library.model_validate(
    {
        "key": "supplier",
        "name": "供应商库",
        "key_field": "no",
        "fields": {
            "no": {"label": "编号", "type": "text"},
            "name": {"label": "名称", "type": "text"},
            "level": {"label": "等级", "type": "enum", "options": {"a": "甲", "b": "乙"}},
            "parent": {"label": "上级", "type": "library_ref", "library": "supplier", "reverse": "下级"},
            "goods": {"label": "物料", "type": "library_ref", "library": "stock"},
            "worth": {"label": "金额", "type": "money"},
        },
        "statistics": [
            {"key": "number", "name": "数量", "count": True, "by": ["level"]},
            {"key": "worth", "name": "金额", "sum": "worth", "by": ["level"]},
        ],
    }
)
MATRIX = Library.model_validate(
    {
        "key": "duties",
        "name": "矩阵",
        "matrix": {"rows": {"label": "部门", "type": "department"}, "columns": {"a": "甲"}},
    }
)
LEAVE = flow_language.read((ROOT / "stepfunctions/attendance/leave-request.flow.yaml").read_text("utf-8"))
KNOWN = Known({"supplier": OTHER, "duties": MATRIX}, {"leave-request": LEAVE.form}, {"keeper", "director"})


def changed(path: str, value: Any) -> dict[str, Any]:
    """The valid library with one thing set, or with None removed; `+` at the end of a path adds to a list."""
    found = copy.deepcopy(VALID)
    *way, last = path.split("/")
    place: Any = found
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    if last == "+":
        place.append(value)
    elif value is None:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return found


def field(**said: Any) -> dict[str, Any]:
    return {"label": "某", "type": "text"} | said


def number(**said: Any) -> dict[str, Any]:
    return field(type="number", **said)


def view(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", "columns": ["code"]} | said


def right(**said: Any) -> dict[str, Any]:
    return {"who": "keeper", "rows": "all"} | said


def remind(**said: Any) -> dict[str, Any]:
    return {
        "key": "x",
        "name": "某",
        "date": "expiry",
        "before_days": [1],
        "to": {"fields": ["keeper"]},
    } | said


def deadline(**said: Any) -> dict[str, Any]:
    found = {"key": "x", "name": "某", "date": "expiry", "after_days": 1}
    return found | {"filter": {"status": "停用"}, "set": {"status": "在用"}} | said


def figure(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", **(said or {})}


def rated(**said: Any) -> dict[str, Any]:
    return figure(rate={"of": "by-category"} | said)


def balanced(came_in: Any, went_out: Any) -> dict[str, Any]:
    return figure(balance={"in": came_in, "out": went_out})


def action(**said: Any) -> dict[str, Any]:
    return {"key": "x", "name": "某", "flow": "leave-request"} | said


SORTABLE = (
    "name",
    "spec",
    "category",
    "keeper",
    "dept",
    "supplier",
    "qty",
    "lots",
    "expiry",
    "held",
    "free",
    "made",
)
FAULTS: list[tuple[str, str, str, Any]] = [
    (
        "L003",
        "key_field",
        "ledger",
        {"owner": "keeper", "account": "category", "amount": "qty", "unit": "个"},
    ),
    ("L004", "key_field", "key_field", "kode"),
    ("L005", "fields.x.options", "fields/x", field(type="enum")),
    ("L006", "fields.x.columns", "fields/x", field(type="table")),
    (
        "L006",
        "fields.x.columns.y.type",
        "fields/x",
        field(type="table", columns={"y": field(type="table", columns={"z": field()})}),
    ),
    ("L006", "fields.x.row_key", "fields/x", field(append_only=True)),
    ("L007", "fields.x.unique", "fields/x", field(type="file", unique=True)),
    ("L007", "unique_keys.0.fields", "unique_keys/0/fields", ["name", "batches"]),
    ("L008", "fields.x.library", "fields/x", field(type="library_ref")),
    ("L008", "fields.x.library", "fields/x", field(type="library_ref", library="nowhere")),
    ("L008", "fields.x.library", "fields/x", field(type="library_ref", library="duties")),
    ("L009", "serial", "serial/pattern", "WL-{category}"),
    ("L027", "serial", "serial/pattern", "WL-{category}-{year}-{seq:5}"),
    ("L027", "serial", "fields/category/required", False),
    ("L027", "serial.codes.category", "serial/codes/category", {"试剂": "SJ"}),
    ("L027", "serial.codes.category", "serial/codes/category", {"试剂": "SJ", "耗材": "SJ"}),
    ("L027", "serial.codes.category.酒", "serial/codes/category/酒", "JJ"),
    ("L027", "serial.codes.name", "serial/codes/name", {"甲": "A"}),
    ("L010", "no_overlap.by", "no_overlap", {"by": ["batches"], "start": "made", "end": "expiry"}),
    ("L010", "no_overlap", "no_overlap", {"by": ["keeper"], "start": "name", "end": "expiry"}),
    ("L011", "fields.x.computed", "fields/x", number(computed="qty +")),
    ("L011", "fields.x.computed", "fields/x", field(computed="$now()")),
    ("L011", "migrate.spec", "migrate/spec", "name &"),
    ("L012", "fields.x.computed", "fields/x", number(computed="qty * prize")),
    ("L012", "fields.x.computed", "fields/x", number(computed="$sum(batches.quantity)")),
    ("L012", "fields.x.computed", "fields/x", number(computed='$balance("a", "b")')),
    ("L013", "fields.x.computed", "fields/x", number(computed="name")),
    ("L013", "fields.x.computed", "fields/x", field(type="boolean", computed="name > 3")),
    ("L013", "fields.batches.columns.x.computed", "fields/batches/columns/x", number(computed="batch_no")),
    ("L014", "fields.held", "fields/held/computed", "free + 1"),
    ("L014", "fields.x", "fields/x", number(computed="x + 1")),
    ("L015", "fields.x.lookup", "fields/x", field(lookup="keeper.name")),
    ("L015", "fields.x.lookup", "fields/x", field(lookup="supplier.phone")),
    ("L016", "fields.x.type", "fields/x", number(lookup="supplier.name")),
    (
        "L016",
        "fields.x.options",
        "fields/x",
        field(type="enum", options={"a": "甲"}, lookup="supplier.level"),
    ),
    ("L017", "fields.x.rollup", "fields/x", number(rollup={"sum": "lots.qty"})),
    ("L017", "fields.x.rollup", "fields/x", number(rollup={"sum": "batches.weight"})),
    (
        "L017",
        "fields.batches.columns.x.rollup",
        "fields/batches/columns/x",
        number(rollup={"sum": "batches.qty"}),
    ),
    ("L018", "fields.x.rollup", "fields/x", number(rollup={"sum": "batches.batch_no"})),
    ("L018", "fields.x.rollup", "fields/x", field(rollup={"count": "batches"})),
    ("L018", "fields.x.rollup", "fields/x", number(rollup={"max": "batches.expiry"})),
    ("L019", "fields.x.default", "fields/x", number(default="three")),
    ("L019", "fields.category.default", "fields/category/default", "酒"),
    ("L020", "fields.free.required", "fields/free/required", True),
    ("L020", "fields.free.default", "fields/free/default", 0),
    ("L020", "fields.free", "fields/free/rollup", {"sum": "batches.qty"}),
    ("L023", "fields.supplier.display", "fields/supplier/display", "title"),
    ("L023", "fields.x.display", "fields/x", field(display="name")),
    ("L024", "fields.supplier.reverse", "fields/supplier/reverse", "下级"),
    ("L024", "fields.supplier.reverse", "fields/supplier/reverse", "等级"),
    ("L025", "fields.x.min", "fields/x", field(min=1)),
    ("L025", "fields.x.max", "fields/x", number(min=2, max=1)),
    ("L026", "fields.any", "fields/any", field()),
    ("L028", "fields.x.entries", "fields/x", number(entries={"library": "supplier", "by": "y", "sum": "z"})),
    (
        "L028",
        "fields.x.entries",
        "fields/x",
        field(entries={"library": "elsewhere", "by": "y", "sum": "z"}),
    ),
    ("L030", "states.name", "states/name", {"frozen": []}),
    ("L031", "states.status.moves.0.to", "states/status/moves/0/to", ["停用", "销毁", "丢失"]),
    ("L031", "states.status.frozen", "states/status/frozen", ["烧毁"]),
    ("L032", "states.status.moves", "states/status/moves/0/to", "停用"),
    ("L032", "states.status.start", "fields/status/default", None),
    ("L033", "states.status.moves.2.from", "states/status/moves/+", {"from": "销毁", "to": "在用"}),
    ("L051", "states.status.moves.0.by", "states/status/moves/0/by", ["kepper"]),
    ("L040", "unique_keys.0.fields", "unique_keys/0/fields", ["name", "colour"]),
    ("L040", "fields.batches.row_key", "fields/batches/row_key", ["lot"]),
    ("L040", "views.0.columns.1", "views/0/columns/1", "title"),
    ("L040", "views.0.sort", "views/0/sort", "-title"),
    ("L040", "views.0.card.title", "views/0/card/title", "title"),
    ("L040", "views.3.filter.colour", "views/+", view(filter={"colour": "red"})),
    ("L042", "views.3.filter.status", "views/+", view(filter={"status": "丢失"})),
    ("L042", "views.3.filter.hazardous", "views/+", view(filter={"hazardous": "yes"})),
    ("L042", "views.3.filter.name", "views/+", view(filter={"name": {"within_days": 3}})),
    ("L042", "views.3.filter.keeper", "views/+", view(filter={"keeper": {"gt": "a"}})),
    ("L042", "views.3.filter.dept", "views/+", view(filter={"dept": "$me"})),
    ("L042", "views.3.sort", "views/+", view(sort="batches")),
    ("L043", "views.3", "views/+", view(filter={"status": "在用", "hazardous": True})),
    ("L043", "views.3", "views/+", view(filter={"status": {"ne": "停用"}})),
    ("L043", "views.3", "views/+", view(filter={"keeper": {"empty": False}})),
    ("L043", "views.3", "views/+", view(sort=["category", "code"])),
    ("L043", "views.3", "views/+", view(filter={"qty": {"gt": 3}}, sort="code")),
    ("L043", "views.3", "views/+", view(filter={"qty": {"gt": 3}, "expiry": {"within_days": 3}})),
    ("L043", "views.3", "views/+", view(group="category", sort="code")),
    ("L043", "views.3", "views/+", view(filter={"name": {"in": list("abcdefghijk")}})),
    ("L043", "views.3.filter", "views/+", view(filter={"any": [{"status": "在用"}, {"hazardous": True}]})),
    ("L044", "views.1.key", "views/1/key", "all"),
    ("L045", "views.3.child", "views/+", view(child="keeper")),
    ("L040", "permissions.1.hidden.0", "permissions/1/hidden", ["prize"]),
    ("L040", "permissions.1.read_only.0", "permissions/1/read_only", ["batches.colour"]),
    ("L051", "permissions.1.who", "permissions/1/who", "kepper"),
    ("L052", "permissions.2.rows", "permissions/+", right(rows={"status": "在用", "hazardous": True})),
    (
        "L052",
        "permissions.2.rows",
        "permissions/+",
        right(rows={"any": [{"keeper": "$me"}, {"status": {"ne": "停用"}}]}),
    ),
    (
        "L042",
        "permissions.2.rows.any.1.status",
        "permissions/+",
        right(rows={"any": [{"keeper": "$me"}, {"status": 3}]}),
    ),
    ("L053", "permissions.2.rows", "permissions/+", right(rows="own")),
    ("L054", "permissions.1.ops", "append_only", True),
    ("L055", "permissions.2.hidden", "permissions/+", right(hidden=["name"], masked=["name"])),
    ("L060", "reminders.0.date", "reminders/0/date", "name"),
    ("L060", "reminders.0", "reminders/0/before_days", [-3]),
    ("L040", "reminders.0.date", "reminders/0/date", "batches.until"),
    ("L061", "reminders.0.to.fields", "reminders/0/to/fields", ["name"]),
    ("L051", "reminders.0.to.roles", "reminders/0/to/roles", ["boss"]),
    ("L044", "reminders.4.key", "reminders/+", remind(key="expiry")),
    ("L060", "reminders.4.date", "reminders/+", remind(before_days=[], before_minutes=[5])),
    ("L042", "reminders.4.filter.keeper", "reminders/+", remind(filter={"keeper": "$me"})),
    ("L011", "reminders.4.if", "reminders/+", remind(**{"if": "qty +"})),
    ("L011", "reminders.4.if", "reminders/+", remind(**{"if": '$now() > "2026"'})),
    ("L012", "reminders.4.if", "reminders/+", remind(**{"if": "prize > 3"})),
    ("L013", "reminders.4.if", "reminders/+", remind(**{"if": "qty + 1"})),
    ("L013", "reminders.4.if", "reminders/+", remind(**{"if": "today > qty"})),
    (
        "L008",
        "reminders.4.unless_in.library",
        "reminders/+",
        remind(unless_in={"library": "no-such", "by": "x"}),
    ),
    (
        "L047",
        "reminders.4.unless_in.by",
        "reminders/+",
        remind(unless_in={"library": "supplier", "by": "parent"}),
    ),
    ("L021", "fields.x.since", "fields/x", field(since="low")),
    ("L021", "fields.x.since", "fields/x", field(type="date", since="colour")),
    ("L021", "fields.x.since", "fields/x", field(type="date", since="batches")),
    ("L021", "fields.batches.columns.x.since", "fields/batches/columns/x", field(type="date", since="qty")),
    ("L014", "fields.x", "fields/x", field(type="date", since="x")),
    ("L020", "fields.low_since.required", "fields/low_since/required", True),
    ("L040", "deadlines.1.date", "deadlines/+", deadline(date="until")),
    ("L060", "deadlines.1.date", "deadlines/+", deadline(date="name")),
    ("L060", "deadlines.1.date", "deadlines/+", deadline(after_days=None, after_minutes=3)),
    ("L044", "deadlines.1.key", "deadlines/+", deadline(key="expired")),
    ("L040", "deadlines.1.filter.colour", "deadlines/+", deadline(filter={"colour": "red"})),
    ("L012", "deadlines.1.if", "deadlines/+", deadline(**{"if": "prize > 3"})),
    ("L040", "deadlines.1.set.colour", "deadlines/+", deadline(set={"status": "在用", "colour": "red"})),
    ("L091", "deadlines.1.set.free", "deadlines/+", deadline(set={"status": "在用", "free": 3})),
    ("L091", "deadlines.1.set.code", "deadlines/+", deadline(set={"status": "在用", "code": "x"})),
    ("L091", "deadlines.1.set.name", "deadlines/+", deadline(set={"status": "在用", "name": None})),
    ("L091", "deadlines.1.set.spec", "deadlines/+", deadline(set={"status": "在用", "spec": 3})),
    ("L092", "deadlines.1.set.status", "deadlines/+", deadline(set={"status": "销毁"})),
    ("L092", "deadlines.1.set.status", "deadlines/+", deadline(filter={"status": "销毁"})),
    (
        "L092",
        "deadlines.1.filter",
        "deadlines/+",
        deadline(filter={"spec": "旧", "status": "销毁"}, set={"spec": "新"}),
    ),
    ("L093", "deadlines.1.filter", "deadlines/+", deadline(set={"spec": "旧"})),
    ("L093", "deadlines.1.filter", "deadlines/+", deadline(filter={"spec": "旧"}, set={"spec": "旧"})),
    (
        "L093",
        "deadlines.1.filter",
        "deadlines/+",
        deadline(filter={"spec": {"ne": "旧"}}, set={"spec": "旧"}),
    ),
    ("L002", "reminders.4", "reminders/+", remind(before_minutes=[5])),
    ("L002", "reminders.4", "reminders/+", remind(calendar={"monthly": 2})),
    ("L002", "reminders.3.calendar", "reminders/3/calendar", {"yearly": ["02-30"]}),
    ("L002", "reminders.3.calendar", "reminders/3/calendar", {"yearly": ["12-01"], "monthly": 2}),
    ("L002", "deadlines.1", "deadlines/+", deadline(after_workdays=3)),
    ("L002", "deadlines.1.filter", "deadlines/+", deadline(filter=None)),
    ("L062", "statistics.5.sum", "statistics/+", figure(sum="name")),
    ("L063", "statistics.5.by.0", "statistics/+", figure(count=True, by=["qty"])),
    ("L064", "statistics.5.month", "statistics/+", figure(count=True, month="name")),
    ("L040", "statistics.5.average", "statistics/+", figure(average="batches.weight")),
    (
        "L065",
        "statistics.5.filter.expiry",
        "statistics/+",
        figure(count=True, filter={"expiry": {"within_days": 30}}),
    ),
    (
        "L065",
        "statistics.5.filter.keeper",
        "statistics/+",
        figure(count=True, filter={"keeper": {"in": ["$me"]}}),
    ),
    ("L066", "statistics.5", "statistics/+", figure(sum="batches.qty", by=["counts.by"])),
    ("L063", "statistics.5.distinct", "statistics/+", figure(distinct="qty")),
    ("L064", "statistics.5.day", "statistics/+", figure(count=True, day="name")),
    ("L064", "statistics.5.year", "statistics/+", figure(count=True, year="keeper")),
    ("L068", "statistics.5", "statistics/+", figure(distinct="keeper", by=["keeper"])),
    ("L069", "statistics.5.rate", "statistics/+", figure(rate={"of": "by-category", "over": "nothing"})),
    ("L069", "statistics.5.rate", "statistics/+", figure(rate={"of": "elsewhere.by-category"})),
    ("L069", "statistics.5.rate", "statistics/+", figure(rate={"of": "x"})),
    ("L072", "statistics.5.rate.by", "statistics/+", figure(rate={"of": "by-category", "by": ["keeper"]})),
    ("L072", "statistics.5.rate.by", "statistics/+", rated(over="supplier.number", by=["category"])),
    ("L072", "statistics.5.rate.each", "statistics/+", rated(over="by-category", each=["keeper"])),
    (
        "L072",
        "statistics.5.rate.where.keeper",
        "statistics/+",
        rated(of={"statistic": "by-category", "where": {"keeper": "a"}}),
    ),
    (
        "L042",
        "statistics.5.rate.where.category",
        "statistics/+",
        rated(of={"statistic": "by-category", "where": {"category": "酒"}}),
    ),
    ("L073", "statistics.5.rate", "statistics/+", rated(over={"statistic": "by-category", "last_days": 90})),
    ("L074", "statistics.5.balance", "statistics/+", balanced("by-category", "supplier.number")),
    ("L075", "statistics.5.rate", "statistics/+", rated(over="supplier.worth")),
    ("L002", "statistics.5.rate.of", "statistics/+", rated(of={"statistic": "by-category", "last_days": 0})),
    ("L002", "statistics.5", "statistics/+", {**rated(), "by": ["category"]}),
    ("L002", "statistics.5", "statistics/+", figure(count=True, month="made", day="expiry")),
    ("L067", "views", "views", [view(key=name, sort=name) for name in SORTABLE]),
    ("L070", "actions.1.flow", "actions/+", action(flow="nowhere")),
    ("L071", "actions.1.map.colour", "actions/+", action(map={"colour": "name"})),
    ("L012", "actions.1.map.reason", "actions/+", action(map={"reason": "title"})),
    ("L013", "actions.1.map.reason", "actions/+", action(map={"reason": "qty"})),
    ("L082", "migrate.free", "migrate/free", "0"),
    ("L082", "migrate.colour", "migrate/colour", "0"),
    ("L082", "migrate.name", "migrate", {"name": None}),
    ("L002", "views.3.columns", "views/+", view(columns=[])),
    ("L002", "views.3.filter", "views/+", view(filter={})),
    ("L002", "views.3.filter", "views/+", view(filter={"any": "status"})),
    ("L002", "statistics.5", "statistics/+", figure()),
    ("L002", "reminders.0.to", "reminders/0/to", {}),
    ("L002", "fields.x.rollup", "fields/x", number(rollup={})),
]


def found(definition: dict[str, Any]) -> list[tuple[str, str]]:
    try:
        library = checked(yaml.safe_dump(definition, allow_unicode=True, sort_keys=False), KNOWN)
    except LibraryInvalidError as error:
        return [(problem.code, problem.field) for problem in error.problems]
    assert library.key == VALID["key"]
    return []


def test_the_valid_library_has_no_problem():
    assert found(VALID) == []


@pytest.mark.parametrize(("problem", "place", "path", "value"), FAULTS, ids=lambda one: str(one)[:40])
def test_each_fault_is_found_by_its_id_at_its_place(problem: str, place: str, path: str, value: Any):
    assert (problem, place) in found(changed(path, value))


def test_a_ledger_has_no_keys_and_states_of_its_own():
    said = {**VALID, "ledger": {"owner": "keeper", "account": "category", "amount": "qty", "unit": "个"}}
    assert {("L003", "unique_keys"), ("L003", "states"), ("L003", "key_field")} <= set(found(said))


def test_a_fault_brings_no_false_alarm():
    several = {"ledger", "key_field", "any", "append_only", "code"}
    for problem, place, path, value in FAULTS:
        if path.rpartition("/")[2] not in several and problem != "L002":
            assert {(problem, place)} == set(found(changed(path, value))), (path, value)


ELSEWHERE = {"L001", "L080", "L081", "L083", "L084"}
"""Of what is no YAML (test_libraries_ledger), and of what is published (test_libraries_difference, test_libraries_remakes, test_store_records)."""


def test_every_id_of_the_code_is_in_the_list_and_shown_to_be_found():
    modules = [
        *(ROOT / "chalicelib/libraries/verify").glob("*.py"),
        *(ROOT / "chalicelib/libraries").glob("*.py"),
    ]
    code = "".join(path.read_text("utf-8") for path in modules if path.stem != "catalogue")
    written = set(re.findall(r'"(L[0-9]{3})"', code))
    assert written == set(catalogue.PROBLEMS)
    assert written - {problem for problem, *_ in FAULTS} == ELSEWHERE


def test_what_is_not_known_is_not_asked():
    library = Library.model_validate(changed("actions/0/flow", "nowhere"))
    assert verify(library) == []


def test_a_view_says_what_would_make_it_servable():
    said = changed("views/+", view(filter={"status": "在用", "hazardous": True}))
    (problem,) = verify(Library.model_validate(said), KNOWN)
    assert line(problem) == (
        "L043 views.3: status and hazardous would both have to be equal to something "
        "(compute a boolean from status, hazardous and ask for that alone)"
    )


def _places(part: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*way, key))


WRONG = [
    None,
    True,
    -1,
    3.5,
    "",
    "name",
    "batches",
    "batches.qty",
    "qty + low",
    "$me",
    [],
    ["qty"],
    {},
    {"eq": 1},
]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_written_is_answered_with_problems_and_never_with_an_error(seed: int):
    chance = random.Random(seed)
    for _ in range(60):
        definition = copy.deepcopy(VALID)
        for _ in range(chance.randint(1, 3)):
            *way, last = chance.choice(list(_places(definition)))
            place: Any = definition
            for part in way:
                place = place[part]
            if chance.random() < 0.4:
                del place[last]
            else:
                place[last] = chance.choice(WRONG)
        if definition.get("key") == VALID["key"]:
            assert all(re.fullmatch(r"L[0-9]{3}", problem) for problem, _ in found(definition))
