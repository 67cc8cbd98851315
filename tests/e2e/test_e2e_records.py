"""Records over HTTP on the deployed platform: what a clerk does in a day, and what is refused of what is wrong."""

import json
import uuid
from typing import Any

import pytest

from tests.e2e.e2e_support import eventually
from tests.e2e.refusal_support import refusal

pytestmark = [pytest.mark.cloud, pytest.mark.enable_socket]
MATERIALS, ASSETS, MOVES = (
    f"/api/libraries/{key}/records" for key in ("material", "fixed-asset", "material-txn")
)


@pytest.fixture
def xuemei(platform):
    """The warehouse keeper."""
    return platform.person("xuemei")


@pytest.fixture
def cailin(platform):
    """Who looks after the fixed assets."""
    return platform.person("cailin")


def material(**more: Any) -> dict[str, Any]:
    return {
        "name": f"标准砝码{uuid.uuid4().hex[:8]}",
        "spec": "F1 100g",
        "unit": "个",
        "category": "标准物质",
        "location": "A1-3",
        "keeper": "xuemei",
    } | more


def created(person, **more: Any) -> dict[str, Any]:
    answer = person.send("POST", MATERIALS, {"values": material(**more)})
    assert answer.status_code == 201, answer.text
    return person.get(f"{MATERIALS}/{answer.json()['id']}")


def patched(person, view: dict[str, Any], values: dict[str, Any], **options: Any):
    return person.send(
        "PATCH", f"{MATERIALS}/{view['id']}", {"values": values}, if_match=f'"{view["version"]}"', **options
    )


def test_a_day_of_the_warehouse_keeper(xuemei, liming):
    library = xuemei.get("/api/libraries/material")
    assert library["may"] == {"create": True, "update": True, "delete": False, "export": True}
    assert "stock_qty" not in library["create_fields"]
    made = created(xuemei)
    assert made["id"].startswith("WL-BW-")
    assert (made["values"]["available_qty"], made["values"]["is_low"]) == (0, False)
    changed = patched(xuemei, made, {"safety_stock": 5, "location": "B2-1"}).json()
    assert changed["values"]["is_low"] is True
    low = xuemei.get(MATERIALS, view="low-stock", filter=json.dumps({"name": made["values"]["name"]}))
    assert [item["id"] for item in low["items"]] == [made["id"]]
    eventually(
        lambda: bool(xuemei.get(MATERIALS, words=made["values"]["name"])["items"]),
        "the new material to be found by its name",
    )
    history = xuemei.get(f"{MATERIALS}/{made['id']}/history")
    assert [(one["by"], one["fields"].get("location")) for one in history["items"]] == [
        ("xuemei", ["A1-3", "B2-1"]),
        ("xuemei", [None, "A1-3"]),
    ]
    assert history["names"]["people"]["xuemei"] == "薛梅"
    seen = liming.get(f"{MATERIALS}/{made['id']}")
    assert "avg_price" not in seen["values"]
    assert seen["may"] == {"update": [], "moves": {}, "delete": False, "restore": False}


def test_pages_are_gone_through_with_a_cursor(xuemei):
    first = xuemei.get(MATERIALS, limit="5")
    second = xuemei.get(MATERIALS, limit="5", cursor=first["next_cursor"])
    keys = [item["id"] for page in (first, second) for item in page["items"]]
    assert len(set(keys)) == 10
    assert keys == sorted(keys)


def test_the_figures_of_a_statistic_are_the_records_behind_them(xuemei):
    told = xuemei.get("/api/libraries/material/statistics/value-by-category")
    group = next(one for one in told["groups"] if one["figure"])
    condition = json.dumps(group["values"])
    page = xuemei.get(MATERIALS, filter=condition, limit="100")
    assert page["next_cursor"] is None
    assert sum(item["values"]["stock_value"] for item in page["items"]) == group["figure"]
    assert len(page["items"]) == group["number"]


def test_an_administrator_deletes_and_restores(linhao, xuemei):
    made = created(xuemei)
    address = f"{MATERIALS}/{made['id']}"
    refusal(xuemei.send("DELETE", address, if_match='"1"'), 403, "record_forbidden")
    assert linhao.send("DELETE", address, if_match='"1"').status_code == 204
    refusal(xuemei.fetch(address), 404, "record_not_found")
    assert made["id"] in [item["id"] for item in linhao.get(MATERIALS, deleted="true")["items"]]
    assert linhao.send("POST", f"{address}/restore", if_match='"2"').status_code == 200
    assert xuemei.get(address)["version"] == 3


