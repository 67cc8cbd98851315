"""What changed between two definitions, in words, and what stored records have to say about it."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.libraries.difference import Asks, difference, planned, unplanned
from chalicelib.libraries.model import Library
from chalicelib.platform import messages

VALID: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "valid.library.yaml").read_text("utf-8"))
OLD = Library.model_validate(VALID)
LEDGER = {
    "key": "hours",
    "name": "学时",
    "serial": "X{seq:3}",
    "fields": {
        "staff": {"label": "人员", "type": "user"},
        "account": {"label": "账户", "type": "enum", "options": {"a": "甲"}},
        "amount": {"label": "数量", "type": "number"},
    },
    "ledger": {"owner": "staff", "account": "account", "amount": "amount", "unit": "分钟"},
}
MATRIX = {
    "key": "duties",
    "name": "矩阵",
    "matrix": {"rows": {"label": "部门", "type": "department"}, "columns": {"a": "甲", "b": "乙"}},
}


def changed(path: str, value: Any, of: dict[str, Any] = VALID) -> Library:
    """A definition with one thing set, or with None removed."""
    found = copy.deepcopy(of)
    *way, last = path.split("/")
    place: Any = found
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place[part]
    if last == "+":
        place.append(value)
    elif value is None:
        del place[int(last) if isinstance(place, list) else last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return Library.model_validate(found)


NOTHING, PLAN, IMPOSSIBLE = Asks.NOTHING, Asks.PLAN, Asks.IMPOSSIBLE
TEXT = {"label": "备注", "type": "text"}
CHANGES: list[tuple[str, Any, str, Asks, str]] = [
    ("name", "物料库", "name", NOTHING, "名称：库存库 → 物料库"),
    ("fields/note", TEXT, "fields.note", NOTHING, "新增字段“备注”"),
    ("fields/note", TEXT | {"required": True}, "fields.note", PLAN, "新增必填字段“备注”，没有默认值"),
    ("fields/note", TEXT | {"required": True, "default": "无"}, "fields.note", NOTHING, "新增字段“备注”"),
    ("fields/spec", None, "fields.spec", PLAN, "删除字段“规格”"),
    ("fields/free", None, "fields.free", NOTHING, "删除字段“可用”"),
    ("fields/spec/type", "number", "fields.spec.type", PLAN, "字段“规格”的类型：text → number"),
    ("fields/spec/type", "longtext", "fields.spec.type", NOTHING, "字段“规格”的类型：text → longtext"),
    ("fields/spec/required", True, "fields.spec.required", PLAN, "字段“规格”的必填：否 → 是"),
    ("fields/name/required", False, "fields.name.required", NOTHING, "字段“名称”的必填：是 → 否"),
    ("fields/spec/unique", True, "fields.spec.unique", PLAN, "字段“规格”的不得重复：否 → 是"),
    ("fields/spec/label", "型号", "fields.spec.label", NOTHING, "字段“型号”的显示名称：规格 → 型号"),
    ("fields/status/options/停用", None, "fields.status.options", PLAN, "字段“状态”删除选项：停用"),
    ("fields/status/options/封存", "封存", "fields.status.options", NOTHING, "字段“状态”新增选项：封存"),
    ("fields/status/options/停用", "停", "fields.status.options", NOTHING, "字段“状态”的选项“停用”改称“停”"),
    (
        "fields/batches/columns/qty/min",
        1,
        "fields.batches.columns.qty.min",
        PLAN,
        "字段“数量”的最小值：无 → 1.0",
    ),
    (
        "fields/batches/columns/place",
        TEXT | {"required": True},
        "fields.batches.columns.place",
        PLAN,
        "新增必填字段“备注”，没有默认值",
    ),
    (
        "fields/batches/row_key",
        ["batch_no", "expiry"],
        "fields.batches.row_key",
        PLAN,
        "字段“批次”的行的主键：batch_no → batch_no, expiry",
    ),
    (
        "fields/free/computed",
        "qty",
        "fields.free.computed",
        NOTHING,
        "字段“可用”的计算公式：qty - held → qty",
    ),
    ("fields/spec/computed", "name", "fields.spec.computed", PLAN, "字段“规格”的计算公式：无 → name"),
    (
        "fields/supplier/library",
        "vendor",
        "fields.supplier.library",
        PLAN,
        "字段“供应商”的引用的建模库：supplier → vendor",
    ),
    ("key_field", "name", "key_field", IMPOSSIBLE, "主键字段：code → name"),
    ("unique_keys/+", {"fields": ["name", "category"]}, "unique_keys.1", PLAN, "新增唯一性要求：名称, 类别"),
    ("unique_keys/0", None, "unique_keys", NOTHING, "取消唯一性要求：名称, 规格"),
    ("views/0/sort", "name", "views.all", NOTHING, "修改视图“全部”"),
    ("views/1", None, "views.mine", NOTHING, "删除视图“我管的”"),
    ("reminders/0/repeat_days", 3, "reminders.expiry", NOTHING, "修改提醒“失效”"),
    ("reminders/3/calendar", {"monthly": 2}, "reminders.made", NOTHING, "修改提醒“年底清点”"),
    ("deadlines/0/after_days", 3, "deadlines.expired", NOTHING, "修改到期处理“过期停用”"),
    ("deadlines/0", None, "deadlines.expired", NOTHING, "删除到期处理“过期停用”"),
    (
        "fields/low_since/since",
        "hazardous",
        "fields.low_since.since",
        NOTHING,
        "字段“偏少起”的起始时间取自：low → hazardous",
    ),
    ("fields/made/since", "low", "fields.made.since", PLAN, "字段“生产日”的起始时间取自：无 → low"),
    (
        "no_overlap",
        {"by": ["keeper"], "start": "made", "end": "expiry"},
        "no_overlap",
        PLAN,
        "时段不得重叠：无 → by: keeper, start: made, end: expiry",
    ),
    ("permissions/0/hidden", [], "permissions", NOTHING, "修改权限“所有人”"),
    ("permissions/1", None, "permissions", NOTHING, "删除权限“keeper”"),
    ("permissions/+", {"who": "asset-admin", "rows": "all"}, "permissions", NOTHING, "新增权限“资产管理员”"),
    ("append_only", True, "append_only", NOTHING, "只增不改：否 → 是"),
]


@pytest.mark.parametrize(("path", "value", "place", "asks", "sentence"), CHANGES)
def test_a_change_is_told_with_what_it_asks(path: str, value: Any, place: str, asks: Asks, sentence: str):
    (change,) = difference(OLD, changed(path, value))
    assert (change.place, change.asks, change.sentence) == (place, asks, sentence)


def test_equal_definitions_have_no_difference():
    assert difference(OLD, Library.model_validate(VALID)) == []
    assert difference(OLD, changed("migrate", {"spec": "'x'"})) == [], "a plan is no change"


def test_what_is_told_in_english():
    (change,) = difference(OLD, changed("fields/spec", None), "en")
    assert change.sentence == 'Field "规格" removed'


def test_a_library_does_not_become_one_of_another_kind():
    (change,) = difference(OLD, Library.model_validate(LEDGER))
    assert (change.place, change.asks) == ("kind", IMPOSSIBLE)


def test_accounts_stay_in_their_unit():
    (change,) = difference(Library.model_validate(LEDGER), changed("ledger/unit", "小时", LEDGER))
    assert (change.place, change.asks) == ("ledger", IMPOSSIBLE)


def test_cells_stay_in_their_columns_and_rows():
    old = Library.model_validate(MATRIX)
    (gone,) = difference(old, changed("matrix/columns/b", None, MATRIX))
    (more,) = difference(old, changed("matrix/columns/c", "丙", MATRIX))
    (rows,) = difference(old, changed("matrix/rows/type", "text", MATRIX))
    assert [(one.place, one.asks) for one in (gone, more, rows)] == [
        ("matrix.columns", PLAN),
        ("matrix.columns", NOTHING),
        ("matrix.rows.type", IMPOSSIBLE),
    ]


def test_an_incompatible_change_needs_a_plan():
    new = changed("fields/name/type", "number")
    (problem,) = unplanned(difference(OLD, new), new)
    assert (problem.id, problem.place, problem.hint) == ("L080", "fields.name.type", "migrate: {name: …}")
    assert planned(difference(OLD, new), new) == []


def test_a_plan_covers_the_change_of_its_field():
    new = changed("fields/name/type", "number")
    new = new.model_copy(update={"migrate": {"name": "$number(name)"}})
    assert unplanned(difference(OLD, new), new) == []
    (problem,) = planned(difference(OLD, new), new)
    assert (problem.id, problem.place) == ("L081", "fields.name.type")


def test_a_field_is_given_up_by_saying_so():
    new = changed("fields/phone", None)
    changes = difference(OLD, new)
    assert [problem.id for problem in unplanned(changes, new)] == ["L080"]
    assert unplanned(changes, new.model_copy(update={"migrate": {"phone": None}})) == []


def test_no_plan_covers_what_is_impossible():
    new = changed("key_field", "name").model_copy(update={"migrate": {"name": "name"}})
    assert [problem.id for problem in unplanned(difference(OLD, new), new)] == ["L084"]


def test_every_word_of_a_difference_has_a_name():
    words = messages.names("library_words")
    for path, value, place, *_ in CHANGES:
        assert difference(OLD, changed(path, value))[0].sentence, place
    assert {"views", "label", "ledger", "rows", "kind"} <= words
    assert set(type(OLD.fields["name"]).model_fields) - {"options", "columns"} - words == set()
