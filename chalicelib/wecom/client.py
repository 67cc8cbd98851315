"""WeCom over HTTP, on wechatpy 1.8.18, with what it lacks or does wrong put right (docs/decisions.md).

Tokens and tickets live in DynamoDB under a lease, so a storm of cold starts makes one `gettoken`; a token the vendor
refuses is replaced once, never in a loop; every call has a time-out; no URL with a token in it is ever logged.
Importing this module costs 150 ms: only the functions that talk to WeCom do.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable
from typing import TypeVar

import requests
from wechatpy.enterprise import WeChatClient
from wechatpy.exceptions import WeChatClientException

from chalicelib.platform import clock
from chalicelib.platform.aws import client as aws_client
from chalicelib.platform.observability import logger, without_queries
from chalicelib.platform.settings import settings
from chalicelib.wecom import leases, store
from chalicelib.wecom.apis.base import is_answer
from chalicelib.wecom.apis.book import BookApi
from chalicelib.wecom.apis.cards import CardApi
from chalicelib.wecom.apis.checkin import CheckinApi, HardwareApi
from chalicelib.wecom.apis.contacts import ContactsApi
from chalicelib.wecom.apis.health import HealthApi
from chalicelib.wecom.apis.identity import IdentityApi
from chalicelib.wecom.apis.living import LivingApi
from chalicelib.wecom.apis.meetings import MeetingApi
from chalicelib.wecom.apis.tickets import TicketApi
from chalicelib.wecom.model import (
    TOKEN_ERRORS,
    TRY_LATER,
    SecretMissingError,
    TokenRefusedError,
    WecomRefusedError,
    WecomUnavailableError,
)

TIMEOUT_SECONDS = (2, 5)
SECRET_SECONDS = 300
CONTACTS = "contacts"
"""Stands for the number of an app in the name of the assistant's token."""
TALKATIVE = ("urllib3.connectionpool", "wechatpy.client.base")
"""Libraries that would write addresses into a log of level DEBUG, and the token with them."""
Answer = TypeVar("Answer")

for _name in TALKATIVE:
    logging.getLogger(_name).addFilter(without_queries)


class Client(WeChatClient):
    """One app's client. `access_token` is the stored one; wechatpy's own keeping of tokens is not used."""

    auth = IdentityApi()
    card = CardApi()
    contacts = ContactsApi()
    book = BookApi()
    meeting = MeetingApi()
    living = LivingApi()
    health = HealthApi()
    checkin = CheckinApi()
    hardware = HardwareApi()
    ticket = TicketApi()

    def __init__(self, corp_id: str, agent_id: str, secret: str, base_url: str) -> None:
        self.API_BASE_URL = f"{base_url}/cgi-bin/"
        super().__init__(corp_id, secret, timeout=TIMEOUT_SECONDS, auto_retry=False)
        self._name = f"{corp_id}#{agent_id}"
        self._secret = secret
        self._used = threading.local()
        self._http.trust_env = False

    @property
    def access_token(self) -> str:
        """The app's token, fetched by one caller at a time when it is missing or about to end."""
        self._used.token = leases.held(self._name, self._fetch)
        return str(self._used.token)

    @property
    def used_token(self) -> str:
        """The token of this thread's last call."""
        return str(getattr(self._used, "token", ""))

    def forget_token(self, token: str) -> None:
        """The vendor refused this token: unless somebody replaced it meanwhile, it is over."""
        store.drop_token(self._name, token)

    def _fetch(self) -> tuple[str, int]:
        """https://developer.work.weixin.qq.com/document/path/91039."""
        answer = self._http.get(
            f"{self.API_BASE_URL}gettoken",
            params={"corpid": self.corp_id, "corpsecret": self._secret},
            timeout=TIMEOUT_SECONDS,
        ).json()
        if not is_answer(answer):
            raise ValueError("no answer")
        errcode = int(answer.get("errcode", 0))
        if errcode in TRY_LATER:
            logger.warning("wecom_unavailable", extra={"errcode": errcode})
            raise WecomUnavailableError
        if errcode:
            raise TokenRefusedError(errcode, str(answer.get("errmsg", "")))
        if "access_token" not in answer:
            raise ValueError("no token")
        return str(answer["access_token"]), int(answer.get("expires_in", 0))


def client() -> Client:
    """The client of this deployment's app; its secret comes from the parameter store, anew every five minutes."""
    where = settings()
    return _client(where.wecom_secret_parameter, where.wecom_agent_id, _window())


def contacts_client() -> Client:
    """The client of the contact-sync assistant, which has a secret and a token of its own. Raises SecretMissingError."""
    return _client(settings().wecom_contacts_parameter, CONTACTS, _window())


def _window() -> int:
    return int(clock.now().timestamp()) // SECRET_SECONDS


@functools.lru_cache(maxsize=2)
def _client(parameter: str, agent: str, _now: int) -> Client:
    where, ssm = settings(), aws_client("ssm")
    try:
        secret = ssm.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound as error:
        raise SecretMissingError(parameter) from error
    return Client(where.wecom_corp_id, agent, secret, where.wecom_api_url)


def call(request: Callable[[Client], Answer]) -> Answer:
    """One call of the app, with one more try when the token is refused.

    Raises WecomRefusedError with the vendor's number, WecomUnavailableError when WeCom is busy, broken or silent.
    """
    return _called(client(), request)


def call_contacts(request: Callable[[Client], Answer]) -> Answer:
    """One call of the contact-sync assistant. Raises as `call`."""
    return _called(contacts_client(), request)


def _called(wecom: Client, request: Callable[[Client], Answer]) -> Answer:
    try:
        return _once(wecom, request)
    except TokenRefusedError:
        raise
    except WecomRefusedError as error:
        if error.errcode not in TOKEN_ERRORS:
            raise
    wecom.forget_token(wecom.used_token)
    return _once(wecom, request)


def _once(wecom: Client, request: Callable[[Client], Answer]) -> Answer:
    try:
        answer = request(wecom)
    except WeChatClientException as error:
        if error.errcode is None or error.errcode in TRY_LATER:
            logger.warning("wecom_unavailable", extra={"errcode": error.errcode})
            raise WecomUnavailableError from None
        raise WecomRefusedError(int(error.errcode), str(error.errmsg)) from None
    except (requests.RequestException, ValueError) as error:
        # The error's text holds the URL, and the URL the token: only its kind is told.
        logger.warning("wecom_unreachable", extra={"error": type(error).__name__})
        raise WecomUnavailableError from None
    if not is_answer(answer):
        raise WecomUnavailableError
    return answer
