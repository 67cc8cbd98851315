"""What terminals and BioTime say, beyond the known answers: rubbish, repeats, and what may not be sent."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.attendance import adms, adms_commands, biotime, zk_frames, zk_records
from chalicelib.attendance.zk_frames import Frame, FrameError

WORDS = st.integers(0, 0xFFFF)
NOON = dt.datetime(2026, 11, 22, 12)  # noqa: DTZ001 - a wall clock
MOMENTS = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 12, 31))  # noqa: DTZ001


@given(WORDS, WORDS, WORDS, st.binary(max_size=99))
def test_a_frame_survives_the_wire(command: int, session: int, reply: int, data: bytes):
    frame = Frame(command, session, reply, data)
    assert zk_frames.unpack(zk_frames.pack(frame)) == frame


@given(st.binary(max_size=64))
def test_rubbish_is_no_frame(raw: bytes):
    with pytest.raises(FrameError):
        zk_frames.unpack(raw)


@pytest.mark.parametrize("place", range(16))
def test_a_changed_byte_is_no_frame(place: int):
    raw = bytearray(zk_frames.pack(Frame(zk_frames.EXIT, 0x1234, 2)))
    raw[place] ^= 0x10
    with pytest.raises(FrameError):
        zk_frames.unpack(bytes(raw))


@given(MOMENTS)
def test_a_time_is_read_as_it_was_written(moment: dt.datetime):
    moment = moment.replace(microsecond=0)
    assert zk_records.DeviceTime(zk_records.encode_time(moment)).moment() == moment


def _large(moment: dt.datetime, user: bytes = b"100236") -> bytes:
    return zk_records.LARGE.pack(7, user, 1, zk_records.encode_time(moment), 0, b"")


def test_records_without_a_layout_are_not_guessed():
    for payload in (b"", b"\x01" * 41, b"\xff" * 80):
        with pytest.raises(zk_records.LayoutError):
            zk_records.read(payload, 2, NOON)


def test_one_impossible_time_does_not_lose_the_others():
    impossible = zk_records.LARGE.pack(8, b"100237", 1, 840960000, 0, b"")
    records = zk_records.read(_large(NOON) * 30 + impossible, 31, NOON)
    assert [record.user_id for record in records] == ["100236"] * 30 + ["100237"]
    assert [record.time.moment() is None for record in records] == [False] * 30 + [True]


def test_times_of_years_to_come_show_the_wrong_layout():
    with pytest.raises(zk_records.LayoutError):
        zk_records.read(_large(NOON + dt.timedelta(days=400)), 1, NOON)


def test_a_line_of_any_kind_gets_its_answer():
    batch = adms.read_punches(
        b"100236\t2026-11-22 08:30:00\t0\t1\r\n\n\xff\xfe\tnow\t0\t1\n" + b"9" * 9000 + b"\n"
    )
    assert [line.reason for line in batch.aside] == ["no_such_time", "torn"]
    assert max(len(line.line) for line in batch.aside) == adms.LONGEST_LINE
    assert (len(batch.punches), batch.answer) == (1, "OK: 3")


def test_the_stamp_makes_no_punch_another():
    first, again = (
        adms.read_punches(b"100236\t2026-11-22 08:30:00\t0\t1\t" + rest).punches[0]
        for rest in (b"", b"7\t0\t0\n")
    )
    assert adms.key("FAKE1", first) == adms.key("FAKE1", again)


def test_biometrics_are_counted_and_not_kept():
    entries = adms.read_operations(
        b"FP PIN=1\tTMP=abcdef\nFACE PIN=1\tTMP=abcdef\nUSER PIN=1\tName=A\n", "utf-8"
    )
    assert [(entry.kind, dict(entry.fields)) for entry in entries] == [
        ("FP", {}),
        ("FACE", {}),
        ("USER", {"PIN": "1", "Name": "A"}),
    ]


def test_a_name_in_another_encoding_than_the_terminals_is_told():
    with pytest.raises(UnicodeDecodeError):
        adms.read_operations("USER PIN=1\tName=张三\n".encode("gbk"), "utf-8")


def test_a_terminal_may_write_its_serial_number_small():
    assert (adms.serial_of({"sn": "a"}), adms.serial_of({"SN": "b"}), adms.serial_of({})) == ("a", "b", "")


@pytest.mark.parametrize(
    "verb", ["CLEAR LOG", "CLEAR DATA", "REBOOT", "data update userinfo", "INFO\tCLEAR LOG"]
)
def test_what_clears_a_terminal_is_never_sent(verb: str):
    with pytest.raises(ValueError, match="not sent"):
        adms_commands.command(1, verb)


def test_a_name_cannot_begin_a_field_or_a_command():
    line = adms_commands.command(1, "DATA UPDATE USERINFO", {"PIN": "1", "Name": "a\tPri=14\nC:2:CLEAR LOG"})
    assert line == "C:1:DATA UPDATE USERINFO PIN=1\tName=aPri=14C:2:CLEAR LOG\n"
    assert adms_commands.command(2, "INFO") == "C:2:INFO\n"


def test_only_what_may_come_right_is_repeated():
    told = adms_commands.results(
        "ID=1&Return=-1003&CMD=DATA\nID=2&Return=-10&CMD=DATA\nID=x&Return=0\n\nID=3"
    )
    assert [(result.number, result.again) for result in told] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", b"{}"),
        (403, "application/json", b'{"code": 0, "count": 0, "next": null, "data": []}'),
        (200, "application/json", b'{"code": 1, "count": 0, "next": null, "data": []}'),
        (200, "application/json", b'{"code": 0, "count": 0}'),
        (200, "application/json", b"[]"),
        (200, "application/json", b"{"),
    ],
)
def test_an_answer_that_is_no_page_is_never_an_empty_one(status: int, kind: str, body: bytes):
    with pytest.raises(biotime.AnswerError):
        biotime.read_page(status, kind, body)


def test_the_next_page_is_asked_of_the_server_we_know():
    told = {"code": 0, "count": 1, "next": "http://10.0.0.5:8081/x/?page=2&page_size=2", "data": []}
    page = biotime.read_page(200, "application/json; charset=utf-8", json.dumps(told).encode())
    assert page.following == {"page": "2", "page_size": "2"}


def test_reading_on_overlaps():
    assert biotime.resume_after([{"id": 5000}, {"id": 3}]) == 3000
    assert biotime.resume_after([{"id": 5}]) == 0
    assert biotime.resume_after([], 4000) == 2000


@pytest.mark.parametrize("token", ["", "a.b", "a.!!.c", "a.e30.c", "a.W10.c"])
def test_a_token_that_says_nothing_of_its_end_is_none(token: str):
    with pytest.raises(biotime.AnswerError):
        biotime.expires_at(token)
