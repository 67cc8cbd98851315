"""Rows of WeCom's callbacks: each nonce once, each event once, one row for whatever must be read anew."""

import datetime as dt

import pytest

from chalicelib.platform import clock
from chalicelib.wecom import callback_store, events
from chalicelib.wecom.callback_store import NonceUsedError
from chalicelib.wecom.events import Dirty
from tests.store.store_support import at_once, dump
from tests.support import callbacks

NOON = dt.datetime(2026, 11, 23, 4, 0, tzinfo=dt.UTC)
RENAMED = events.read(callbacks.contact("update_user", UserID="ZhangSan", NewUserID="zhang.san"))
DELETED = events.read(callbacks.contact("delete_user", UserID="zhangsan"))


def _dirty() -> list[Dirty]:
    return [dirty for dirty, _ in callback_store.read_dirty()]


def test_an_event_is_new_once_though_eight_deliveries_come_at_once():
    answers = at_once(8, lambda number: callback_store.take(f"nonce-{number}", RENAMED))
    assert sorted(answers) == [False] * 7 + [True]
    assert _dirty() == [Dirty("user", "zhang.san"), Dirty("user", "zhangsan", "zhang.san")]


def test_a_nonce_is_good_once_though_eight_use_it_at_once():
    answers = at_once(8, lambda _: callback_store.take("nonce", RENAMED))
    assert answers.count(True) == 1
    assert sum(isinstance(answer, NonceUsedError) for answer in answers) == 7


def test_a_refused_nonce_leaves_everything_as_it_was(database):
    callback_store.take("nonce", RENAMED)
    before = dump(database)
    with pytest.raises(NonceUsedError):
        callback_store.take("nonce", DELETED)
    assert dump(database) == before


def test_many_events_of_one_id_make_one_row_that_knows_where_the_person_went():
    with clock.frozen(NOON):
        callback_store.take("1", RENAMED)
    with clock.frozen(NOON + dt.timedelta(seconds=1)):
        callback_store.take("2", DELETED)
    assert _dirty() == [Dirty("user", "zhang.san"), Dirty("user", "zhangsan", "zhang.san")]


def test_what_is_settled_is_gone_unless_something_happened_meanwhile():
    callback_store.take("1", RENAMED)
    seen = dict(callback_store.read_dirty())
    callback_store.take("2", DELETED)
    settled = {dirty.name: callback_store.settle(dirty, last) for dirty, last in seen.items()}
    assert settled == {"zhang.san": True, "zhangsan": False}
    ((dirty, last),) = callback_store.read_dirty()
    assert callback_store.settle(dirty, last)
    assert not callback_store.settle(dirty, last)


def test_a_key_whose_time_is_over_counts_as_new_though_the_row_is_still_there():
    with clock.frozen(NOON):
        assert callback_store.take("nonce", DELETED)
    with clock.frozen(NOON + dt.timedelta(hours=2)):
        assert not callback_store.take("nonce", DELETED)
    with clock.frozen(NOON + dt.timedelta(hours=25)):
        assert callback_store.take("nonce", DELETED)


def test_nonces_are_not_kept_as_they_are(database):
    callback_store.take("x" * 128, DELETED)
    assert "x" * 128 not in str(dump(database))
