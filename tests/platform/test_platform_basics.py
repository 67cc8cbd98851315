"""Clock, ids, messages, serial patterns, cookies, cursors."""

import base64
import datetime as dt
import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.approvals.store import ApprovalRow
from chalicelib.platform import clock, ids, messages, serials
from chalicelib.platform.errors import CursorError
from chalicelib.platform.store import decode_cursor, encode_cursor
from chalicelib.platform.web import parse_cookies

MOMENT = dt.datetime(2026, 11, 23, 1, 2, 3, 456789, dt.UTC)
INSTANTS = st.datetimes(
    dt.datetime.fromisoformat("1970-01-02"),
    dt.datetime.fromisoformat("2200-01-01"),
    timezones=st.just(dt.UTC),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))


def test_the_clock_keeps_milliseconds():
    with clock.frozen(MOMENT):
        assert clock.now() == MOMENT.replace(microsecond=456000)


def test_the_clock_runs_again_after_it_was_frozen():
    with clock.frozen(MOMENT):
        pass
    assert clock.now() > MOMENT - dt.timedelta(days=365)
    assert clock.now().tzinfo is dt.UTC


def test_an_instant_is_written_in_utc():
    assert clock.to_text(MOMENT) == "2026-11-23T01:02:03.456Z"
    shanghai = MOMENT.astimezone(clock.ZONE)
    assert clock.to_text(shanghai) == "2026-11-23T01:02:03.456Z"


@given(INSTANTS)
def test_an_instant_comes_back_from_its_text(at: dt.datetime):
    assert clock.from_text(clock.to_text(at)) == at


@given(INSTANTS, INSTANTS)
def test_texts_sort_as_their_instants(one: dt.datetime, other: dt.datetime):
    assert (clock.to_text(one) < clock.to_text(other)) == (one < other)


@given(INSTANTS)
def test_the_wall_clock_and_back(at: dt.datetime):
    assert clock.from_wall(clock.wall(at)) == at or at.year < 1992  # China had summer time until 1991


def test_the_wall_clock_is_that_of_the_institute():
    assert clock.wall(MOMENT) == dt.datetime(2026, 11, 23, 9, 2, 3, 456789)  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01T00:00:00.000Z"])
def test_what_is_no_instant_is_refused(text: str):
    with pytest.raises(ValueError):
        clock.from_text(text)


def test_ids_sort_by_time_and_do_not_repeat():
    with clock.frozen(MOMENT):
        first = {ids.new_id() for _ in range(200)}
    with clock.frozen(MOMENT + dt.timedelta(milliseconds=1)):
        second = {ids.new_id() for _ in range(200)}
    assert len(first | second) == 400
    assert max(first) < min(second)


def test_an_id_is_26_small_characters_and_holds_no_separator():
    assert re.fullmatch("[0-9a-z]{26}", ids.new_id())


def test_a_secret_is_64_hex_characters_and_never_the_same():
    assert re.fullmatch("[0-9a-f]{64}", ids.new_secret())
    assert len({ids.new_secret() for _ in range(100)}) == 100


def test_a_text_is_filled_in():
    assert messages.text("errors.flow_not_found", flow="x") == "没有流程 x"
    assert messages.text("errors.flow_not_found", "en", flow="x") == "There is no flow x"


def test_a_value_nobody_gave_shows_as_dots_even_with_a_format():
    assert messages.text("errors.body_too_large", "en").count("…") == 1
    assert messages.text("errors.balance_short", "en").count("…") == 2


def test_a_number_is_shown_without_needless_zeros():
    assert "480" in messages.text("errors.balance_short", available=480.0, wanted=960.5)
    assert "480.0" not in messages.text("errors.balance_short", available=480.0, wanted=960.5)


def test_braces_in_a_value_are_no_placeholders():
    assert messages.text("errors.flow_not_found", flow="{0.__class__}") == "没有流程 {0.__class__}"


def test_a_key_nobody_wrote_is_an_error():
    with pytest.raises(KeyError):
        messages.text("errors.nobody_wrote_this")


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        (None, "zh_CN"),
        ("", "zh_CN"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh_CN"),
        ("en-GB,en;q=0.9", "en"),
        ("EN", "en"),
        ("fr", "zh_CN"),
        ("*", "zh_CN"),
    ],
)
def test_the_language_is_the_one_the_browser_prefers_or_chinese(header: str | None, locale: str):
    assert messages.locale_of(header) == locale


class Counter:
    """A stand-in of the counter row: counts per series and period."""

    values: dict[tuple[str, str], int]

    class value:  # noqa: N801 - an attribute of the row
        @staticmethod
        def add(number: int) -> int:
            return number

    def __init__(self, pk: str, sk: str) -> None:
        self.key = (pk, sk)

    def update(self, actions: list[int]) -> None:
        Counter.values[self.key] = Counter.values.get(self.key, 0) + sum(actions)
        self.value = Counter.values[self.key]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> type[Counter]:
    Counter.values = {}
    monkeypatch.setattr(serials, "CounterRow", Counter)
    return Counter


