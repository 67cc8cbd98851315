"""Known answers of WeCom: callback envelopes and JS-SDK signatures."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from wechatpy.enterprise.crypto import PrpCrypto

from chalicelib.wecom import event_xml, jssdk
from chalicelib.wecom.callback_crypto import Envelope, EnvelopeError, Secrets, key_of, opened, signature
from cli.vectors.judging import Case, Checker, DifferenceError, named, refused, same

NEGATIVES = {
    "one flipped base64 character in encrypt, old signature": "signature mismatch -> 4xx, no decrypt",
}


def _callbacks(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section["cases"]:
        yield case["name"], partial(_envelope, section, case)
    for negative in section.get("negative", ()):
        yield negative["name"], partial(_negative, section, negative)


def _envelope(section: Mapping[str, Any], case: Mapping[str, Any]) -> None:
    """Signed, opened, and sealed anew with the same random bytes: all three are as the file says."""
    secrets, envelope = _secrets(section, case), _sealed(case)
    told = signature(secrets.token, envelope.timestamp, envelope.nonce, envelope.sealed)
    same("signature", told, case["msg_signature"])
    same("plaintext", opened(secrets, envelope), case["plaintext"])
    if "plaintext_utf8_bytes" in case:
        same("length", len(case["plaintext"].encode()), case["plaintext_utf8_bytes"])
    same("encrypt", _seal(secrets, _random(section, case), case["plaintext"]), case["encrypt"])
    if "post_body" in case:
        same("Encrypt of the body", event_xml.read(case["post_body"].encode())["Encrypt"], case["encrypt"])
    if "post_query" in case:
        query = {name: values[0] for name, values in parse_qs(case["post_query"]).items()}
        wanted = {name: case[name] for name in ("msg_signature", "timestamp", "nonce")}
        same("query", query, wanted)


def _negative(section: Mapping[str, Any], negative: Mapping[str, Any]) -> None:
    if negative["name"] not in NEGATIVES:
        raise DifferenceError("nobody knows how to check this")
    same("what is expected", negative["expect"], NEGATIVES[negative["name"]])
    for case in section["cases"]:
        text = case["encrypt"]
        flipped = ("B" if text[0] == "A" else "A") + text[1:]
        bad = {**case, "encrypt": flipped}
        refused(case["name"], EnvelopeError, partial(opened, _secrets(section, case), _sealed(bad)))


def _secrets(section: Mapping[str, Any], case: Mapping[str, Any]) -> Secrets:
    """`receive_id` is the corporation's id, or empty for a bot."""
    if case.get("receive_id"):
        same("receive_id", case["receive_id"], section.get("corpid", case["receive_id"]))
    receiver = case.get("receive_id", section.get("receive_id"))
    return Secrets(section["token"], section["encoding_aes_key"], receiver)


def _sealed(case: Mapping[str, Any]) -> Envelope:
    return Envelope(case["msg_signature"], case["timestamp"], case["nonce"], case["encrypt"])


def _random(section: Mapping[str, Any], case: Mapping[str, Any]) -> bytes:
    return bytes.fromhex(case["random16_hex"]) if "random16_hex" in case else section["random16"].encode()


def _seal(secrets: Secrets, random16: bytes, text: str) -> str:
    """As wechatpy seals, with random bytes that are known."""

    class Known(PrpCrypto):  # type: ignore[misc]
        def get_random_string(self) -> bytes:
            return random16

    sealer = Known(key_of(secrets.aes_key))
    return str(sealer.encrypt(text, secrets.receive_id).decode())


def _official(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "official", partial(_page, section, section["url"])


def _own(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for number, case in enumerate(section, 1):
        yield f"own {number}", partial(_page, case, case["page_url"])


def _page(case: Mapping[str, Any], page: str) -> None:
    told = (case["jsapi_ticket"], case["noncestr"], case["timestamp"], page)
    same("address", jssdk.signed_address(page), case.get("signed_url", page))
    same("string1", jssdk.text_of(*told), case["string1"])
    same("signature", jssdk.signature(*told), case["signature"])


CASE = "timestamp nonce receive_id plaintext plaintext_utf8_bytes random16_hex encrypt msg_signature post_body post_query"
PAGE = "jsapi_ticket noncestr timestamp string1 signature"
CALLBACK = Checker(
    {"official": _callbacks, "own": _callbacks},
    named(
        official="token encoding_aes_key receive_id cases negative",
        official__cases=CASE,
        own="token encoding_aes_key random16 corpid cases negative",
        own__cases=CASE,
        own__negative="expect",
    ),
)
JSSDK = Checker(
    {"official": _official, "own": _own}, named(official=f"{PAGE} url", own=f"{PAGE} page_url signed_url")
)
