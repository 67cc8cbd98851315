"""仪器预约与机时库: who had which instrument when; no two at once, and nobody on a day off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.customers import CUSTOMERS
from sandbox.institute.ledgers.model import LABS, Numbers, Office, Sizes, Values, flow_no

_PAST_DAYS, _COMING_DAYS = 120, 21
_HALVES: Final = (time(9), time(13, 30))
_PRAISE: Final = ("数据可靠，操作规范", "响应及时", "机时安排合理", "希望增加周末机时", "证书出具较快")
_PAST: Final = ("已完成",) * 17 + ("爽约", "已取消", "已取消")
_COMING: Final = ("已预约",) * 12 + ("占位", "已取消")
_SETTLED_DAYS: Final = 35
_RUNNING_EVERY: Final = 19
"""Of so many instruments one is in use for days at this moment."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """An instrument's time; minutes are whole half hours."""

    instrument: Values
    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def random(self) -> Random:
        return Random(f"usage {self.instrument['inst_no']} {self.start}")


def usages(
    office: Office,
    instruments: tuple[Values, ...],
    contracts: tuple[Values, ...],
    budgets: tuple[Values, ...],
    sizes: Sizes,
) -> tuple[Values, ...]:
    """In the order of their numbers."""
    slots = [
        slot
        for number, one in enumerate(instruments)
        for slot in _slots(office, number, one, -(-sizes.usages // len(instruments)))
    ]
    numbers = Numbers(4)
    booked = sorted(
        ((_booked_on(office, slot), slot) for slot in slots[: sizes.usages]),
        key=lambda one: (one[0], one[1].instrument["inst_no"], one[1].start),
    )
    return tuple(
        {"usage_no": numbers.next(f"JS{day[:4]}{day[5:7]}")} | _usage(office, slot, day, contracts, budgets)
        for day, slot in booked
    )


def _slots(office: Office, number: int, instrument: Values, count: int) -> Iterator[_Slot]:
    random = Random(f"slots {instrument['inst_no']}")
    last = office.today + timedelta(days=_COMING_DAYS if instrument["status"] == "开放" else -1)
    days = list(office.workdays(office.ago(_PAST_DAYS), last))
    if number % _RUNNING_EVERY == 5 and instrument["status"] == "开放":
        yield (running := _running(office, instrument))
        days = [day for day in days if not running.start.date() <= day <= running.end.date()]
        count -= 1
    halves = [(day, half) for day in days for half in _HALVES]
    for day, half in random.sample(halves, min(count, len(halves))):
        yield _Slot(instrument, datetime.combine(day, half), random.choice((90, 120, 150, 180)))


def _running(office: Office, instrument: Values) -> _Slot:
    """A long test: since the last workday, until tomorrow afternoon."""
    since, until = office.worked(office.ago(1)), office.today + timedelta(days=1)
    start, end = datetime.combine(since, time(9)), datetime.combine(until, time(17))
    return _Slot(instrument, start, int((end - start).total_seconds()) // 60)


def _booked_on(office: Office, slot: _Slot) -> str:
    day = slot.start.date() - timedelta(days=slot.random.randint(1, 14))
    return str(office.worked(min(day, office.ago(1))))


def _usage(
    office: Office, slot: _Slot, booked_on: str, contracts: tuple[Values, ...], budgets: tuple[Values, ...]
) -> Values:
    random, status = slot.random, _status(office, slot)
    mode = random.choice(("自主操作", "委托测试"))
    values: Values = {
        "instrument": slot.instrument["inst_no"],
        "start_at": _text(slot.start),
        "end_at": _text(slot.end),
        "planned_min": slot.minutes,
        "mode": mode,
        "fee_item": "自主上机" if mode == "自主操作" else "委托测试",
        "status": status,
        "reserve_flow": flow_no(random, "YQYY", datetime.fromisoformat(booked_on).date()),
    }
    values |= _whose(office, random, slot, contracts, budgets)
    if status == "使用中":
        values["actual_start"] = _text(slot.start + timedelta(minutes=random.randint(0, 9)))
    if status in {"已完成", "已结算"}:
        values |= _had(random, slot, values)
    if status == "已结算":
        values["settle_flow"] = flow_no(random, "YQJS", slot.start.date() + timedelta(days=20))
    return values


def _status(office: Office, slot: _Slot) -> str:
    random = Random(f"status {slot.instrument['inst_no']} {slot.start}")
    if slot.minutes > 24 * 60:
        return "使用中"
    if slot.start.date() >= office.today:
        return random.choice(_COMING)
    status = random.choice(_PAST)
    old = (office.today - slot.start.date()).days > _SETTLED_DAYS
    return "已结算" if status == "已完成" and old and random.random() < 0.85 else status


def _whose(
    office: Office, random: Random, slot: _Slot, contracts: tuple[Values, ...], budgets: tuple[Values, ...]
) -> Values:
    """Whose time it is: a colleague's, for a project maybe, or a customer's, under a contract where there is one."""
    day, instrument = str(slot.start.date()), slot.instrument
    if instrument["open_scope"] == "院内" or random.random() < 0.6:
        user = random.choice(office.members(random.choice(LABS)))
        mine = [
            b["project_no"]
            for b in budgets
            if user in {b["pi"], *b["members"]} and b["status"] == "在研" and b["start_on"] <= day
        ]
        return {"user_kind": "院内", "user": user} | ({"project": mine[0]} if mine else {})
    signed = [one for one in contracts if _covers(one, instrument["inst_no"], day)]
    found = {"user_kind": "院外", "user": instrument["operator"]}
    if not signed:
        return found | {"customer": random.choice(CUSTOMERS).name}
    contract = random.choice(signed)
    return found | {"customer": contract["counterparty"], "contract": contract["contract_no"]}


def _covers(contract: Values, inst_no: str, day: str) -> bool:
    return (
        contract["sign_status"] == "已完成"
        and contract["start_on"] <= day <= contract["end_on"]
        and any(row["instrument"] == inst_no for row in contract.get("services", ()))
    )


def _had(random: Random, slot: _Slot, values: Values) -> Values:
    start = slot.start + timedelta(minutes=random.randint(-5, 10))
    minutes = slot.minutes + random.randint(-25, 15)
    fee = next(one for one in slot.instrument["fee_items"] if one["item"] == values["fee_item"])
    price = fee["price_internal" if values["user_kind"] == "院内" else "price_external"]
    discount = random.choice((1, 1, 1, 0.9, 0.8))
    return {
        "actual_start": _text(start),
        "actual_end": _text(start + timedelta(minutes=minutes)),
        "actual_min": minutes,
        "samples": random.randint(1, 12),
        "fee": round(price * minutes * discount / 60),
        "discount": discount,
    } | ({"feedback": random.choice(_PRAISE)} if random.random() < 0.3 else {})


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
