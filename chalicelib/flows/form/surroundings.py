"""The outside facts a form may use, and the functions its expressions may call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chalicelib.flows.calendar_functions import CALENDAR_NAMES, calendar_functions, defined
from chalicelib.platform.calendar import Calendar

CONTEXT_NAMES = frozenset({"starter", "request", "today"})
FUNCTION_NAMES = CALENDAR_NAMES | {"balance", "record"}


def _unknown(_: str, __: str) -> bool:
    return False


def _no_record(_: str, __: str) -> None:
    return None


@dataclass(frozen=True)
class Surroundings:
    """What an expression may know beside the form.

    `starter` (who started the request, also while others fill it in) has userid, name, department, title, roles,
    is_dept_head; `today` is YYYY-MM-DD; `balance(library, account)` is what the starter has left, in the ledger's
    unit; `knows_user(userid)` is true for a person in service, `knows_department(id)` for a department there is,
    `file_trouble(file)` is what is wrong with a file value of who fills in, as a code, empty where nothing is;
    `serial` is that of a request that was submitted before, else empty.
    `knows_record(library, key)` is true for a library record they may choose, `knows_request(flow, serial or id)` for a
    request they may name. `record(library, key)` gives a record's fields. `more` adds functions of an institute's own.
    """

    starter: Mapping[str, Any]
    today: dt.date
    calendar: Calendar
    balance: Callable[[str, str], float]
    knows_user: Callable[[str], bool]
    knows_department: Callable[[int], bool]
    file_trouble: Callable[[Mapping[str, Any]], str]
    knows_record: Callable[[str, str], bool] = _unknown
    knows_request: Callable[[str, str], bool] = _unknown
    record: Callable[[str, str], Mapping[str, Any] | None] = _no_record
    serial: str = ""
    more: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """The functions of ours that JSONata may call. Texts in, numbers out; undefined in, undefined out."""
        return {
            **self.more,
            **calendar_functions(self.calendar),
            "balance": defined(self.balance),
            "record": defined(self._record),
        }

    def context(self) -> dict[str, Any]:
        """What expressions see beside the fields, by CONTEXT_NAMES."""
        request = {"serial": self.serial} if self.serial else {}
        return {"starter": dict(self.starter), "request": request, "today": self.today.isoformat()}

    def _record(self, library: str, key: str) -> dict[str, Any] | None:
        found = self.record(library, key)
        return None if found is None else dict(found)
