"""Standing proxies (代理): who stands in for whom, when, for which flows and requests.

The rows are the directory's; which flows there are and what a condition may say is known only here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.approvals.model.errors import ProxyConditionError, ProxyFlowError
from chalicelib.directory import service as directory
from chalicelib.directory.model import Proxy, ProxyOverlapError
from chalicelib.flows import service as flows
from chalicelib.flows.errors import FlowDisabledError, FlowNotFoundError
from chalicelib.flows.model import Flow
from chalicelib.platform import clock, expressions
from chalicelib.platform.errors import BusyError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.ids import new_id
from chalicelib.platform.store import CollisionError

STARTER = "starter"
TRIES = 8


@dataclass(frozen=True)
class Wanted:
    """Whom a person wants to stand in, on the institute's wall clock. No flows: all. `condition` is JSONata over their forms."""

    proxy: str
    from_at: dt.datetime
    until_at: dt.datetime
    flows: tuple[str, ...] = ()
    condition: str = ""
    note: str = ""


def add(person: str, wanted: Wanted, attempt: Attempt) -> str:
    """Set a proxy up and return its id; the same attempt again returns the same.

    Raises PersonNotFoundError, PersonDisabledError, ProxyFlowError, ProxyConditionError, BusyError
    and what `directory.service.add_proxy` does.
    """
    if created := attempt.created_before():
        return created
    directory.person(person)
    _check_condition(wanted.condition, [_flow(key) for key in wanted.flows])
    made = Proxy(
        id=new_id(),
        person=person,
        proxy=wanted.proxy,
        from_at=clock.to_text(clock.from_wall(wanted.from_at)),
        until_at=clock.to_text(clock.from_wall(wanted.until_at)),
        flows=wanted.flows,
        condition=wanted.condition,
        note=wanted.note,
    )
    for _ in range(TRIES):
        try:
            directory.add_proxy(made, [attempt.write(made.id)])
        except (CollisionError, ProxyOverlapError) as error:
            # The same attempt, a moment earlier, may be what is in the way.
            if created := attempt.created_before():
                return created
            if isinstance(error, ProxyOverlapError):
                raise
        else:
            return made.id
    raise BusyError


def _flow(key: str) -> Flow:
    try:
        return flows.current(key).flow
    except (FlowNotFoundError, FlowDisabledError) as error:
        raise ProxyFlowError(field="flows", flow=key) from error


def _check_condition(condition: str, named: Iterable[Flow]) -> None:
    """A condition reads fields that each of the named flows has, so it says which flows."""
    if not condition:
        return
    several = list(named)
    try:
        names = {name.split(".")[0] for name in expressions.parse(condition).names}
    except expressions.ExpressionError as error:
        raise ProxyConditionError(field="condition", why=str(error)) from error
    known = [{*flow.form, STARTER} for flow in several]
    unknown = sorted(name for name in names if not known or any(name not in fields for fields in known))
    if unknown or not several:
        raise ProxyConditionError(field="condition", why=", ".join(unknown))
