"""WeCom over HTTP, on wechatpy 1.8.18, with what it lacks or does wrong put right (docs/decisions.md).

Tokens live in DynamoDB under a lease, so a storm of cold starts makes one `gettoken`; a token the vendor refuses is
replaced once, never in a loop; every call has a time-out; no URL with a token in it is ever logged.
Importing this module costs 150 ms: only the functions that talk to WeCom do.
"""

from __future__ import annotations

import datetime as dt
import functools
import time
from collections.abc import Callable
from typing import Any

import requests
from wechatpy.client.api.base import BaseWeChatAPI
from wechatpy.enterprise import WeChatClient
from wechatpy.exceptions import WeChatClientException

from chalicelib.platform import clock
from chalicelib.platform.aws import client as aws_client
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import store
from chalicelib.wecom.model import TOKEN_ERRORS, TRY_LATER, WecomRefusedError, WecomUnavailableError

TIMEOUT_SECONDS = (2, 5)
SECRET_SECONDS = 300
EARLY = dt.timedelta(seconds=300)
LEASE_POLLS, LEASE_POLL_SECONDS = 20, 0.25


class AuthApi(BaseWeChatAPI):
    """身份验证."""

    def getuserinfo(self, code: str) -> dict[str, Any]:
        """Who signed in: `userid`, or `openid` of an outsider.

        https://developer.work.weixin.qq.com/document/path/96442
        """
        found: dict[str, Any] = self._get("auth/getuserinfo", params={"code": code})
        return found


class CardApi(BaseWeChatAPI):
    """应用消息."""

    def send_card(self, to: list[str], agent_id: int, card: dict[str, Any]) -> dict[str, Any]:
        """Send a template card; `invaliduser` of the answer names whom WeCom does not know.

        https://developer.work.weixin.qq.com/document/path/90236
        """
        answer: dict[str, Any] = self._post(
            "message/send",
            data={
                "touser": "|".join(to),
                "msgtype": "template_card",
                "agentid": agent_id,
                "template_card": card,
            },
        )
        return answer


class Client(WeChatClient):
    """One app's client. `access_token` is the stored one; wechatpy's own keeping of tokens is not used."""

    auth = AuthApi()
    card = CardApi()

    def __init__(self, corp_id: str, agent_id: str, secret: str, base_url: str) -> None:
        self.API_BASE_URL = f"{base_url}/cgi-bin/"
        super().__init__(corp_id, secret, timeout=TIMEOUT_SECONDS, auto_retry=False)
        self._name = f"{corp_id}#{agent_id}"
        self._secret = secret
        self.used_token = ""  # of the last call: a Lambda makes one at a time
        self._http.trust_env = False

    @property
    def access_token(self) -> str:
        """The app's token, fetched by one caller at a time when it is missing or about to end."""
        for _ in range(LEASE_POLLS):
            row = store.read_token(self._name)
            if row.token and row.good_until > clock.to_text(clock.now()):
                self.used_token = str(row.token)
                return self.used_token
            if store.take_lease(self._name):
                try:
                    self.used_token = self._fetch()
                except BaseException:
                    store.keep_token(self._name, "", "")  # gives the lease back to whoever comes next
                    raise
                return self.used_token
            time.sleep(LEASE_POLL_SECONDS)
        raise WecomUnavailableError

    def forget_token(self, token: str) -> None:
        """The vendor refused this token: unless somebody replaced it meanwhile, it is over."""
        store.drop_token(self._name, token)

    def _fetch(self) -> str:
        """https://developer.work.weixin.qq.com/document/path/91039."""
        answer = self._http.get(
            f"{self.API_BASE_URL}gettoken",
            params={"corpid": self.corp_id, "corpsecret": self._secret},
            timeout=TIMEOUT_SECONDS,
        ).json()
        if answer.get("errcode"):
            raise WecomRefusedError(int(answer["errcode"]), str(answer.get("errmsg", "")))
        good_until = clock.now() + dt.timedelta(seconds=int(answer["expires_in"])) - EARLY
        store.keep_token(self._name, answer["access_token"], clock.to_text(good_until))
        return str(answer["access_token"])


def client() -> Client:
    """The client of this deployment's app; its secret comes from the parameter store, anew every five minutes."""
    return _client(int(clock.now().timestamp()) // SECRET_SECONDS)


@functools.lru_cache(maxsize=1)
def _client(_window: int) -> Client:
    where = settings()
    parameter = aws_client("ssm").get_parameter(Name=where.wecom_secret_parameter, WithDecryption=True)
    return Client(
        where.wecom_corp_id, where.wecom_agent_id, parameter["Parameter"]["Value"], where.wecom_api_url
    )


def call(request: Callable[[Client], dict[str, Any]]) -> dict[str, Any]:
    """One call, with one more try when the token is refused.

    Raises WecomRefusedError with the vendor's number, WecomUnavailableError when WeCom is busy, broken or silent.
    """
    wecom = client()
    try:
        return _once(wecom, request)
    except WecomRefusedError as error:
        if error.errcode not in TOKEN_ERRORS:
            raise
    wecom.forget_token(wecom.used_token)
    return _once(wecom, request)


def _once(wecom: Client, request: Callable[[Client], dict[str, Any]]) -> dict[str, Any]:
    try:
        answer = request(wecom)
    except WeChatClientException as error:
        if error.errcode is None or error.errcode in TRY_LATER:
            logger.warning("wecom_unavailable", extra={"errcode": error.errcode})
            raise WecomUnavailableError from error
        raise WecomRefusedError(int(error.errcode), str(error.errmsg)) from error
    except (requests.RequestException, ValueError) as error:
        # The error's text holds the URL, and the URL the token: only its kind is told.
        logger.warning("wecom_unreachable", extra={"error": type(error).__name__})
        raise WecomUnavailableError from None
    if not isinstance(answer, dict) or "wrong json format" in str(answer.get("errmsg", "")):
        raise WecomUnavailableError
    return answer
