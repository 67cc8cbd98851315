"""Health reports over HTTP: for administrators, and for those who answer for a department, of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from chalicelib.directory import service as directory
from chalicelib.directory.api import PersonView, person_view
from chalicelib.directory.model import Department, DepartmentNotFoundError, Person
from chalicelib.platform import clock
from chalicelib.platform.web import Api, Call
from chalicelib.wecom.apps import asking, report_model
from chalicelib.wecom.apps.asking import Note
from chalicelib.wecom.apps.errors import ReportDayError, ReportForbiddenError, ReportNotFoundError
from chalicelib.wecom.apps.report_model import Asked
from chalicelib.wecom.model import WecomUnavailableError

api = Api(__name__)
STAT_DAYS, ANSWER_DAYS = 30, 14
"""How far back WeCom tells the figures of a day, and who answered."""
MOST_MISSING = 500
MOST_PEOPLE = 5000
UNKNOWN = 40058


class DayQuery(BaseModel):
    """`day` of Beijing, today without."""

    model_config = ConfigDict(extra="forbid")

    day: dt.date | None = None


class AnswersQuery(DayQuery):
    department: int | None = None


class ReportShort(BaseModel):
    id: str
    title: str


class DepartmentShort(BaseModel):
    id: int
    name: str


class ReportDay(BaseModel):
    """`times` and `people`: how often, and by how many, was reported in the whole corporation. `departments` are the
    highest I may look at. `answers`: whether WeCom still tells who answered. `note` says why it tells nothing.
    """

    day: dt.date
    times: int
    people: int
    reports: list[ReportShort]
    departments: list[DepartmentShort]
    answers: bool
    note: Note | None


class DepartmentShare(BaseModel):
    """`own`: people of the department itself, without those below it."""

    id: int
    name: str
    asked: int
    answered: int
    own: bool


class ReportAnswers(BaseModel):
    """Who of a department, with all below it, was asked and has not answered. `missing` names 500 at the most,
    `missing_count` says how many they are. `whole` false: too many people or answers to be gone through at once.
    """

    title: str
    department: DepartmentShort
    asked: int
    answered: int
    missing: list[PersonView]
    missing_count: int
    below: list[DepartmentShare]
    whole: bool
    note: Note | None


@api.on(
    "GET",
    "/health-reports",
    query=DayQuery,
    out=ReportDay,
    errors=(ReportDayError, ReportForbiddenError, WecomUnavailableError),
)
def list_health_reports(call: Call) -> ReportDay:
    """The figures of a day, and its questionnaires."""
    day, departments = _day(call.query.day, STAT_DAYS), directory.departments()
    tops = _tops(call, departments)
    answers = day in _days(ANSWER_DAYS)
    told = asking.ask("reports", day=day.isoformat(), questionnaires=answers)
    found = told.answer or {"pv": 0, "uv": 0, "reports": []}
    return ReportDay(
        day=day,
        times=found["pv"],
        people=found["uv"],
        reports=[ReportShort(**one) for one in found["reports"]],
        departments=[_short(departments[number]) for number in tops],
        answers=answers,
        note=asking.note(told.errcode, call.locale),
    )


@api.on(
    "GET",
    "/health-reports/{report}",
    query=AnswersQuery,
    out=ReportAnswers,
    errors=(
        ReportDayError,
        ReportForbiddenError,
        ReportNotFoundError,
        DepartmentNotFoundError,
        WecomUnavailableError,
    ),
)
def get_health_report(call: Call, report: str) -> ReportAnswers:
    """Who has not answered a questionnaire, by department."""
    day, departments = _day(call.query.day, ANSWER_DAYS), directory.departments()
    tops = _tops(call, departments)
    number = call.query.department or tops[0]
    if number not in departments:
        raise DepartmentNotFoundError(id=number)
    if not report_model.is_below(number, tops, departments):
        raise ReportForbiddenError
    told = asking.ask("report", report=report, day=day.isoformat())
    if told.errcode == UNKNOWN:
        raise ReportNotFoundError
    if told.errcode:
        return _answers(departments, number, {}, [], asking.note(told.errcode, call.locale))
    asks = Asked(frozenset(told.answer["people"]), frozenset(told.answer["departments"]))
    people = [one for one in _people(number, departments) if asks.includes(one, departments)]
    return _answers(departments, number, told.answer, people, None)


def _answers(
    departments: dict[int, Department],
    number: int,
    told: dict[str, object],
    people: list[Person],
    note: Note | None,
) -> ReportAnswers:
    answered = frozenset(map(str, told.get("answered") or ()))  # type: ignore[call-overload]
    missing = [one for one in people if one.userid not in answered]
    return ReportAnswers(
        title=str(told.get("title", "")),
        department=_short(departments[number]),
        asked=len(people),
        answered=len(people) - len(missing),
        missing=[person_view(one, departments) for one in missing[:MOST_MISSING]],
        missing_count=len(missing),
        below=[
            DepartmentShare(
                id=one.department,
                name=departments[one.department].name,
                asked=one.asked,
                answered=one.answered,
                own=one.own,
            )
            for one in report_model.shares(number, people, answered, departments)
        ],
        whole=bool(told.get("whole", True)) and len(people) < MOST_PEOPLE,
        note=note,
    )


def _people(number: int, departments: dict[int, Department]) -> list[Person]:
    """The people of a department and all below it, each once, in the order of the tree; 5,000 at the most."""
    found: dict[str, Person] = {}
    for one in report_model.below(number, departments):
        for person in _of(one):
            # Somebody of several departments counts in the main one.
            if person.department == one:
                found.setdefault(person.userid, person)
        if len(found) >= MOST_PEOPLE:
            break
    return list(found.values())[:MOST_PEOPLE]


def _of(department: int) -> Iterator[Person]:
    cursor: str | None = None
    while True:
        page, cursor = directory.search("", department, cursor)
        yield from page
        if cursor is None:
            return


def _tops(call: Call, departments: dict[int, Department]) -> tuple[int, ...]:
    tops = report_model.may_look_at(directory.person(call.userid), departments)
    if not tops:
        raise ReportForbiddenError
    return tops


def _day(wanted: dt.date | None, most: int) -> dt.date:
    days = _days(most)
    if wanted is not None and wanted not in days:
        raise ReportDayError(field="day", days=most)
    return wanted or days[0]


def _days(most: int) -> list[dt.date]:
    """Today and the days before it."""
    today = clock.wall(clock.now()).date()
    return [today - dt.timedelta(days=back) for back in range(most)]


def _short(department: Department) -> DepartmentShort:
    return DepartmentShort(id=department.id, name=department.name)
