"""Whatever happens to records, every figure is what one would count by hand."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.libraries.statistics_support import LIBRARIES, put
from tests.support.counted import TODAY, Counted, install

KINDS, STATES, DEPARTMENTS, PEOPLE = ("收", "发"), ("在用", "闲置", "处置"), (11, 12), ("a", "b", "c")
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
