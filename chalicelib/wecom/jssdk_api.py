"""Signatures of pages for WeCom's JS-SDK."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.platform.settings import settings
from chalicelib.platform.web import Api, Call
from chalicelib.wecom import service
from chalicelib.wecom.jssdk import PageForeignError
from chalicelib.wecom.model import WecomUnavailableError

api = Api(__name__)


class PageBody(BaseModel):
    """`url` is the page's address as the browser shows it; what stands behind the `#` does not matter."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=1, max_length=2000)


class PageSigned(BaseModel):
    """For `ww.register`: `config` answers `getConfigSignature`, `agent_config` answers `getAgentConfigSignature`."""

    corp_id: str
    agent_id: str
    nonce: str
    timestamp: int
    config: str
    agent_config: str


@api.on(
    "POST",
    "/wecom/jssdk-signature",
    body=PageBody,
    out=PageSigned,
    errors=(PageForeignError, WecomUnavailableError),
)
def sign_page(call: Call) -> PageSigned:
    """Sign a page of ours, so that it may use WeCom's JS-SDK. Pages of other addresses are refused."""
    body: PageBody = call.body
    where, signed = settings(), service.sign_page(body.url)
    return PageSigned(
        corp_id=where.wecom_corp_id,
        agent_id=where.wecom_agent_id,
        nonce=signed.nonce,
        timestamp=signed.timestamp,
        config=signed.config,
        agent_config=signed.agent,
    )
