"""Known answers of Qiyuesuo: signatures of calls in three generations, and callbacks."""

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from chalicelib.signing import callbacks
from chalicelib.signing.signatures import Generation, Key, base_of, headers, hexadecimal
from cli.vectors.judging import Case, Checker, named, refused, same


def _signatures(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["generation"], partial(_signature, case)


def _signature(case: Mapping[str, Any]) -> None:
    key, nonce = Key(case["token"], case["secret"]), case.get("nonce", "")
    generation = _generation(case["headers"], key, case["timestamp"], nonce)
    same("base", base_of(generation, key, case["timestamp"], nonce), case["base"])
    told = headers(generation, key, case["timestamp"], nonce)
    same("signature", list(told.values())[-1], case["signature"])


def _generation(wanted: list[str], key: Key, timestamp: str, nonce: str) -> Generation:
    """The one with these headers."""
    found = {tuple(headers(one, key, timestamp, nonce)): one for one in Generation}
    return found[tuple(wanted)]


def _encrypted(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "signature", partial(_callback_signature, section)
    yield "content", partial(_content, section)
    yield "form", partial(_form, section)


def _callback_signature(section: Mapping[str, Any]) -> None:
    secret, timestamp = section["callback_secret"], section["timestamp"]
    same("signature", hexadecimal(timestamp + secret), section["signature"])
    form = {name: values[0] for name, values in parse_qs(section["form_body"]).items()}
    same("form", form, {name: section[name] for name in ("signature", "timestamp", "content")})
    wrong = section["form_body"].replace(section["signature"], "0" * 32)
    refused("another signature", callbacks.CallbackError, partial(callbacks.read_encrypted, wrong, secret))


def _content(section: Mapping[str, Any]) -> None:
    same(
        "plaintext", callbacks.decrypted(section["content"], section["callback_secret"]), section["plaintext"]
    )


def _form(section: Mapping[str, Any]) -> None:
    """The form as it is escaped, and as it arrives from senders that leave `+` as it is."""
    told = json.loads(section["plaintext"])
    hint = callbacks.Hint(
        told["contractId"], told["callbackType"], told["contractStatus"], told["tenantName"]
    )
    for body in (section["form_body"], section["form_body"].replace("%2B", "+")):
        same("callback", callbacks.read_encrypted(body, section["callback_secret"]), hint)


def _plain(section: Any, content: Mapping[str, Any]) -> Iterator[Case]:
    yield "form", partial(_plain_form, section["form_body"], content["callback_encrypted"])


def _plain_form(body: str, encrypted: Mapping[str, Any]) -> None:
    """Says the same as the encrypted one."""
    other = callbacks.read_encrypted(encrypted["form_body"], encrypted["callback_secret"])
    same("callback", callbacks.read_plain(body), other)
    form = {name: values[0] for name, values in parse_qs(body).items()}
    same("fields", form, json.loads(encrypted["plaintext"]))


def _placeholder(section: Any, content: Mapping[str, Any]) -> Iterator[Case]:
    yield "no generation signs so", partial(_no_signature, section["value"], content["request_signature"])


def _no_signature(value: str, cases: list[Mapping[str, Any]]) -> None:
    for case in cases:
        told = hexadecimal(case["token"] + case["secret"] + case["timestamp"] + case.get("nonce", ""))
        same(f"that {case['generation']} gives the value", told == value, known=False)


QIYUESUO = Checker(
    {
        "request_signature": _signatures,
        "callback_encrypted": _encrypted,
        "callback_plain": _plain,
        "not_a_vector": _placeholder,
    },
    named(
        request_signature="generation headers token secret timestamp nonce base signature",
        callback_encrypted="callback_secret timestamp signature plaintext content form_body",
        callback_plain="form_body",
        not_a_vector="value",
    ),
)
