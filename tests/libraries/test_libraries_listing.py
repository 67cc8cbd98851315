"""Whatever is asked, by whom and in which order: the pages together are the records that fit, each once, in order.

The index items stand in memory; what is expected is worked out by looking at every record. One person was renamed twice,
and records and questions name them by any of their userids.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.directory import service as directory
from chalicelib.libraries import browsing, index_store, record_store
from chalicelib.libraries import service as libraries
from chalicelib.libraries.browsing import Ask
from chalicelib.libraries.errors import ListingHiddenError, ListingTooWideError
from chalicelib.libraries.filters import Filter, Viewer, alternatives, holds
from chalicelib.libraries.indexing import Index, indexes, items, sortable
from chalicelib.libraries.listing import Wanted, ranges
from chalicelib.libraries.model import Library, read
from chalicelib.libraries.records import Record
from chalicelib.libraries.rights import Actor, Rights
from tests.store.library_support import GAUGE

TODAY = dt.date(2026, 11, 30)
LIBRARY = read(GAUGE)
RENAMED = {"ming": "liming", "liming1": "liming"}
PEOPLE, DEPARTMENTS = ("liming", "chenjing", "sunwei", *RENAMED), (11, 12)
STATES = ("在用", "停用", "报废")
DAYS = ("2026-10-01", "2026-11-30", "2026-12-15", "2027-06-01")
ACTORS = (
    Actor(Viewer("liming", (11,))),
    Actor(Viewer("sunwei", (12,)), ("president",)),
    Actor(Viewer("chenjing", (11, 12)), ("party-secretary",)),
    Actor(Viewer("linhao", (12,)), (), is_admin=True),
)
VALUES = st.fixed_dictionaries(
    {
        "keeper": st.sampled_from(PEOPLE),
        "dept": st.sampled_from(DEPARTMENTS),
        "price": st.integers(-3, 3),
        "state": st.sampled_from(STATES),
        "name": st.sampled_from(("甲", "乙")),
    },
    optional={"due_on": st.sampled_from(DAYS)},
)
TESTS: dict[str, st.SearchStrategy[Any]] = {
    "keeper": st.sampled_from(
        [*PEOPLE, "$me", {"in": ["liming", "sunwei"]}, {"in": ["ming", "liming"]}, {"ne": "ming"}]
    ),
    "dept": st.sampled_from([11, "$me.department", {"ne": 12}]),
    "state": st.sampled_from([*STATES, {"in": ["在用", "报废"]}, {"ne": "在用"}]),
    "name": st.sampled_from(["甲", {"empty": False}]),
    "due_on": st.sampled_from(
        [{"empty": True}, {"within_days": 30}, {"gte": "2026-11-30", "lt": "2027-06-01"}]
    ),
    "price": st.sampled_from([{"gt": -1}, {"lte": 1, "gte": -2}, 0]),
}
ONE = st.lists(st.sampled_from(sorted(TESTS)), min_size=1, max_size=2, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: TESTS[name] for name in names})
)
CONDITIONS = st.none() | ONE | st.lists(ONE, min_size=1, max_size=2).map(lambda several: {"any": several})


class Memory:
    """Index items and records as the store keeps them."""

    def __init__(self, library: Library, records: list[Record]) -> None:
        self.records = {record.key: record for record in records}
        self.items: dict[tuple[Index, str], dict[str, str]] = {}
        for record in records:
            for item in items(library, record):
                self.items.setdefault((item.index, item.value), {})[item.order] = record.key

    def keys_between(
        self, _: str, index: Index, value: str, low: str, high: str, *, descending: bool, most: int
    ) -> Iterator[tuple[str, str]]:
        found = sorted(self.items.get((index, value), {}).items(), reverse=descending)
        return iter([one for one in found if low < one[0] < high][:most])

    def read_records(self, _: str, keys: set[str], *, deleted: bool = False) -> dict[str, Record]:
        found = {key: self.records[key] for key in keys}
        return {key: one for key, one in found.items() if deleted or not one.deleted_at}


def pages(rights: Rights, ask: Ask) -> Iterator[str]:
    """The keys of every page, one after the other."""
    while True:
        page = browsing.page_for(rights, ask)
        assert len(page.lines) <= ask.limit
        assert page.searched <= browsing.MOST_READ
        yield from (line.record.key for line in page.lines)
        if page.next_cursor is None:
            return
        ask = Ask(ask.view, ask.filter, ask.words, ask.sort, ask.deleted, page.next_cursor, ask.limit)


def today(text: str) -> str:
    for former, present in RENAMED.items():
        text = text.replace(f'"{former}"', f'"{present}"')
    return text


def expected(rights: Rights, ask: Ask, records: list[Record]) -> list[str]:
    name = (ask.sort or "").removeprefix("-")
    fit = []
    asked = (
        Filter.model_validate(json.loads(today(ask.filter.model_dump_json(by_alias=True))))
        if ask.filter
        else None
    )
    for record in records:
        seen = rights.seen(json.loads(today(json.dumps(record.values))))
        if seen and not record.deleted_at and holds(asked, seen.values, rights.actor.viewer, TODAY):
            fit.append((sortable(LIBRARY.fields.get(name), record.values.get(name)), record.key))
    return [key for _, key in sorted(fit, reverse=(ask.sort or "").startswith("-"))]


@given(
    several=st.lists(VALUES, max_size=14),
    condition=CONDITIONS,
    sort=st.sampled_from([None, "price", "-price", "due_on", "-gauge_no"]),
    actor=st.sampled_from(ACTORS),
    limit=st.integers(1, 6),
    deleted=st.integers(0, 3),
)
def test_pages_are_the_records_that_fit_each_once_in_their_order(
    several: list[dict[str, Any]], condition: Any, sort: str | None, actor: Actor, limit: int, deleted: int
):
    records = [
        Record(
            f"YB{number:04d}",
            {"gauge_no": f"YB{number:04d}", **values},
            1,
            deleted_at="x" if number < deleted else "",
        )
        for number, values in enumerate(several)
    ]
    rights = Rights(LIBRARY, actor, TODAY)
    ask = Ask(filter=Filter.model_validate(condition) if condition else None, sort=sort, limit=limit)
    with pytest.MonkeyPatch.context() as patch:
        memory = Memory(LIBRARY, records)
        patch.setattr(index_store, "keys_between", memory.keys_between)
        patch.setattr(record_store, "read_records", memory.read_records)
        patch.setattr(libraries, "library", lambda _: LIBRARY)
        patch.setattr(directory, "renamed", lambda: RENAMED)
        patch.setattr(browsing, "MOST_READ", 5)
        patch.setattr(browsing, "preparing", lambda _: None)
        try:
            found = list(pages(rights, ask))
        except ListingHiddenError:
            assert not rights.offers(ask.filter, *filter(None, [(sort or "").removeprefix("-")]))
            return
    assert found == expected(rights, ask, records)


def test_the_index_with_the_fewest_records_is_asked():
    rights = (None,)
    condition = Filter.model_validate({"state": "在用", "keeper": "liming"})
    (one,) = ranges(LIBRARY, Wanted(condition), rights, Viewer("liming"), TODAY)
    assert one.index == Index("keeper")
    (one,) = ranges(LIBRARY, Wanted(), (Filter.model_validate({"keeper": "$me"}),), Viewer("chenjing"), TODAY)
    assert (one.index, one.value) == (Index("keeper"), "chenjing")


def test_a_range_is_read_from_its_first_day_to_its_last():
    condition = Filter.model_validate({"state": "在用", "due_on": {"gte": "2026-12-01", "within_days": 30}})
    (one,) = ranges(LIBRARY, Wanted(condition, "due_on"), (None,), Viewer("x"), TODAY)
    assert (one.index, one.value) == (Index("state", "due_on"), "在用")
    assert one.low == "2026-12-01"
    assert one.high.startswith("2026-12-30")


def test_too_many_values_at_once_are_refused():
    values = [f"person{number}" for number in range(31)]
    with pytest.raises(ListingTooWideError):
        ranges(
            LIBRARY, Wanted(Filter.model_validate({"keeper": {"in": values}})), (None,), Viewer("x"), TODAY
        )


@given(st.lists(st.floats(-1e12, 1e12) | st.integers(-(2**53), 2**53), min_size=2))
def test_numbers_sort_as_texts(numbers: list[float]):
    price = LIBRARY.fields["price"]
    assert sorted(numbers) == sorted(numbers, key=lambda number: sortable(price, number))


def test_every_view_of_every_alternative_has_its_index():
    declared = indexes(LIBRARY)
    assert Index("keeper", "") in declared
    assert Index("", "price") in declared
    assert Index("", "day", "checks") in declared
    assert all(len(alternatives(view.filter)) == 1 for view in LIBRARY.views)
