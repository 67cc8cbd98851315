"""Whatever happens to records, every figure is what one would count by hand; and nobody learns more than they may."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.libraries import definition, migrating, records_api, service, statistics
from chalicelib.libraries.counting import Statistic
from chalicelib.libraries.difference import Asks, difference
from chalicelib.libraries.errors import ListingFilterError, StatisticDimensionError, StatisticNotFoundError
from chalicelib.libraries.filters import Viewer
from chalicelib.libraries.model import Library
from chalicelib.libraries.naming import Names
from chalicelib.libraries.presenting import RecordPage
from chalicelib.libraries.records import Record
from chalicelib.libraries.records_api import ListQuery
from chalicelib.libraries.rights import Actor
from tests.support.counted import TODAY, Counted, counted, entry, install

__all__ = ["counted"]
ROOT = Path(__file__).resolve().parents[2]
KINDS, STATES, DEPARTMENTS, PEOPLE = ("收", "发"), ("在用", "闲置", "处置"), (11, 12), ("a", "b", "c")
STORE: dict[str, Any] = yaml.safe_load("""
key: store
name: 库房
key_field: code
fields:
  code: {label: 编号, type: text}
  dept: {label: 部门, type: department}
  state: {label: 状态, type: enum, options: {在用: 在用, 闲置: 闲置, 处置: 处置}}
  value: {label: 金额, type: money}
  weight: {label: 重量, type: number}
  holders: {label: 持有人, type: users}
  due_on: {label: 到期, type: date}
permissions:
  - {who: everyone, rows: {dept: $me.department}, hidden: [weight]}
  - {who: keeper, rows: all}
  - {who: porter, rows: all, hidden: [value]}
statistics:
  - {key: number, name: 数量, count: true, by: [state, dept]}
  - {key: value, name: 金额, sum: value, by: [dept]}
  - {key: weight, name: 重量, sum: weight, by: [dept]}
  - {key: mean, name: 平均, average: value, by: [dept]}
  - {key: holders, name: 人数, distinct: holders, by: [dept], filter: {state: 在用}}
  - {key: due, name: 到期, count: true, by: [dept], day: due_on}
  - {key: yearly, name: 年, sum: value, by: [dept], year: due_on}
  - {key: in-use, name: 在用率, rate: {of: {statistic: number, where: {state: {in: [在用, 闲置]}}}, over: number, each: [state]}}
  - {key: per-head, name: 人均, rate: {of: value, over: holders}}
  - {key: in-time, name: 未超期, rate: {of: {statistic: due, from_today: true}, over: due}}
  - {key: days, name: 周转天数, rate: {of: value, over: {statistic: moves.daily, last_days: 10}, times: 10, unit: 天}}
  - {key: largest, name: 前一, rate: {of: {statistic: value, top: 1}, over: value}}
  - {key: moved, name: 收发, rate: {of: moves.moved, per: 2, unit: 件}}
  - {key: turned, name: 周转率, rate: {of: moves.moved, over: value}}
""")
MOVES: dict[str, Any] = yaml.safe_load("""
key: moves
name: 流水
key_field: code
append_only: true
fields:
  code: {label: 编号, type: text}
  store: {label: 物料, type: library_ref, library: store}
  dept: {label: 部门, type: department}
  kind: {label: 类型, type: enum, options: {收: 收, 发: 发}}
  amount: {label: 金额, type: money}
  at: {label: 时间, type: datetime}
permissions:
  - {who: clerk, rows: {dept: $me.department}}
  - {who: keeper, rows: all}
  - {who: porter, rows: all}
  - {who: sender, rows: {kind: 发}}
statistics:
  - {key: moved, name: 收发, sum: amount, by: [kind, dept], month: at}
  - {key: daily, name: 每日, sum: amount, by: [dept], day: at, filter: {kind: 发}}
  - {key: month, name: 收发存, balance: {in: {statistic: moved, where: {kind: 收}}, out: {statistic: moved, where: {kind: 发}}, by: [dept]}}
  - {key: by-store, name: 次数, count: true, by: [store]}
  - {key: turns, name: 次均, rate: {of: by-store, over: store.number, unit: 次}}
