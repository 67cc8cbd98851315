"""Sessions, idempotency keys and serial numbers."""

import datetime as dt

import pytest

from chalicelib.platform import clock, serials, sessions
from chalicelib.platform.errors import IdempotencyKeyReusedError, NotSignedInError
from chalicelib.platform.idempotency import Attempt
from chalicelib.platform.store import CollisionError, transact
from tests.store.store_support import at_once, dump

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def started(at: dt.datetime = NOON) -> str:
    with clock.frozen(at):
        return sessions.start("liming")


def is_in(token: str, at: dt.datetime) -> bool:
    with clock.frozen(at):
        try:
            return sessions.authenticate(token).userid == "liming"
        except NotSignedInError:
            return False


def test_a_session_says_who_it_is_and_has_a_secret_of_its_own():
    first, second = started(), started()
    with clock.frozen(NOON):
        assert sessions.authenticate(first).csrf != sessions.authenticate(second).csrf


def test_a_session_ends_after_thirty_idle_minutes():
    token = started()
    assert is_in(token, NOON + 30 * MINUTE)
    assert not is_in(started(), NOON + 31 * MINUTE)


def test_who_keeps_working_stays_in_but_not_beyond_twelve_hours():
    token = started()
    last = NOON + 12 * 60 * MINUTE
    moment = NOON
    while moment < last:
        assert is_in(token, moment)
        moment += 20 * MINUTE
    assert is_in(token, last)
    assert not is_in(token, last + MINUTE)


def test_being_looked_at_within_a_minute_writes_nothing(database):
    token = started()
    before = dump(database)
    assert is_in(token, NOON + MINUTE / 2)
    assert dump(database) == before


def test_revoking_a_person_ends_all_their_sessions_and_nobody_elses():
    tokens = [started(), started()]
    with clock.frozen(NOON):
        other = sessions.start("wangfang")
    with clock.frozen(NOON + MINUTE):
        transact([sessions.revoke_person("liming")])
        assert sessions.authenticate(other).userid == "wangfang"
    assert not any(is_in(token, NOON + MINUTE) for token in tokens)


def test_after_a_revocation_one_may_sign_in_again():
    with clock.frozen(NOON):
        transact([sessions.revoke_person("liming")])
    assert is_in(started(NOON + MINUTE), NOON + MINUTE)


def test_signing_out_ends_this_session_only():
    token, other = started(), started()
    sessions.end(token)
    assert not is_in(token, NOON)
    assert is_in(other, NOON)


@pytest.mark.parametrize("token", [None, "", "0" * 64, "x" * 129, "中文"])
def test_a_token_nobody_was_given_is_no_session(token):
    with pytest.raises(NotSignedInError):
        sessions.authenticate(token)


def test_the_table_does_not_hold_the_token(database):
    token = started()
    assert token not in str(dump(database))


def attempt(key: str = "key-00000001", body: object = None, userid: str = "liming") -> Attempt:
    return Attempt(userid, key, body if body is not None else {"flow": "leave-request", "form": {"days": 1}})


def test_the_same_attempt_again_finds_what_was_created():
    transact([attempt().write("request-1")])
    assert attempt().created_before() == "request-1"
    assert attempt("key-00000002").created_before() is None
    assert attempt(userid="wangfang").created_before() is None


def test_the_order_of_a_bodys_keys_does_not_matter():
    transact([attempt(body={"a": 1, "b": 2}).write("request-1")])
    assert attempt(body={"b": 2, "a": 1}).created_before() == "request-1"


def test_the_same_key_for_another_body_is_refused():
    transact([attempt().write("request-1")])
    with pytest.raises(IdempotencyKeyReusedError):
        attempt(body={"flow": "other"}).created_before()


def test_of_eight_identical_attempts_at_once_one_creates():
    assert attempt("warm-0000001").created_before() is None
    answers = at_once(8, lambda number: transact([attempt().write(f"request-{number}")]))
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, CollisionError) for answer in answers) == 7
    assert answers[int(attempt().created_before().removeprefix("request-"))] is None


def test_eight_callers_at_once_never_get_the_same_number():
    day = dt.date(2026, 11, 23)
    serials.next_serial("flow#warm", "{seq:4}", day)
    taken = at_once(
        8, lambda _: [serials.next_serial("flow#x", "QJ-{yyyy}{mm}-{seq:4}", day) for _ in range(5)]
    )
    numbers = sorted(number for several in taken for number in several)
    assert numbers == [f"QJ-202611-{n:04d}" for n in range(1, 41)]


def test_a_new_month_begins_with_one_and_another_series_counts_for_itself():
    pattern = "QJ-{yyyy}{mm}-{seq:4}"
    assert serials.next_serial("a", pattern, dt.date(2026, 11, 30)) == "QJ-202611-0001"
    assert serials.next_serial("a", pattern, dt.date(2026, 12, 1)) == "QJ-202612-0001"
    assert serials.next_serial("a", pattern, dt.date(2026, 11, 30)) == "QJ-202611-0002"
    assert serials.next_serial("b", pattern, dt.date(2026, 11, 30)) == "QJ-202611-0001"
