"""The self-built app as its console describes it (path/90227)."""

from typing import Any, Final

from sandbox.wecom.api import Api, Call
from sandbox.wecom.errors import WeComError


def get(call: Call) -> dict[str, Any]:
    """Name, visible range and trusted domain."""
    if call.query.get("agentid") != str(call.credentials.agent_id):
        raise WeComError(301002)
    return {
        "agentid": call.credentials.agent_id,
        "name": "协同",
        "close": 0,
        "redirect_domain": min(call.credentials.trusted_domains),
        "allow_partys": {"partyid": [1]},
        "home_url": "",
    }


APIS: Final = (Api("GET", "agent/get", get),)
