"""变动记录: what has happened to an asset, from its registration to its disposal, and what it cost."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import YUAN, Office, Values, at, flow_no

_REPAIRS: Final = (
    ("更换电源模块", 1800),
    ("更换易损件并保养", 1200),
    ("更换传感器", 4600),
    ("主板维修", 6800),
    ("返厂维修与调整", 12800),
    ("更换密封组件", 950),
)
_MOVES: Final = {
    "借出": ("借用", "跨部门借用"),
    "封存": ("信息变更", "暂不使用，申请封存"),
    "闲置": ("信息变更", "更新换代后闲置"),
}


def events(random: Random, office: Office, values: Values) -> Values:
    """The table `events` of an asset, by time, with the figures that follow from it."""
    rows = list(_rows(random, office, values))
    found: Values = {}
    if values["status"] != "在用":
        rows.append(last := _lately(random, office, values))
        if values["status"] == "已处置":
            found["disposed_on"] = last["at"][:10]
            found["disposal_income"] = values["unit_price"] * random.randint(0, 4) // 100
        if values["status"] == "借出":
            found["return_on"] = _to_return(office, last)
        if values["status"] in {"维修", "待处置"}:
            found["locked_by_flow"] = last["flow_no"]
    rows.sort(key=lambda row: str(row["at"]))
    return found | {"events": rows, "repair_cost_total": sum(row.get("cost", 0) for row in rows)}


def _rows(random: Random, office: Office, values: Values) -> Iterator[Values]:
    acquired = date.fromisoformat(values["acquired_on"])
    registered = {"at": at(random, acquired, 9, 11), "kind": "登记", "to_dept": values["dept"]}
    yield registered | {"flow_no": values["acceptance_flow"], "note": "验收合格，登记入账"}
    handed = next(office.workdays(acquired + timedelta(days=1), office.today))
    yield {
        "at": at(random, handed),
        "kind": "领用",
        "to_dept": values["dept"],
        "to_user": values["custodian"],
        "flow_no": flow_no(random, "ZCLY", handed),
    }
    if "cal_last_on" in values and values["cal_last_on"] > values["acquired_on"]:
        yield _calibrated(random, office, date.fromisoformat(values["cal_last_on"]))
    if "last_stocktake_on" in values:
        day = date.fromisoformat(values["last_stocktake_on"])
        flow = f"ZCPD-{day:%Y%m}-0001"
        yield {"at": f"{day}T15:00", "kind": "盘点", "flow_no": flow, "note": values["stocktake_result"]}
    age = (office.today - handed).days
    if (
        values["is_measuring"]
        and values["unit_price"] >= 5_000 * YUAN
        and age > 700
        and random.random() < 0.35
    ):
        yield _repaired(random, office.worked(office.ago(random.randint(200, age - 300))), values)


def _calibrated(random: Random, office: Office, day: date) -> Values:
    return {
        "at": at(random, office.worked(day), 13),
        "kind": "检定校准",
        "flow_no": flow_no(random, "JDJZ", day),
        "note": "量值溯源合格，证书已归档",
    }


def _repaired(random: Random, day: date, values: Values) -> Values:
    what, yuan = random.choice(_REPAIRS)
    cost = min(yuan, values["unit_price"] // YUAN // 5) * YUAN
    return {
        "at": at(random, day),
        "kind": "维修",
        "cost": cost,
        "flow_no": flow_no(random, "ZCWX", day),
        "note": what,
    }


def _to_return(office: Office, lent: Values) -> str:
    """By when what was lent is to come back; now and then it is late."""
    days = Random(f"return {lent['flow_no']}").choice((30, 60, 90, 90, 90))
    return str(office.worked(date.fromisoformat(lent["at"][:10]) + timedelta(days=days)))


def _lately(random: Random, office: Office, values: Values) -> Values:
    """What brought it into the state it is in, in the last weeks."""
    day = office.worked(office.ago(random.randint(4, 60)))
    kind, note = _MOVES.get(values["status"], ("", ""))
    if values["status"] == "维修":
        kind, note = "维修", "送修，待修复后复检"
    elif values["status"] in {"待处置", "已处置"}:
        kind, note = "处置", "达到使用年限，无维修价值"
    prefix = {"维修": "ZCWX", "处置": "ZCCZ", "借用": "ZCJY"}.get(kind, "ZCBG")
    return {"at": at(random, day), "kind": kind, "flow_no": flow_no(random, prefix, day), "note": note}
