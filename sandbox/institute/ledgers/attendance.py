"""考勤日结果库: every day of the last month of everybody, as the rules of 2026 judge simple days.

Most come in time. The others are late by minutes, forget to punch, are on leave or on the road, or stay longer.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from sandbox.institute.ledgers.model import Office, Sizes, Values
from sandbox.institute.model import Person

_RULES: Final = "2026.1"
_DAY_MINUTES: Final = 480
_LOCKED_FROM: Final = 6
"""From the sixth on, the month before is locked (at 18:00 of the fifth)."""
_KINDS: Final = ("年休假", "年休假", "事假", "病假", "调休")
_SOLAR: Final = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
# Feasts that follow the moon, and Qingming, as the State Council has announced them.
_ANNOUNCED: Final = frozenset(
    {
        date(2025, 10, 6),
        date(2026, 2, 16),
        date(2026, 2, 17),
        date(2026, 2, 18),
        date(2026, 2, 19),
        date(2026, 4, 5),
        date(2026, 6, 19),
        date(2026, 9, 25),
    }
)
_MORNING_MINUTES, _AFTERNOON_MINUTES = 210, 270


@dataclass(frozen=True, slots=True)
class _Day:
    """A workday of somebody; minutes of the clock count from midnight."""

    person: Person
    day: date
    random: Random

    def text(self, minutes: int) -> str:
        return f"{self.day}T{minutes // 60:02d}:{minutes % 60:02d}"


def attendance(office: Office, sizes: Sizes) -> tuple[Values, ...]:
    """Until yesterday: a day is judged in the night after it."""
    people = office.institute.people[: sizes.attendance_people]
    return tuple(row for person in people for row in _of(office, person, sizes.attendance_days))


def _of(office: Office, person: Person, days: int) -> Iterator[Values]:
    away = _away(office, person, days)
    for ago in range(days, 0, -1):
        day = office.ago(ago)
        today = _Day(person, day, Random(f"attendance {person.userid} {day}"))
        yield _frame(office, person, day) | _judged(office, today, away.get(day, ""))


def _away(office: Office, person: Person, days: int) -> dict[date, str]:
    """Some are on leave or on a journey for a day or three."""
    random = Random(f"away {person.userid} {office.today}")
    found: dict[date, str] = {}
    for kind, share in (("leave", 0.3), ("trip", 0.25)):
        if random.random() < share:
            first = office.ago(random.randint(1, days))
            found |= {first + timedelta(days=n): kind for n in range(random.randint(1, 3))}
    return found


def _frame(office: Office, person: Person, day: date) -> Values:
    months_ago = (office.today.year - day.year) * 12 + office.today.month - day.month
    return {
        "staff": person.userid,
        "date": str(day),
        "dept": person.department_id,
        "scheme": _scheme(person),
        "day_type": _day_type(office, day),
        "calc_version": _RULES,
        "locked": months_ago > 1 or (months_ago == 1 and office.today.day >= _LOCKED_FROM),
    }


def _scheme(person: Person) -> str:
    if person.department_id == 1:
        return "免考勤"
    return "弹性班制" if person.scheme == "flexible" else "固定班制"


def _day_type(office: Office, day: date) -> str:
    weekend = day.weekday() >= 5
    if office.is_workday(day):
        return "makeup_workday" if weekend else "workday"
    if (day.month, day.day) in _SOLAR or day in _ANNOUNCED:
        return "statutory_holiday"
    return "rest_day" if weekend and not _is_bridged(office, day) else "adjusted_rest"


def _is_bridged(office: Office, day: date) -> bool:
    """Whether a weekend day lies in a range of holidays: a weekday beside its weekend is off."""
    monday = day - timedelta(days=day.weekday())
    return not (
        office.is_workday(monday + timedelta(days=4)) and office.is_workday(monday + timedelta(days=7))
    )


def _judged(office: Office, today: _Day, away: str) -> Values:
    if not office.is_workday(today.day):
        return _off(office, today)
    if today.person.department_id == 1:
        return _minutes("exempt", 0) | {"credited_min": _DAY_MINUTES}
    if away == "leave":
        kind = today.random.choice(_KINDS)
        return _minutes("leave", 0, leave_min=_DAY_MINUTES) | {"leave_kinds": f"{kind} {_DAY_MINUTES}"}
    if away == "trip":
        return _minutes("trip", 0, trip_min=_DAY_MINUTES)
    return _at_work(today)


def _off(office: Office, today: _Day) -> Values:
    """Few come in on a day off, for orders that cannot wait."""
    kind = _day_type(office, today.day)
    status = "rest" if kind == "rest_day" else "holiday"
    found = _minutes(status, 0) | {"required_min": 0}
    if today.person.department_id == 1 or today.random.random() > 0.03:
        return found
    worked = today.random.choice((60, 120, 180))
    field = "ot_holiday_min" if kind == "statutory_holiday" else "ot_rest_min"
    punches = {"in_at": today.text(8 * 60 + 52), "out_at": today.text(9 * 60 + worked + 6)}
    return found | punches | {"status": "overtime", field: worked}


def _minutes(status: str, worked: int, **others: int) -> Values:
    """A day's figures: what was worked and what counts as if."""
    counted = sum(others.get(name, 0) for name in ("leave_min", "trip_min", "field_min"))
    return {
        "status": status,
        "required_min": _DAY_MINUTES,
        "worked_min": worked,
        "credited_min": worked + counted,
    } | others


