"""收付款计划: in how many parts a contract is paid, and which parts have been."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import Office, Values, flow_no

# (hundredths of the sum, hundredths of the time, condition)
_BUYING: Final = (
    (30, 5, "合同生效后支付预付款"),
    (60, 60, "到货验收合格后支付"),
    (10, 100, "质保期满无质量问题后支付"),
)
_SELLING: Final = ((50, 8, "合同生效后收取首付款"), (50, 90, "出具证书报告后结清"))
_LEASING: Final = ((50, 5, "合同生效后支付上半年费用"), (50, 50, "支付下半年费用"))
_DEAD: Final = frozenset({"已拒签", "已过期", "已作废"})
_UNTIL_ENDED: Final = timedelta(days=120)
_ONCE: Final = ((100, 30, "完成服务并开具发票后一次结清"),)


def payments(office: Office, random: Random, values: Values) -> Values:
    """The table `payments` of a contract with the sums that follow from it; nothing where no money flows."""
    if not values["amount"] or values["sign_status"] in _DEAD:
        return {}
    rows = list(_rows(office, random, values))
    if values["status"] == "已终止":
        rows = [row for row in rows if "done_on" in row]
    done = sum(row.get("done_amount", 0) for row in rows)
    side = "paid_amount" if values["direction"] == "支出" else "received_amount"
    return {"payments": rows, side: done, "invoiced_amount": done}


def _rows(office: Office, random: Random, values: Values) -> Iterator[Values]:
    start, end = date.fromisoformat(values["start_on"]), date.fromisoformat(values["end_on"])
    plan = _plan(random, values)
    left = values["amount"]
    for phase, (share, passed, condition) in enumerate(plan, start=1):
        amount = left if phase == len(plan) else values["amount"] * share // 10_000 * 100
        left -= amount
        plan_on = office.worked(start + (end - start) * passed // 100)
        row = {"phase": phase, "plan_on": str(plan_on), "plan_amount": amount, "condition": condition}
        yield row | _done(office, random, values, plan_on, amount)


def _plan(random: Random, values: Values) -> tuple[tuple[int, int, str], ...]:
    if values["direction"] == "支出":
        return _BUYING if values["kind"] == "采购合同" else _LEASING
    return random.choice((_SELLING, _ONCE))


def _done(office: Office, random: Random, values: Values, plan_on: date, amount: int) -> Values:
    """Paid within days of the plan; a completed contract is paid, an ended one until it ended."""
    day = office.worked(plan_on + timedelta(days=random.randint(2, 12)))
    is_late = random.random() < 0.05 and values["status"] != "已完成"
    is_over = values["status"] == "已终止" and plan_on > date.fromisoformat(values["start_on"]) + _UNTIL_ENDED
    if values["status"] == "未生效" or is_over or day > office.today or is_late:
        return {}
    prefix = "HTFK" if values["direction"] == "支出" else "HTSK"
    return {"done_on": str(day), "done_amount": amount, "flow_no": flow_no(random, prefix, day)}
