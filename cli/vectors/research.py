"""Known answers of the research system's messages: signatures, and what each means for the line we hold."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from chalicelib.platform import webhooks
from chalicelib.procurement.budget_lines import BudgetLine, Verdict, judge, read
from cli.vectors.judging import Case, Checker, DifferenceError, named, same


def _public(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "signature", partial(_signature, section)


def _signature(section: Mapping[str, Any]) -> None:
    raw = section["body"].encode()
    told = webhooks.sign(section["secret"], section["id"], section["timestamp"], raw)
    same("signature", told, section["signature"])
    same("verified", _verified(section, [section["secret"]], told, raw), section["id"])


def _own(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "signature of the current key", partial(_current, section)
    yield "signatures while the key is replaced", partial(_rotation, section)
    yield "budget line", partial(_line, section)
    for negative in section["negative"]:
        yield negative["name"], partial(_negative, section, negative)


def _current(section: Mapping[str, Any]) -> None:
    raw = section["body_utf8"].encode()
    same("body_sha256", hashlib.sha256(raw).hexdigest(), section["body_sha256"])
    told = webhooks.sign(section["secret_current"], section["id"], section["timestamp"], raw)
    same("signature", told, section["signature_current"])


def _rotation(section: Mapping[str, Any]) -> None:
    """The header is the signatures of both keys, and fits whoever knows one of them."""
    raw = section["body_utf8"].encode()
    keys = [section["secret_current"], section["secret_previous"]]
    header = " ".join(webhooks.sign(key, section["id"], section["timestamp"], raw) for key in keys)
    same("header", header, section["signature_header_during_rotation"])
    for known in ([keys[0]], [keys[1]], keys):
        same("verified", _verified(section, known, header, raw), section["id"])


def _line(section: Mapping[str, Any]) -> None:
    told = json.loads(section["body_utf8"])["data"]
    line = read(section["body_utf8"].encode())
    same("amount", line.amount, int(told["amount_fen"]))
    same("line", (line.line_id, line.revision), (told["line_id"], told["revision"]))


def _negative(section: Mapping[str, Any], negative: Mapping[str, Any]) -> None:
    check, expected = NEGATIVES.get(negative["name"], (_unknown, negative["expect"]))
    same("what is expected", negative["expect"], expected)
    check(section, negative)


def _unknown(_: Mapping[str, Any], __: Mapping[str, Any]) -> None:
    raise DifferenceError("nobody knows how to check this")


def _reserialised(section: Mapping[str, Any], negative: Mapping[str, Any]) -> None:
    changed = negative["body_utf8"].encode()
    same("content", json.loads(changed), json.loads(section["body_utf8"]))
    keys = [section["secret_current"]]
    same("verified", _verified(section, keys, section["signature_current"], changed), None)


def _old(section: Mapping[str, Any], _: Mapping[str, Any]) -> None:
    raw, keys = section["body_utf8"].encode(), [section["secret_current"]]
    for age, known in ((300, section["id"]), (301, None), (-301, None)):
        found = _verified(section, keys, section["signature_current"], raw, age)
        same(f"verified after {age} s", found, known)


def _verdict(change: dict[str, Any], verdict: Verdict) -> Callable[..., None]:
    """A message that differs from the one we hold by this."""

    def check(section: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        held = read(section["body_utf8"].encode())
        told = BudgetLine.model_validate(held.model_dump() | change)
        same("verdict", judge(held, told), verdict)
        same("first verdict", judge(None, held), Verdict.APPLIED)

    return check


def _verified(
    section: Mapping[str, Any], secrets: list[str], header: str, raw: bytes, age_seconds: int = 0
) -> str | None:
    told = {
        "webhook-id": section["id"],
        "webhook-timestamp": str(section["timestamp"]),
        "webhook-signature": header,
    }
    return webhooks.signed_id(secrets, told, raw, section["timestamp"] + age_seconds)


NEGATIVES: Mapping[str, tuple[Callable[..., None], str]] = {
    "body reserialised with spaces": (_reserialised, "401"),
    "timestamp older than 300 s against the receiver clock": (_old, "401"),
    "same id again, same body": (_verdict({}, Verdict.DUPLICATE), "200 and no second effect"),
    "same line_id, revision 1 after 2": (
        _verdict({"revision": 1}, Verdict.STALE),
        "200 recorded as stale, state unchanged",
    ),
    "same line_id and revision, different amount": (
        _verdict({"amount_fen": "1"}, Verdict.CONFLICT),
        "409 and alarm",
    ),
}
WEBHOOK = Checker(
    {"public": _public, "own": _own},
    named(
        public="secret id timestamp body signature",
        own=(
            "secret_current secret_previous id timestamp body_utf8 body_sha256 signature_current"
            " signature_header_during_rotation negative"
        ),
        own__negative="expect body_utf8",
    ),
)
