"""Two small libraries that say everything a definition can, and the people who look at them."""

from typing import Any

from chalicelib.directory import service as directory
from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from tests.support.institute import DEPARTMENTS, METROLOGY, PEOPLE

MAKER = """
key: maker
name: 厂商库
key_field: maker_no
fields:
  maker_no: {label: 编号, type: text}
  name: {label: 名称, type: text, required: true}
  risky: {label: 有风险, type: boolean, default: false}
permissions:
  - {who: everyone, rows: all, ops: [read]}
"""
GAUGE = """
key: gauge
name: 仪表库
key_field: gauge_no
serial: "YB{yyyy}{seq:4}"
fields:
  gauge_no: {label: 编号, type: text}
  name: {label: 名称, type: text, required: true}
  maker: {label: 厂商, type: library_ref, library: maker, display: name, reverse: 供应的仪表}
  risky: {label: 厂商有风险, type: boolean, lookup: maker.risky}
  dept: {label: 部门, type: department, required: true}
  keeper: {label: 保管人, type: user, required: true}
  price: {label: 原值, type: money, required: true}
  account: {label: 账号, type: text, sensitive: true}
  due_on: {label: 到期, type: date}
  state: {label: 状态, type: enum, required: true, default: 在用, options: {在用: 在用, 停用: 停用, 报废: 报废}}
  sn: {label: 出厂编号, type: text, unique: true}
  serial_no: {label: 合同号, type: text}
  checks:
    label: 检查
    type: table
    append_only: true
    columns:
      day: {label: 日期, type: date, required: true}
      by: {label: 检查人, type: user}
      part_of: {label: 配件厂商, type: library_ref, library: maker, display: name, reverse: 供应的配件}
      cost: {label: 费用, type: money}
  cost: {label: 费用合计, type: money, rollup: {sum: checks.cost}}
states:
  state:
    start: [在用]
    moves: [{from: 在用, to: 停用, by: [president]}, {from: [在用, 停用], to: 报废}]
    frozen: [报废]
views:
  - {key: mine, name: 我保管的, columns: [gauge_no, name], filter: {keeper: $me}, sort: gauge_no, card: {title: name, lines: [gauge_no]}}
  - {key: due, name: 将到期, columns: [gauge_no, name, due_on], filter: {state: 在用, due_on: {within_days: 30}}, sort: due_on}
  - {key: dear, name: 贵重, columns: [gauge_no, name, price], sort: "-price"}
  - {key: checks, name: 检查记录, child: checks, columns: [day, by, cost], sort: "-day"}
permissions:
  - {who: everyone, rows: {keeper: $me}, ops: [read, update], hidden: [price], read_only: [dept, keeper, checks.cost]}
  - {who: president, rows: all, ops: [read, create, update, delete, export], masked: [serial_no]}
  - {who: party-secretary, rows: {dept: $me.department}, ops: [read, create], hidden: [checks.cost, account]}
statistics:
  - {key: by-dept, name: 按部门原值, sum: price, by: [dept, state]}
  - {key: by-month, name: 按月检查费, sum: checks.cost, month: checks.day}
  - {key: dear, name: 平均原值, average: price, by: [state]}
"""
KEEPERS = ("liming", "chenjing", "wangfang")


def load(*sources: str) -> None:
    """The people of the small institute, and these libraries."""
    directory.load(DEPARTMENTS.values(), PEOPLE.values())
    for source in sources or (MAKER, GAUGE):
        libraries.publish(source, "tester")


def gauge(number: int, **more: Any) -> dict[str, Any]:
    return {
        "name": f"压力表{number}",
        "dept": METROLOGY,
        "keeper": KEEPERS[number % len(KEEPERS)],
        "price": number * 100,
    } | more


def fill(count: int, **more: Any) -> None:
    """Gauges 1 to count, numbered in this order."""
    wanted = [Write(Action.CREATE, f"opening/{n}", gauge(n, **more)) for n in range(1, count + 1)]
    libraries.write_all("gauge", wanted, "tester")
