"""A material of the institute, and the movements its stock is the sum of."""

from chalicelib.libraries import service as libraries
from chalicelib.libraries.records import Action, Write
from tests.store.store_support import ROOT
from tests.support.institute import METROLOGY

MATERIAL = {
    "name": "标准砝码",
    "spec": "E2 200g",
    "unit": "个",
    "category": "标准物质",
    "location": "A1",
    "keeper": "liming",
}
KEY = "WL-BW-00001"


def publish_stock() -> None:
    """The libraries of materials and their movements as they are shipped, with those they refer to."""
    keys = ("supplier", "research-budget", "material", "material-txn")
    libraries.publish_all(
        [(ROOT / f"libraries/{key}.library.yaml").read_text("utf-8") for key in keys], "tester"
    )


def movement(reference: str, qty: float, kind: str, day: str = "2026-11-30") -> Write:
    values = {
        "material": KEY,
        "kind": kind,
        "qty": qty,
        "unit_price": 1200,
        "dept": METROLOGY,
        "user": "liming",
        "flow_no": reference,
        "txn_at": f"{day}T09:00",
    }
    return Write(Action.CREATE, reference, values)
