"""Health reports (path/93676 to 93679): one questionnaire to everybody, which each sixth has not answered."""

import datetime as dt
from typing import Any, Final
from zoneinfo import ZoneInfo

from sandbox.wecom import members, things
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_JOB: Final = "health-1"
_STAT_DAYS, _ANSWER_DAYS = 30, 14


def get_stat(call: Call) -> dict[str, Any]:
    _check_day(call, _STAT_DAYS)
    count = len(_answered(call))
    return {"pv": count, "uv": count}


def get_jobids(call: Call) -> dict[str, Any]:
    offset = things.whole(call.body, "offset", 0, 10_000)
    things.whole(call.body, "limit", 1, 100)
    return {"ending": 1, "jobids": [_JOB][offset:]}


def get_job_info(call: Call) -> dict[str, Any]:
    _check_job(call)
    question = {"question_id": 1, "title": "体温", "question_type": 1, "is_required": 1}
    applied = {"userids": [person["userid"] for person in _asked(call)], "partyids": []}
    info = {"title": "每日健康上报", "type": 1, "apply_range": applied, "question_templates": [question]}
    return {"job_info": info}


def get_answers(call: Call) -> dict[str, Any]:
    _check_job(call)
    offset, limit = things.whole(call.body, "offset", 0, 100_000), things.whole(call.body, "limit", 1, 100)
    found = _answered(call)[offset : offset + limit]
    values = [{"question_id": 1, "text": "36.5"}]
    answers = [{"id_type": 1, "userid": person["userid"], "report_values": values} for person in found]
    return {"answers": answers}


APIS: Final = (
    Api("POST", "health/get_health_report_stat", get_stat),
    Api("POST", "health/get_report_jobids", get_jobids),
    Api("POST", "health/get_report_job_info", get_job_info),
    Api("POST", "health/get_report_answer", get_answers),
)


def _asked(call: Call) -> list[Any]:
    return [person for person in members.everybody(call.store) if person["enabled"]]


def _answered(call: Call) -> list[Any]:
    return [person for place, person in enumerate(_asked(call), 1) if place % 6]


def _check_job(call: Call) -> None:
    if call.body.get("jobid") != _JOB:
        raise WeComError(40058, "jobid")
    _check_day(call, _ANSWER_DAYS)


def _check_day(call: Call, most: int) -> None:
    """A day of Beijing, of the last so many. Raises 40058."""
    today = dt.datetime.fromtimestamp(call.store.now(), _ZONE).date()
    try:
        day = dt.date.fromisoformat(str(call.body.get("date", "")))
    except ValueError:
        raise WeComError(40058, "date") from None
    if not dt.timedelta() <= today - day < dt.timedelta(days=most):
        raise WeComError(40058, "date")
