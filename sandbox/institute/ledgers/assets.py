"""固定资产库: large instruments first, then other measuring equipment, then what every office has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, zip_longest
from random import Random
from typing import Final

from sandbox.institute.ledgers import goods
from sandbox.institute.ledgers.events import events
from sandbox.institute.ledgers.model import LABS, YUAN, Numbers, Office, Sizes, Values, add_months, flow_no

_MEASURING: Final = 100
"""In a full set of 300; a smaller one has its third."""
_CODES: Final = {"通用设备": "T", "专用设备": "Z", "家具用具": "J", "图书档案": "S", "无形资产": "W"}
_GOV_CODES: Final = {
    "通用设备": "A02010100",
    "专用设备": "A02330000",
    "家具用具": "A05010000",
    "图书档案": "A04010000",
    "无形资产": "A08060300",
}
_YOUNG: Final = ("在用",) * 26 + ("闲置", "借出", "维修", "封存")
_OLD: Final = ("在用",) * 12 + ("闲置", "闲置", "借出", "维修", "封存", "待处置", "待处置", "已处置")
_OLD_DAYS: Final = 1900
# Furniture, books and software are neither lent nor repaired.
_STAYING: Final = frozenset({"家具用具", "图书档案", "无形资产"})
_LARGE_STATUSES: Final = ("在用",) * 12 + ("维修",)
_FUNDS: Final = ("财政专项", "财政专项", "事业收入", "事业收入", "事业收入", "科研经费", "其他", "接受捐赠")
_HOMES: Final = {
    "机架式服务器": "it",
    "网络交换机": "it",
    "检定业务用车": "office",
    "衡器检衡车": "mechanics",
    "防静电工作台": "electro",
    "数控系统仿真软件": "length",
    "不确定度评定软件": "quality",
    "原始记录管理软件": "business",
}
_LAID_UP: Final = frozenset({"封存", "待处置", "已处置"})
_PREFIXES: Final = ("SN", "D", "M", "E", "X")


@dataclass(frozen=True, slots=True)
class Thing:
    """What is bought: `cycle` is 0 for what is not calibrated, `unit` the key of who uses it."""

    name: str
    model: str
    yuan: int
    cycle: int
    category: str
    unit: str
    number: int

    @property
    def is_large(self) -> bool:
        return self.yuan >= 500_000


def assets(
    office: Office, suppliers: tuple[Values, ...], budgets: tuple[Values, ...], sizes: Sizes
) -> tuple[Values, ...]:
    """In the order of their numbers."""
    numbers = Numbers(5)
    things = sorted(
        ((_acquired(office, thing), thing) for thing in _things(office, sizes)),
        key=lambda one: (one[0], one[1].number),
    )
    sellers = [one["supplier_no"] for one in suppliers if one["kind"] == "仪器设备"]
    return tuple(
        _asset(office, thing, acquired, sellers, budgets)
        | {"asset_no": numbers.next(f"ZC{acquired.year}{_CODES[thing.category]}")}
        for acquired, thing in things
    )


def _things(office: Office, sizes: Sizes) -> Iterator[Thing]:
    measuring = max(sizes.large_assets + 1, sizes.assets * _MEASURING // 300)
    units = [unit.key for unit in office.institute.departments[1:]]
    for number in range(sizes.assets):
        if number < sizes.large_assets:
            lab, row = _large()[number]
            yield Thing(row[0], row[1], int(row[2]), int(row[3]), "专用设备", lab, number)
        elif number < measuring:
            lab = LABS[number % len(LABS)]
            name, model, yuan, cycle = goods.SMALL[lab][number // len(LABS) % len(goods.SMALL[lab])]
            yield Thing(name, model, int(yuan), int(cycle), "专用设备", lab, number)
        else:
            name, model, yuan, category = goods.GENERAL[number % len(goods.GENERAL)]
            unit = _unit(name, number, units)
            yield Thing(name, model, int(yuan), 0, category, unit, number)


def _large() -> list[tuple[str, list[str]]]:
    """By turns from each laboratory."""
    columns = [[(lab, row) for row in goods.LARGE[lab]] for lab in LABS]
    return [one for one in chain.from_iterable(zip_longest(*columns)) if one]


def _unit(name: str, number: int, units: list[str]) -> str:
    """Who uses such a thing: what serves one purpose is where it belongs."""
    return _HOMES.get(name) or units[number * 7 % len(units)]


def _acquired(office: Office, thing: Thing) -> date:
    random = Random(f"asset {thing.number}")
    oldest = 4200 if thing.cycle else 2900
    return office.worked(office.ago(random.randint(25, oldest)))


def _asset(
    office: Office, thing: Thing, acquired: date, sellers: list[str], budgets: tuple[Values, ...]
) -> Values:
    random = Random(f"asset {thing.number} values")
    status = _status(random, thing, (office.today - acquired).days)
    custodian = random.choice(office.members(thing.unit))
    values: Values = {
        "gov_code": _GOV_CODES[thing.category],
        "name": thing.name,
        "model": thing.model,
        "category": thing.category,
        "unit_price": (thing.yuan + random.randint(-3, 3) * thing.yuan // 100) * YUAN,
        "acquired_on": str(acquired),
        "fund_source": random.choice(_FUNDS if thing.yuan < 50_000 else _FUNDS[:6]),
        "dept": office.unit(thing.unit),
        "custodian": custodian,
        "location": _location(random, thing),
        "status": status,
        "is_measuring": thing.cycle > 0,
        "acceptance_flow": flow_no(random, "ZCYS", acquired),
        "repair_cost_total": 0,
    }
    if thing.is_large:
        values["unit_price"] = max(values["unit_price"], 500_000 * YUAN)
    if thing.category not in _STAYING:
        values |= _of_things(random, thing, acquired)
    values |= _calibration(random, office, thing, acquired, status) | _stocktake(random, office, acquired)
    values |= _source(random, values, sellers, budgets)
    return values | events(random, office, values)


def _status(random: Random, thing: Thing, age_days: int) -> str:
    """What is new is in use; what is old is on its way out, large instruments aside."""
    if age_days < 400:
        return "在用"
    options = _LARGE_STATUSES if thing.is_large else _OLD if age_days > _OLD_DAYS else _YOUNG
    status = random.choice(options)
    return "闲置" if thing.category in _STAYING and status in {"借出", "维修"} else status


def _location(random: Random, thing: Thing) -> str:
    if thing.name.endswith("车"):
        return "院内停车场"
    if thing.cycle:
        return goods.room(thing.name, thing.unit)
    return random.choice(goods.ROOMS.get(thing.unit, goods.OFFICE_ROOMS))


def _of_things(random: Random, thing: Thing, acquired: date) -> Values:
    warranty = add_months(acquired, 36 if thing.is_large else 24)
    return {
        "sn": f"{random.choice(_PREFIXES)}{acquired:%y}{thing.number:04d}{random.randint(10, 99)}",
        "warranty_until": str(warranty),
        "purchase_flow": flow_no(random, "CGSQ", acquired - timedelta(days=45)),
    }


def _calibration(random: Random, office: Office, thing: Thing, acquired: date, status: str) -> Values:
    """When it was calibrated last; a few are overdue and therefore stopped."""
    if not thing.cycle:
        return {}
    days_left = random.randint(1, thing.cycle * 30 - 25)
    if status in _LAID_UP:
        days_left = -random.randint(70, 300)
    elif thing.number % 17 == 9:
        days_left = -random.randint(1, 20)
    due = office.today + timedelta(days=days_left)
    last = add_months(due + timedelta(days=1), -thing.cycle)
    if last < acquired:
        last = acquired
        due = add_months(acquired, thing.cycle) - timedelta(days=1)
    label = (
        "停用"
        if due < office.today or status == "维修"
        else random.choice(("合格", "合格", "合格", "合格", "准用"))
    )
    return {
        "cal_cycle_months": thing.cycle,
        "cal_last_on": str(last),
        "cal_due_on": str(due),
        "label": label,
    }


def _stocktake(random: Random, office: Office, acquired: date) -> Values:
    """The yearly stocktaking of last December; what is newer has not been counted."""
    day = office.worked(date(office.ago(60).year - 1, 12, 15))
    if acquired >= day:
        return {}
    results = ("相符",) * 24 + ("地点不符", "保管人不符", "待核实")
    return {"last_stocktake_on": str(day), "stocktake_result": random.choice(results)}


def _source(random: Random, values: Values, sellers: list[str], budgets: tuple[Values, ...]) -> Values:
    found: Values = {"supplier": random.choice(sellers)} if values["fund_source"] != "接受捐赠" else {}
    mine = [
        one["project_no"]
        for one in budgets
        if one["dept"] == values["dept"] and one["start_on"] <= values["acquired_on"] <= one["end_on"]
    ]
    if values["fund_source"] == "科研经费" and mine:
        found["project"] = random.choice(mine)
    elif values["fund_source"] == "科研经费":
        found["fund_source"] = "事业收入"
    return found
