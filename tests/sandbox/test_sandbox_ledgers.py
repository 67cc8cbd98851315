"""The records of the demo institute hold together: valid, referring to what is there, adding up."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chalicelib.libraries import bookings, model, records
from chalicelib.libraries.composing import measure
from chalicelib.libraries.derivation import with_derived
from chalicelib.libraries.model import Library
from chalicelib.libraries.records import Action, Record, Write
from chalicelib.platform.calendar import institute_calendar
from chalicelib.platform.field_types import FieldType
from cli.local.ledgers import typed
from sandbox.institute import build, projects
from sandbox.institute.ledgers import FEW, FULL, Office, Sizes, ledgers
from tests.support.counted import Counted, install

ROOT = Path(__file__).parents[2]
PEOPLE = frozenset(person.userid for person in build().people)
TODAY = date(2026, 11, 30)
# Days on which something else is usual: after the new year, within and after holidays, a leap day.
DAYS = (TODAY, date(2026, 1, 5), date(2026, 2, 25), date(2026, 10, 8), date(2027, 7, 3), date(2028, 2, 29))
LIBRARIES = {
    library.key: library
    for library in (
        model.read(path.read_text("utf-8")) for path in (ROOT / "libraries").glob("*.library.yaml")
    )
}
DONE = {"已完成", "已结算"}
Stored = Mapping[str, Mapping[str, Record]]


def made(today: date = TODAY, sizes: Sizes = FULL, people: int = 60) -> Mapping[str, tuple[dict, ...]]:
    return ledgers(Office(build(people), today, institute_calendar().is_workday), sizes)


def stored(found: Mapping[str, tuple[dict, ...]]) -> Stored:
    """The records as the platform would keep them, projects of `registers` among them."""
    kept = {}
    for key, rows in found.items():
        library = LIBRARIES[key]
        kept[key] = {}
        for values in rows:
            name = records.key_of(library, values)
            assert name not in kept[key], (key, name)
            write = Write(Action.CREATE, name, typed(library, values))
            kept[key][name] = records.after(library, name, None, write)
    return kept


@pytest.fixture(scope="module")
def plain() -> Mapping[str, tuple[dict, ...]]:
    return made()


@pytest.fixture(scope="module")
def kept(plain: Mapping[str, tuple[dict, ...]]) -> Stored:
    return stored(plain)


def cells(library: Library, values: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Every field and column of a record with its value."""
    for name, field in library.fields.items():
        if field.type is FieldType.TABLE:
            for row in values.get(name, ()):
                yield from ((field.columns[cell], value) for cell, value in row.items())
        elif name in values:
            yield field, values[name]


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("sizes", [FULL, FEW], ids=["full", "few"])
def test_every_record_fits_its_library_on_any_day(today: date, sizes: Sizes):
    kept = stored(made(today, sizes))
    for key, found in kept.items():
        for record in found.values():
            for field, value in cells(LIBRARIES[key], record.values):
                check_cell(kept, key, field, value)
        check_unique(LIBRARIES[key], found)
    lanes = defaultdict(list)
    for usage in kept["instrument-usage"].values():
        others = lanes[usage.values["instrument"]]
        bookings.require_free(LIBRARIES["instrument-usage"], usage, others)
        others.append(usage)


def check_cell(kept: Stored, key: str, field: Any, value: Any) -> None:
    """People, departments and records that are named are there."""
    if field.type is FieldType.LIBRARY_REF:
        assert value in kept[field.library], (key, field.label, value)
    elif field.type is FieldType.USER:
        assert value in PEOPLE, (key, field.label, value)
    elif field.type is FieldType.USERS:
        assert set(value) <= PEOPLE, (key, field.label, value)
    elif field.type is FieldType.DEPARTMENT:
        assert value in range(1, 15), (key, field.label, value)


def check_unique(library: Library, found: Mapping[str, Record]) -> None:
    singles = [(name,) for name, field in library.fields.items() if field.unique]
    for fields in singles + [key.fields for key in library.unique_keys]:
        seen = [tuple(record.values.get(name) for name in fields) for record in found.values()]
        whole = [values for values in seen if None not in values]
        assert len(whole) == len(set(whole)), (library.key, fields)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_figures_add_up_on_any_day(today: date):
    found = made(today)
    check_stock(found)
    check_hours(found)
    check_money(found)


