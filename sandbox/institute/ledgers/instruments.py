"""大型科学仪器库: the large instruments that are shared, each of one asset, with what an hour of it costs."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers import goods
from sandbox.institute.ledgers.model import YUAN, Numbers, Office, Sizes, Values, add_months, flow_no

_DONE: Final = frozenset({"已完成", "已结算"})
_DETAILS: Final = {(row[0], row[1]): row for rows in goods.LARGE.values() for row in rows}
_TIMES: Final = (
    "工作日 8:30-17:30",
    "工作日 9:00-17:00",
    "周一至周四 8:30-17:30",
    "工作日 8:30-17:30（周五下午维护）",
)
_ITEMS: Final = (("自主上机", "小时", 1), ("委托测试", "小时", 2), ("出具校准证书", "次", 4))


def instruments(office: Office, assets: tuple[Values, ...], sizes: Sizes) -> tuple[Values, ...]:
    """Of the large assets in use or under repair; their hours are those of `with_hours`."""
    large = [
        one for one in assets if (one["name"], one["model"]) in _DETAILS and one["status"] in {"在用", "维修"}
    ]
    numbers = Numbers(3)
    return tuple(_instrument(office, asset, numbers) for asset in large[: sizes.instruments])


def with_hours(instruments: Iterable[Values], usages: Iterable[Values]) -> tuple[Values, ...]:
    """The instruments with the hours of the usages that were done, and those of them for others."""
    total: dict[str, int] = {}
    shared: dict[str, int] = {}
    for usage in usages:
        if usage["status"] in _DONE:
            key = usage["instrument"]
            total[key] = total.get(key, 0) + usage["actual_min"]
            if usage["user_kind"] == "院外":
                shared[key] = shared.get(key, 0) + usage["actual_min"]
    return tuple(
        one
        | {
            "total_hours": hours(total.get(one["inst_no"], 0)),
            "shared_hours": hours(shared.get(one["inst_no"], 0)),
        }
        for one in instruments
    )


def hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _instrument(office: Office, asset: Values, numbers: Numbers) -> Values:
    random = Random(f"instrument {asset['name']} {asset['model']}")
    *_, discipline, hazard, functions = _DETAILS[asset["name"], asset["model"]]
    operators = [
        asset["custodian"],
        *(one for one in _members(office, asset["dept"]) if one != asset["custodian"]),
    ]
    enrolled = min(add_months(date.fromisoformat(asset["acquired_on"]), 2), office.ago(3))
    status = "维修" if asset["status"] == "维修" else random.choice(("开放",) * 11 + ("暂停",))
    reported: Values = {"reported_on": str(_reported(office))} if enrolled <= _reported(office) else {}
    return reported | {
        "inst_no": numbers.next(f"DY{asset['dept']}"),
        "asset": asset["asset_no"],
        "name": asset["name"],
        "model": asset["model"],
        "unit_price": asset["unit_price"],
        "dept": asset["dept"],
        "operator": operators[0],
        "backup_operator": operators[1],
        "discipline": discipline,
        "functions": functions,
        "open_scope": random.choice(("院内外", "院内外", "院内外", "院内", "限定用户")),
        "available_time": random.choice(_TIMES),
        "min_slot_minutes": random.choice((30, 30, 60)),
        "need_training": hazard != "无" or random.random() < 0.5,
        "hazard": hazard,
        "platform_id": f"DEMO{random.randint(100000, 999999)}",
        "enrolled_on": str(enrolled),
        "annual_target_hours": random.choice((800, 1000, 1200, 1200, 1400)),
        "status": status,
        "fee_items": [_fee(random, asset, enrolled, *item) for item in _ITEMS],
    }


def _reported(office: Office) -> date:
    """The last workday of the last quarter: the running records go to the sharing platform then."""
    quarter = date(office.today.year, (office.today.month - 1) // 3 * 3 + 1, 1)
    return office.worked(quarter - timedelta(days=1))


def _members(office: Office, unit: int) -> tuple[str, ...]:
    key = next(one.key for one in office.institute.departments if one.id == unit)
    return office.members(key)


def _fee(random: Random, asset: Values, enrolled: date, item: str, unit: str, factor: int) -> Values:
    """An hour costs a ten-thousandth of what the instrument did; the institute's own pay half."""
    external = max(100, asset["unit_price"] // YUAN // 10_000 // 10 * 10) * factor * YUAN
    return {
        "item": item,
        "unit": unit,
        "price_internal": external // 2,
        "price_external": external,
        "version": 1,
        "effective_from": str(enrolled),
        "approval_flow": flow_no(random, "YQSF", enrolled),
    }