""")
LIBRARIES = {said["key"]: Library.model_validate(said) for said in (STORE, MOVES)}
DAYS = st.integers(-40, 40).map(lambda days: (TODAY + dt.timedelta(days)).isoformat())
ITEMS = st.fixed_dictionaries(
    {"state": st.sampled_from(STATES)},
    optional={
        "dept": st.sampled_from(DEPARTMENTS),
        "value": st.integers(0, 900),
        "weight": st.integers(1, 9),
        "holders": st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True),
        "due_on": DAYS,
    },
)
MOVEMENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "amount": st.integers(0, 900),
        "at": DAYS.map(lambda day: f"{min(day, str(TODAY))}T09:30"),
    },
    optional={"dept": st.sampled_from(DEPARTMENTS)},
)


def put(
    of: Counted, key: str, number: int, values: Mapping[str, Any] | None, known: dict[Any, Record]
) -> None:
    """A record is created or changed; with None deleted."""
    before = known.get((key, number))
    after = Record(str(number), {"code": str(number), **values}) if values is not None else None
    of.change(key, before, after)
    if after:
        known[key, number] = after
    else:
        known.pop((key, number), None)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | ITEMS), max_size=25),
    st.lists(MOVEMENTS, max_size=12),
)
def test_every_figure_is_what_one_counts_by_hand(
    changes: list[tuple[int, dict[str, Any] | None]], movements: list[dict[str, Any]]
):
    of, known = Counted(libraries=LIBRARIES), {}
    for number, values in changes:
        put(of, "store", number, values, known)
    for number, values in enumerate(movements):
        put(of, "moves", number, values, known)
    items = [record.values for (key, _), record in known.items() if key == "store"]
    moved = [record.values for (key, _), record in known.items() if key == "moves"]
    with pytest.MonkeyPatch.context() as patched:
        install(patched, of)
        assert of.told("store", "in-use", "state", "dept") == by_hand_in_use(items)
        assert of.told("store", "in-use", "state") == by_hand_each(items)
        assert of.told("store", "per-head", "dept") == by_hand_per_head(items)
        assert of.told("store", "in-time") == only(
            share(items, lambda one: one.get("due_on", "") >= str(TODAY), any_of)
        )
        assert of.told("store", "holders") == only(len(holders(items)) if holders(items) else None)
        assert of.told("store", "yearly", "due_on") == by_hand_years(items)
        assert of.told("store", "days", "dept") == by_hand_days(items, moved)
        assert of.told("store", "largest") == by_hand_largest(items)
        assert stands(of) == by_hand_stands(moved)


any_of: Callable[[Any], bool] = lambda _: True  # noqa: E731 - a condition like the others


def only(figure: float | None) -> dict[Any, float | None]:
    """What a statistic without dimensions tells: one figure, or nothing."""
    return {} if figure is None else {(): figure}


def share(items: list[Any], of: Callable[[Any], bool], over: Callable[[Any], bool]) -> float | None:
    whole = sum(map(over, items))
    return sum(of(one) and over(one) for one in items) / whole if whole else None


def departments(*several: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(one.get("dept") for items in several for one in items))


def by_hand_in_use(items: list[Any]) -> dict[Any, float]:
    found = {}
    for dept in departments(items):
        mine = [one for one in items if one.get("dept") == dept]
        for state in {one["state"] for one in mine} & set(STATES[:2]):
            found[state, dept] = sum(one["state"] == state for one in mine) / len(mine)
    return found


def by_hand_each(items: list[Any]) -> dict[Any, float]:
    there = [one["state"] for one in items]
    return {state: there.count(state) / len(there) for state in {*there} & {*STATES[:2]}}


def holders(items: Iterable[Any]) -> set[str]:
    return {who for one in items if one["state"] == "在用" for who in one.get("holders", ())}


def by_hand_per_head(items: list[Any]) -> dict[Any, float | None]:
    found: dict[Any, float | None] = {}
    for dept in departments(items):
        mine = [one for one in items if one.get("dept") == dept]
        people = len(holders(mine))
        if people or any("value" in one for one in mine):
            found[dept] = sum(one.get("value", 0) for one in mine) / people if people else None
    return found


def by_hand_years(items: list[Any]) -> dict[Any, float]:
    found: dict[Any, float] = {}
    for one in items:
        if "value" in one:
            year = one["due_on"][:4] if "due_on" in one else None
            found[year] = found.get(year, 0) + one["value"]
    return found


def by_hand_days(items: list[Any], moved: list[Any]) -> dict[Any, float | None]:
    found: dict[Any, float | None] = {}
    since = str(TODAY - dt.timedelta(days=9))
    lately = [one for one in moved if one["kind"] == "发" and since <= one["at"][:10] <= str(TODAY)]
    worth = [one for one in items if "value" in one]
    for dept in departments(worth, lately):
        stock = sum(one["value"] for one in worth if one.get("dept") == dept)
        issued = sum(one["amount"] for one in lately if one.get("dept") == dept)
        found[dept] = stock * 10 / issued if issued else None
    return found


def by_hand_largest(items: list[Any]) -> dict[Any, float | None]:
    """Of nothing at all there is nothing to tell; of what is worth nothing no share."""
    worth = [one for one in items if "value" in one]
    sums = [sum(one["value"] for one in worth if one.get("dept") == dept) for dept in departments(worth)]
    return {(): max(sums) / sum(sums) if sum(sums) else None} if sums else {}


def stands(of: Counted) -> dict[Any, tuple[float, ...]]:
    told = of.tell("moves", "month", "at", "dept")
    return {
        (one.values["at"], one.values["dept"]): (
            one.opening or 0,
            *(p.figure or 0 for p in one.pieces),
            one.figure or 0,
        )
        for one in told.groups
    }


def by_hand_stands(moved: list[Any]) -> dict[Any, tuple[float, ...]]:
    if not moved:
        return {}
    first, found = min(one["at"][:7] for one in moved), {}
    for month in [text for text in ("2026-10", "2026-11") if text >= first]:
        for dept in departments(moved):
            mine = [one for one in moved if one.get("dept") == dept]
            opening = sum(
                (1 if one["kind"] == "收" else -1) * one["amount"] for one in mine if one["at"][:7] < month
            )
            now = [one for one in mine if one["at"][:7] == month]
            came, went = (sum(one["amount"] for one in now if one["kind"] == kind) for kind in KINDS)
            found[month, dept] = (opening, came, went, opening + came - went)
    return found


@pytest.fixture
def books(counted: Counted) -> Counted:
    """Two departments: 11 has 300 in use and 100 idle, 12 has 600 in use."""
    counted.libraries = dict(LIBRARIES)
    known: dict[Any, Record] = {}
    for number, (dept, state, value, holder) in enumerate(
        [(11, "在用", 300, "a"), (11, "闲置", 100, "b"), (12, "在用", 600, "a"), (12, "处置", 0, "c")]
    ):
        item = {
            "dept": dept,
            "state": state,
            "value": value,
            "weight": 2,
            "holders": [holder],
            "due_on": "2026-12-01",
        }
        put(counted, "store", number, item, known)
    for number, (dept, kind, amount, at) in enumerate(
        [
            (11, "收", 50, "2026-09-03T08:00"),
            (11, "发", 20, "2026-11-21T08:00"),
            (12, "发", 7, "2026-11-20T23:59"),
        ]
    ):
        put(
            counted,
            "moves",
            number,
            {"dept": dept, "kind": kind, "amount": amount, "at": at, "store": str(number)},
            known,
        )
    return counted


def test_a_share_is_of_the_whole_by_what_both_are_told_apart_by(books: Counted):
    assert books.told("store", "in-use", "dept", "state") == {
        ("在用", 11): 0.5,
        ("闲置", 11): 0.5,
        ("在用", 12): 0.5,
    }
    assert books.told("store", "in-use", "state") == {"在用": 0.5, "闲置": 0.25}
    assert books.told("store", "in-use", "dept") == books.told("store", "in-use", "state", "dept")
    assert books.tell("store", "in-use").total is None


def test_over_nothing_there_is_no_figure(books: Counted):
    assert books.told("store", "days", "dept") == {11: 400 * 10 / 20, 12: None}
    books.figures.clear()
    assert books.told("store", "days", "dept") == {}
    assert books.tell("store", "days").total is None


def test_a_window_reads_its_days_alone(books: Counted):
    known: dict[Any, Record] = {}
    for number in range(300):
        day = TODAY - dt.timedelta(days=number)
        put(
            books,
            "moves",
            1000 + number,
            {"dept": 11, "kind": "发", "amount": 1, "at": f"{day}T08:00"},
            known,
        )
    books.read = 0
    assert books.told("store", "days", "dept")[11] == 400 * 10 / 30
    assert books.read < 20


def test_different_values_are_counted_once_however_they_are_added_up(books: Counted):
    assert books.told("store", "holders", "dept") == {11: 1, 12: 1}
    assert books.told("store", "holders") == {(): 1}
    assert books.told("store", "holders", "holders", dept=11) == {"a": 1}


def test_somebody_who_was_renamed_is_one_person(books: Counted):
    put(books, "store", 9, {"dept": 12, "state": "在用", "holders": ["former"]}, {})
    assert books.told("store", "holders", "dept") == {11: 1, 12: 2}
    books.renamed = {"former": "a"}
    assert books.told("store", "holders", "dept") == {11: 1, 12: 1}


def test_a_balance_goes_on_through_months_in_which_nothing_moved(books: Counted):
    told = books.tell("moves", "month", "at")
    assert [(one.values["at"], one.opening, one.figure) for one in told.groups] == [
        ("2026-09", 0, 50),
        ("2026-10", 50, 50),
        ("2026-11", 50, 23),
    ]
    assert [(one.values["dept"], one.figure) for one in books.tell("moves", "month", "dept").groups] == [
        (11, 30),
        (12, -7),
    ]


def test_a_reference_and_the_record_it_names_are_the_same(books: Counted):
    (frame,) = [statistics.opened(books.rights("moves"), LIBRARIES["moves"].statistics[4])]
    assert frame is not None
    assert frame.dimensions == ()
    assert books.told("moves", "turns") == {(): 3 / 4}


def test_a_group_says_which_records_it_counts(books: Counted):
    (eleven, _) = books.tell("store", "days", "dept").groups
    assert [(piece.view, piece.condition) for piece in eleven.pieces] == [
        ("", {"dept": 11}),
        ("", {"kind": "发", "dept": 11, "at": {"gte": "2026-11-21T00:00", "lte": "2026-11-30T23:59"}}),
    ]
    (largest,) = books.tell("store", "largest").groups
    assert largest.pieces[0].condition == {"dept": {"in": [12]}}
    (year,) = books.tell("store", "yearly", "due_on").groups
    assert year.pieces[0].condition == {"due_on": {"gte": "2026-01-01", "lte": "2026-12-31"}}
    in_use = books.tell("store", "in-use", "state").groups[0]
    assert [piece.condition for piece in in_use.pieces] == [{"state": "在用"}, {}]


def test_entries_of_a_ledger_are_counted_when_it_is_read(counted: Counted):
    said = {
        "key": "hours", "name": "学时", "serial": "XS{seq:6}",
        "fields": {
            "staff": {"label": "人员", "type": "user"},
            "account": {"label": "账户", "type": "enum", "options": {"inner": "院内"}},
            "kind": {"label": "类型", "type": "enum", "options": {"grant": "发放", "commit": "核销"}},
            "minutes": {"label": "分钟", "type": "number", "unit": "分钟"},
            "occurs_on": {"label": "日期", "type": "date"},
        },
        "ledger": {"owner": "staff", "account": "account", "amount": "minutes", "unit": "分钟"},
        "permissions": [{"who": "everyone", "rows": "own"}, {"who": "hr", "rows": "all"}],
        "statistics": [
            {"key": "minutes", "name": "分钟", "sum": "minutes", "by": ["kind"], "year": "occurs_on"},
            {"key": "used", "name": "已用", "rate": {"of": {"statistic": "minutes", "where": {"kind": "commit"}}, "over": {"statistic": "minutes", "where": {"kind": "grant"}}, "by": ["occurs_on"]}},
        ],
    }  # fmt: skip
    counted.libraries["hours"] = Library.model_validate(said)
    counted.entries["hours"] = [
        entry(1, "a", "inner", "grant", 480, "2026-01-01"),
        entry(2, "b", "inner", "grant", 480, "2026-01-01"),
        entry(3, "a", "inner", "commit", 240, "2026-05-01"),
    ]
    assert counted.told("hours", "minutes", "kind") == {"commit": 240, "grant": 960}
    assert counted.told("hours", "used", "occurs_on") == {"2026": 0.25}
    counted.actor = Actor(Viewer("a"))
    with pytest.raises(StatisticNotFoundError):
        counted.tell("hours", "used")


def test_entries_are_listed_by_a_condition_page_after_page(counted: Counted, monkeypatch: pytest.MonkeyPatch):
    said = yaml.safe_load((ROOT / "libraries/leave-ledger.library.yaml").read_text("utf-8"))
    counted.libraries["leave-ledger"] = Library.model_validate(said)
    rows = [entry(n, "liming", "annual" if n % 40 else "comp", "grant", 60, "2026-11-30") for n in range(200)]
    pages = {str(n): (rows[n : n + 30], str(n + 30) if n + 30 < 200 else None) for n in range(0, 200, 30)}
    monkeypatch.setattr(service, "entries", lambda _key, _userid, _roles, cursor: pages[cursor or "0"])
    monkeypatch.setattr(records_api, "names_in", lambda *_: Names())

    def listed(condition: dict[str, Any], cursor: str | None = None) -> RecordPage:
        query = ListQuery(filter=json.dumps(condition), cursor=cursor)
        return records_api._entries(SimpleNamespace(query=query, userid="linhao"), "leave-ledger")

    found = listed({"account": "comp"})
    assert ([line.id for line in found.items], found.next_cursor) == (
        [f"E{n}" for n in range(0, 200, 40)],
        None,
    )
    assert len(listed({"occurs_on": {"gte": "2026-12-01"}}).items) == 0
    first = listed({"account": "annual"})
    assert (len(first.items), first.next_cursor) == (58, "60")
    assert len(listed({"account": "annual"}, first.next_cursor).items) == 59
    with pytest.raises(ListingFilterError):
        listed({"account": "酒"})


OWN = {"number", "value", "mean", "holders", "due", "yearly", "in-use", "per-head", "in-time", "largest"}
ALL = {one.key for one in LIBRARIES["store"].statistics}
MAY: dict[tuple[str, ...], set[str]] = {
    (): OWN,
    ("clerk",): OWN | {"days", "moved", "turned"},
    ("keeper",): ALL,
    ("porter",): ALL,
    ("sender",): OWN | {"moved"},
}
"""A sender sees what is sent of every department, which no department's worth can be held against."""


