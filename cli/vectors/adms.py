"""Known answers of ZKTeco's push protocol."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalicelib.attendance import adms, adms_commands
from cli.vectors.judging import Case, Checker, named, same

REASONS = {"clock lost": "clock_lost", "impossible date": "no_such_time", "torn line": "torn"}
"""How the file's words begin, and what we call it."""


def _handshake(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "answer", partial(_greeting, section)


def _greeting(section: Mapping[str, Any]) -> None:
    lines = section["response"].splitlines()[1:]
    options = dict(line.split("=", 1) for line in lines)
    same("answer", adms.handshake(_serial(section["request"]), options), section["response"])


def _attlog(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "rows", partial(_rows, section)
    yield "key", partial(_key, section)


def _rows(section: Mapping[str, Any]) -> None:
    batch = adms.read_punches(bytes.fromhex(section["body_hex"]))
    rows = [
        {name: value for name, value in asdict(punch).items() if value is not None} for punch in batch.punches
    ]
    same("rows", rows, section["rows"])
    same("answer", batch.answer, section["response"])


def _key(section: Mapping[str, Any]) -> None:
    """Made of what the file names, in its order; nothing of the stamp."""
    names = section["dedup_key"].split(" (")[0].split("|")
    serial = _serial(section["request"])
    for punch, row in zip(
        adms.read_punches(bytes.fromhex(section["body_hex"])).punches, section["rows"], strict=True
    ):
        parts = {"SN": serial, "PIN": row["pin"], "local time": row["local"], "status": row["status"]}
        same("key", adms.key(serial, punch), "|".join(parts[name] for name in names))


def _bad(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["why"], partial(_aside, case)


def _aside(case: Mapping[str, Any]) -> None:
    """Set aside with the right reason, and the batch is answered all the same."""
    good = "100236\t2026-11-22 08:30:00\t0\t1"
    batch = adms.read_punches(f"{good}\n{case['line']}\n{good}\n".encode())
    reasons = [reason for words, reason in REASONS.items() if case["why"].startswith(words)]
    same("reasons", [line.reason for line in batch.aside], reasons)
    same("lines", [line.line for line in batch.aside], [case["line"]])
    same("good rows and answer", (len(batch.punches), batch.answer), (2, "OK: 3"))


def _operlog(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "in UTF-8", partial(_entries, section, section["body"].encode(), "utf-8")
    yield "in GBK", partial(_entries, section, bytes.fromhex(section["body_gbk_hex"]), "gbk")


def _entries(section: Mapping[str, Any], body: bytes, encoding: str) -> None:
    same("text", body.decode(encoding), section["body"])
    entries = adms.read_operations(body, encoding)
    lines = section["body"].splitlines()
    same("kinds", [entry.kind for entry in entries], [line.split(" ")[0] for line in lines])
    for entry, line in zip(entries, lines, strict=True):
        told = line.split(" ", 1)[1].split("\t")
        named = [f"{k}={v}" for k, v in entry.fields.items()]
        same("fields", named if "=" in told[0] else list(entry.fields.values()), told)
    same("answer", f"OK: {len(entries)}", section["response"])


def _command(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield "getrequest", partial(_told, section["getrequest_response"])
    for name in ("devicecmd_body", "devicecmd_two"):
        yield name, partial(_results, section[name])
    yield "ack", partial(same, "ack", adms_commands.ACK, section["ack"])


def _told(text: str) -> None:
    _, number, told = text.rstrip("\n").split(":", 2)
    *words, first = told.split("\t")[0].split(" ")
    fields = dict(part.split("=", 1) for part in [first, *told.split("\t")[1:]])
    same("line", adms_commands.command(int(number), " ".join(words), fields), text)


def _results(body: str) -> None:
    told = [dict(parse_qsl(line)) for line in body.splitlines()]
    wanted = [(int(one["ID"]), int(one["Return"]), one["CMD"]) for one in told]
    same("results", [(r.number, r.code, r.command) for r in adms_commands.results(body)], wanted)


def _rttime(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    yield section["local"], partial(_time, section)


def _time(section: Mapping[str, Any]) -> None:
    text = adms_commands.server_time(dt.datetime.fromisoformat(section["local"]))
    same("text", text, section["text"])
    same("DateTime", int(text.split("=")[1].split(",")[0]), section["DateTime"])


def _serial(request: str) -> str:
    return adms.serial_of(dict(parse_qsl(urlsplit(request.split(" ")[1]).query)))


ADMS = Checker(
    {
        "handshake": _handshake,
        "attlog": _attlog,
        "attlog_bad": _bad,
        "operlog": _operlog,
        "command": _command,
        "rttime": _rttime,
    },
    named(
        handshake="request response",
        attlog="request body_hex response rows dedup_key",
        attlog_bad="line",
        operlog="body body_gbk_hex response",
        command="getrequest_response devicecmd_body devicecmd_two ack",
        rttime="local DateTime text",
    ),
)