DAY = dt.date(2026, 3, 7)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("QJ-{yyyy}{mm}-{seq:4}", "QJ-202603-0001"),
        ("JQ{yyyy}{seq:7}", "JQ20260000001"),
        ("{yy}{mm}{dd}-{seq:2}", "260307-01"),
        ("合同[{yyyy}]{seq:3}号", "合同[2026]001号"),
    ],
)
@pytest.mark.usefixtures("counted")
def test_a_serial_number_follows_its_pattern(pattern: str, number: str):
    assert serials.next_serial("flow#x", pattern, DAY) == number


@pytest.mark.usefixtures("counted")
def test_numbers_run_on_within_a_period_and_begin_anew_with_the_next():
    pattern = "QJ-{yyyy}{mm}-{seq:4}"
    found = [serials.next_serial("a", pattern, day) for day in (DAY, DAY, dt.date(2026, 4, 1))]
    assert found == ["QJ-202603-0001", "QJ-202603-0002", "QJ-202604-0001"]


@pytest.mark.usefixtures("counted")
def test_every_series_counts_for_itself():
    assert serials.next_serial("a", "{seq:2}", DAY) == serials.next_serial("b", "{seq:2}", DAY) == "01"


def test_a_number_wider_than_its_places_is_not_cut(counted: type[Counter]):
    counted.values["COUNTER#a", "#"] = 99
    assert serials.next_serial("a", "{seq:2}", DAY) == "100"


@pytest.mark.parametrize(
    ("header", "cookies"),
    [
        ("", {}),
        ("a=1", {"a": "1"}),
        ("a=1; b=2", {"a": "1", "b": "2"}),
        ("a=1;b=2;a=3", {"a": "1", "b": "2"}),
        ("a=x=y", {"a": "x=y"}),
        (";;= ;a", {"a": ""}),
        (" a = 1", {"a ": " 1"}),
    ],
)
def test_cookies_are_read_and_the_first_of_a_name_wins(header: str, cookies: dict[str, str]):
    assert parse_cookies(header) == cookies


@given(st.text(max_size=60))
def test_no_cookie_header_breaks_anything(header: str):
    assert all(name for name in parse_cookies(header))


KEY = {"pk": {"S": "R#1"}, "sk": {"S": "3#head"}, "gsi1pk": {"S": "OPEN#liming"}, "gsi1sk": {"S": "2026"}}


INDEX = ApprovalRow.by_person


def _forged(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_a_cursor_comes_back_for_its_list_and_partition_only():
    cursor = encode_cursor("mine", KEY)
    assert decode_cursor("mine", cursor, INDEX, "OPEN#liming") == KEY
    for scope, partition in (("mine", "OPEN#chenjing"), ("handled", "OPEN#liming")):
        with pytest.raises(CursorError) as refused:
            decode_cursor(scope, cursor, INDEX, partition)
        assert refused.value.field == "cursor"


def test_the_end_of_a_list_has_no_cursor_and_no_cursor_is_its_beginning():
    assert encode_cursor("x", None) is None
    assert decode_cursor("x", None, INDEX, "p") is None
    assert decode_cursor("x", "", INDEX, "p") is None


NO_KEYS = [
    KEY | {"pk": "R#1"},
    KEY | {"pk": {"S": ""}},
    KEY | {"pk": {"N": "1"}},
    KEY | {"pk": {"S": 1}},
    KEY | {"pk": {"S": "R#1", "N": "1"}},
    KEY | {"password": {"S": "x"}},
    {"pk": KEY["pk"]},
    {"pk": KEY["pk"], "sk": KEY["sk"], "gsi2pk": KEY["gsi1pk"], "gsi2sk": KEY["gsi1sk"]},
    {},
    [],
    5,
]


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_dynamodb_would_stumble_over_is_refused(key: Any):
    with pytest.raises(CursorError):
        decode_cursor("x", _forged(["x", key]), INDEX, "OPEN#liming")


@pytest.mark.parametrize("content", [5, None, True, "x", [], ["x"], ["x", None], ["x", KEY, 1], {"x": 1}])
def test_json_that_is_no_cursor_is_refused(content: Any):
    with pytest.raises(CursorError):
        decode_cursor("x", _forged(content), INDEX, "OPEN#liming")


def test_a_cursor_as_deep_as_a_well_is_refused():
    with pytest.raises(CursorError):
        decode_cursor("x", base64.urlsafe_b64encode(b"[" * 100_000).decode(), INDEX, "p")


@given(st.text(max_size=80) | st.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_text_is_a_cursor_or_refused(text: str):
    with suppress(CursorError):
        assert decode_cursor("x", text, INDEX, "p") is None
