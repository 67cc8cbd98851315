"""Who was what on a day, and what is planned for one: it takes effect on that day, and once."""

import datetime as dt

import pytest

from chalicelib.directory import arranging, changing, planning, service, standing
from chalicelib.directory.model import Department, EffectiveDayError, PlannedNotFoundError
from tests.store.directory_support import ADMIN, NEWCOMER, TODAY, institute, later, one

__all__ = ["institute"]


def test_who_was_head_on_a_day_is_known_before_between_and_after():
    with later(10):
        arranging.change_department(11, {"head": "liming"}, ADMIN)
    with later(20):
        arranging.change_department(11, {"head": None}, ADMIN)
        heads = [standing.head_on(11, TODAY + dt.timedelta(days=n)) for n in (-400, 0, 9, 10, 19, 20, 21)]
    assert heads == ["wangfang", "wangfang", "wangfang", "liming", "liming", None, None]


def test_where_somebody_was_and_who_held_a_role_on_a_day_is_known():
    with later(10):
        changing.change_person("liming", {"department": 12, "also": (), "roles": ("seal-keeper",)}, ADMIN)
    with later(20):
        changing.rename_person("liming", "liming2", ADMIN)
        changing.change_person("liming2", {"active": False}, ADMIN)
        changing.change_person("liming2", {"roles": ()}, ADMIN)

        def on(days: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
            day = TODAY + dt.timedelta(days=days)
            return standing.departments_on("liming", day), standing.holders_on("seal-keeper", day)

        assert on(0) == ((11, 12), ())
        assert on(10) == ((12,), ("liming",))
        assert on(19) == ((12,), ("liming",))
        assert on(20) == ((), ())
    assert standing.departments_on("zengjing", dt.date(1990, 1, 1)) == (111,)


def test_somebody_who_came_later_was_not_there_before():
    changing.create_person(NEWCOMER, ADMIN)
    assert standing.person_on("zhaomin", TODAY - dt.timedelta(days=1)) is None
    assert standing.person_on("zhaomin", TODAY) == one("zhaomin")
    arranging.create_department(Department(13, "甲", 1), ADMIN)
    assert standing.department_on(13, TODAY - dt.timedelta(days=1)) is None
    assert standing.head_on(13, TODAY) is None


def test_a_planned_change_takes_effect_on_its_day_and_once():
    day = TODAY + dt.timedelta(days=3)
    planning.plan("person", "LiMing", {"department": 12, "also": ()}, day, ADMIN)
    planning.plan("department", "11", {"head": "liming"}, day, ADMIN)
    with later(2):
        assert planning.apply_due() == (0, 0)
    with later(3):
        assert planning.apply_due() == (2, 0)
        assert planning.apply_due() == (0, 0)
        assert (one("liming").department, service.departments()[11].head) == (12, "liming")
        assert standing.changes_of("liming")[0].author == ADMIN
        assert standing.head_on(11, day) == "liming"
        assert standing.head_on(11, day - dt.timedelta(days=1)) == "wangfang"
    assert planning.planned() == []


def test_what_is_so_already_on_its_day_is_done():
    planning.plan("person", "liming", {"title": "A"}, TODAY + dt.timedelta(days=1), ADMIN)
    changing.change_person("liming", {"title": "A"}, ADMIN)
    with later(1):
        assert planning.apply_due() == (1, 0)
    assert (planning.planned(), one("liming").version) == ([], 1)


def test_a_planned_change_that_cannot_be_waits_for_an_administrator_and_is_told_once(caplog):
    planned = planning.plan("person", "liming", {"also": (111,)}, TODAY + dt.timedelta(days=1), ADMIN)
    changing.change_person("zengjing", {"department": 12}, ADMIN)
    arranging.change_department(111, {"closed_on": "2026-12-01"}, ADMIN)
    with later(1):
        assert planning.apply_due() == (0, 1)
        assert planning.apply_due() == (0, 0)
    assert [p.problem for p in planning.planned(("person", "liming"))] == ["person_department"]
    planning.take_back(planned.id)
    with pytest.raises(PlannedNotFoundError):
        planning.take_back(planned.id)
    assert planning.planned() == []


@pytest.mark.parametrize("days", [-1, 0, 800])
def test_only_a_later_day_within_two_years_is_planned(days):
    with pytest.raises(EffectiveDayError):
        planning.plan("person", "liming", {"title": "A"}, TODAY + dt.timedelta(days=days), ADMIN)