def check_stock(found: Mapping[str, tuple[dict, ...]]) -> None:
    """Stock, batches and average prices are those of the movements, each row goes on from the one before."""
    moved = defaultdict(list)
    for row in found["material-txn"]:
        moved[row["material"]].append(row)
    for material in found["material"]:
        rows = moved[material["code"]]
        stock = average = 0
        for row in rows:
            if row["kind"] == "入库":
                average = round((stock * average + row["qty"] * row["unit_price"]) / (stock + row["qty"]))
            else:
                assert row["unit_price"] == average
            assert (row["qty"] > 0) == (row["kind"] in {"入库", "退库", "盘盈"})
            stock += row["qty"]
            assert row["stock_after"] == stock >= 0
        assert (material["stock_qty"], material["avg_price"]) == (stock, average)
        assert sum(batch["qty"] for batch in material["batches"]) == stock >= 0
        assert all(("second_user" in row) == material["hazardous"] for row in rows)
        assert all(row.get("second_user") != row["user"] for row in rows)


def check_hours(found: Mapping[str, tuple[dict, ...]]) -> None:
    minutes, shared = Counter(), Counter()
    for usage in found["instrument-usage"]:
        if usage["status"] in DONE:
            minutes[usage["instrument"]] += usage["actual_min"]
            shared[usage["instrument"]] += usage["actual_min"] * (usage["user_kind"] == "院外")
    for one in found["instrument"]:
        assert one["total_hours"] == pytest.approx(minutes[one["inst_no"]] / 60, abs=0.01)
        assert one["shared_hours"] == pytest.approx(shared[one["inst_no"]] / 60, abs=0.01)


def check_money(found: Mapping[str, tuple[dict, ...]]) -> None:
    for budget in found["research-budget"]:
        assert sum(line["budget"] for line in budget["lines"]) == budget["total"]
        assert all(
            line["held"] >= 0 <= line["budget"] - line["held"] - line["used"] for line in budget["lines"]
        )
    for contract in found["contract"]:
        rows = contract.get("payments", [])
        planned = sum(row["plan_amount"] for row in rows)
        is_over = contract["status"] == "已终止" or contract["sign_status"] in {"已拒签", "已过期"}
        assert planned <= contract["amount"] if is_over else planned == contract["amount"]
        assert not is_over or all("done_on" in row for row in rows)
        paid = contract.get("paid_amount", 0) + contract.get("received_amount", 0)
        assert sum(row.get("done_amount", 0) for row in rows) == paid <= contract["amount"]
    for asset in found["fixed-asset"]:
        assert sum(event.get("cost", 0) for event in asset["events"]) == asset["repair_cost_total"]
    deals = Counter(one["supplier"] for one in found["contract"] if "supplier" in one and "signed_on" in one)
    assert sum(deals.values()) >= sum(one["deals_count"] for one in found["supplier"]) > 0


def test_projects_of_the_registers_have_the_same_money_in_their_budgets(plain):
    budgets = {one["name"]: one for one in plain["research-budget"]}
    for project in projects(build()):
        budget = budgets[project.name]
        assert (budget["total"], sum(line["used"] for line in budget["lines"])) == (
            project.budget,
            project.spent,
        )
    assert len(projects(build())) + len(plain["research-project"]) == 25


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_projects_pay_no_more_materials_than_their_budgets_say(today: date):
    found, spent = made(today), Counter()
    for row in found["material-txn"]:
        spent[row.get("project")] -= row["qty"] * row["unit_price"] * ("project" in row)
    used = {one["project_no"]: one["lines"][1]["used"] for one in found["research-budget"]}
    assert any(spent[project] for project in used)
    assert all(spent[project] <= used[project] for project in used)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_has_happened_that_is_still_to_come(today: date):
    for key, rows in made(today).items():
        for values in rows:
            for name, value in happened(key, values):
                assert value[:10] <= str(today), (key, name, value)


PAST = {
    "fixed-asset": {"acquired_on", "cal_last_on", "last_stocktake_on", "disposed_on", "events.at"},
    "material": {"last_stocktake_on"},
    "material-txn": {"txn_at"},
    "instrument": {"enrolled_on", "fee_items.effective_from"},
    "instrument-usage": {"actual_start", "actual_end"},
    "contract": {"payments.done_on"},
    "metrology-standard": {"last_review_on"},
    "seal": {"enabled_on", "retired_on", "usages.at"},
    "supplier": {"last_eval_on"},
    "attendance-day": {"date", "in_at", "out_at"},
}


def happened(key: str, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for path in PAST.get(key, ()):
        name, _, column = path.partition(".")
        rows = values.get(name, ()) if column else [values]
        yield from ((path, row[column or name]) for row in rows if (column or name) in row)


def test_the_same_day_gives_the_same_records(plain):
    assert made() == plain


def test_growing_the_institute_changes_nothing(plain):
    assert made(people=2000) == plain


def test_there_are_as_many_as_promised(plain):
    sizes = {key: len(rows) for key, rows in plain.items()}
    assert sizes.pop("material-txn") > 1400
    assert sizes == {
        "supplier": 80,
        "research-budget": 40,
        "research-project": 20,
        "fixed-asset": 300,
        "instrument": 40,
        "contract": 200,
        "instrument-usage": 400,
        "material": 500,
        "metrology-standard": 30,
        "seal": 16,
        "attendance-day": 1800,
    }


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("fixed-asset", "status"),
        ("fixed-asset", "category"),
        ("fixed-asset", "label"),
        ("contract", "kind"),
        ("contract", "sign_status"),
        ("contract", "status"),
        ("supplier", "level"),
        ("supplier", "kind"),
        ("research-budget", "status"),
        ("material", "category"),
        ("material-txn", "kind"),
        ("instrument-usage", "status"),
        ("metrology-standard", "status"),
    ],
)
def test_every_option_is_shown_by_some_record(plain, key: str, field: str):
    assert {values.get(field) for values in plain[key]} >= set(LIBRARIES[key].fields[field].options)


