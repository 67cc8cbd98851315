"""健康上报. Days are of Beijing. Whether a corporation may still use it only a call can tell: 48002 means it may not."""

from __future__ import annotations

import datetime as dt

from chalicelib.wecom.apis.base import Family, Json

LARGEST_PAGE = 100


class HealthApi(Family):
    def get_health_report_stat(self, day: dt.date) -> Json:
        """`pv` and `uv` of one of the last 30 days. https://developer.work.weixin.qq.com/document/path/93676."""
        return self.post("health/get_health_report_stat", date=day.isoformat())

    def get_report_jobids(self, offset: int = 0) -> Json:
        """A page of `jobids`, and `ending`. https://developer.work.weixin.qq.com/document/path/93677."""
        return self.post("health/get_report_jobids", offset=offset, limit=LARGEST_PAGE)

    def get_report_job_info(self, jobid: str, day: dt.date) -> Json:
        """Who was asked what on one of the last 14 days. https://developer.work.weixin.qq.com/document/path/93678."""
        return self.post("health/get_report_job_info", jobid=jobid, date=day.isoformat())

    def get_report_answer(self, jobid: str, day: dt.date, offset: int = 0) -> Json:
        """A page of `answers` of one of the last 14 days. https://developer.work.weixin.qq.com/document/path/93679."""
        return self.post(
            "health/get_report_answer",
            jobid=jobid,
            date=day.isoformat(),
            offset=offset,
            limit=LARGEST_PAGE,
        )
