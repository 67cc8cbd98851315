"""Why these people, as a sentence."""

from __future__ import annotations

from chalicelib.flows.approvers.asking import Found
from chalicelib.platform import messages


def reason_text(found: Found) -> str:
    """The sentence of a reason, with roles by their names."""
    params = dict(found.params)
    if found.reason == "role":
        params["rule"] = messages.name_of("roles", params["rule"])
    return messages.text(f"approvers.{found.reason}", **params)
