"""Every shipped library, every role in it, every field: what the file says is what is allowed, and nothing else.

What is expected is read from the YAML by a few lines of its own, not by the code that is tested.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.libraries import editing, service, statistics
from chalicelib.libraries.errors import RecordForbiddenError, RecordInvalidError
from chalicelib.libraries.fields import LibraryField
from chalicelib.libraries.filters import Viewer
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.records import Record
from chalicelib.libraries.rights import MASK, Actor, Rights
from chalicelib.libraries.words import Operation
from chalicelib.platform.field_types import FieldType

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "libraries").glob("*.library.yaml"))
ME, MINE, OTHERS = "liming", 11, 12
TODAY = dt.date(2026, 11, 30)
STRANGER = "nobody-has-this-role"
Raw = Mapping[str, Any]


def libraries() -> Iterator[tuple[Raw, Library]]:
    for file in FILES:
        library = read(file.read_text("utf-8"))
        if library.kind == "records":
            yield yaml.safe_load(file.read_text("utf-8")), library


CELLS = [
    pytest.param(raw, library, role, case, id=f"{library.key}-{role}-{case}")
    for raw, library in libraries()
    for role in (STRANGER, *dict.fromkeys(p["who"] for p in raw.get("permissions", ())))
    for case in range(-1, len(raw.get("permissions", ())))
]
"""A library, a role, and the permission whose rows the record is made for (-1: for none)."""


VALUES: Mapping[FieldType, tuple[Any, Any]] = {
    FieldType.NUMBER: (1, 2),
    FieldType.MONEY: (1, 2),
    FieldType.DATE: ("2026-11-01", "2026-11-05"),
    FieldType.DATETIME: ("2026-11-01T08:30", "2026-11-05T08:30"),
    FieldType.DATERANGE: (["2026-11-01", "2026-11-02"], ["2026-11-01", "2026-11-05"]),
    FieldType.DEPARTMENT: (OTHERS, 99),
    FieldType.BOOLEAN: (False, True),
    FieldType.FILE: ({"id": "F1"}, {"id": "F2"}),
}
"""A value of each type and another one; texts and what is like them aside."""


def sample(field: LibraryField, which: int = 0) -> Any:
    """A value a field may have; not one that says whose the record is."""
    if field.columns:
        return [{name: sample(column, which) for name, column in field.columns.items()}]
    if field.options:
        value: Any = list(field.options)[-which]
    else:
        value = VALUES.get(field.type, ("text-of-some-length", "another"))[which]
    several = field.multiple or field.type in {FieldType.USERS, FieldType.MULTI_ENUM}
    return [value] if several else value


def wanted(said: Any) -> Any:
    value = said["in"][0] if isinstance(said, dict) and "in" in said else said
    return {"$me": ME, "$me.department": MINE}.get(value, value) if isinstance(value, str) else value


def fitting(library: Library, rows: Any) -> dict[str, Any]:
    """A record for which the rows of a permission hold: of several conditions the first."""
    values = {name: sample(field) for name, field in library.fields.items()}
    while isinstance(rows, dict) and ({"any", "all"} & rows.keys()):
        rows = (rows.get("any") or rows["all"])[0]
    for name, said in rows.items() if isinstance(rows, dict) else ():
        value, field = wanted(said), library.fields[name]
        several = field.multiple or field.type is FieldType.USERS
        values[name] = [value] if several and not isinstance(value, list) else value
    return values


def holds(rows: Any, values: Raw) -> bool:
    if not isinstance(rows, dict):
        return rows == "all"
    return all(holds_one(name, said, values) for name, said in rows.items())


def holds_one(name: str, said: Any, values: Raw) -> bool:
    if name in {"any", "all"}:
        return {"any": any, "all": all}[name](holds(one, values) for one in said)
    allowed = [wanted(one) for one in (said["in"] if isinstance(said, dict) and "in" in said else [said])]
    found = values[name] if isinstance(values[name], list) else [values[name]]
    return any(one in allowed for one in found)


def applying(raw: Raw, role: str, operation: str, values: Raw) -> list[Raw]:
    return [
        p
        for p in raw.get("permissions", ())
        if p["who"] in ("everyone", role) and operation in p.get("ops", ["read"]) and holds(p["rows"], values)
    ]


def fields_of(raw: Raw) -> Iterator[tuple[str, Raw]]:
    for name, field in raw["fields"].items():
        yield name, field
        yield from ((f"{name}.{column}", inner) for column, inner in (field.get("columns") or {}).items())


def names(permission: Raw, word: str, path: str) -> bool:
    said = permission.get(word) or []
    return path in said or path.partition(".")[0] in said


def at(values: Raw | None, path: str) -> Any:
    key, _, column = path.partition(".")
    value = (values or {}).get(key)
    return value[0].get(column) if column and value else value


def changed_value(field: LibraryField, value: Any) -> Any:
    other = sample(field, 1)
    return other if other != value else sample(field)


def rights(library: Library, role: str) -> Rights:
    return Rights(library, Actor(Viewer(ME, (MINE,)), (role,)), TODAY)


def made(raw: Raw, library: Library, case: int) -> dict[str, Any]:
    permissions = raw.get("permissions", ())
    return fitting(library, permissions[case]["rows"] if case >= 0 else {})


@pytest.mark.parametrize(("raw", "library", "role", "case"), CELLS)
def test_each_field_is_shown_as_the_file_says(raw: Raw, library: Library, role: str, case: int):
    values = made(raw, library, case)
    readers = applying(raw, role, "read", values)
    seen = rights(library, role).seen(values)
    assert (seen is None) == (not readers)
    for path, _ in fields_of(raw) if seen else ():
        showing = [p for p in readers if not names(p, "hidden", path)]
        clear = [p for p in showing if path not in (p.get("masked") or [])]
        if not showing:
            assert at(seen.values, path) is None, path
        elif clear:
            assert at(seen.values, path) == at(values, path), path
        else:
            assert str(at(seen.values, path)).startswith(MASK), path
            assert path in seen.masked


@pytest.mark.parametrize(("raw", "library", "role", "case"), CELLS)
def test_each_field_is_written_as_the_file_says(
    raw: Raw, library: Library, role: str, case: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(editing, "_require_there", lambda *_: None)
    monkeypatch.setattr(editing.attachments, "require_own", lambda *_: None)
    values, mine = made(raw, library, case), rights(library, role)
    writers = applying(raw, role, "update", values)
    for path, field in fields_of(raw):
        if "." in path:
            continue
        changed = {path: changed_value(library.fields[path], values[path])}
        closed = [
            p for p in writers if not any(names(p, word, path) for word in ("hidden", "masked", "read_only"))
        ]
        typed = not any(field.get(word) for word in ("computed", "lookup", "rollup", "since"))
        foreseen = path not in (raw.get("states") or {}) and not field.get("append_only")
        allowed = bool(closed) and typed and path not in library.keys
        record = Record("x", values, 1)
        if not writers:
            with pytest.raises(RecordForbiddenError):
                editing.alteration(mine, record, changed, "r")
        elif not allowed:
            with pytest.raises(RecordInvalidError):
                editing.alteration(mine, record, changed, "r")
        elif foreseen and not field.get("columns"):
            assert editing.alteration(mine, record, changed, "r").values == changed


@pytest.mark.parametrize(("raw", "library", "role", "case"), CELLS)
def test_who_may_create_and_delete_is_who_the_file_names(raw: Raw, library: Library, role: str, case: int):
    values, mine = made(raw, library, case), rights(library, role)
    for operation in (Operation.CREATE, Operation.DELETE, Operation.EXPORT):
        assert bool(mine.applying(operation, values)) == bool(applying(raw, role, operation.value, values))


@pytest.mark.parametrize(("raw", "library"), [pytest.param(*one, id=one[1].key) for one in libraries()])
def test_administrators_do_what_the_library_allows_at_all(raw: Raw, library: Library):
    values = made(raw, library, -1)
    mine = Rights(library, Actor(Viewer(ME, (MINE,)), (), is_admin=True), TODAY)
    seen = mine.seen(values)
    assert seen is not None
    assert seen.values == values
    assert mine.allows(Operation.UPDATE) != library.append_only
    assert mine.allows(Operation.DELETE) != library.append_only


HIDING = """
key: tool
name: 工具库
key_field: tool_no
fields:
  tool_no: {label: 编号, type: text}
  uses:
    label: 使用记录
    type: table
    columns:
      by_whom: {label: 使用人, type: text}
      cost: {label: 费用, type: money}