def _at_work(today: _Day) -> Values:
    """One day in eight is not like the others."""
    ways = _FLEXIBLE if _scheme(today.person) == "弹性班制" else _FIXED
    chance = today.random.random()
    for limit, way in ways:
        if chance < limit:
            return way(today)
    return ways[-1][1](today)


def _punches(today: _Day, came: int, left: int) -> Values:
    return {"in_at": today.text(came), "out_at": today.text(left)}


def _fixed(today: _Day) -> Values:
    came, left = 510 - today.random.randint(1, 24), 1050 + today.random.randint(1, 35)
    return _minutes("normal", _DAY_MINUTES) | _punches(today, came, left)


def _grace(today: _Day) -> Values:
    came = 510 + today.random.randint(1, 5)
    return _minutes("normal", _DAY_MINUTES) | _punches(today, came, 1055) | {"flags": ["grace"]}


def _late(today: _Day) -> Values:
    late = today.random.randint(8, 35)
    punches = _punches(today, 510 + late, 1050 + today.random.randint(1, 6))
    return _minutes("late", _DAY_MINUTES - late, late_min=late) | punches


def _flex_quota(today: _Day) -> Values:
    """Late, but as much later home: that makes up for it three times a month, here on the 3rd, 13th and 23rd."""
    if today.day.day % 10 != 3:
        return _fixed(today)
    late = today.random.randint(8, 25)
    punches = _punches(today, 510 + late, 1050 + late + today.random.randint(1, 12))
    return _minutes("normal", _DAY_MINUTES, flex_quota_used=1) | punches | {"flags": ["flex_quota"]}


def _early(today: _Day) -> Values:
    early = today.random.randint(5, 30)
    return _minutes("early", _DAY_MINUTES - early, early_min=early) | _punches(today, 502, 1050 - early)


def _missing(today: _Day) -> Values:
    """Came in time and did not punch on leaving."""
    return _minutes("missing_punch", 0, missing_punch=1) | {
        "in_at": today.text(488 + today.random.randint(0, 20))
    }


def _field(today: _Day) -> Values:
    """The afternoon at a customer's."""
    worked = _MORNING_MINUTES
    return _minutes("normal", worked, field_min=_AFTERNOON_MINUTES) | _punches(today, 499, 725)


def _half_leave(today: _Day) -> Values:
    found = _minutes("normal", _AFTERNOON_MINUTES, leave_min=_MORNING_MINUTES) | _punches(today, 770, 1058)
    return found | {"leave_kinds": f"{today.random.choice(_KINDS)} {_MORNING_MINUTES}"}


def _longer(today: _Day) -> Values:
    extra = today.random.choice((60, 90, 120, 150))
    left = 1080 + extra + today.random.randint(1, 20)
    return _minutes("normal", _DAY_MINUTES, ot_workday_min=extra) | _punches(today, 497, left)


def _absent(_today: _Day) -> Values:
    return _minutes("absent", 0, absence_days=1)


def _flexible(today: _Day) -> Values:
    """Between 07:30 and 20:00 all counts but lunch, whoever is there from ten to four."""
    came = today.random.randint(465, 575)
    left = came + 60 + _DAY_MINUTES + today.random.randint(-35, 70)
    return _minutes("normal", left - came - 60) | _punches(today, came, left)


def _flexible_late(today: _Day) -> Values:
    late = today.random.randint(7, 40)
    left = 1140 + today.random.randint(0, 20)
    return _minutes("late", left - 600 - late - 60, late_min=late) | _punches(today, 600 + late, left)


def _flexible_short(today: _Day) -> Values:
    """The core was kept, the day's least was not."""
    came = today.random.randint(580, 598)
    worked = 965 - came - 60
    return _minutes("normal", worked) | _punches(today, came, 965) | {"flags": ["daily_min_short"]}


_Ways = tuple[tuple[float, Callable[[_Day], Values]], ...]
_FIXED: Final[_Ways] = (
    (0.70, _fixed),
    (0.82, _flex_quota),
    (0.85, _grace),
    (0.885, _late),
    (0.90, _early),
    (0.92, _missing),
    (0.95, _field),
    (0.97, _half_leave),
    (0.997, _longer),
    (1.0, _absent),
)
_FLEXIBLE: Final[_Ways] = (
    (0.90, _flexible),
    (0.94, _flexible_late),
    (0.97, _missing),
    (1.0, _flexible_short),
)
