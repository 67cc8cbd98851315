"""Who comes to the institute with instruments and orders: companies there are not, of industries there are."""

from typing import Final, NamedTuple

from sandbox.institute.ledgers.suppliers import credit_code

_PLACES: Final = ("示例市东城", "示例市西河", "示例市南苑", "示例市北辰", "示例市临港", "示例市高新")
_TRADES: Final = (
    "汽车零部件有限公司",
    "精密机械有限公司",
    "医疗器械有限公司",
    "新能源科技有限公司",
    "食品有限公司",
    "人民医院",
    "热力集团有限公司",
    "自来水有限公司",
)


class Customer(NamedTuple):
    """A unit and its 统一社会信用代码."""

    name: str
    code: str


CUSTOMERS: Final = tuple(
    Customer(f"{place}{trade}", credit_code(5000 + number))
    for number, (trade, place) in enumerate((trade, place) for trade in _TRADES for place in _PLACES)
)