permissions:
  - {who: everyone, rows: all, ops: [read, update], hidden: [uses.cost]}
"""


def test_cells_somebody_does_not_see_stay_when_they_write_the_table(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(editing, "_require_there", lambda *_: None)
    library = read(HIDING)
    mine = Rights(library, Actor(Viewer(ME, (MINE,))), TODAY)
    uses = [{"by_whom": "甲", "cost": 5}, {"by_whom": "乙"}]
    record = Record("1", {"tool_no": "1", "uses": uses}, 1)
    sent = [{"by_whom": "丙"}, {"by_whom": "乙", "cost": 9}, {"by_whom": "丁"}]
    assert editing.alteration(mine, record, {"uses": sent}, "r").values == {
        "uses": [{"by_whom": "丙", "cost": 5}, {"by_whom": "乙"}, {"by_whom": "丁"}]
    }
    seen = [{"by_whom": "甲"}, {"by_whom": "乙"}]
    assert editing.alteration(mine, record, {"uses": seen}, "r").values == {}
    with pytest.raises(RecordInvalidError) as refused:
        editing.alteration(mine, record, {"uses": seen[:1]}, "r")
    assert refused.value.problems[0].code == "not_your_row"


RAW = {path.name.split(".")[0]: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
LIBRARIES = {key: Library.model_validate(raw) for key, raw in RAW.items()}
ROLES = sorted({p["who"] for raw in RAW.values() for p in raw.get("permissions", ())} | {STRANGER})


def parts_of(key: str, said: Raw) -> Iterator[tuple[str, Raw, Raw]]:
    """Library, statistic and what is said of it, for each counted figure behind a statistic."""
    made = said.get("rate") or said.get("balance")
    if made is None:
        yield key, said, {}
        return
    for word in ("of", "over", "in", "out"):
        part = made.get(word)
        if part is None:
            continue
        part = part if isinstance(part, dict) else {"statistic": part}
        library, _, name = part["statistic"].rpartition(".")
        counted = next(one for one in RAW[library or key]["statistics"] if one["key"] == name)
        yield library or key, counted, part


def is_told(role: str, key: str, said: Raw) -> bool:
    """Whether the files let a role read every figure behind a statistic, whole or by department."""
    limits = [_limits(role, *part) for part in parts_of(key, said)]
    if not all(limits):
        return False
    narrow = {name for one in limits if None not in one for name in one}
    return all(name in _told_by(*part) for name in narrow for part in parts_of(key, said))


def _limits(role: str, key: str, counted: Raw, part: Raw) -> list[Any]:
    """By which fields the rows are limited that a role sees with all that is counted; None is by nothing."""
    words = ("year", "month", "day", "sum", "average", "distinct")
    named = [*counted.get("by", ()), *(counted[word] for word in words if word in counted)]
    named += [*counted.get("filter", {}), *part.get("where", {})]
    found = []
    for permission in RAW[key].get("permissions", ()):
        if permission["who"] not in ("everyone", role) or "read" not in permission.get("ops", ["read"]):
            continue
        if any(names(permission, word, path) for word in ("hidden", "masked") for path in named):
            continue
        rows = permission["rows"]
        if rows == "all":
            found.append(None)
        elif (
            isinstance(rows, dict)
            and not {"any", "all"} & rows.keys()
            and set(rows) <= set(counted.get("by", ()))
        ):
            found += rows
    return found


def _told_by(_: str, counted: Raw, __: Raw) -> list[str]:
    return list(counted.get("by", ()))


@pytest.mark.parametrize("role", ROLES)
def test_a_statistic_is_told_to_who_may_read_all_it_is_made_of(role: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service, "library", LIBRARIES.__getitem__)
    actor = Actor(Viewer(ME, (MINE,)), (role,))
    for key, raw in RAW.items():
        rights = Rights(LIBRARIES[key], actor, TODAY)
        told = {one.key for one in LIBRARIES[key].statistics if statistics.opened(rights, one)}
        assert told == {said["key"] for said in raw.get("statistics", ()) if is_told(role, key, said)}, key


def test_some_statistics_are_told_to_some_and_not_to_others():
    told = {
        role: sum(is_told(role, key, said) for key, raw in RAW.items() for said in raw.get("statistics", ()))
        for role in ROLES
    }
    assert told[STRANGER] < told["dept-head"] < sum(len(raw.get("statistics", ())) for raw in RAW.values())