@pytest.mark.parametrize("roles", MAY, ids=lambda roles: "-".join(roles) or "everybody")
def test_who_may_not_read_a_part_does_not_get_the_figure(books: Counted, roles: tuple[str, ...]):
    books.actor = Actor(Viewer("x", (11,)), roles)
    rights = books.rights("store")
    open_ones = {one.key for one in LIBRARIES["store"].statistics if statistics.opened(rights, one)}
    assert open_ones == MAY[roles]
    for one in LIBRARIES["store"].statistics:
        if one.key not in open_ones:
            with pytest.raises(StatisticNotFoundError):
                books.tell("store", one.key)


def test_only_groups_are_told_that_somebody_sees_of_every_part(books: Counted):
    books.actor = Actor(Viewer("x", (11,)), ("clerk",))
    assert books.told("store", "in-use", "state", "dept") == {("在用", 11): 0.5, ("闲置", 11): 0.5}
    assert books.told("store", "days", "dept") == {11: 200}
    assert books.told("store", "days") == {(): 200}
    assert books.told("store", "moved", "dept") == {11: 35}
    assert books.told("store", "largest") == {(): 1}


def test_what_is_hidden_in_some_rows_is_not_summed_over_them(books: Counted):
    """A porter sees every record, but what it is worth only in their own department."""
    books.actor = Actor(Viewer("x", (11,)), ("porter",))
    assert books.told("store", "value", "dept") == {11: 400}
    assert books.told("store", "weight", "dept") == {11: 4, 12: 4}
    assert books.told("store", "number", "dept") == {11: 2, 12: 2}
    assert books.told("store", "per-head", "dept") == {11: 400}


