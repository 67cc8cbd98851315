"""Punches (path/90262, 93374, 94126, 96497, 96500, 99647), with what is odd about them.

An answer holds whole days around the span, and a made-up row for everybody who did not punch on a day; devices deliver
late, and only the time of the upload finds what came late.
"""

import datetime as dt
from typing import Any, Final
from zoneinfo import ZoneInfo

from sandbox.wecom import members, things
from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError
from sandbox.wecom.store import Store
from sandbox.wecom.things import Thing

_ZONE: Final = ZoneInfo("Asia/Shanghai")
_DAY: Final = 86_400
_MOST_PEOPLE, _MOST_DAYS, _MOST_RECORDS = 100, 30, 200
_NINE: Final = 9 * 3600
_DEVICES: Final = {1: "门禁", 2: "考勤机", 3: "其他"}


def punch(store: Store, row: Thing, uploaded_at: int) -> None:
    """A punch as a device sends it, at its own time or later."""
    name = f"{row['userid']}|{row['checkin_time']}|{uploaded_at}"
    things.keep(store, "punch", name, row | {"uploaded_at": uploaded_at})


def add_records(call: Call) -> dict[str, Any]:
    """Punches of somebody else's terminals, all of them or none."""
    rows = call.body.get("records")
    if not isinstance(rows, list) or not 0 < len(rows) <= _MOST_RECORDS:
        raise WeComError(40058, "records")
    read = [_read(call, row) for row in rows]
    with call.store.transaction():
        for row in read:
            punch(call.store, row, call.store.now())
    return {}


def get_data(call: Call) -> dict[str, Any]:
    """Rows of all the days that the span touches."""
    things.whole(call.body, "opencheckindatatype", 1, 3)
    userids, start, end = _asked(call)
    first, last = _midnight(start), _midnight(end) + _DAY
    rows = [row for row in _rows(call) if row["userid"] in userids and first <= row["checkin_time"] < last]
    there = {(row["userid"], _midnight(row["checkin_time"])) for row in rows}
    days = range(first, last, _DAY)
    made_up = [_missed(userid, day) for userid in userids for day in days if (userid, day) not in there]
    shown = [_shown(row) for row in rows] + made_up
    return {"checkindata": sorted(shown, key=lambda row: (row["userid"], row["checkin_time"]))}


def get_days(call: Call) -> dict[str, Any]:
    """One row for each person and day."""
    userids, start, end = _asked(call)
    found = []
    for day in range(_midnight(start), _midnight(end) + _DAY, _DAY):
        for userid in userids:
            count = _count(call, userid, day, day + _DAY)
            base = {"date": day, "acctid": userid, "record_type": 1}
            found.append({"base_info": base, "summary_info": {"checkin_count": count}})
    return {"datas": found}


def get_month(call: Call) -> dict[str, Any]:
    """One row for each person."""
    userids, start, end = _asked(call)
    counts = {userid: _count(call, userid, _midnight(start), _midnight(end) + _DAY) for userid in userids}
    rows = [
        {"base_info": {"acctid": userid, "record_type": 1}, "summary_info": {"checkin_count": count}}
        for userid, count in counts.items()
    ]
    return {"datas": rows}


def get_option(call: Call) -> dict[str, Any]:
    """Everybody begins at nine."""
    things.whole(call.body, "datetime", 0, 2**40)
    userids = things.people(call, call.body.get("useridlist"), _MOST_PEOPLE)
    group = {"groupid": 1, "groupname": "院部", "checkindate": [{"workdays": [1, 2, 3, 4, 5]}]}
    return {"info": [{"userid": userid, "group": group} for userid in userids]}


def get_schedule(call: Call) -> dict[str, Any]:
    """Nobody works in shifts."""
    _asked(call)
    return {"schedule_list": []}


def get_hardware(call: Call) -> dict[str, Any]:
    """`filter_type` 1 goes by the punch, 2 by the upload; strangers are left out without a word."""
    by = "checkin_time" if things.whole(call.body, "filter_type", 1, 2) == 1 else "uploaded_at"
    _, start, end = _asked(call, strangers=True)
    wanted = {str(userid).lower() for userid in call.body["useridlist"]}
    rows = [row for row in _rows(call) if row["userid"] in wanted and start <= row[by] <= end]
    names = ("userid", "checkin_time", "device_sn", "device_name")
    return {"checkindata": [{name: row.get(name, "") for name in names} for row in rows]}


APIS: Final = (
    Api("POST", "checkin/add_checkin_record", add_records),
    Api("POST", "checkin/getcheckindata", get_data),
    Api("POST", "checkin/getcheckin_daydata", get_days),
    Api("POST", "checkin/getcheckin_monthdata", get_month),
    Api("POST", "checkin/getcheckinoption", get_option),
    Api("POST", "checkin/getcheckinschedulist", get_schedule),
    Api("POST", "hardware/get_hardware_checkin_data", get_hardware),
)


def _asked(call: Call, *, strangers: bool = False) -> tuple[list[str], int, int]:
    start = things.whole(call.body, "starttime", 0, 2**40)
    end = things.whole(call.body, "endtime", start, start + _MOST_DAYS * _DAY)
    given = call.body.get("useridlist")
    if strangers and isinstance(given, list):
        given = [userid for userid in given if members.find(call.store, str(userid))]
    return things.people(call, given, _MOST_PEOPLE), start, end


def _read(call: Call, row: Any) -> Thing:
    if not isinstance(row, dict):
        raise WeComError(40058, "records")
    (userid,) = things.people(call, [row.get("userid", "")], 1)
    kind = things.whole(row, "device_type", 1, 3)
    return {
        "userid": userid,
        "checkin_time": things.whole(row, "checkin_time", 1, call.store.now()),
        "location_title": things.text(row, "location_title", 100),
        "device_sn": "",
        "device_name": str(row.get("device_detail", _DEVICES[kind]))[:40],
    }


def _rows(call: Call) -> list[Thing]:
    return things.every(call.store, "punch")


def _count(call: Call, userid: str, start: int, end: int) -> int:
    return sum(row["userid"] == userid and start <= row["checkin_time"] < end for row in _rows(call))


def _shown(row: Thing) -> Thing:
    return {
        "userid": row["userid"],
        "checkin_time": row["checkin_time"],
        "checkin_type": "上班打卡",
        "exception_type": "",
        "location_title": row.get("location_title", ""),
        "notes": "",
    }


def _missed(userid: str, day: int) -> Thing:
    row = {"userid": userid, "checkin_time": day + _NINE, "location_title": ""}
    return _shown(row) | {"exception_type": "未打卡"}


def _midnight(moment: int) -> int:
    day = dt.datetime.fromtimestamp(moment, _ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(day.timestamp())