def test_several_are_changed_at_once_each_by_itself(xuemei):
    views = [created(xuemei) for _ in range(3)]
    told = [{"id": view["id"], "version": view["version"] + (view is views[1])} for view in views]
    answer = xuemei.post(
        f"{MATERIALS}/bulk", {"action": "update", "records": told, "values": {"location": "C9"}}
    )
    assert answer["done"] == 2
    assert [one["code"] for one in answer["items"]] == [None, "stale", None]


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a wrong type": ({"safety_stock": "many"}, "safety_stock", "not_number"),
    "a value outside its choices": ({"category": "酒"}, "category", "not_a_choice"),
    "a person nobody knows": ({"keeper": "nobody"}, "keeper", "no_such_person"),
    "a reference to nothing": (
        {"batches": [{"batch_no": "1", "qty": 1, "unit_price": 1, "location": "A", "supplier": "S-NONE"}]},
        "batches.supplier",
        "no_such_record",
    ),
    "a row with a wrong cell": (
        {"batches": [{"batch_no": "1", "qty": "x", "unit_price": 1, "location": "A"}]},
        "batches",
        "bad_cell",
    ),
    "what is worked out": ({"stock_value": 5}, "stock_value", "not_yours"),
    "a stock by hand": ({"stock_qty": 5}, "stock_qty", "not_yours"),
    "what the person may not change": ({"avg_price": 5}, "avg_price", "not_yours"),
    "another key": ({"code": "WL-1"}, "code", "not_yours"),
    "a field there is not": ({"moon": 1}, "moon", "unknown"),
    "money with a fraction": (
        {"batches": [{"batch_no": "1", "qty": 1, "unit_price": 1.5, "location": "A"}]},
        "batches",
        "bad_cell",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_named_and_nothing_is_written(xuemei, wrong: str):
    values, field, code = WRONG[wrong]
    view = created(xuemei)
    body = refusal(patched(xuemei, view, values), 400, "record_invalid", field)
    assert body["errors"][0]["code"] == code
    assert xuemei.get(f"{MATERIALS}/{view['id']}") == view


def test_two_at_once_and_old_versions_are_told(xuemei):
    view = created(xuemei)
    assert patched(xuemei, view, {"location": "D1"}).status_code == 200
    refusal(patched(xuemei, view, {"location": "D2"}), 412, "stale")
    refusal(xuemei.send("PATCH", f"{MATERIALS}/{view['id']}", {"values": {}}), 428, "if_match_required")


def test_the_same_key_is_given_once(xuemei):
    values = material()
    key = uuid.uuid4().hex
    answers = [xuemei.send("POST", MATERIALS, {"values": values}, key=key) for _ in range(2)]
    assert [answer.json() for answer in answers] == [answers[0].json()] * 2
    refusal(xuemei.send("POST", MATERIALS, {"values": values}), 409, "record_exists")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"filter": '{"avg_price": {"gt": 1}}'}, "listing_hidden"),
        ({"sort": "avg_price"}, "listing_hidden"),
        ({"filter": '{"moon": 1}'}, "listing_filter"),
        ({"filter": "no json"}, "listing_filter"),
        ({"filter": '{"category": "酒"}'}, "listing_filter"),
        ({"sort": "unit"}, "listing_sort"),
        ({"view": "moon"}, "listing_view"),
        ({"words": "表"}, "word_too_short"),
        ({"cursor": "bm90IG91cnM"}, "bad_cursor"),
    ],
)
def test_a_list_that_cannot_be_is_refused(liming, query: dict[str, str], code: str):
    refusal(liming.fetch(MATERIALS, **query), 400, code)


def test_a_cursor_belongs_to_its_list(xuemei):
    cursor = xuemei.get(MATERIALS, limit="2")["next_cursor"]
    refusal(xuemei.fetch(MATERIALS, view="hazardous", cursor=cursor), 400, "bad_cursor")


def test_what_is_not_for_somebody_is_not_there(liming, xuemei, cailin):
    refusal(liming.send("POST", MATERIALS, {"values": material()}), 403, "record_forbidden")
    other = next(
        item for item in cailin.get(ASSETS, limit="100")["items"] if item["values"]["custodian"] != "liming"
    )
    refusal(liming.fetch(f"{ASSETS}/{other['id']}"), 404, "record_not_found")
    refusal(
        liming.send("PATCH", f"{ASSETS}/{other['id']}", {"values": {"name": "x"}}, if_match='"1"'),
        404,
        "record_not_found",
    )
    assert all(item["values"]["custodian"] == "liming" for item in liming.get(ASSETS)["items"])
    moves = xuemei.get(MOVES, limit="1")["items"]
    refusal(
        xuemei.send("PATCH", f"{MOVES}/{moves[0]['id']}", {"values": {"qty": 9}}, if_match='"1"'),
        403,
        "record_forbidden",
    )
