"""Two libraries that count on each other, and books in which every figure is easily counted by hand."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Record
from tests.support.counted import Counted

STORE: dict[str, Any] = yaml.safe_load("""
key: store
name: 库房
key_field: code
fields:
  code: {label: 编号, type: text}
  dept: {label: 部门, type: department}
  state: {label: 状态, type: enum, options: {在用: 在用, 闲置: 闲置, 处置: 处置}}
  value: {label: 金额, type: money}
  weight: {label: 重量, type: number}
  holders: {label: 持有人, type: users}
  due_on: {label: 到期, type: date}
permissions:
  - {who: everyone, rows: {dept: $me.department}, hidden: [weight]}
  - {who: keeper, rows: all}
  - {who: porter, rows: all, hidden: [value]}
statistics:
  - {key: number, name: 数量, count: true, by: [state, dept]}
  - {key: value, name: 金额, sum: value, by: [dept]}
  - {key: weight, name: 重量, sum: weight, by: [dept]}
  - {key: mean, name: 平均, average: value, by: [dept]}
  - {key: holders, name: 人数, distinct: holders, by: [dept], filter: {state: 在用}}
  - {key: due, name: 到期, count: true, by: [dept], day: due_on}
  - {key: yearly, name: 年, sum: value, by: [dept], year: due_on}
  - {key: in-use, name: 在用率, rate: {of: {statistic: number, where: {state: {in: [在用, 闲置]}}}, over: number, each: [state]}}
  - {key: per-head, name: 人均, rate: {of: value, over: holders}}
  - {key: in-time, name: 未超期, rate: {of: {statistic: due, from_today: true}, over: due}}
  - {key: days, name: 周转天数, rate: {of: value, over: {statistic: moves.daily, last_days: 10}, times: 10, unit: 天}}
  - {key: largest, name: 前一, rate: {of: {statistic: value, top: 1}, over: value}}
  - {key: moved, name: 收发, rate: {of: moves.moved, per: 2, unit: 件}}
  - {key: turned, name: 周转率, rate: {of: moves.moved, over: value}}
""")
MOVES: dict[str, Any] = yaml.safe_load("""
key: moves
name: 流水
key_field: code
append_only: true
fields:
  code: {label: 编号, type: text}
  store: {label: 物料, type: library_ref, library: store}
  dept: {label: 部门, type: department}
  kind: {label: 类型, type: enum, options: {收: 收, 发: 发}}
  amount: {label: 金额, type: money}
  at: {label: 时间, type: datetime}
permissions:
  - {who: clerk, rows: {dept: $me.department}}
  - {who: keeper, rows: all}
  - {who: porter, rows: all}
  - {who: sender, rows: {kind: 发}}
statistics:
  - {key: moved, name: 收发, sum: amount, by: [kind, dept], month: at}
  - {key: daily, name: 每日, sum: amount, by: [dept], day: at, filter: {kind: 发}}
  - {key: month, name: 收发存, balance: {in: {statistic: moved, where: {kind: 收}}, out: {statistic: moved, where: {kind: 发}}, by: [dept]}}
  - {key: by-store, name: 次数, count: true, by: [store]}
  - {key: turns, name: 次均, rate: {of: by-store, over: store.number, unit: 次}}
""")
LIBRARIES = {said["key"]: Library.model_validate(said) for said in (STORE, MOVES)}


def put(
    of: Counted, key: str, number: int, values: Mapping[str, Any] | None, known: dict[Any, Record]
) -> None:
    """A record is created or changed; with None deleted."""
    before = known.get((key, number))
    after = Record(str(number), {"code": str(number), **values}) if values is not None else None
    of.change(key, before, after)
    if after:
        known[key, number] = after
    else:
        known.pop((key, number), None)


@pytest.fixture
def books(counted: Counted) -> Counted:
    """Two departments: 11 has 300 in use and 100 idle, 12 has 600 in use."""
    counted.libraries = dict(LIBRARIES)
    known: dict[Any, Record] = {}
    for number, (dept, state, value, holder) in enumerate(
        [(11, "在用", 300, "a"), (11, "闲置", 100, "b"), (12, "在用", 600, "a"), (12, "处置", 0, "c")]
    ):
        item = {
            "dept": dept,
            "state": state,
            "value": value,
            "weight": 2,
            "holders": [holder],
            "due_on": "2026-12-01",
        }
        put(counted, "store", number, item, known)
    for number, (dept, kind, amount, at) in enumerate(
        [
            (11, "收", 50, "2026-09-03T08:00"),
            (11, "发", 20, "2026-11-21T08:00"),
            (12, "发", 7, "2026-11-20T23:59"),
        ]
    ):
        put(
            counted,
            "moves",
            number,
            {"dept": dept, "kind": kind, "amount": amount, "at": at, "store": str(number)},
            known,
        )
    return counted
