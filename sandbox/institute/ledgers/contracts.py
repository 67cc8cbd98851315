"""合同库: what the institute buys, and what others order from it, over three years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Final

from sandbox.institute.ledgers import goods, payments
from sandbox.institute.ledgers.customers import CUSTOMERS
from sandbox.institute.ledgers.model import YUAN, Numbers, Office, Sizes, Values, add_months

_CODES: Final = {
    "采购合同": "CG",
    "技术服务合同": "JS",
    "检定校准委托合同": "JD",
    "大型仪器开放服务合同": "YQ",
    "合作协议": "HZ",
    "租赁合同": "ZL",
    "其他": "QT",
}
# Twenty contracts, as they come.
_ORDER: Final = (
    "采购合同",
    "检定校准委托合同",
    "大型仪器开放服务合同",
    "技术服务合同",
    "检定校准委托合同",
    "采购合同",
    "合作协议",
    "采购合同",
    "检定校准委托合同",
    "大型仪器开放服务合同",
    "采购合同",
    "技术服务合同",
    "检定校准委托合同",
    "租赁合同",
    "采购合同",
    "大型仪器开放服务合同",
    "检定校准委托合同",
    "技术服务合同",
    "采购合同",
    "其他",
)
_MONTHS: Final = {"采购合同": 6, "合作协议": 36}
_FRESH: Final = ("草稿", "待我方签署", "待对方签署", "待我方签署", "待对方签署", "已拒签", "已过期")
_EXPENSES: Final = frozenset({"采购合同", "租赁合同", "其他"})
_LEASES: Final = ("检定业务用车", "综合楼会议设备", "样品仓库")
_SERVICES: Final = (
    "压力变送器在线校准",
    "衡器计量性能评估",
    "电能计量系统测试",
    "坐标测量机期间核查",
    "洁净室环境参数检测",
)


@dataclass(frozen=True, slots=True)
class _Deal:
    """One contract before its terms are written down; `instruments` are those it may be about."""

    number: int
    kind: str
    drafted: date
    sign_status: str
    suppliers: tuple[Values, ...]
    instruments: tuple[Values, ...]
    budgets: tuple[Values, ...]

    @property
    def random(self) -> Random:
        return Random(f"contract {self.number}")


def contracts(
    office: Office,
    suppliers: tuple[Values, ...],
    budgets: tuple[Values, ...],
    instruments: tuple[Values, ...],
    sizes: Sizes,
) -> tuple[Values, ...]:
    """In the order of their numbers. What is used of their services is counted by `with_use`."""
    deals = [
        _Deal(number, kind, *_when(office, number), suppliers, instruments, budgets)
        for number, kind in enumerate(islice(cycle(_ORDER), sizes.contracts))
    ]
    numbers, reviews = Numbers(4), Numbers(4)
    return tuple(
        {
            "contract_no": numbers.next(f"HT{deal.drafted.year}-{_CODES[deal.kind]}-"),
            "review_flow": reviews.next(f"QC-HTPS-{deal.drafted:%Y%m}-"),
        }
        | _contract(office, deal)
        for deal in sorted(deals, key=lambda deal: (deal.drafted, deal.number))
    )


def with_use(contracts: Iterable[Values], usages: Iterable[Values]) -> tuple[Values, ...]:
    """The contracts with the hours that were had of each of their instruments."""
    used: dict[tuple[str, str], int] = {}
    for usage in usages:
        if "contract" in usage and "actual_min" in usage:
            place = (usage["contract"], usage["instrument"])
            used[place] = used.get(place, 0) + usage["actual_min"]
    return tuple(
        contract
        | {
            "services": [
                row | {"used_hours": round(used.get((contract["contract_no"], row["instrument"]), 0) / 60, 2)}
                for row in contract["services"]
            ]
        }
        if "services" in contract
        else contract
        for contract in contracts
    )


def _when(office: Office, number: int) -> tuple[date, str]:
    """When it was drafted, and how far its signing has come: what is not signed is a few days old."""
    random = Random(f"contract {number} day")
    if number % 14 == 5:
        return office.worked(office.ago(random.randint(2, 18))), _FRESH[number // 14 % len(_FRESH)]
    signed = "已作废" if number % 61 == 40 else "已完成"
    return office.worked(office.ago(random.randint(16, 1080))), signed


def _contract(office: Office, deal: _Deal) -> Values:
    random = deal.random
    start = office.worked(deal.drafted + timedelta(days=random.randint(4, 11)))
    end = add_months(start, _MONTHS.get(deal.kind, 12)) - timedelta(days=1)
    electronic = random.random() < 0.75
    terms = _TERMS[deal.kind](office, random, deal)
    values: Values = {
        "kind": deal.kind,
        "direction": "无金额" if deal.kind == "合作协议" else "支出" if deal.kind in _EXPENSES else "收入",
        "sign_mode": "电子签署" if electronic else "纸质签署",
        "sign_status": deal.sign_status,
        "start_on": str(start),
        "end_on": str(end),
        "status": _status(office, random, deal, end),
    } | terms
    values["dept"] = office.institute.person(values["owner"]).department_id
    if deal.sign_status in {"已完成", "已作废"}:
        values["signed_on"] = str(start)
    if electronic and deal.sign_status != "草稿":
        values["qys_contract_id"] = f"QYS{deal.drafted:%y%m%d}{deal.number:06d}"
    return values | payments.payments(office, random, values) | _guarantee(values, end)


def _status(office: Office, random: Random, deal: _Deal, end: date) -> str:
    if deal.sign_status != "已完成":
        return "已终止" if deal.sign_status == "已作废" else "未生效"
    if end < office.today:
        return random.choice(("已完成",) * 36 + ("已终止", "纠纷"))
    return "履行中"


def _guarantee(values: Values, end: date) -> Values:
    """Five in a hundred of what is bought for much; back a year after."""
    if values["kind"] != "采购合同" or values["amount"] < 100_000 * YUAN or "signed_on" not in values:
        return {}
    return {
        "guarantee_amount": values["amount"] // 100 // YUAN * 5 * YUAN,
        "guarantee_due_on": str(add_months(end, 12)),
    }


def _purchase(office: Office, random: Random, deal: _Deal) -> Values:
    sellers = [
        one for one in deal.suppliers if one["level"] in {"合格", "观察"} and one["kind"] == "仪器设备"
    ]
    seller = random.choice(sellers)
    lab = random.choice(list(goods.SMALL))
    name, _, yuan, *_ = random.choice(goods.LARGE[lab] if random.random() < 0.2 else goods.SMALL[lab])
    count = 1 if int(yuan) > 100_000 else random.randint(1, 4)
    project = [one for one in deal.budgets if one["status"] == "在研" and one["dept"] == office.unit(lab)]
    bought = {
        "title": f"{name}采购合同",
        "counterparty": seller["name"],
        "counterparty_uscc": seller["uscc"],
        "supplier": seller["supplier_no"],
        "amount": int(yuan) * count * YUAN,
        "owner": office.holder("procurement-officer"),
        "purchase_flow": f"CGSQ-{deal.drafted:%Y%m}-{deal.number % 900 + 1:04d}",
    }
    return bought | ({"project": project[0]["project_no"]} if project and random.random() < 0.2 else {})


def _calibration(office: Office, random: Random, deal: _Deal) -> Values:
    customer = random.choice(CUSTOMERS)
    return _ordered(
        f"{customer.name}{deal.drafted.year}年度计量器具检定校准委托合同",
        random,
        (8_000, 160_000),
        random.choice(office.members("business")),
    ) | {"counterparty": customer.name, "counterparty_uscc": customer.code}


def _service(office: Office, random: Random, _deal: _Deal) -> Values:
    customer = random.choice(CUSTOMERS)
    lab = random.choice(list(goods.SMALL))
    title = f"{random.choice(_SERVICES)}技术服务合同"
    return _ordered(title, random, (20_000, 280_000), random.choice(office.members(lab))) | {
        "counterparty": customer.name,
        "counterparty_uscc": customer.code,
    }


def _instruments(_office: Office, random: Random, deal: _Deal) -> Values:
    customer = random.choice(CUSTOMERS)
    shared = [one for one in deal.instruments if one["open_scope"] != "院内"] or list(deal.instruments)
    chosen = random.sample(shared, min(len(shared), random.choice((1, 1, 2))))
    rows = []
    for one in chosen:
        fee = one["fee_items"][1]
        rows.append(
            {
                "instrument": one["inst_no"],
                "item": fee["item"],
                "hours": random.choice((40, 60, 80, 120)),
                "price": fee["price_external"],
            }
        )
    return {
        "title": f"{customer.name}使用{chosen[0]['name']}开放服务合同",
        "counterparty": customer.name,
        "counterparty_uscc": customer.code,
        "amount": sum(row["hours"] * row["price"] for row in rows),
        "owner": chosen[0]["operator"],
        "services": rows,
    }


def _cooperation(office: Office, random: Random, _deal: _Deal) -> Values:
    customer = random.choice(CUSTOMERS)
    return {
        "title": f"与{customer.name}共建计量联合实验室合作协议",
        "counterparty": customer.name,
        "counterparty_uscc": customer.code,
        "amount": 0,
        "owner": random.choice(office.members("research")),
    }


def _other(office: Office, random: Random, deal: _Deal) -> Values:
    kind = "后勤服务" if deal.kind == "租赁合同" else "信息化"
    known = [one for one in deal.suppliers if one["level"] == "合格"]
    seller = random.choice([one for one in known if one["kind"] == kind] or known)
    what = (
        f"{random.choice(_LEASES)}租赁合同" if deal.kind == "租赁合同" else "实验室网络与信息安全运维服务合同"
    )
    owner = office.holder("logistics-director" if deal.kind == "租赁合同" else "it-director")
    return _ordered(what, random, (12_000, 120_000), owner) | {
        "counterparty": seller["name"],
        "counterparty_uscc": seller["uscc"],
        "supplier": seller["supplier_no"],
    }


def _ordered(title: str, random: Random, yuan: tuple[int, int], owner: str) -> Values:
    return {"title": title, "amount": random.randint(*yuan) // 100 * 100 * YUAN, "owner": owner}


_TERMS: Final[dict[str, Callable[[Office, Random, _Deal], Values]]] = {
    "采购合同": _purchase,
    "检定校准委托合同": _calibration,
    "技术服务合同": _service,
    "大型仪器开放服务合同": _instruments,
    "合作协议": _cooperation,
    "租赁合同": _other,
    "其他": _other,
}
