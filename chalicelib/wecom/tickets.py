"""Tickets of the JS-SDK, kept like tokens: one for the corporation (`config`), one for our app (`agentConfig`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from chalicelib.platform.settings import settings
from chalicelib.wecom import leases

if TYPE_CHECKING:
    from chalicelib.wecom.client import Client

Kind = Literal["corporation", "app"]
KINDS: tuple[Kind, ...] = ("corporation", "app")


def kept(kind: Kind) -> str:
    """The ticket as it is stored; empty where there is none that is good. Asks nobody."""
    return leases.kept(_name(kind))


def fetch(kind: Kind) -> str:
    """The ticket, asked of WeCom when there is none. For functions that talk to WeCom.

    Raises WecomRefusedError, WecomUnavailableError.
    """
    from chalicelib.wecom import client

    def ask() -> tuple[str, int]:
        answer = client.call(_of_corporation if kind == "corporation" else _of_app)
        return str(answer["ticket"]), int(answer["expires_in"])

    return leases.held(_name(kind), ask)


def _of_corporation(app: Client) -> dict[str, Any]:
    return app.ticket.get_jsapi_ticket()


def _of_app(app: Client) -> dict[str, Any]:
    return app.ticket.get_agent_ticket()


def _name(kind: Kind) -> str:
    """Two apps have two tickets: the name says whose."""
    where = settings()
    return f"{where.wecom_corp_id}#{where.wecom_agent_id}#{kind}"
