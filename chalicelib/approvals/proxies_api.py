"""Standing proxies over HTTP: one's own, and for administrators anybody's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.approvals import proxies
from chalicelib.approvals.model.errors import ProxyConditionError, ProxyFlowError
from chalicelib.approvals.proxies import Wanted
from chalicelib.approvals.way import Who
from chalicelib.directory import service as directory
from chalicelib.directory.model import (
    PersonDisabledError,
    PersonNotFoundError,
    Proxy,
    ProxyNotFoundError,
    ProxyOverlapError,
    ProxyPeriodError,
    ProxyPersonError,
)
from chalicelib.platform import clock
from chalicelib.platform.errors import BusyError, IdempotencyKeyReusedError
from chalicelib.platform.web import Api, Call

api = Api(__name__, require_admin=directory.require_admin)
ADDING = (
    ProxyPeriodError,
    ProxyPersonError,
    ProxyOverlapError,
    ProxyFlowError,
    ProxyConditionError,
    IdempotencyKeyReusedError,
    BusyError,
)


MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d$"


class ProxyBody(BaseModel):
    """Times are the institute's wall clock (`2026-12-01T08:30`). No flows: all of them."""

    model_config = ConfigDict(extra="forbid")

    proxy: str = Field(min_length=1, max_length=64)
    from_at: str = Field(pattern=MOMENT, max_length=16)
    until_at: str = Field(pattern=MOMENT, max_length=16)
    flows: tuple[str, ...] = Field(default=(), max_length=100)
    condition: str = Field(default="", max_length=1000)
    note: str = Field(default="", max_length=200)


class ProxyView(BaseModel):
    """A proxy; `holds` whether it does at this moment. One that was removed stays, with who did it."""

    id: str
    person: Who
    proxy: Who
    from_at: str
    until_at: str
    flows: list[str]
    condition: str
    note: str
    holds: bool
    removed_at: str | None
    removed_by: Who | None


class ProxyList(BaseModel):
    """`items` stand in for the person; `standing_in` are those the person stands in for."""

    items: list[ProxyView]
    standing_in: list[ProxyView]


class ProxyCreated(BaseModel):
    id: str


@api.on("GET", "/proxies", out=ProxyList)
def list_proxies(call: Call) -> ProxyList:
    """Who stands in for me, and for whom I do."""
    return _listed(call.userid)


@api.on("POST", "/proxies", body=ProxyBody, out=ProxyCreated, status=201, creates=True, errors=ADDING)
def create_proxy(call: Call) -> ProxyCreated:
    """Have somebody stand in for me."""
    return _created(call, call.userid)


@api.on("DELETE", "/proxies/{proxy_id}", status=204, errors=(ProxyNotFoundError,))
def delete_proxy(call: Call, proxy_id: str) -> None:
    """Nobody stands in for me by this any more."""
    directory.remove_proxy(call.userid, proxy_id, call.userid)


@api.on("GET", "/admin/people/{userid}/proxies", out=ProxyList, admin=True)
def list_proxies_of(_: Call, userid: str) -> ProxyList:
    """Who stands in for a person, and for whom they do."""
    return _listed(userid)


@api.on(
    "POST",
    "/admin/people/{userid}/proxies",
    body=ProxyBody,
    out=ProxyCreated,
    status=201,
    creates=True,
    admin=True,
    errors=(*ADDING, PersonNotFoundError, PersonDisabledError),
)
def create_proxy_of(call: Call, userid: str) -> ProxyCreated:
    """Have somebody stand in for a person."""
    return _created(call, userid)


@api.on(
    "DELETE",
    "/admin/people/{userid}/proxies/{proxy_id}",
    status=204,
    admin=True,
    errors=(ProxyNotFoundError,),
)
def delete_proxy_of(call: Call, userid: str, proxy_id: str) -> None:
    """Nobody stands in for a person by this any more."""
    directory.remove_proxy(userid, proxy_id, call.userid)


def _created(call: Call, person: str) -> ProxyCreated:
    assert call.attempt is not None  # noqa: S101 - `creates` guarantees it
    body: ProxyBody = call.body
    wanted = Wanted(
        body.proxy,
        _moment("from_at", body.from_at),
        _moment("until_at", body.until_at),
        body.flows,
        body.condition.strip(),
        body.note.strip(),
    )
    return ProxyCreated(id=proxies.add(person, wanted, call.attempt))


def _moment(field: str, text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ProxyPeriodError(field=field) from error


def _listed(person: str) -> ProxyList:
    own, others = directory.proxies_for(person)
    userids = {
        userid for one in (*own, *others) for userid in (one.person, one.proxy, one.removed_by) if userid
    }
    names = {userid: found.name for userid, found in directory.people(userids).items()}
    return ProxyList(items=_views(own, names), standing_in=_views(others, names))


def _views(several: Iterable[Proxy], names: dict[str, str]) -> list[ProxyView]:
    now = clock.now()

    def who(userid: str) -> Who:
        return Who(userid=userid, name=names.get(userid, userid))

    return [
        ProxyView(
            id=one.id,
            person=who(one.person),
            proxy=who(one.proxy),
            from_at=one.from_at,
            until_at=one.until_at,
            flows=list(one.flows),
            condition=one.condition,
            note=one.note,
            holds=one.holds_at(now),
            removed_at=one.removed_at,
            removed_by=who(one.removed_by) if one.removed_by else None,
        )
        for one in several
    ]
