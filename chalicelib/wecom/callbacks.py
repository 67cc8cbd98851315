"""WeCom tells us something: whether it is really WeCom, whether it is new, and what follows from it.

The answer is awaited for a second at the URL check and five at an event, and an event that is not answered comes again,
up to three times. So nothing is done here but to remember, in one transaction; whoever reads the address book anew comes
afterwards. https://developer.work.weixin.qq.com/document/path/90930
"""

from __future__ import annotations

import functools
import json

from chalicelib.platform import clock
from chalicelib.platform.aws import client
from chalicelib.platform.errors import BodyTooLargeError
from chalicelib.platform.observability import logger
from chalicelib.platform.settings import settings
from chalicelib.wecom import callback_store, event_xml, events
from chalicelib.wecom.callback_crypto import Envelope, EnvelopeError, Secrets, key_of, opened
from chalicelib.wecom.event_xml import XmlError
from chalicelib.wecom.model import (
    CallbackForeignError,
    CallbackOldError,
    CallbackRepeatedError,
    CallbackSignatureError,
    CallbackUnreadableError,
    CallbackUnsetError,
)

FRESH_SECONDS = 300
REMEMBERED_SECONDS = 60
"""So long a function goes without asking SSM again: new secrets are known within a minute."""
_REFUSED = {"signature": CallbackSignatureError, "receiver": CallbackForeignError}


def echo(envelope: Envelope) -> str:
    """What the URL check wants to hear. Raises as `take`, but remembers nothing: asking again is right."""
    return _open(envelope)


def take(raw: bytes, signature: str, timestamp: str, nonce: str) -> None:
    """An event or a message of WeCom: remembered once, or refused with nothing changed.

    Raises BodyTooLargeError, CallbackUnreadableError, CallbackOldError, CallbackSignatureError, CallbackForeignError,
    CallbackRepeatedError, CallbackUnsetError, BusyError.
    """
    if len(raw) > event_xml.LARGEST_BYTES:
        raise BodyTooLargeError(limit_kb=event_xml.LARGEST_BYTES // 1024)
    try:
        sealed = event_xml.read(raw).get("Encrypt")
        if not isinstance(sealed, str):
            raise CallbackUnreadableError
        event = events.read(_open(Envelope(signature, timestamp, nonce, sealed)))
        new = callback_store.take(nonce, event)
    except XmlError as error:
        raise CallbackUnreadableError from error
    except callback_store.NonceUsedError as error:
        raise CallbackRepeatedError from error
    told = {"event": event.kind, "change": event.change, "key": event.key}
    if not new:
        logger.info("wecom_event_again", extra=told)
    elif event.known:
        logger.info("wecom_event", extra=told)
    else:
        logger.warning("wecom_event_unknown", extra=told)


def secrets() -> Secrets:
    """What the console shows for our callback: `{"token": …, "aes_key": …}` in the parameter store.

    Raises CallbackUnsetError.
    """
    token, aes_key = _secrets(int(clock.now().timestamp()) // REMEMBERED_SECONDS)
    return Secrets(token, aes_key, settings().wecom_corp_id)


def _open(envelope: Envelope) -> str:
    now = int(clock.now().timestamp())
    if not envelope.timestamp.isdecimal() or abs(now - int(envelope.timestamp)) > FRESH_SECONDS:
        raise CallbackOldError
    try:
        return opened(secrets(), envelope)
    except EnvelopeError as error:
        raise _REFUSED.get(error.part, CallbackUnreadableError) from error


@functools.lru_cache(maxsize=1)
def _secrets(_window: int) -> tuple[str, str]:
    ssm = client("ssm")
    try:
        parameter = ssm.get_parameter(Name=settings().wecom_callback_parameter, WithDecryption=True)
        told = json.loads(parameter["Parameter"]["Value"])
        token, aes_key = str(told["token"]), str(told["aes_key"])
        key_of(aes_key)
    except (ssm.exceptions.ParameterNotFound, ValueError, KeyError, TypeError) as error:
        raise CallbackUnsetError from error
    return token, aes_key
