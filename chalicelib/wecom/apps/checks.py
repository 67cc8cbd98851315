"""Whether WeCom lets our app do what it does: every family of calls once, for `wecom_ask`, each without any effect."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from chalicelib.platform import clock
from chalicelib.platform.settings import settings
from chalicelib.wecom.apps.asking import MISSING_RIGHTS
from chalicelib.wecom.model import WecomRefusedError, WecomUnavailableError

if TYPE_CHECKING:
    from chalicelib.wecom.client import Client

Probe = Callable[["Client", str], Any]
AT_ONCE = 6
NOTHING = "xietong-check"
"""No code, message or id is called so: who is let in hears that there is none, who is not hears that."""
ADDRESS = re.compile(r"from ip:? *([0-9a-fA-F.:]+)")


def check(userid: str) -> dict[str, Any]:
    """`{families: {name: {errcode, unavailable}}, address, domain}`; `userid` is whose own data is asked for.

    Without a token nothing else is asked: WeCom blocks an address whose calls fail again and again.
    """
    token = _verdict(_token, userid)
    families = {"token": token}
    if not token["errcode"] and not token["unavailable"]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = pool.map(lambda name: _verdict(PROBES[name], userid), PROBES)
            families |= dict(zip(PROBES, found, strict=True))
    told = (str(one["said"]) for one in families.values())
    addresses = [seen[1] for text in told if (seen := ADDRESS.search(text))]
    return {
        "families": {
            name: {key: one[key] for key in ("errcode", "unavailable")} for name, one in families.items()
        },
        "address": addresses[0] if addresses else "",
        "domain": str((families.get("app", {}).get("answer") or {}).get("redirect_domain", "")),
    }


def _verdict(probe: Probe, userid: str) -> dict[str, Any]:
    from chalicelib.wecom import client

    try:
        answer = client.call(lambda app: probe(app, userid))
    except WecomRefusedError as error:
        let_in = probe in EMPTY and error.errcode not in MISSING_RIGHTS
        return {"errcode": 0 if let_in else error.errcode, "unavailable": False, "said": str(error)}
    except WecomUnavailableError:
        return {"errcode": 0, "unavailable": True, "said": ""}
    return {"errcode": 0, "unavailable": False, "said": "", "answer": answer}


def _token(app: Client, _: str) -> Any:
    return {"access_token": app.access_token}


def _app(app: Client, _: str) -> Any:
    return app.agent.get(int(settings().wecom_agent_id))


def _identity(app: Client, _: str) -> Any:
    return app.auth.getuserinfo(NOTHING)


def _directory(app: Client, _: str) -> Any:
    return app.contacts.simplelist()


def _message(app: Client, _: str) -> Any:
    return app.card.recall(NOTHING)


def _ticket_of_corporation(app: Client, _: str) -> Any:
    return app.ticket.get_jsapi_ticket()


def _ticket_of_app(app: Client, _: str) -> Any:
    return app.ticket.get_agent_ticket()


def _meeting(app: Client, userid: str) -> Any:
    now = _now()
    return app.meeting.list_ids(userid, now, now + 60)


def _living(app: Client, userid: str) -> Any:
    return app.living.list_ids(userid, limit=1)


def _health(app: Client, _: str) -> Any:
    return app.health.get_report_jobids()


def _checkin(app: Client, userid: str) -> Any:
    now = _now()
    return app.checkin.getcheckindata([userid], now - 3600, now)


def _hardware(app: Client, userid: str) -> Any:
    now = _now()
    return app.hardware.get_hardware_checkin_data([userid], now - 3600, now)


def _now() -> int:
    return int(clock.now().astimezone(dt.UTC).timestamp())


PROBES: Mapping[str, Probe] = {
    "app": _app,
    "identity": _identity,
    "directory": _directory,
    "message": _message,
    "ticket_corporation": _ticket_of_corporation,
    "ticket_app": _ticket_of_app,
    "meeting": _meeting,
    "living": _living,
    "health": _health,
    "checkin": _checkin,
    "hardware": _hardware,
}
EMPTY = frozenset({_identity, _message})
"""They ask for what there is not, because asking for what there is would have an effect."""
TOPICS: Mapping[str, Callable[..., Any]] = {"check": check}
