"""材料库 and 材料出入库流水库: what lies in the stores is what its movements add up to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from sandbox.institute.ledgers import stock
from sandbox.institute.ledgers.model import LABS, YUAN, Numbers, Office, Sizes, Values, add_months, at

_CODES: Final = {
    "标准物质": "BW",
    "化学试剂": "SJ",
    "电子元器件": "DZ",
    "五金耗材": "WJ",
    "办公用品": "BG",
    "劳保用品": "LB",
    "危险化学品": "WH",
}
_PREFIXES: Final = {
    "入库": "CLRK",
    "出库": "CLLY",
    "退库": "CLTK",
    "盘盈": "CLPD",
    "盘亏": "CLPD",
    "报损": "CLBS",
}
_KINDS: Final = ("出库",) * 14 + ("入库",) * 4 + ("退库", "退库", "退库", "盘盈", "盘亏", "报损")
_STORES: Final = {"标准物质": "标物室冷藏柜", "化学试剂": "试剂库", "危险化学品": "危化品库防爆柜"}
_OLDEST_DAYS: Final = 540


@dataclass(frozen=True, slots=True)
class _Kind:
    """A material as the catalogue of the stores has it."""

    code: str
    category: str
    name: str
    unit: str
    price: int
    months: int
    spec: str
    location: str

    @property
    def is_hazardous(self) -> bool:
        return self.category == "危险化学品"


@dataclass
class _Shelf:
    """One material while its movements are gone through in their order."""

    batches: list[Values] = field(default_factory=list)
    issued: int = 0
    average: int = 0

    @property
    def quantity(self) -> int:
        return sum(batch["qty"] for batch in self.batches)

    def receive(self, batch: Values) -> None:
        total = self.quantity * self.average + batch["qty"] * batch["unit_price"]
        self.batches.append(batch)
        self.average = round(total / self.quantity)

    def oldest(self) -> Values | None:
        """The batch that is used first."""
        return next((batch for batch in self.batches if batch["qty"]), None)


def materials(
    office: Office, suppliers: tuple[Values, ...], budgets: tuple[Values, ...], sizes: Sizes
) -> tuple[tuple[Values, ...], tuple[Values, ...]]:
    """The materials, and the movements by time."""
    numbers = Numbers(5)
    sellers = [one["supplier_no"] for one in suppliers if one["kind"] == "材料试剂"]
    found, moved = [], []
    for row in stock.kinds()[: sizes.materials]:
        kind = _kind(row, numbers)
        shelf = _Shelf()
        movements = list(_movements(office, kind, shelf, sellers))
        found.append(_material(office, kind, shelf, movements))
        moved += movements
    return tuple(found), tuple(_for_projects(_numbered(moved), budgets))


def _kind(row: list[str], numbers: Numbers) -> _Kind:
    category, name, unit, yuan, months, spec = row
    random = Random(f"material {name} {spec}")
    store = _STORES.get(category, f"{random.choice('ABCD')}区货架")
    place = f"{store} {random.randint(1, 6)}-{random.randint(1, 5)}"
    code = numbers.next(f"WL-{_CODES[category]}-")
    return _Kind(code, category, name, unit, round(float(yuan) * YUAN), int(months), spec, place)


def _movements(office: Office, kind: _Kind, shelf: _Shelf, sellers: list[str]) -> Iterator[Values]:
    random = Random(f"movements {kind.name} {kind.spec}")
    # What spoils was bought lately enough to be good still, most of it.
    oldest = min(_OLDEST_DAYS, kind.months * 28 - 2) if kind.months else _OLDEST_DAYS
    count = 1 + random.choice((1, 2, 2, 3, 3, 3))
    # What lies in a store for long is taken all the same, mostly lately.
    first = random.randint(min(oldest, 60), oldest)
    ages = [
        first,
        *sorted((random.randint(1, random.randint(1, first)) for _ in range(count - 1)), reverse=True),
    ]
    days = sorted(
        office.worked(office.ago(max(ages[0], min(oldest, 60)) if n == 0 else age))
        for n, age in enumerate(ages)
    )
    moments = sorted(at(random, day) for day in days)
    for number, moment in enumerate(moments):
        wanted = "入库" if number == 0 else random.choice(_KINDS)
        done = (
            _receive(random, kind, shelf, moment, sellers)
            if wanted == "入库"
            else _change(random, shelf, wanted)
        )
        if done:
            yield _row(random, office, kind, shelf, done, moment)


def _receive(random: Random, kind: _Kind, shelf: _Shelf, moment: str, sellers: list[str]) -> Values:
    day = date.fromisoformat(moment[:10])
    batch: Values = {
        "batch_no": f"{day:%y%m%d}{random.choice('ABC')}{len(shelf.batches) + 1}",
        "qty": _lot(random, kind),
        "unit_price": max(1, kind.price * random.randint(94, 107) // 100),
        "location": kind.location,
        "supplier": random.choice(sellers),
    }
    if kind.months:
        batch["expiry"] = str(add_months(day, kind.months))
    shelf.receive(batch)
    return {
        "kind": "入库",
        "qty": batch["qty"],
        "unit_price": batch["unit_price"],
        "batch_no": batch["batch_no"],
    }


def _lot(random: Random, kind: _Kind) -> int:
    """The cheaper, the more at once."""
    most = 500 if kind.price < 5 * YUAN else 60 if kind.price < 100 * YUAN else 12
    return random.randint(most // 4, most)


def _change(random: Random, shelf: _Shelf, kind: str) -> Values | None:
    """One movement of what is there; None where there is nothing to move."""
    batch = shelf.oldest()
    if batch is None or (kind == "退库" and not shelf.issued):
        return None
    if kind == "出库":
        quantity = -random.randint(1, max(1, batch["qty"] * random.choice((40, 70, 95)) // 100))
        shelf.issued -= quantity
    elif kind == "退库":
        quantity = random.randint(1, max(1, shelf.issued // 4))
        shelf.issued -= quantity
    else:
        quantity = 1 if kind == "盘盈" else -1
    batch["qty"] += quantity
    return {"kind": kind, "qty": quantity, "unit_price": shelf.average, "batch_no": batch["batch_no"]}


def _row(
    random: Random,
    office: Office,
    kind: _Kind,
    shelf: _Shelf,
    done: Values,
    moment: str,
) -> Values:
    keeper, second = _keepers(office, kind)
    row = {"material": kind.code, "txn_at": moment, "stock_after": shelf.quantity} | done
    row |= {"dept": office.unit("asset"), "user": keeper}
    if kind.is_hazardous:
        row["second_user"] = second
    if done["kind"] in {"出库", "退库"}:
        units = [unit.key for unit in office.institute.departments[1:]]
        unit = random.choice(units if kind.category == "办公用品" else LABS)
        row |= {"dept": office.unit(unit), "user": random.choice(office.members(unit))}
    return row


def _keepers(office: Office, kind: _Kind) -> tuple[str, str]:
    """Who keeps it and who holds the second key."""
    first, second = office.holder("warehouse-keeper"), office.holder("warehouse-keeper-b")
    return (second, first) if kind.category in {"标准物质", "危险化学品"} else (first, second)


def _material(office: Office, kind: _Kind, shelf: _Shelf, movements: list[Values]) -> Values:
    random = Random(f"stock {kind.name} {kind.spec}")
    quantity, batches = shelf.quantity, [batch for batch in shelf.batches if batch["qty"]]
    expiries = [batch["expiry"] for batch in batches if "expiry" in batch]
    counted = [row["txn_at"][:10] for row in movements if row["kind"] in {"盘盈", "盘亏"}]
    usual = str(office.worked(office.ago(45)))
    if movements[0]["txn_at"][:10] < usual:
        counted.append(usual)
    return (
        {
            "code": kind.code,
            "name": kind.name,
            "spec": kind.spec,
            "unit": kind.unit,
            "category": kind.category,
            "hazardous": kind.is_hazardous,
            "controlled": kind.name in stock.CONTROLLED,
            "location": kind.location,
            "keeper": _keepers(office, kind)[0],
            "stock_qty": quantity,
            "avg_price": shelf.average,
            "safety_stock": movements[0]["qty"] // random.choice((4, 5, 6, 10)),
            "status": "停用" if quantity == 0 and random.random() < 0.3 else "在用",
            "batches": batches,
        }
        | ({"nearest_expiry": min(expiries)} if expiries else {})
        | ({"last_stocktake_on": max(counted)} if counted else {})
    )


def _numbered(movements: list[Values]) -> tuple[Values, ...]:
    """By time, each with its number of the day and the request it came from."""
    days, flows = Numbers(4), Numbers(4)
    found = []
    for row in sorted(movements, key=lambda row: (row["txn_at"], row["material"])):
        day = date.fromisoformat(row["txn_at"][:10])
        flow = flows.next(f"{_PREFIXES[row['kind']]}-{day:%Y%m}-")
        found.append({"txn_no": days.next(f"CR{day:%Y%m%d}"), "flow_no": flow} | row)
    return tuple(found)


def _for_projects(movements: Iterable[Values], budgets: tuple[Values, ...]) -> Iterator[Values]:
    """A third of what laboratories take is for their projects, as far as these have spent on materials."""
    left = {
        one["project_no"]: line["used"]
        for one in budgets
        for line in one["lines"]
        if one["status"] == "在研" and line["subject"] == "材料费"
    }
    for row in movements:
        random, cost = Random(row["txn_no"]), -row["qty"] * row["unit_price"]
        mine = [one for one in budgets if left.get(one["project_no"], 0) >= cost and _concerns(one, row)]
        if mine and random.random() < 0.33:
            project = random.choice(mine)["project_no"]
            left[project] -= cost
            row |= {"project": project}
        yield row


def _concerns(budget: Values, row: Values) -> bool:
    issued = row["kind"] == "出库" and row["dept"] == budget["dept"]
    return bool(issued and budget["start_on"] <= row["txn_at"][:10] <= budget["end_on"])
