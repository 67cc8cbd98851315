"""Health reports at WeCom, for `wecom_ask`: the figures of a day, its questionnaires, and who answered one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chalicelib.wecom.client import Client

MOST_REPORTS = 20
MOST_PAGES = 100
"""So many pages of 100 answers are read: 10,000 people, some ten seconds."""


def of_day(day: str, *, questionnaires: bool) -> dict[str, Any]:
    """`pv` and `uv` of a day, and its questionnaires by name."""
    wanted = dt.date.fromisoformat(day)
    stat = _call(lambda app: app.health.get_health_report_stat(wanted))
    names = _call(lambda app: app.health.get_report_jobids()).get("jobids", ()) if questionnaires else ()
    return {
        "pv": int(stat.get("pv") or 0),
        "uv": int(stat.get("uv") or 0),
        "reports": [
            {"id": str(name), "title": _info(str(name), wanted)["title"]} for name in names[:MOST_REPORTS]
        ],
    }


def one(report: str, day: str) -> dict[str, Any]:
    """A questionnaire on a day: whom it asked (people and departments; both empty: everybody), and who answered."""
    wanted = dt.date.fromisoformat(day)
    answered: set[str] = set()
    whole = False
    for page in _pages(report, wanted):
        if not page:
            whole = True
            break
        answered |= {str(answer["userid"]).lower() for answer in page if answer.get("userid")}
    return {**_info(report, wanted), "answered": sorted(answered), "whole": whole}


def _pages(report: str, day: dt.date) -> Iterator[list[dict[str, Any]]]:
    """Pages of answers; the one after the last is empty."""
    offset = 0
    for _ in range(MOST_PAGES):
        page = _answers(report, day, offset)
        yield page
        if not page:
            return
        offset += len(page)


def _answers(report: str, day: dt.date, offset: int) -> list[dict[str, Any]]:
    return _call(lambda app: app.health.get_report_answer(report, day, offset)).get("answers") or []


def _info(report: str, day: dt.date) -> dict[str, Any]:
    info = _call(lambda app: app.health.get_report_job_info(report, day)).get("job_info") or {}
    asked = info.get("apply_range") or {}
    return {
        "title": str(info.get("title", "")),
        "people": [str(userid).lower() for userid in asked.get("userids") or ()],
        "departments": [int(number) for number in asked.get("partyids") or ()],
    }


def _call(request: Callable[[Client], dict[str, Any]]) -> dict[str, Any]:
    from chalicelib.wecom import client

    return client.call(request)


TOPICS: Mapping[str, Callable[..., Any]] = {"reports": of_day, "report": one}
