"""供应商库: whom the institute buys from. Nobody is meant: codes of no region, numbers nobody owns."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import Numbers, Office, Sizes, Values

_PLACES: Final = (
    "华衡",
    "中测",
    "东仪",
    "精准",
    "恒源",
    "瑞测",
    "科信",
    "明量",
    "海度",
    "北辰",
    "天度",
    "博衡",
    "正源",
    "联测",
    "长信",
    "安衡",
)
_TRADES: Final = (
    ("仪器设备", ("计量仪器", "精密仪器", "测控技术", "试验设备", "电子仪器")),
    ("材料试剂", ("标准物质", "化学试剂", "实验耗材", "五金机电")),
    ("检测校准服务", ("检测技术服务", "校准技术服务")),
    ("信息化", ("软件技术", "信息系统")),
    ("工程", ("建筑装饰工程", "机电安装工程")),
    ("后勤服务", ("物业管理", "办公用品")),
)
# How often each trade comes, in its order above.
_SHARES: Final = (34, 22, 8, 6, 5, 5)
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_SIGNS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def suppliers(office: Office, sizes: Sizes) -> tuple[Values, ...]:
    """Their deals are counted when the contracts are known, see `with_deals`."""
    numbers = Numbers(5)
    return tuple(_supplier(office, number, numbers.next("GYS")) for number in range(sizes.suppliers))


def with_deals(suppliers: Iterable[Values], contracts: Iterable[Values]) -> tuple[Values, ...]:
    """The suppliers with how often and for how much the institute has bought from each."""
    deals: dict[str, list[int]] = {}
    for contract in contracts:
        if contract["direction"] == "支出" and contract["sign_status"] == "已完成":
            deals.setdefault(contract.get("supplier", ""), []).append(contract["amount"])
    return tuple(
        supplier
        | {
            "deals_count": len(deals.get(supplier["supplier_no"], ())),
            "deals_amount": sum(deals.get(supplier["supplier_no"], ())),
        }
        for supplier in suppliers
    )


def credit_code(number: int) -> str:
    """A 统一社会信用代码 with its right check sign (GB 32100-2015), of region 000000, which there is not."""
    body = f"91000000MA{number:07d}"
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return body + _SIGNS[-total % 31]


def _supplier(office: Office, number: int, supplier_no: str) -> Values:
    random = Random(f"supplier {number}")
    kind, words = _trade(number)
    level = _level(number)
    name = f"{_PLACES[number % len(_PLACES)]}{words[number // len(_PLACES) % len(words)]}有限公司"
    return {
        "supplier_no": supplier_no,
        "name": f"示例市{name}",
        "uscc": credit_code(1000 + number),
        "kind": kind,
        "contact": f"{random.choice(_SURNAMES)}{random.choice(('经理', '工', '女士', '先生'))}",
        # No Chinese mobile begins with 10.
        "phone": f"1009{number:07d}",
        "bank_name": f"示例银行{random.choice(('城东', '城西', '高新区', '开发区'))}支行",
        "bank_account": f"0000000000{number:06d}",
        "cert_expire_on": str(office.today + timedelta(days=_days_left(random, number, level))),
        "level": level,
        "bad_count": {"合格": 0, "观察": 1, "暂停": 2, "禁用": 3}[level],
        "last_eval_on": str(office.worked(office.ago(random.randint(20, 360)))),
    }


def _trade(number: int) -> tuple[str, tuple[str, ...]]:
    place = number * 37 % sum(_SHARES)
    for trade, share in zip(_TRADES, _SHARES, strict=True):
        if place < share:
            return trade
        place -= share
    return _TRADES[0]


def _level(number: int) -> str:
    return {11: "观察", 23: "观察", 37: "暂停", 41: "观察", 59: "禁用", 71: "暂停"}.get(number, "合格")


def _days_left(random: Random, number: int, level: str) -> int:
    """Some certificates end within the month; those of suspended suppliers have ended."""
    if level in {"暂停", "禁用"}:
        return -random.randint(5, 200)
    return random.randint(2, 58) if number % 9 == 4 else random.randint(70, 1400)