def test_large_instruments_are_large_assets_each_once(plain, kept):
    assets = [one["asset"] for one in plain["instrument"]]
    assert len(set(assets)) == len(assets)
    assert all(kept["fixed-asset"][asset].values["is_large"] for asset in assets)


def within(values: Mapping[str, Any], name: str, days: int) -> bool:
    return 0 <= (date.fromisoformat(values[name]) - TODAY).days <= days


def test_views_of_what_is_due_show_some(plain):
    due = [one for one in plain["fixed-asset"] if one.get("cal_due_on") and within(one, "cal_due_on", 60)]
    assert 5 <= len(due) <= 60
    assert any(within(one, "cert_expire_on", 60) for one in plain["supplier"])
    assert any(within(one, "cert_valid_until", 180) for one in plain["metrology-standard"])
    assert any(within(one, "end_on", 60) for one in plain["contract"] if one["status"] == "履行中")
    assert any(within(one, "nearest_expiry", 60) for one in plain["material"] if "nearest_expiry" in one)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_seals_count_the_uses_of_their_year(today: date):
    for seal in made(today)["seal"]:
        used = [row["used_count"] for row in seal["usages"] if row["at"].startswith(str(today.year))]
        assert seal["year_count"] == sum(used)


def test_attendance_minutes_agree_with_the_status(plain):
    for row in plain["attendance-day"]:
        others = sum(row.get(name, 0) for name in ("leave_min", "trip_min", "field_min"))
        if row["status"] != "exempt":
            assert row["credited_min"] == row["worked_min"] + others, row
        assert (row["status"] == "late") == (row.get("late_min", 0) > 0)
        assert row["day_type"] == "workday" or row["required_min"] == 0 or row["day_type"] == "makeup_workday"
    shares = Counter(row["status"] for row in plain["attendance-day"])
    assert {"normal", "late", "leave", "trip", "rest", "exempt", "missing_punch", "overtime"} <= set(shares)


def test_late_coming_is_made_up_for_three_times_a_month_at_most(plain):
    used = Counter(
        (row["staff"], row["date"][:7]) for row in plain["attendance-day"] if row.get("flex_quota_used")
    )
    assert used
    assert max(used.values()) <= 3


def test_every_statistic_of_the_libraries_has_believable_figures(
    plain, kept, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is empty, no share is more than the whole, and what came and went is what lies in the store."""
    of = Counted(libraries=dict(LIBRARIES))
    install(monkeypatch, of)
    stock = {row["code"]: row["stock_qty"] for row in plain["material"]}
    for key, rows in kept.items():
        for name, record in rows.items():
            more = {"stock_qty": stock[name]} if key == "material" else {}
            of.change(key, None, Record(name, looked_up(kept, key, {**record.values, **more})))
    told = {
        (key, one.key): of.tell(key, one.key)
        for key in kept
        for one in LIBRARIES[key].statistics
        if LIBRARIES[key].kind == "records"
    }
    assert [place for place, one in told.items() if not one.groups] == []
    shares = [one for one in told.values() if measure(one.frame, one.statistic)[0] == "percent"]
    figures = [group.figure for one in shares for group in one.groups if group.figure is not None]
    assert len(figures) > 400
    assert min(figures) >= 0
    assert max(figures) <= 1
    days = told["material", "turnover-days"].total
    assert days
    assert 60 < (days.figure or 0) < 500
    stands = sum(one.figure or 0 for one in of.tell("material-txn", "month", "category").groups)
    value = told["material", "value-by-category"].total
    assert value
    assert stands == pytest.approx(value.figure, rel=0.01)


def looked_up(kept: Stored, key: str, values: dict[str, Any]) -> dict[str, Any]:
    """A record as it is stored: with what it looks up in others, and works out of that."""
    library = LIBRARIES[key]
    for name, field in library.fields.items():
        reference, _, path = (field.lookup or "").partition(".")
        other = kept.get(library.fields[reference].library or "", {}) if reference else {}
        if found := other.get(values.get(reference, "")):
            values[name] = found.values.get(path)
    return with_derived(library, {name: value for name, value in values.items() if value is not None})