def test_what_it_is_not_told_apart_by_is_refused(books: Counted):
    for asked in ({"by": ["weight"]}, {"by": [], "where": {"value": 300}}, {"by": ["dept", "kind"]}):
        with pytest.raises(StatisticDimensionError):
            statistics.tell("store", "linhao", "days", **asked)


def test_a_part_that_is_gone_takes_its_figure_with_it(books: Counted):
    del books.libraries["moves"]
    assert statistics.opened(books.rights("store"), LIBRARIES["store"].statistics[10]) is None
    with pytest.raises(StatisticNotFoundError):
        books.tell("store", "days")


def with_statistic(library: Library, **said: Any) -> Library:
    return library.model_copy(update={"statistics": (*library.statistics, Statistic.model_validate(said))})


def test_what_is_made_of_others_asks_nothing_of_stored_records():
    old = LIBRARIES["store"]
    rated = with_statistic(old, key="x", name="某", rate={"of": "value", "over": "number", "unit": "元"})
    counted_too = with_statistic(old, key="x", name="某", distinct="holders")
    assert migrating.is_same_for_records(old, rated)
    assert not migrating.is_same_for_records(old, counted_too)
    assert rated.counted == old.counted
    (change,) = difference(old, rated)
    assert (change.place, change.asks) == ("statistics.x", Asks.NOTHING)


def test_a_statistic_another_library_counts_on_is_not_taken_away():
    moves = LIBRARIES["moves"]
    without = moves.model_copy(
        update={"statistics": tuple(one for one in moves.statistics if one.key != "daily")}
    )
    (problem,) = definition.broken({"moves": without}, LIBRARIES)["moves"]
    assert problem.code == "L083"
    assert "moves.daily" in problem.message
