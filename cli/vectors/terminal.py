"""Known answers of ZKTeco's TCP protocol: frames, keys, checksums, times, records."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from chalicelib.attendance import zk_frames, zk_records
from chalicelib.attendance.zk_frames import Frame
from cli.vectors.judging import Case, Checker, DifferenceError, named, same

COMMANDS = {
    "CONNECT ack OK": zk_frames.ACK_OK,
    "CONNECT": zk_frames.CONNECT,
    "ACK_UNAUTH": zk_frames.ACK_UNAUTH,
    "AUTH": zk_frames.AUTH,
    "EXIT": zk_frames.EXIT,
}
NAME = re.compile(
    r"^(?P<word>[A-Za-z_ ]+?)(?: (?P<number>\d{4}))?,?(?: password (?P<password>\d+))? "
    r"session (?P<session>0x[0-9a-fA-F]+|\d+),? reply (?P<reply>\d+)(?: .*)?$"
)
"""`AUTH 1102 password 123456 session 0x1234 reply 1`."""
LATER = dt.datetime(2099, 1, 1)  # noqa: DTZ001 - a terminal's wall clock


def _frames(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["name"], partial(_frame, case)


def _frame(case: Mapping[str, Any]) -> None:
    """Its name says what is in it; packed it is the bytes, and the bytes unpacked are it."""
    told = NAME.match(case["name"])
    if told is None or told["word"] not in COMMANDS:
        raise DifferenceError("nobody knows which frame this name means")
    command, session = COMMANDS[told["word"]], int(told["session"], 0)
    same("number", int(told["number"] or command), command)
    data = zk_frames.login_key(int(told["password"]), session) if told["password"] else b""
    frame = Frame(command, session, int(told["reply"]), data)
    same("bytes", zk_frames.pack(frame).hex(), case["hex"])
    same("frame", zk_frames.unpack(bytes.fromhex(case["hex"])), frame)


def _keys(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        key = partial(zk_frames.login_key, case["password"], case["session"], case["ticks"])
        yield f"password {case['password']}", partial(_hex, key, case["hex"])


def _hex(work: Any, known: str) -> None:
    same("bytes", work().hex(), known)


def _checksums(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["hex"], partial(_checksum, case)


def _checksum(case: Mapping[str, Any]) -> None:
    same("checksum", zk_frames.checksum(bytes.fromhex(case["hex"])), case["checksum"])


def _times(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["local"], partial(_time, case)


def _time(case: Mapping[str, Any]) -> None:
    local = dt.datetime.fromisoformat(case["local"])
    same("value", zk_records.encode_time(local), case["value"])
    same("bytes", case["value"].to_bytes(4, "little").hex(), case["le_hex"])
    same("time", zk_records.DeviceTime(case["value"]).moment(), local)


def _invalid(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
    for case in section:
        yield case["name"], partial(_no_time, case)


def _no_time(case: Mapping[str, Any]) -> None:
    time = zk_records.DeviceTime(case["value"])
    same("text", time.text, case["decoded"])
    same("moment", time.moment(), None)


def _records(size: int) -> Any:
    def cases(section: Any, _: Mapping[str, Any]) -> Iterator[Case]:
        for case in section:
            yield case["time"], partial(_record, case, size)

    return cases


NAMES = {
    "uid": "uid",
    "user_id": "user_id",
    "verify": "verify",
    "punch": "state",
    "byte2": "verify",
    "byte3": "state",
}
"""What the file calls a field, and what we do."""


def _record(case: Mapping[str, Any], size: int) -> None:
    raw = bytes.fromhex(case["hex"])
    same("bytes", len(raw), size)
    (record,) = zk_records.read(raw, 1, LATER)
    same("time", record.time.text, case["time"])
    found = {name: getattr(record, field) for name, field in NAMES.items() if name in case}
    same("record", found, {name: case[name] for name in found})


def _race(section: Any, content: Mapping[str, Any]) -> Iterator[Case]:
    yield "somebody punches in between", partial(_raced, section, content)


def _raced(section: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    size = section["record_bytes"]
    payload = bytes.fromhex(content[f"attlog_{size}"][0]["hex"]) * section["sent_records"]
    same("layout", zk_records.record_bytes(payload, section["declared_records"], LATER), size)
    records = zk_records.read(payload, section["declared_records"], LATER)
    same("records", len(records), section["sent_records"])
    same("people", {r.user_id for r in records}, {content[f"attlog_{size}"][0]["user_id"]})


TCP = Checker(
    {
        "frames": _frames,
        "commkey": _keys,
        "checksum": _checksums,
        "time": _times,
        "time_invalid": _invalid,
        "attlog_40": _records(40),
        "attlog_16": _records(16),
        "attlog_8": _records(8),
        "race": _race,
    },
    named(
        frames="hex",
        commkey="password session ticks hex",
        checksum="hex checksum",
        time="local value le_hex",
        time_invalid="value decoded",
        attlog_40="hex time uid user_id verify punch",
        attlog_16="hex time user_id verify punch",
        attlog_8="hex time uid byte2 byte3",
        race="declared_records sent_records record_bytes expect",
    ),
)
