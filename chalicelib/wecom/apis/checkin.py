"""打卡, and what its devices recorded. Times are unix seconds; more than the limits is for the caller to divide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from chalicelib.wecom.apis.base import Family, Json, at_most, within_days

MOST_PEOPLE = 100
MOST_RECORDS = 200
MOST_DAYS = 30


class Punches(IntEnum):
    """Which punches are asked for."""

    OFFICE = 1
    OUTSIDE = 2
    ALL = 3


class By(IntEnum):
    """What the span of a device's rows goes by. Only the upload finds those that came late."""

    PUNCH = 1
    UPLOAD = 2


class CheckinApi(Family):
    def getcheckindata(
        self, userids: Sequence[str], start: int, end: int, kind: Punches = Punches.ALL
    ) -> Json:
        """Punches, and rows WeCom made up for those that are missing: see `punches.real`. 600 calls a minute.

        https://developer.work.weixin.qq.com/document/path/90262
        """
        _check(userids, start, end)
        return self.post(
            "checkin/getcheckindata",
            opencheckindatatype=int(kind),
            starttime=start,
            endtime=end,
            useridlist=list(userids),
        )

    def getcheckin_daydata(self, userids: Sequence[str], start: int, end: int) -> Json:
        """What each day came to. 100 calls a minute. https://developer.work.weixin.qq.com/document/path/93374."""
        _check(userids, start, end)
        return self.post("checkin/getcheckin_daydata", starttime=start, endtime=end, useridlist=list(userids))

    def getcheckin_monthdata(self, userids: Sequence[str], start: int, end: int) -> Json:
        """What the span came to for each. https://developer.work.weixin.qq.com/document/path/96499."""
        _check(userids, start, end)
        return self.post(
            "checkin/getcheckin_monthdata", starttime=start, endtime=end, useridlist=list(userids)
        )

    def getcheckinoption(self, userids: Sequence[str], moment: int) -> Json:
        """The rules that hold for people on a day. https://developer.work.weixin.qq.com/document/path/96497."""
        at_most(MOST_PEOPLE, "people", userids)
        return self.post("checkin/getcheckinoption", datetime=moment, useridlist=list(userids))

    def getcheckinschedulist(self, userids: Sequence[str], start: int, end: int) -> Json:
        """Who is on which shift. https://developer.work.weixin.qq.com/document/path/96500."""
        _check(userids, start, end)
        return self.post(
            "checkin/getcheckinschedulist", starttime=start, endtime=end, useridlist=list(userids)
        )

    def add_checkin_record(self, records: Sequence[Json]) -> Json:
        """Punches of our own terminals. No call has an id: what was written before must not be written again.

        https://developer.work.weixin.qq.com/document/path/99647
        """
        at_most(MOST_RECORDS, "records", records)
        return self.post("checkin/add_checkin_record", records=list(records))


class HardwareApi(Family):
    def get_hardware_checkin_data(
        self, userids: Sequence[str], start: int, end: int, by: By = By.UPLOAD
    ) -> Json:
        """Rows of WeCom's own devices; somebody unknown is left out without a word.

        https://developer.work.weixin.qq.com/document/path/94126
        """
        _check(userids, start, end)
        return self.post(
            "hardware/get_hardware_checkin_data",
            filter_type=int(by),
            starttime=start,
            endtime=end,
            useridlist=list(userids),
        )


def _check(userids: Sequence[str], start: int, end: int) -> None:
    at_most(MOST_PEOPLE, "people", userids)
    within_days(MOST_DAYS, start, end)
