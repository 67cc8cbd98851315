"""Of what is counted: what each figure says, which records it counts; and nobody learns more than they may."""

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

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
from tests.libraries.statistics_support import LIBRARIES, books, put
from tests.support.counted import TODAY, Counted, counted, entry

__all__ = ["books", "counted"]
ROOT = Path(__file__).resolve().parents[2]


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
